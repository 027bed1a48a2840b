"""Taking a roadmap out, or everything: into which format, and to which file."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

from textual.app import App

from tracker.core.errors import TrackerError
from tracker.core.ids import file_name
from tracker.tui.hints import key_of
from tracker.tui.panels.ask import AskScreen
from tracker.tui.panels.pick import Choice, PickScreen
from tracker.tui.session import Session
from tracker.workspace.export import FORMATS, everything, layer_text, put, refuse_own_files, written

_EVERYTHING, _LAYER = "everything", "layer"
_BACK = {
    _EVERYTHING: "; an import of it brings all of it back",
    _LAYER: "; an import of it lays it over the same elsewhere",
}


async def export(app: App[None], session: Session, roadmap: str, say: Callable[[str], None]) -> None:
    """Ask for a format and a file, and write the roadmap as it is now; again where that file cannot be written."""
    choices = [Choice(name, one.title, one.about) for name, one in FORMATS.items()]
    choices.append(Choice(_LAYER, "Only what you added and changed", "to be laid over it elsewhere"))
    choices.append(Choice(_EVERYTHING, "Everything, as a backup", "all roadmaps, and the journal"))
    hint = f"{key_of('pick.pick')} picks · {key_of('panel.close')} leaves it"
    title = f"Take {session.title(roadmap)} out, with your marks and notes"
    format_ = await app.push_screen_wait(PickScreen(title, hint, choices))
    if format_ is None:
        return
    what, name = _file(format_, roadmap, session.title(roadmap))
    said, words = _short(_folder() / name), "Into which file? ~ is your home folder."
    while said := await app.push_screen_wait(AskScreen(what, words, said)):
        path = Path(os.path.expanduser(said))  # noqa: ASYNC240, PTH111  # looks at the environment only
        if not await _may_replace(app, path):
            words = "That file stays as it is. Another one?"
            continue
        say("Writing …")
        try:
            refuse_own_files(session.workspace.paths, path)
            await session.written()
            await asyncio.to_thread(_write, session, roadmap, format_, path)
        except TrackerError as error:
            say("")
            words = f"{error}."
            continue
        say(f"Written: {_short(path)}{_BACK.get(format_, '')}")
        return


def _file(format_: str, roadmap: str, title: str) -> tuple[str, str]:
    """What is taken out, in words, and how its file is called when nobody says otherwise."""
    if format_ == _EVERYTHING:
        return "Everything, as a backup", "tracker-backup.json"
    if format_ == _LAYER:
        return f"What you added to {title} and changed in it", f"{file_name(roadmap)}-layer.json"
    return f"{title} as {FORMATS[format_].title}", f"{file_name(roadmap)}.{FORMATS[format_].ending}"


def _folder() -> Path:
    """The folder in which the person is, or their home where that is gone or nothing can be written in it."""
    try:
        here = Path.cwd()
    except OSError:
        return Path.home()
    return here if os.access(here, os.W_OK) else Path.home()


def _short(path: Path) -> str:
    """A path from its beginning, as a person writes it."""
    path, home = Path(os.path.abspath(path)), Path.home()  # noqa: PTH100  # takes away ".." too
    return str(Path("~", path.relative_to(home)) if path.is_relative_to(home) else path)


async def _may_replace(app: App[None], path: Path) -> bool:
    """Whether there is no such file yet, or the person wants it replaced."""
    if not os.path.isfile(path):  # noqa: ASYNC240, PTH113  # unlike the method, this takes any name a person can write
        return True
    choices = [Choice("leave", "Leave it, and write to another file"), Choice("replace", "Replace it")]
    hint = f"{key_of('pick.pick')} picks · {key_of('panel.close')} leaves it"
    return await app.push_screen_wait(PickScreen(f"There is a file {path.name} already", hint, choices)) == "replace"


def _write(session: Session, roadmap: str, format_: str, path: Path) -> None:
    workspace = session.workspace
    if format_ == _EVERYTHING:
        text = everything(workspace)
    elif format_ == _LAYER:
        text = layer_text(workspace, roadmap)
    else:
        text = written(workspace, roadmap, format_, session.state)
    put(path, text, private=format_ == _EVERYTHING)

"""Exporting a roadmap or everything: choosing the format and the file. A browser downloads it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from textual.app import App

from tracker.core.errors import TrackerError
from tracker.core.ids import file_name
from tracker.tui.hints import key_of
from tracker.tui.panels.ask import AskScreen
from tracker.tui.panels.pick import Choice, PickScreen
from tracker.tui.session import Session
from tracker.workspace.export import FORMATS, everything, overlay_text, put, refuse_own_files, written

_EVERYTHING, _OVERLAY = "everything", "overlay"
_USES = {
    _EVERYTHING: "; import it to restore everything",
    _OVERLAY: "; import it elsewhere to add it to the same roadmap",
}


async def export(app: App[None], session: Session, roadmap: str, say: Callable[[str], None]) -> None:
    """Ask for a format and a file, and write the roadmap. Where the file cannot be written, ask for another one.

    In a browser there is no file to ask for: it downloads, as whoever looks at it sits elsewhere.
    """
    choices = [Choice(name, format_kind.title, format_kind.about) for name, format_kind in FORMATS.items()]
    choices.append(Choice(_OVERLAY, "Only your overlay", "what you added and changed"))
    choices.append(Choice(_EVERYTHING, "Everything, as a backup", "all roadmaps, and the journal"))
    hint = f"{key_of('pick.pick')} picks · {key_of('panel.close')} cancels"
    title = f"Export {session.title(roadmap)}, with your marks and notes"
    format_ = await app.push_screen_wait(PickScreen(title, hint, choices))
    if format_ is None:
        return
    what, name = _file(format_, roadmap, session.title(roadmap))
    if app.is_web:
        await session.written()
        text = await asyncio.to_thread(_text, session, roadmap, format_)
        app.deliver_binary(BytesIO(text.encode()), save_filename=name)
        say(f"Downloaded by your browser: {name}{_USES.get(format_, '')}")
        return
    file, words = _short(_folder() / name), "Into which file? ~ is your home folder."
    while file := await app.push_screen_wait(AskScreen(what, words, session.drafts, file)):
        path = Path(os.path.expanduser(file))  # noqa: ASYNC240, PTH111  # looks at the environment only
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
        say(f"Written: {_short(path)}{_USES.get(format_, '')}")
        return


def _file(format_: str, roadmap: str, title: str) -> tuple[str, str]:
    """What is exported, in words, and the default name of its file."""
    if format_ == _EVERYTHING:
        return "Everything, as a backup", "tracker-backup.json"
    if format_ == _OVERLAY:
        return f"Your overlay of {title}", f"{file_name(roadmap)}-overlay.json"
    return f"{title} as {FORMATS[format_].title}", f"{file_name(roadmap)}.{FORMATS[format_].ending}"


def _folder() -> Path:
    """The current folder; the home folder where the current one is gone or cannot be written."""
    try:
        current = Path.cwd()
    except OSError:
        return Path.home()
    return current if os.access(current, os.W_OK) else Path.home()


def _short(path: Path) -> str:
    """An absolute path, with `~` for the home folder."""
    path, home = Path(os.path.abspath(path)), Path.home()  # noqa: PTH100  # also resolves ".."
    return str(Path("~", path.relative_to(home)) if path.is_relative_to(home) else path)


async def _may_replace(app: App[None], path: Path) -> bool:
    """True where there is no such file yet, or the user wants to replace it."""
    if not os.path.isfile(path):  # noqa: ASYNC240, PTH113  # Path.is_file raises for a long name
        return True
    choices = [Choice("leave", "Leave it, and write to another file"), Choice("replace", "Replace it")]
    hint = f"{key_of('pick.pick')} picks · {key_of('panel.close')} cancels"
    return await app.push_screen_wait(PickScreen(f"There is a file {path.name} already", hint, choices)) == "replace"


def _write(session: Session, roadmap: str, format_: str, path: Path) -> None:
    put(path, _text(session, roadmap, format_), private=format_ == _EVERYTHING)


def _text(session: Session, roadmap: str, format_: str) -> str:
    workspace = session.workspace
    if format_ == _EVERYTHING:
        return everything(workspace)
    if format_ == _OVERLAY:
        return overlay_text(workspace, roadmap)
    return written(workspace, roadmap, format_, session.state)

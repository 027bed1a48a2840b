"""Export: the formats, the text of a roadmap in each of them, and the file that it is written to."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from tracker.core.errors import TrackerError
from tracker.core.journal.events import State
from tracker.core.roadmap.document import Document
from tracker.core.roadmap.model import Card
from tracker.core.text import inert
from tracker.store import unfinished
from tracker.store.durable import sync_file, sync_folder
from tracker.workspace.mark_times import mark_times
from tracker.workspace.paths import Paths
from tracker.workspace.workspace import Workspace

_WEB = ("https://", "http://")


class Format(NamedTuple):
    """A format: how people write its name, the module that writes it, the ending of its files, what it is good for.

    `leaves_out` is what a roadmap may have and the format does not.
    """

    title: str
    module: str
    ending: str
    about: str
    leaves_out: str = ""


_NO_ROWS = "groups without topics, and the rules and notes of groups"
FORMATS = {
    "markdown": Format("Markdown", "markdown.writer", "md", "a checklist to tick anywhere"),
    "json": Format("JSON", "json.writer", "json", "for programs"),
    "csv": Format("CSV", "table.writer", "csv", "a table for spreadsheets", _NO_ROWS),
    "org": Format("Org", "org.writer", "org", "an outline for Emacs"),
    "opml": Format("OPML", "opml.writer", "opml", "an outline for outliners"),
    "toml": Format("TOML", "toml.roadmap", "toml", "a file to edit by hand"),
    "html": Format("HTML", "html.writer", "html", "a page to show somebody"),
}
"""By what `--format` calls them."""


def written(workspace: Workspace, roadmap: str, format_: str, state: State, *, with_days: bool = False) -> str:
    """A roadmap, by its id, with the user's marks and notes, in a format of `FORMATS`.

    With `with_days` Markdown says when each topic was done, as Obsidian Tasks does.
    """
    progress = workspace.progress(workspace.roadmap(roadmap), state)
    document = Document(progress, _cards(workspace), state.notes, mark_times(workspace, state), with_days)
    return inert(str(import_module(f"tracker.formats.{FORMATS[format_].module}").write(document)))


def _cards(workspace: Workspace) -> dict[str, Card]:
    """Every card by the id of its topic, with those links alone that lead to the web."""
    cards = workspace.cards()
    for id_, card in cards.items():
        if not all(link.url.startswith(_WEB) for link in card.links):
            cards[id_] = card._replace(links=tuple(link for link in card.links if link.url.startswith(_WEB)))
    return cards


def everything(workspace: Workspace) -> str:
    """Every roadmap and the whole journal as one backup, which is JSON."""
    from tracker.formats.backup.writer import write  # with the next, 17 ms; only for a backup
    from tracker.store.sqlite.merge import dump

    return write(dump(workspace.database))


def overlay_text(workspace: Workspace, roadmap: str = "") -> str:
    """The overlay of one roadmap or, without an id, of all, as a file that can be imported elsewhere."""
    from tracker.core.overlay.merge import part_of  # with the next, 17 ms; only for an overlay
    from tracker.formats.overlay import write

    overlay = workspace.overlay()
    return write(part_of(overlay, workspace.roadmap(roadmap)) if roadmap else overlay)


def refuse_own_files(paths: Paths, file: Path) -> None:
    """Raise `TrackerError` where `file` is one that the program itself keeps, however it is called."""
    try:
        real = file.resolve()
        own = [paths.data, paths.config, paths.cache]
        inside = any(real.is_relative_to(folder.resolve()) for folder in own)
        linked = real.is_file() and real.stat().st_nlink > 1 and any(real.samefile(kept) for kept in _files(own))
    except (OSError, ValueError, RuntimeError):  # a name that no file can have, a circle of links
        return
    if inside or linked:
        raise TrackerError(f"{file} is where tracker keeps its own files; write to another place")


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    return (file for folder in folders if folder.is_dir() for file in folder.rglob("*") if file.is_file())


def _mode(file: Path) -> int:
    """The permissions of a file that is there, else those that the user's umask gives a new one."""
    with suppress(FileNotFoundError):
        return file.stat().st_mode
    os.umask(mask := os.umask(0))
    return 0o666 & ~mask


def put(path: Path, text: str, *, private: bool = False) -> None:
    """Put a whole new file in the place of the old one: a backup stays whole until the newer one is.

    `private` is for what holds everything: only the user can read it. Raises `TrackerError` where it cannot be written.
    """
    try:
        if path.exists() and not path.is_file():  # a pipe or a device is written to, and stays what it is
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        file = path.resolve()
        beside = unfinished.beside(file)
        unfinished.delete_left(file.parent)
        try:
            beside.touch(mode=0o600)
            beside.write_text(text, encoding="utf-8", newline="\n")
            if not private:
                beside.chmod(_mode(file))
            sync_file(beside)
            beside.replace(file)
            sync_folder(file.parent)
        finally:
            beside.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "no such name"
        raise TrackerError(f"{path} cannot be written: {why}") from None

"""Taking roadmaps out: the formats in which they go, their text, and the file that it is put into."""

from __future__ import annotations

import os
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from tracker.core.collector import collector_paused
from tracker.core.document import document
from tracker.core.errors import TrackerError
from tracker.core.journal import State
from tracker.store.backups import sync_file, sync_folder
from tracker.workspace.workspace import Workspace


class Format(NamedTuple):
    """A format: how people write its name, the module that writes it, the ending of its files, what it is good for."""

    title: str
    module: str
    ending: str
    about: str


FORMATS = {
    "markdown": Format("Markdown", "markdown", "md", "a checklist to tick anywhere"),
    "json": Format("JSON", "json", "json", "for programs"),
    "csv": Format("CSV", "csv", "csv", "a table for spreadsheets"),
    "org": Format("Org", "org_export", "org", "an outline for Emacs"),
    "opml": Format("OPML", "opml_export", "opml", "an outline for outliners"),
    "toml": Format("TOML", "own_toml", "toml", "a file to edit by hand"),
    "html": Format("HTML", "html_page", "html", "a page to show somebody"),
}
"""By what `--format` calls them."""


@collector_paused()
def written(workspace: Workspace, roadmap: str, format_: str, state: State) -> str:
    """A roadmap, by its id, with the person's marks and notes, in a format of `FORMATS`."""
    found = document(workspace.progress(workspace.roadmap(roadmap), state), workspace.cards(), state)
    return str(import_module(f"tracker.formats.{FORMATS[format_].module}").write(found))


@collector_paused()
def everything(workspace: Workspace) -> str:
    """Every roadmap and the whole journal as one backup, which is JSON."""
    from tracker.formats.backup import write  # only for who takes everything out

    return write(workspace.backup())


def layer_text(workspace: Workspace, roadmap: str = "") -> str:
    """What the person added and changed, in one roadmap or, without an id, in all, as an import lays it elsewhere."""
    from tracker.core.layers import part_of  # only for who takes a layer out
    from tracker.formats.own_layer import write

    layer = workspace.layer()
    return write(part_of(layer, workspace.roadmap(roadmap)) if roadmap else layer)


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
        beside = file.with_name(f".tracker-{os.getpid()}")
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

"""`export`."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from tracker.cli.show import talk
from tracker.core.collector import collector_paused
from tracker.core.document import document
from tracker.core.errors import TrackerError, UsageError
from tracker.core.journal import State
from tracker.workspace import Workspace

FORMATS = {  # each with the module that writes it and the ending of its files
    "markdown": ("markdown", "md"),
    "json": ("json", "json"),
    "csv": ("csv", "csv"),
    "org": ("org_export", "org"),
    "opml": ("opml_export", "opml"),
    "toml": ("own_toml", "toml"),
    "html": ("html_page", "html"),
}


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("roadmap", nargs="?", help="a role, a skill, or a roadmap of your own")
    parser.add_argument(
        "--all", action="store_true", help="all roadmaps, into a folder; as JSON: one backup of everything, journal too"
    )
    parser.add_argument("--format", choices=FORMATS, default="markdown", help="markdown when left out")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to; standard output when left out")


@collector_paused()
def run(args: Namespace) -> int:
    """Write roadmaps with the person's marks and notes."""
    if bool(args.roadmap) is args.all:
        raise UsageError("say which roadmap, or --all")
    if args.all and args.format != "json" and not args.output:
        raise UsageError("all roadmaps are as many files: say which folder they go to, with -o FOLDER")
    with Workspace.open() as workspace:
        if args.all and args.format == "json":
            from tracker.formats.backup import write

            text = write(workspace.backup())
        elif args.all:
            return _folder(workspace, args)
        else:
            text = _written(workspace, workspace.find_roadmap(args.roadmap), args.format, workspace.state())
    if args.output:
        _write(args.output, text)
        talk(f"written: {args.output}")
    else:
        sys.stdout.buffer.write(text.encode())
    return 0


def _written(workspace: Workspace, roadmap: str, format_: str, state: State) -> str:
    found = document(workspace.progress(workspace.roadmap(roadmap), state), workspace.cards(), state)
    return str(import_module(f"tracker.formats.{FORMATS[format_][0]}").write(found))


def _folder(workspace: Workspace, args: Namespace) -> int:
    folder, ending, state = args.output, FORMATS[args.format][1], workspace.state()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TrackerError(f"{folder} cannot be made: {error.strerror}") from None
    roadmaps = list(workspace.roadmap_names())
    for roadmap in roadmaps:
        _write(folder / f"{roadmap}.{ending}", _written(workspace, roadmap, args.format, state))
    talk(f"written: {len(roadmaps)} files in {folder}")
    return 0


def _write(path: Path, text: str) -> None:
    """Put a whole new file in the place of the old one: a backup stays whole until the newer one is."""
    try:
        if path.exists() and not path.is_file():  # a pipe or a device is written to, and stays what it is
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        file = path.resolve()
        beside = file.with_name(f".tracker-{os.getpid()}")
        try:
            beside.write_text(text, encoding="utf-8", newline="\n")
            with suppress(FileNotFoundError):
                beside.chmod(file.stat().st_mode)
            beside.replace(file)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise TrackerError(f"{path} cannot be written: {error.strerror}") from None

"""`export`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from importlib import import_module
from pathlib import Path

from tracker.cli.show import talk
from tracker.core.document import document
from tracker.core.errors import TrackerError
from tracker.workspace import Workspace

FORMATS = ("markdown", "json", "csv")


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("roadmap", help="a role or skill")
    parser.add_argument("--format", choices=FORMATS, default="markdown", help="markdown when left out")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="where to; standard output when left out")


def run(args: Namespace) -> int:
    """Write a roadmap with the person's marks and notes."""
    with Workspace.open() as workspace:
        state = workspace.state()
        roadmap = workspace.roadmap(workspace.find_roadmap(args.roadmap))
        found = document(workspace.progress(roadmap, state), workspace.cards(), state)
    text = import_module(f"tracker.formats.{args.format}").write(found)
    if not args.output:
        sys.stdout.buffer.write(text.encode())
        return 0
    try:
        args.output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise TrackerError(f"{args.output} cannot be written: {error.strerror}") from None
    talk(f"written: {args.output}")
    return 0

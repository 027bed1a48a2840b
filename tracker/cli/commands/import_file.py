"""`import`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cli.answers import declare_answers
from tracker.cli.incoming import import_source
from tracker.cli.opening import opened
from tracker.workspace.incoming.source import read_source

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("file", metavar="FILE", help='the file, or the folder; "-" reads standard input')
    declare_answers(parser)
    parser.add_argument("--dry-run", action="store_true", help="only show what would come in")
    parser.add_argument("--yes", action="store_true", help="save without asking; a script needs it to save")
    parser.add_argument("--json", action="store_true", help="the preview, and what was saved, as one JSON object")


def run(args: Namespace) -> int:
    """Show what a file holds, then save it: after a question on a terminal, or with --yes."""
    source = read_source(args.file)
    with opened() as workspace:
        return import_source(args, workspace, source)

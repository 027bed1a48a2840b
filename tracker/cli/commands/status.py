"""`status`."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from tracker.cli.output import data
from tracker.cli.standing_shown import show_standing, standing_object
from tracker.workspace.at_rest import open_at_rest

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("roadmap", nargs="?", help="a role, skill or roadmap of your own; without it, the target")
    parser.add_argument("--why", action="store_true", help="explain the percentage")
    help_ = "one line, such as '{title} {percent}% {ready}% {bar} {streak}d'; also {done} {counted} {hours}"
    parser.add_argument("--format", metavar="TEXT", help=help_.replace("%", "%%"))
    parser.add_argument("--at", metavar="DATE", help="as it was at the end of a day, such as 2026-03-01")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(args: Namespace) -> int:
    """Print the progress in the target or another roadmap.

    What is asked for most often, the target as it is, is kept and needs no roadmap to be read.
    """
    database = None
    if not (args.roadmap or args.why or args.at is not None or args.format is not None):
        database, kept = open_at_rest()
        if kept:
            with closing(database):
                if args.json:
                    data(standing_object(kept))
                else:
                    show_standing(kept)
            return 0
    from tracker.cli.measured_status import print_status  # 20 ms: the workspace, roadmaps and the journal

    return print_status(args, database)

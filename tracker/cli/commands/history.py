"""`history`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cli.commands.undo import times
from tracker.cli.opening import opened
from tracker.cli.output import data, line, paint
from tracker.wording.history import describe_transaction
from tracker.workspace.clock import local
from tracker.workspace.find_by_name import find_topic

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("topic", nargs="?", help="only what happened to this topic")
    parser.add_argument("-n", type=times, default=20, metavar="N", help="how many events at most (20)")
    parser.add_argument("--json", action="store_true", help="the events as a JSON list, newest first")


def run(args: Namespace) -> int:
    """List events, newest first."""
    with opened() as workspace:
        subject = find_topic(workspace, args.topic) if args.topic else None
        events = workspace.history(args.n, subject)
        if args.json:
            data([event.as_object() for event in events])
            return 0
        for event in events:
            line(f"{paint(local(event.at), 'dim')}  {describe_transaction([event], workspace.title)}")
        if not events:
            line("nothing happened yet")
    return 0

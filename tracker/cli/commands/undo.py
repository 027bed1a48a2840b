"""`undo` and `redo`."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace

from tracker.cli.opening import opened
from tracker.cli.output import data, line
from tracker.core.journal.events import Event
from tracker.wording.history import describe_transaction

_MOST = 10_000


def arguments(parser: ArgumentParser, name: str) -> None:
    """Declare what the commands take."""
    parser.add_argument("times", nargs="?", type=times, default=1, metavar="N", help=f"how many acts to {name}")
    parser.add_argument("--json", action="store_true", help="the events that were written, as JSON")


def run(args: Namespace) -> int:
    """Walk the journal back or forth, and say what that did."""
    with opened() as workspace:
        step = workspace.undo if args.command == "undo" else workspace.redo
        acts: list[list[Event]] = []
        while len(acts) < args.times and (events := step()):
            acts.append(events)
        if args.json:
            data([event._asdict() for events in acts for event in events])
            return 0
        for events in acts:
            line(describe_transaction(events, workspace.title))
        if len(acts) < args.times:
            line(f"nothing{' more' if acts else ''} to {args.command}")
    return 0


def times(text: str) -> int:
    """A count from the command line. Raises `ArgumentTypeError` for anything but 1 to 10000."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= _MOST):
        raise ArgumentTypeError(f'"{text}" is not a number from 1 to 10000')
    return int(text)

"""`undo` and `redo`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cli.opening import opened
from tracker.cli.output import data, line
from tracker.core.journal.events import Event
from tracker.wording.history import describe_transaction

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_MOST = 10_000


def arguments(parser: ArgumentParser, name: str) -> None:
    """Declare what the commands take."""
    parser.add_argument("times", nargs="?", type=times, default=1, metavar="N", help=f"how many commands to {name} (1)")
    parser.add_argument("--json", action="store_true", help="the events that were written, as JSON")


def run(args: Namespace) -> int:
    """Undo or redo so many transactions, and say what that did."""
    with opened() as workspace:
        step = workspace.undo if args.command == "undo" else workspace.redo
        transactions: list[list[Event]] = []
        while len(transactions) < args.times and (events := step()):
            transactions.append(events)
        if args.json:
            data([event.as_object() for events in transactions for event in events])
            return 0
        for events in transactions:
            line(describe_transaction(events, workspace.title))
        if len(transactions) < args.times:
            line(f"nothing{' more' if transactions else ''} to {args.command}")
    return 0


def times(text: str) -> int:
    """A number from the command line. Raises `ArgumentTypeError` where it is not 1 to 10000."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= _MOST):
        from argparse import ArgumentTypeError  # argparse: 10 ms, only where it has something to say

        raise ArgumentTypeError(f'"{text}" is not a number from 1 to 10000')
    return int(text)

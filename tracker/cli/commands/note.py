"""`note`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from tracker.cli.ask import may_ask
from tracker.cli.naming import topic_to_change
from tracker.cli.opening import opened
from tracker.cli.output import data, line
from tracker.core.journal.commands import LONGEST_NOTE, WriteNote
from tracker.core.text import plain_lines

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(parser: ArgumentParser, _name: str) -> None:
    """Declare what the command takes."""
    parser.add_argument("topic", help="an id, or words of a title or an id that fit only one topic")
    parser.add_argument(
        "text", nargs="?", type=_typed, help='the note; "-" reads it from standard input, "" removes it'
    )
    parser.add_argument("--json", action="store_true", help="the note as JSON")


def run(args: Namespace) -> int:
    """Show or write the note of a topic."""
    with opened() as workspace:
        topic = topic_to_change(workspace, args.topic)
        note = workspace.state().notes.get(topic, "")
        text = args.text
        if text == "-":
            text = sys.stdin.buffer.read(4 * LONGEST_NOTE + 1).decode("utf-8", "replace")
        elif text is None and not args.json and may_ask():
            from tracker.workspace.editor import edit  # 7 ms, only without a text

            text = edit(note, suffix=".md")
        if text is not None:
            workspace.record(WriteNote(topic, text))
            note = workspace.state().notes.get(topic, "")
    if args.json:
        data({"topic": topic, "note": note})
    elif args.text is None or note:
        line(plain_lines(note))
    return 0


def _typed(word: str) -> str:
    """An argument as UTF-8, in whatever encoding the locale has read it."""
    return os.fsencode(word).decode("utf-8", "replace")

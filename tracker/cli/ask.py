"""What the command line asks a user."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.cli.output import asks, talk
from tracker.core.errors import UsageError

if TYPE_CHECKING:
    from argparse import Namespace


def may_ask() -> bool:
    """Whether there is somebody to ask."""
    return asks() and sys.stdin.isatty() and sys.stdout.isatty()


def pick(question: str, choices: Sequence[str]) -> int | None:
    """Ask for one of several choices: its index, or None for no answer."""
    talk(question)
    for number, choice in enumerate(choices, 1):
        talk(f"  {number}  {choice}")
    talk("Which one? ", end="")
    answer = sys.stdin.readline().strip()
    return int(answer) - 1 if answer.isascii() and answer.isdigit() and 0 < int(answer) <= len(choices) else None


def must_not_ask(args: Namespace, command: str) -> None:
    """Raise `UsageError` where there is no terminal to ask on: a script must not think that a preview was saved."""
    if not args.yes and not may_ask():
        raise UsageError(
            f"nothing was saved: there is no terminal to ask on; add --yes, or only look: tracker {command} --dry-run"
        )


def agreed(args: Namespace, question: str) -> bool:
    """Whether the user agrees: at once with --yes, else after a question; no answer is a no."""
    if args.yes:
        return True
    talk(f"{question} [y/N] ", end="")
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}

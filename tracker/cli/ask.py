"""What the command line asks a user, and how it shows how far a long task has come."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tracker.cli.output import asks, talk, unicode
from tracker.core.errors import UsageError
from tracker.core.importing.stages import Step
from tracker.workspace.incoming.source import LARGE_IMPORT

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


class Bar:
    """The step that is on, on stderr, for what takes a while: for a user, not a script, and only with much to do."""

    def __init__(self, size: int) -> None:
        """`size` is the size of the file in bytes."""
        self._wanted, self._shown = size >= LARGE_IMPORT and sys.stderr.isatty(), ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.clear()

    def __call__(self, step: Step) -> None:
        """Show the step that has begun."""
        if not self._wanted:
            return
        self.clear()
        self._shown = f"{step.value} {'…' if unicode() else '...'}"
        sys.stderr.write(f"\r{self._shown}")  # no word of a file stands in it
        sys.stderr.flush()

    def clear(self) -> None:
        """Take it away, before anything else is written."""
        if self._shown:
            sys.stderr.write(f"\r{' ' * len(self._shown)}\r")
            sys.stderr.flush()
            self._shown = ""

"""Questions of the command line, and the bar that shows how far a long command has come."""

from __future__ import annotations

import sys
from argparse import Namespace
from types import TracebackType
from typing import Self

from tracker.cli.output import talk, unicode
from tracker.core.errors import UsageError
from tracker.core.importing.stages import Step
from tracker.workspace.incoming.roadmap_import import LARGE_IMPORT

_WIDTH = 24


def must_not_ask(args: Namespace, command: str) -> None:
    """Raise `UsageError` where there is no terminal to ask on: a script must not think that a preview was saved."""
    if not args.yes and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            f"nothing was saved: there is no terminal to ask on; add --yes, or only look: tracker {command} --dry-run"
        )


def agreed(args: Namespace, question: str) -> bool:
    """True with --yes, or where the user answers yes. No answer is a no."""
    if args.yes:
        return True
    talk(f"{question} [y/N] ", end="")
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}


class Bar:
    """A progress bar on stderr. It is shown only on a terminal, and only for a large file."""

    def __init__(self, size: int) -> None:
        """`size` is the size of the file in bytes."""
        self._wanted, self._shown = size >= LARGE_IMPORT and sys.stderr.isatty(), ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.clear()

    def __call__(self, step: Step, fraction: float) -> None:
        """Show how far `step` has come."""
        if not self._wanted:
            return
        full, empty = ("█", "░") if unicode() else ("#", ".")
        filled = int(_WIDTH * fraction)
        text = f"{step.value:<14}{full * filled}{empty * (_WIDTH - filled)} {int(100 * fraction):>3} %"
        if text != self._shown:
            sys.stderr.write(f"\r{text}")  # it holds no text from a file, so it needs no cleaning
            sys.stderr.flush()
            self._shown = text

    def clear(self) -> None:
        """Erase the bar before other text is written."""
        if self._shown:
            sys.stderr.write(f"\r{' ' * len(self._shown)}\r")
            sys.stderr.flush()
            self._shown = ""

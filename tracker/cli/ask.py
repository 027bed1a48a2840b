"""What the command line asks a person, and how it shows that a long act goes on."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence

from tracker.core.errors import UsageError

_LARGE = 2**19
_WIDTH = 24


def must_not_ask(args: Namespace, command: str) -> None:
    """Raise `UsageError` where nobody is there to be asked, so that no script takes a preview for a deed."""
    if not args.yes and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            f"nothing was saved: there is no terminal to ask on; add --yes, or only look: tracker {command} --dry-run"
        )


def agreed(args: Namespace, question: str) -> bool:
    """Whether the person wants it: at once with --yes, else after a question; no answer is a no."""
    if args.yes:
        return True
    print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}


class Steps:
    """A bar on stderr for what takes a while: for a person, not a script, and only where there is much to do."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names, self._at, self._shown = names, 0, False

    def next(self, size: int) -> None:
        """Another step begins; `size` is how many bytes there are to work on."""
        self._at += 1
        if size < _LARGE or not sys.stderr.isatty():
            return
        full = _WIDTH * self._at // len(self._names)
        bar = "#" * full + "." * (_WIDTH - full)
        print(f"\r[{bar}] {self._names[self._at]:<16}", end="", file=sys.stderr, flush=True)
        self._shown = True

    def clear(self) -> None:
        """Take the bar away."""
        if self._shown:
            print(f"\r{' ' * (_WIDTH + 20)}\r", end="", file=sys.stderr, flush=True)
            self._shown = False

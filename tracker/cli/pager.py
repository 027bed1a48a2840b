"""Long output on a terminal goes through the user's pager, as with git and man."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from tracker.cli.ask import may_ask

_USUAL = "less -FRX"
"""Leaves at once where all fits on the screen, obeys colours, and leaves the text on the screen."""


class _Collected(io.StringIO):
    """What is written, kept; it is as much a terminal as what it stands for."""

    encoding = "utf-8"

    def __init__(self, terminal: TextIO) -> None:
        super().__init__()
        self._terminal = terminal

    def fileno(self) -> int:
        """The terminal's number, for its width."""
        return self._terminal.fileno()

    def isatty(self) -> bool:
        """True: colours and widths are those of the terminal."""
        return True


@contextmanager
def paged() -> Iterator[None]:
    """Page what is written to stdout, where that is a terminal and the text is longer than it.

    `PAGER` names another pager; one that is empty or `cat` means none. With `--no-input` nothing is paged.
    """
    terminal = sys.stdout
    pager = os.environ.get("PAGER", _USUAL)
    if not may_ask() or pager in ("", "cat") or os.environ.get("TERM") == "dumb":
        yield
        return
    import shlex  # with the next two 7 ms, only on a terminal
    import shutil
    import subprocess

    sys.stdout = collected = _Collected(terminal)
    try:
        yield
    finally:
        sys.stdout = terminal
        text = collected.getvalue()
        words = shlex.split(pager)
        if text.count("\n") < shutil.get_terminal_size().lines or not words or not shutil.which(words[0]):
            terminal.write(text)
        else:
            terminal.flush()
            subprocess.run(words, input=text.encode(terminal.encoding or "utf-8", "replace"), check=False)  # noqa: S603  # the user's own pager

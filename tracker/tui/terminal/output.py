"""Writing to a terminal that may stop to take anything: leaving goes on after a moment."""

from __future__ import annotations

import os
import select
import sys
import time
from contextlib import suppress
from typing import TextIO

LEAVING_SECONDS = 2.0
"""How long the app that is leaving waits for a terminal that takes nothing at all; a slow line takes a little."""
_LOOK_SECONDS = 0.1
"""How often a writer that waits checks whether the app is leaving meanwhile."""


class Output:
    """A text file that may be a terminal, without write errors, so that the app survives the end of its terminal.

    A terminal takes nothing while its user holds it (Ctrl+S), and where the program around it hangs. What is written
    then waits, and is dropped only when the app is leaving.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._waiting = list[str]()
        self._leaving_since: float | None = None
        self._dropped = False
        self._terminal = _opened_again(file)

    def write(self, text: str) -> None:
        """Keep `text` for the next flush."""
        self._waiting.append(text)

    def flush(self) -> None:
        """Write what was kept; errors are ignored."""
        text, self._waiting = "".join(self._waiting), []
        with suppress(OSError, ValueError):
            if self._terminal is None:
                self._file.write(text)
                self._file.flush()
            else:
                self._send(self._terminal, text.encode(self._file.encoding, self._file.errors or "strict"))

    def fileno(self) -> int:
        """The file's number."""
        return self._file.fileno()

    def leaving(self) -> None:
        """From now on what a terminal does not take is dropped, once it has taken nothing for `LEAVING_SECONDS`."""
        self._leaving_since = time.monotonic()

    def staying(self) -> None:
        """From now on a terminal that takes nothing is waited for."""
        self._leaving_since = None

    def end(self, restored: str) -> None:
        """Where something was dropped, write `restored` in the place of all that the terminal has not taken yet."""
        if not self._dropped or self._terminal is None:
            return
        import termios  # a system without terminals of this kind has no such module

        self._dropped = False
        with suppress(OSError, termios.error):
            termios.tcflush(self._terminal, termios.TCOFLUSH)
            os.write(self._terminal, restored.encode())

    def close(self) -> None:
        """Write no more."""
        if self._terminal is not None:
            os.close(self._terminal)
            self._terminal = None

    def _send(self, terminal: int, data: bytes) -> None:
        while data:
            with suppress(BlockingIOError):
                data = data[os.write(terminal, data) :]
                if self._leaving_since is not None:
                    self._leaving_since = time.monotonic()
                continue
            if self._leaving_since is not None:
                if time.monotonic() > self._leaving_since + LEAVING_SECONDS:
                    self._dropped = True
                    return
                _start_again(terminal)
            select.select([], [terminal], [], _LOOK_SECONDS)


def _opened_again(file: TextIO) -> int | None:
    """The terminal of `file`, opened so that writing never waits; None for a file of another kind.

    That is a property of the opened file, which the shell that started the app shares.
    """
    if sys.platform == "win32":
        return None
    with suppress(OSError, ValueError):
        return os.open(os.ttyname(file.fileno()), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    return None


def _start_again(terminal: int) -> None:
    """Let a terminal go on that a key has stopped, after its modes were restored."""
    import termios  # a system without terminals of this kind has no such module

    with suppress(termios.error):
        termios.tcflow(terminal, termios.TCOON)


def write_leaving(file: TextIO, text: str) -> None:
    """Write `text` to `file`, which is dropped where a terminal does not take it in time."""
    output = Output(file)
    output.leaving()
    output.write(text)
    output.flush()
    output.close()

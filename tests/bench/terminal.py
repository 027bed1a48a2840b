"""A program in a real pseudo-terminal: when it wrote what, and what stood on the screen then."""

from __future__ import annotations

import os
import select
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

import pexpect
import pyte

COLUMNS, LINES = 120, 40
_ANSWERS = (
    (b"\x1b]11;?", b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\"),  # which background
    (b"\x1b[c", b"\x1b[?62;22c"),  # which terminal
)
"""What a usual terminal answers at once; one that does not would keep the program waiting."""

Watch = Callable[[Sequence[str]], str]
"""What is looked for on a screen's lines; empty when it is not there."""


class Screen:
    """The emulated screen, kept beside what was written: drawing it must not hold up the program."""

    def __init__(self) -> None:
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)

    def feed(self, data: bytes) -> None:
        """Draw what a program wrote."""
        self._stream.feed(data)

    @property
    def lines(self) -> list[str]:
        """The lines of the screen."""
        return [text.rstrip() for text in self._screen.display]


class NotShownError(Exception):
    """What was looked for did not come, and what the screen shows instead."""


class Terminal:
    """A pseudo-terminal of 120 by 40 with a program in it. `began` is when the program was started, in seconds."""

    def __init__(self, command: Sequence[str], environment: dict[str, str], *, quiet: float, patience: float) -> None:
        self.screen = Screen()
        self._quiet, self._patience = quiet, patience
        self.began = time.perf_counter()
        self._child = pexpect.spawn(
            command[0], list(command[1:]), env=environment, dimensions=(LINES, COLUMNS), timeout=patience
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._child.close(force=True)

    @property
    def pid(self) -> int:
        """The process."""
        return int(self._child.pid or 0)

    def peak(self) -> float:
        """The most memory that the process has had, in MiB."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024

    def press(self, key: str) -> float:
        """Send a key. Returns when, in seconds."""
        moment = time.perf_counter()
        os.write(self._child.child_fd, key.encode())
        return moment

    def wait(self, watch: Watch) -> tuple[float, float]:
        """Read until what is watched has changed and the program is quiet.

        Returns when it stood there and when the screen was still. Raises `NotShownError` when it does not come.
        """
        before, shown, last = watch(self.screen.lines), 0.0, 0.0
        end = time.perf_counter() + self._patience
        while time.perf_counter() < end:
            chunks = self._read()
            for moment, data in chunks:
                self.screen.feed(data)
                last = moment
                if not shown and watch(self.screen.lines) not in ("", before):
                    shown = moment
            if shown:
                return shown, last
            if not self._child.isalive():
                break
        raise NotShownError("\n".join(self.screen.lines).strip() or "nothing on the screen")

    def settle(self) -> None:
        """Read until the program is quiet."""
        for _, data in self._read():
            self.screen.feed(data)

    def leave(self) -> None:
        """Leave the program, and wait for its end."""
        self.press("\x11")
        end = time.perf_counter() + self._patience
        while self._child.isalive() and time.perf_counter() < end:
            self._read()

    def _read(self) -> list[tuple[float, bytes]]:
        """What is written until nothing comes for a while, each piece with its moment."""
        chunks: list[tuple[float, bytes]] = []
        file = self._child.child_fd
        while select.select([file], [], [], self._quiet)[0]:
            try:
                data = os.read(file, 65536)
            except OSError:  # the program has left
                break
            if not data:
                break
            chunks.append((time.perf_counter(), data))
            for question, answer in _ANSWERS:
                if question in data:
                    os.write(file, answer)
        return chunks

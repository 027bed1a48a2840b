"""SIGTERM and SIGHUP: the app leaves as with its key, and always restores the terminal."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from threading import Timer
from types import FrameType

HANG_SECONDS = 4.0
"""Seconds that leaving may take after a signal; then the app is ended at once."""


class Signals:
    """Calls `leave` on the event loop for the first signal, and `at_once` for a second one or when leaving hangs.

    While the app is suspended, for an editor or for a shell, the loop stands still: `SystemExit` is raised there.
    """

    def __init__(self, leave: Callable[[int], None], at_once: Callable[[int], None]) -> None:
        self._leave, self._at_once = leave, at_once
        self._loop: asyncio.AbstractEventLoop | None = None
        self._received = False
        self.suspended = False

    def listen(self, loop: asyncio.AbstractEventLoop) -> None:
        """Handle the signals from now on."""
        self._loop = loop
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._take)

    def suspend(self) -> None:
        """Another program has the terminal now: Ctrl+C is for that program."""
        self.suspended, self._interrupt = True, signal.getsignal(signal.SIGINT)
        signal.signal(signal.SIGINT, _nothing)

    def resume(self) -> None:
        """The app has the terminal again."""
        if self.suspended:
            self.suspended = False
            signal.signal(signal.SIGINT, self._interrupt)

    def _take(self, number: int, _frame: FrameType | None) -> None:
        if self._received:
            self._at_once(number)
        self._received = True
        end = Timer(HANG_SECONDS, self._at_once, (number,))
        end.daemon = True
        end.start()
        if self.suspended:
            signal.signal(signal.SIGCONT, _nothing)  # the driver's handler would start to use the terminal again
            raise SystemExit(128 + number)
        if self._loop:
            self._loop.call_soon_threadsafe(self._leave, number)


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """A handler that does nothing; unlike an ignored signal, it is not passed on to an editor."""

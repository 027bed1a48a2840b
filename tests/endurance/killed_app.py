"""The app, killed while it ticks and while it imports."""

from __future__ import annotations

import contextlib
import signal
import sqlite3
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from tests.endurance.homes import store
from tests.endurance.killer import Killer, counted
from tests.endurance.plans import open_plan, shown_done, write_plan
from tests.endurance.terminal import Terminal, app

_LARGE = 3_000  # topics of a file whose import takes long enough to be hit
_SEEN = 1.0  # seconds; a sign that comes and goes with every tick would only flicker


def app_ticks(k: Killer) -> Iterator[None]:
    """What the app's screen showed as done for a moment, without saying that it writes, is on disk."""
    for turn in count():
        home = k.homes.copy()
        with app(home) as terminal:
            if not open_plan(terminal):
                k.fail(f"the plan did not open: {terminal.text()[:160]}")
                yield
                continue
            shown = _Shown()
            terminal.on_frame = shown.look
            keys = ["space", "j"] * k.rng.randrange(5, 60)
            gap = k.rng.choice((0.0, 0.002, 0.01, 0.03))
            with _held(home) if turn % 2 else contextlib.nullcontext():
                terminal.press(*keys, gap=gap)
                terminal.read_for(k.rng.uniform(0, 2 * _SEEN))
                terminal.signal(signal.SIGKILL)
                seen = shown.seen()
                terminal.leaves()
        there = len(k.look(home, "app ticks").done("plan/"))
        k.lose(max(0, seen - there), f"the screen showed {seen} ticks as done, the disk has {there}")
        yield


class _Shown:
    """What a screen showed as done without saying that it writes, and since when."""

    def __init__(self) -> None:
        self._since: dict[int, float] = {}

    def look(self, terminal: Terminal) -> None:
        """Take in a frame. Where it says that it writes, what was not seen yet is not promised."""
        now = time.monotonic()
        if "writing" in terminal.text().lower() or "not written" in terminal.text().lower():
            self._since = {done: at for done, at in self._since.items() if now - at >= _SEEN}
        elif (done := shown_done(terminal)) is not None:
            self._since.setdefault(done, now)

    def seen(self) -> int:
        """How many ticks were seen as done, by now."""
        now = time.monotonic()
        return max((done for done, at in self._since.items() if now - at >= _SEEN), default=0)


@contextlib.contextmanager
def _held(home: Path) -> Iterator[None]:
    """Another program holds the store, and writes nothing."""
    with contextlib.closing(sqlite3.connect(store(home), isolation_level=None)) as connection:
        connection.execute("begin immediate")
        yield


def app_imports(k: Killer) -> Iterator[None]:
    """An import in the app is whole or absent."""
    while True:
        home = k.homes.copy()
        plan = write_plan(home / "large.md", "Large", _LARGE, lambda n: n % 2 == 0)
        with app(home) as terminal:
            terminal.shows("AI Engineer")
            terminal.press("I")
            terminal.shows("Ctrl+S saves")
            terminal.press(str(plan), "enter")
            if not terminal.shows("3,000 topics"):
                k.fail(f"the app did not read the file: {terminal.text()[:160]}")
            terminal.press("ctrl+s")
            terminal.read_for(k.rng.uniform(0, 1.0))
            shown = terminal.has("Large is one of your own now")
            terminal.signal(signal.SIGKILL)
            terminal.leaves()
        marks = len(k.look(home, "app import").done("large/"))
        topics = counted(k, home, "large")
        if (topics, marks) not in ((0, 0), (_LARGE, _LARGE // 2)):
            k.fail(f"half an import by the app: {topics} topics, {marks} ticks")
        if shown and not topics:
            k.lose(1, "the screen showed an import as done")
        yield

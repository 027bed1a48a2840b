"""The app, killed while it ticks and while it imports."""

from __future__ import annotations

import contextlib
import signal
import sqlite3
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from tests.endurance.homes import store
from tests.endurance.killer import Killer, counted
from tests.endurance.plans import open_plan, shown_done, write_plan
from tests.endurance.terminal import Terminal, app

_LARGE = 3_000  # topics of a file whose import takes long enough to be hit
_LONGEST = 2.0  # seconds until the app is killed; what it ticked is on disk long before, where nobody holds the store


def app_ticks(k: Killer) -> Iterator[None]:
    """What any frame of the app showed as done, without saying that it writes, is on disk."""
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
                terminal.read_for(k.rng.uniform(0, _LONGEST))
                terminal.signal(signal.SIGKILL)
                seen = shown.done
                terminal.leaves()
        there = len(k.look(home, "app ticks").done("plan/"))
        k.lose(max(0, seen - there), f"the screen showed {seen} ticks as done, the disk has {there}")
        yield


class _Shown:
    """The most ticks that a frame showed as done without saying that it writes."""

    def __init__(self) -> None:
        self.done = 0

    def look(self, terminal: Terminal) -> None:
        """Take in a frame."""
        words = terminal.text().lower()
        if "writing" not in words and "not written" not in words:
            self.done = max(self.done, shown_done(terminal) or 0)


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
            terminal.shows("Esc saves")
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

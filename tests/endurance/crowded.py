"""Eight processes at one store at once: nothing acknowledged is lost, and nobody is turned away."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from pathlib import Path

from tests.endurance.homes import Ran, homes, run
from tests.endurance.outsider import look
from tests.endurance.plans import ids_of, open_plan, shown_done, write_plan
from tests.endurance.result import Result
from tests.endurance.terminal import Terminal, app

_PLAN = 300  # topics of the plan that both apps tick, each in its own part
_PART = 140
_SMALL = 30  # topics of a file that is imported again and again


class Crowd:
    """What was acknowledged, by all who write at once."""

    def __init__(self, home: Path, seconds: float, result: Result) -> None:
        self.home, self.result = home, result
        self.ticked: set[str] = set()
        self.notes: dict[str, str] = {}
        self.imported: list[str] = []
        self._end = time.monotonic() + seconds
        self._lock = threading.Lock()

    @property
    def goes_on(self) -> bool:
        """Whether there is time left."""
        return time.monotonic() < self._end

    def ran(self, *words: str) -> bool:
        """Run a command; whether it was acknowledged. None may be turned away."""
        ran: Ran = run(self.home, *words)
        with self._lock:
            self.result.tried += 1
            if ran.code:
                self.result.fail(f"{' '.join(words)[:40]}: {ran}")
        return ran.code == 0

    def tick(self, topics: list[str]) -> None:
        """Tick one topic after the other."""
        for topic in topics:
            if not self.goes_on:
                return
            if self.ran("tick", topic):
                self.ticked.add(topic)

    def note(self, topics: list[str]) -> None:
        """Write notes, one over the other."""
        n = 0
        while self.goes_on:
            topic = topics[n % len(topics)]
            if self.ran("note", topic, f"note number {n}"):
                self.notes[topic] = f"note number {n}"
            n += 1

    def bring(self) -> None:
        """Import one roadmap after the other."""
        n = 0
        while self.goes_on:
            path = write_plan(self.home / f"small{n}.md", f"Small {n}", _SMALL, lambda number: number % 2 == 0)
            if self.ran("import", str(path), "--yes"):
                self.imported.append(f"small-{n}")
            n += 1

    def read(self) -> None:
        """Read everything that there is to read."""
        n = 0
        while self.goes_on:
            self.ran(*(("status", "--json"), ("own",), ("show", "plan"), ("history",))[n % 4])
            n += 1


def run_crowded(seconds: int, seed: int) -> Result:
    """Let eight processes write and read for so many seconds."""
    result, rng = Result("crowded"), random.Random(seed)
    with homes() as made:
        home = made.first
        for title, topics in (("Plan", _PLAN), ("Work", 900)):
            run(home, "import", str(write_plan(home / f"{title}.md", title, topics)), "--yes")
        work = ids_of(home, "work")
        rng.shuffle(work)
        with app(home) as first, app(home) as other:
            if not (open_plan(first) and open_plan(other, f"Plan {_PART + 10:04}")):
                result.fail("the plan did not open in both apps")
                return result
            crowd = Crowd(home, seconds, result)
            jobs: list[Callable[[], None]] = [
                lambda: crowd.tick(work[:290]),
                lambda: crowd.tick(work[290:580]),
                lambda: crowd.tick(work[580:870]),
                lambda: crowd.note(work[870:]),
                crowd.bring,
                crowd.read,
            ]
            threads = [threading.Thread(target=job) for job in jobs]
            for thread in threads:
                thread.start()
            keys = _work(crowd, first, other, rng)
            for thread in threads:
                thread.join()
            result.tried += keys
            _same_end(home, first, other, keys, result)
        _nothing_is_lost(crowd)
    return result


def _work(crowd: Crowd, first: Terminal, other: Terminal, rng: random.Random) -> int:
    """Tick in both apps, as two people would; returns how many topics."""
    pressed = {first: 0, other: 0}
    while crowd.goes_on:
        for terminal in (first, other):
            if pressed[terminal] < _PART:
                terminal.press("space", "j")
                pressed[terminal] += 1
            terminal.read_for(rng.uniform(0.02, 0.15))
    return sum(pressed.values())


def _same_end(home: Path, first: Terminal, other: Terminal, keys: int, result: Result) -> None:
    """Both apps come to show the store's number, and it is what was pressed."""
    for terminal in (first, other):
        if not terminal.until(lambda terminal=terminal: shown_done(terminal) == keys):  # type: ignore[misc]
            result.fail(f"an app shows {shown_done(terminal)} of {keys} that were ticked: {terminal.screen.display[2]}")
    for terminal in (first, other):
        terminal.press("q")
        if (code := terminal.leaves()) != 0:
            result.fail(f"an app left with {code}")
    there = len(look(home).done("plan/"))
    if there != keys:
        result.lost += max(0, keys - there)
        result.notes.append(f"{keys} topics were ticked in the apps, {there} are in the store")


def _nothing_is_lost(crowd: Crowd) -> None:
    looked, result = look(crowd.home), crowd.result
    if fault := looked.fault():
        result.fail(fault)
    gone = crowd.ticked - looked.done()
    gone |= {topic for topic, note in crowd.notes.items() if looked.current.get(("note", topic), "").strip() != note}
    gone |= {name for name in crowd.imported if len(looked.done(f"{name}/")) != _SMALL // 2}
    if gone:
        result.lost += len(gone)
        result.notes.append(f"acknowledged and gone: {sorted(gone)[:3]}")

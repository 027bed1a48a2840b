"""Random keys for hours: no crash, no memory, file or thread that stays; screen and journal agree in the end.

`rounds` is the number of keys. They are pressed in bursts and with pauses, in every screen and panel in turn.
"""

from __future__ import annotations

import random
import re
import signal
import sqlite3
import tempfile
from collections import deque
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import NamedTuple

import pyte

from tests.endurance.homes import Homes, homes, store
from tests.endurance.homes import run as command
from tests.endurance.modes import left_on
from tests.endurance.result import Result
from tests.endurance.terminal import Terminal, app

_GROWTH = 1.10
"""How much more memory the last samples may show than the first after the warm-up."""
_WARM = 0.5
"""The share of the keys after which everything that is kept for speed is there."""
_MORE_HANDLES, _MORE_THREADS = 3, 3
"""More of either than after the warm-up: a pool of threads fills as it is needed."""
_SAMPLES = 24
_LEAST_KEYS = 20_000
"""Keys before which memory says nothing: some screens are opened for the first time, and loaded then."""
_MOST_CRASHES = 5
_CALM = 0.15  # seconds without output and work after which the app has done what was asked
_MOST_LOOKS = 200  # half a minute, which is PATIENCE of the terminal

_MOVES = (
    "j",
    "k",
    "down",
    "up",
    "enter",
    "pagedown",
    "pageup",
    "g",
    "G",
    "left",
    "right",
    "h",
    "l",
    "0",
    "1",
    "2",
    "3",
)
_MARKS = ("space", "space", "space", "d", "s", "r", "u", "u", "U", "v", "space")
_GOING = (".", "[", "]", "p", "backspace", "n", "N", "f", "b", "escape", "b", "u", "tab", "t", "w")
_VISITS = (
    "e",
    "/",
    ":",
    "?",
    "%",
    "y",
    "H",
    "o",
    "A",
    "M",
    "T",
    "K",
    "c",
    "X",
    "I",
    "ctrl+r",
    "B",
    "ctrl+l",
    "i",
    "f1",
)
"""Keys that open a panel or a field."""
_TEXTS = ("git", "sql", "docker", "[/] x", "data", "é ✓", "1", "wo")
_SIZES = ((80, 24), (120, 40), (44, 12), (80, 24), (200, 60), (20, 6))
_COUNT = re.compile(r"(?:Whole role|Role)(?: \d+ %)? +(\d+)(?: of |/)(\d+)")
_PLAN = "# A plan\n## Part\n" + "".join(f"- [ ] Thing {n} http://[x{n}]:80/\n" for n in range(40))


class _Sample(NamedTuple):
    """What the process held at one time: KiB, open files, threads."""

    memory: int
    handles: int
    threads: int


class _Run:
    """Keys so far, and what went wrong with them."""

    def __init__(self, rounds: int, seed: int, home: Path, result: Result) -> None:
        self.rounds, self.seed, self.home, self.result = rounds, seed, home, result
        self.chance = random.Random(seed)
        self.last: deque[str] = deque(maxlen=60)
        self.pressed = 0
        self.crashes = 0
        self.keys = self._keys()

    def session(self) -> None:
        """One life of the app: until all keys are pressed, or it leaves."""
        samples: list[_Sample] = []
        begun, left = self.pressed, self.rounds - self.pressed
        with app(self.home, emulate=False, EDITOR="true", BROWSER="true") as terminal:
            if not terminal.until(lambda: b"Quit" in terminal.raw):
                self._fail("the app does not open", terminal)
                self.pressed = self.rounds
                return
            while self.pressed < self.rounds:
                try:
                    self._burst(terminal)
                except AssertionError as error:
                    self._crashed(str(error), terminal)
                    return
                due = self.pressed - begun > left * len(samples) / _SAMPLES
                if due:
                    _settle(terminal)
                sample = _sample(terminal)
                if not sample:
                    self._left(terminal)
                    return
                if due:
                    samples.append(sample)
                del terminal.raw[:-20_000]
            self._end(terminal)
        self._grown(samples)

    def _keys(self) -> Iterator[tuple[str, ...]]:
        """What is pressed next: single keys, or a visit to a panel; each panel in turn."""
        while True:
            visits = list(_VISITS)
            self.chance.shuffle(visits)
            for visit in visits:
                for _ in range(self.chance.randrange(2, 12)):
                    yield (self.chance.choice(self.chance.choice((_MOVES, _MOVES, _MARKS, _GOING))),)
                if visit in {"I", "ctrl+r"} and self.chance.random() < 0.3:
                    yield (visit, str(self.home / "plan.md"), "enter", "ctrl+s", "escape")
                    continue
                inside = [self.chance.choice((*_TEXTS, *_MOVES)) for _ in range(self.chance.randrange(4))]
                close = self.chance.choice(
                    (("escape",), ("enter", "escape"), ("ctrl+s", "escape"), ("escape", "escape"))
                )
                yield (visit, *inside, *close)

    def _burst(self, terminal: Terminal) -> None:
        """Some keys at once or one by one, and now and then another size."""
        gap = self.chance.choice((0.0, 0.0, 0.002, 0.01, 0.02))
        for _ in range(self.chance.randrange(1, 8)):
            keys = next(self.keys)
            self.last.extend(keys)
            self.pressed += len(keys)
            terminal.press(*keys, gap=gap)
        if self.chance.random() < 0.02:
            terminal.resize(*self.chance.choice(_SIZES))
        terminal.read_for(self.chance.choice((0.0, 0.01, 0.03)))
        if _state(terminal) == "T":  # suspended by the palette
            terminal.signal(signal.SIGCONT)

    def _left(self, terminal: Terminal) -> None:
        """The app is gone: by its own command in the palette, or by a crash."""
        code = terminal.leaves()
        if code != 0:
            self._crashed("it leaves and does not end" if code is None else f"exit code {code}", terminal)
        if rest := left_on(b"\x1b[?25l" + bytes(terminal.raw)):
            self._fail(f"left on: {rest}, after {bytes(terminal.raw[-40:])!r}", terminal)

    def _crashed(self, what: str, terminal: Terminal) -> None:
        """Count a life of the app that ended badly; after a few of them no more keys are pressed."""
        self.crashes += 1
        self._fail(what, terminal)
        if self.crashes >= _MOST_CRASHES:
            self.pressed = self.rounds

    def _end(self, terminal: Terminal) -> None:
        """All keys are pressed: the ticks on the screen are those of the store, then the app leaves."""
        terminal.press("escape")
        terminal.read_for(0.5)
        for _ in range(8):  # out of a panel on a screen that was opened from another one
            terminal.press("escape")
            _settle(terminal)
        if _state(terminal) == "T":  # the last key but these asked for it
            terminal.signal(signal.SIGCONT)
            _settle(terminal)
        if _state(terminal) in {"", "Z"}:
            self._left(terminal)
            return
        terminal.resize(110, 34)
        command(self.home, "target", "ai-engineer")  # an undo may have taken it away, and a small window the count
        said = command(self.home, "status", "--json").json()
        stored = (said["done"], said["counted"])
        if not terminal.until(lambda: _counted(terminal) == stored):
            shown = "\n".join(line.rstrip() for line in _drawn(terminal) if line.strip())
            self._fail(f"the store holds {stored}, the screen shows\n{shown}\n", terminal)
        terminal.press("ctrl+q")
        if (code := terminal.leaves()) != 0:
            self._fail("it does not end" if code is None else f"it ends with {code}", terminal)

    def _grown(self, samples: list[_Sample]) -> None:
        """Whether the process held more and more; a short life says nothing."""
        if len(samples) < _SAMPLES // 2:
            return
        warm = samples[int(len(samples) * _WARM) :]
        third = max(1, len(warm) // 3)
        for name, most in (("memory", _GROWTH), ("handles", _MORE_HANDLES), ("threads", _MORE_THREADS)):
            values = [getattr(sample, name) for sample in warm]
            first, last = median(values[:third]), median(values[-third:])
            if name == "memory" and self.pressed < _LEAST_KEYS:
                continue
            if last > (first * most if name == "memory" else first + most):
                self._fail(f"{name}: {first:.0f} after the warm-up, {last:.0f} at the end", None)

    def _fail(self, what: str, terminal: Terminal | None) -> None:
        crash = self.home / "cache" / "crash.txt"
        why = ""
        if terminal and crash.exists():
            why = f" ({crash.read_text(encoding='utf-8').strip().splitlines()[-1][:160]})"
            crash.unlink()
        keys = " ".join(self.last)
        self.result.fail(f"{what}{why}; seed {self.seed}, key {self.pressed}, after: {keys}")


def run(rounds: int, seed: int) -> Result:
    """Press so many keys."""
    result = Result("long", tried=rounds)
    with homes(("watch", "sql"), ("tick", "python/run-code")) as made:
        home = _home(made)
        before, tempfile.tempdir = tempfile.tempdir, str(home)  # where the app begins, and offers to put exports
        try:
            session = _Run(rounds, seed, home, result)
            with result.counting(f"seed {seed}"):
                while session.pressed < rounds:
                    session.session()
        finally:
            tempfile.tempdir = before
        if (difference := _differs(home)) > 0:
            result.fail(f"{difference} current values are not those of the journal; seed {seed}")
    return result


def _home(made: Homes) -> Path:
    home = made.copy()
    (home / "plan.md").write_text(_PLAN, encoding="utf-8")
    command(home, "import", str(home / "plan.md"), "--yes")
    return home


def _differs(home: Path) -> int:
    """How many current values are others than those that follow from the journal, read from its first event on."""
    with closing(sqlite3.connect(f"file:{store(home)}?mode=ro", uri=True)) as connection:
        there = dict(connection.execute("select field || ' ' || subject, value from current where value is not null"))
        follows: dict[str, str] = {}
        ordered = "select field || ' ' || subject, value from event order by clock, device, uid"
        for name, value in connection.execute(ordered):
            follows[name] = value
            if value is None:
                del follows[name]
    return len(there.items() ^ follows.items())


def _state(terminal: Terminal) -> str:
    try:
        return Path(f"/proc/{terminal.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return ""


def _sample(terminal: Terminal) -> _Sample | None:
    """What the app holds; None when it is gone, or about to be."""
    try:
        threads = sum(1 for _ in Path(f"/proc/{terminal.pid}/task").iterdir())
        return _Sample(terminal.memory(), terminal.handles(), threads)
    except (OSError, StopIteration):
        return None


def _settle(terminal: Terminal) -> None:
    """Wait until the app has drawn nothing and used no processor for a moment.

    On a busy machine it may be silent and still have many keys before it.
    """
    before = (-1, -1)
    for _ in range(_MOST_LOOKS):
        now = (len(terminal.raw), _ticks(terminal))
        if now == before and _state(terminal) != "R":
            return
        before = now
        terminal.read_for(_CALM)


def _ticks(terminal: Terminal) -> int:
    """Hundredths of a second of processor that the app has used so far, by all of its threads; 0 when it is gone."""
    try:
        fields = Path(f"/proc/{terminal.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


def _counted(terminal: Terminal) -> tuple[int, int] | None:
    """What home, drawn anew, says of the whole target."""
    count = _COUNT.search("\n".join(_drawn(terminal)))
    return (int(count[1]), int(count[2])) if count else None


def _drawn(terminal: Terminal) -> list[str]:
    """The lines of the screen, drawn anew."""
    _settle(terminal)
    terminal.resize(110, 30)
    _settle(terminal)
    begin = len(terminal.raw)
    terminal.resize(120, 24)
    screen = pyte.Screen(120, 24)
    stream = pyte.ByteStream(screen)
    _settle(terminal)
    stream.feed(bytes(terminal.raw[begin:]))
    return list(screen.display)

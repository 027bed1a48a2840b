"""However the app ends, at whatever screen, the terminal is as it was before, and what was done is on disk."""

from __future__ import annotations

import os
import random
import signal
import termios
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from tests.endurance import terminals_odd
from tests.endurance.homes import ROOT, Homes, homes, store
from tests.endurance.modes import left_on
from tests.endurance.result import Result
from tests.endurance.screens import SCREENS, STEP, Screen, counted, go, ticks
from tests.endurance.terminal import Terminal, app

_CRASH_KEY = "\x1b[24~"  # F12
_CRASH = """\
from textual import events
from textual.app import App

_on_event = App.on_event

async def on_event(self, event):
    if isinstance(event, events.Key) and event.key == "f12":
        raise RuntimeError("made to crash")
    await _on_event(self, event)

App.on_event = on_event
"""
"""A start-up file of Python that makes a key of which the program knows nothing an error inside of it."""


class End(NamedTuple):
    """A way in which the app ends, and the exit codes that are right for it."""

    name: str
    codes: tuple[int, ...]
    do: Callable[[Terminal], object]


def _suspended(terminal: Terminal) -> None:
    """Ctrl+Z gives the shell its terminal; `fg` draws all of the app anew."""
    terminal.press("ctrl+z")
    if not terminal.until(lambda: _state(terminal) == "T", STEP):
        raise AssertionError("Ctrl+Z does not stop the app")
    terminal.read_for(0.2)
    if rest := left_on(bytes(terminal.raw)):
        raise AssertionError(f"while it is stopped there is left on: {rest}")
    before = len(terminal.raw)
    terminal.screen.reset()
    terminal.signal(signal.SIGCONT)
    if not terminal.until(lambda: b"\x1b[?1049h" in terminal.raw[before:], STEP):
        raise AssertionError("fg does not bring the app back")
    if not terminal.until(lambda: len(terminal.text().split()) > 8, STEP):
        raise AssertionError("fg leaves the screen blank")
    terminal.press("ctrl+c")


def _state(terminal: Terminal) -> str:
    return Path(f"/proc/{terminal.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]


ENDS = (
    End("SIGTERM", (143, -signal.SIGTERM), lambda terminal: terminal.signal(signal.SIGTERM)),
    End("SIGHUP", (129, -signal.SIGHUP), lambda terminal: terminal.signal(signal.SIGHUP)),
    End("SIGINT", (0, 130), lambda terminal: terminal.signal(signal.SIGINT)),
    End("Ctrl+C", (0, 130), lambda terminal: terminal.press("ctrl+c")),
    End("Ctrl+Q", (0,), lambda terminal: terminal.press("ctrl+q")),
    End("Ctrl+Z and fg", (0, 130), _suspended),
    End("a crash", (1,), lambda terminal: terminal.press(_CRASH_KEY)),
)


_OF_THE_FIELD = ("note", "Ctrl+Z and fg")
"""In a field of many lines this key takes back what was typed."""


def run(rounds: int, seed: int) -> Result:
    """Try so many cases, or all there are: two thirds are ends at screens, one third is odd terminals."""
    result = Result("terminals")
    chance = random.Random(seed)
    cases, odd = _every_end(chance), list(terminals_odd.CASES.items())
    chance.shuffle(odd)
    if rounds < len(cases) + len(odd):
        odd = odd[: rounds // 3]
        cases = cases[: rounds - len(odd)]
    with homes(("watch", "sql")) as made, ThreadPoolExecutor(2) as pool:
        site = made.first.parent / "site"
        site.mkdir()
        (site / "sitecustomize.py").write_text(_CRASH, encoding="utf-8")
        waiting = [pool.submit(_end, made, site, screen, end) for screen, end in cases]
        waiting += [pool.submit(_odd, made, name, case) for name, case in odd]
        for future in waiting:
            result.tried += 1
            with result.counting("a case"):
                notes, lost = future.result()
                result.lost += lost
                for note in notes:
                    result.fail(note)
    return result


def _every_end(chance: random.Random) -> list[tuple[Screen, End]]:
    """Every end at every screen; each end comes in turn, so that the first few have all of them."""
    rows = []
    for end in ENDS:
        screens = list(SCREENS)
        chance.shuffle(screens)
        rows.append([(screen, end) for screen in screens if (screen.name, end.name) != _OF_THE_FIELD])
    return [case for row in zip_longest(*rows) for case in row if case]


def _odd(made: Homes, name: str, case: Callable[[Path], None]) -> tuple[list[str], int]:
    try:
        case(made.copy())
    except AssertionError as error:
        return [f"{name}: {error}"], 0
    return [], 0


def _end(made: Homes, site: Path, screen: Screen, end: End) -> tuple[list[str], int]:
    """Tick, go to a screen, end there; what is wrong, and how many ticks that the screen showed are lost."""
    home, name = made.copy(), f"{end.name} at {screen.name}"
    if screen.new:
        store(home).unlink()
    with app(home, PYTHONPATH=f"{site}{os.pathsep}{ROOT}" if end.name == "a crash" else str(ROOT)) as terminal:
        before = _flags(terminal)
        try:
            shown = go(terminal, screen)
            end.do(terminal)
        except AssertionError as error:
            return [f"{name}: {error}"], 0
        code = terminal.leaves(STEP)
        bad = []
        if code not in end.codes:
            bad.append("it goes on" if code is None else f"exit code {code}")
        if rest := left_on(bytes(terminal.raw)):
            bad.append(f"left on: {rest}")
        if _flags(terminal) != before:
            bad.append("the terminal's flags are others")
        if b"Traceback" in terminal.raw:
            bad.append("a traceback")
        shown = max(shown, counted(terminal))
    lost = max(0, shown - ticks(home)) if not screen.new else 0
    if lost:
        bad.append(f"{lost} of {shown} ticks lost")
    return [f"{name}: {problem}" for problem in bad], lost


def _flags(terminal: Terminal) -> Any:
    return termios.tcgetattr(terminal.child.child_fd)[:4]

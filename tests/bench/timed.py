"""Times, in pairs: the program right after its floor, so that a slow moment hits both."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.homes import environment
from tests.bench.sessions import Keys, Session
from tests.bench.terminal import NotShownError, Terminal

_QUIET = 0.3
_PATIENCE = 20.0


def time_command(home: Path, words: Sequence[str]) -> float:
    """The milliseconds of a script of Python from start to exit."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, *words], env=environment(home), check=True, capture_output=True)
    return 1000 * (time.perf_counter() - begin)


class Measured(NamedTuple):
    """What a session took: milliseconds by row, each the median of its presses, and the most memory in MiB.

    `missing` says why rows are not there.
    """

    times: dict[str, float]
    missing: dict[str, str]
    memory: float


def time_session(home: Path, session: Session, **more: str) -> Measured:
    """Start a script and press its keys. `more` is added to the environment."""
    times: dict[str, list[float]] = {}
    missing: dict[str, str] = {}
    command = [sys.executable, *session.script]
    with Terminal(command, environment(home, **more), quiet=_QUIET, patience=_PATIENCE) as terminal:
        try:
            shown, still = terminal.wait(session.first)
        except NotShownError as error:
            return Measured({}, {session.row: str(error).splitlines()[0]}, 0.0)
        times[session.row] = [shown - terminal.began]
        times[f"{session.row}, settled"] = [still - terminal.began]
        for step in session.steps:
            if isinstance(step, str):
                terminal.press(step)
                terminal.settle()
                continue
            try:
                times[step.row] = _press(terminal, step)
            except NotShownError as error:
                missing[step.row] = str(error).splitlines()[0]
                break
        memory = terminal.peak()
        terminal.leave()
    return Measured({row: 1000 * statistics.median(values) for row, values in times.items()}, missing, memory)


def _press(terminal: Terminal, step: Keys) -> list[float]:
    times = []
    for key in step.keys:
        pressed = terminal.press(key)
        times.append(terminal.wait(step.watch)[0] - pressed)
        for back in step.back:
            terminal.press(back)
            terminal.settle()
    return times


def row_of(
    name: str, pairs: Sequence[Mapping[str, float]], floors: Sequence[float]
) -> tuple[float, float, float, float]:
    """The median of the milliseconds of a row, and of its ratios to the floors with the lowest and the highest."""
    values = [(pair[name], floor) for pair, floor in zip(pairs, floors, strict=True) if name in pair]
    ratios = [value / floor for value, floor in values]
    return statistics.median(value for value, _ in values), statistics.median(ratios), min(ratios), max(ratios)

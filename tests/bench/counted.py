"""Instructions counted by valgrind: the same on each machine and under any load, so that they can hold a bar."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.bench.homes import environment
from tests.bench.sessions import Session
from tests.bench.terminal import Screen, Terminal

_VALGRIND = ("valgrind", "--tool=callgrind", "--quiet")
_COUNTING = str(Path(__file__).with_name("counting.py"))
_TOTAL = re.compile(r"^(?:summary|totals): (\d+)", re.MULTILINE)
_QUIET = 1.5
"""Seconds without a frame after which the app is taken to be still; valgrind makes it some fifty times slower."""

_PATIENCE = 180.0


def count(home: Path, words: Sequence[str]) -> float:
    """The instructions of a script of Python, in millions; what it imports is compiled already."""
    env, out = environment(home), home / "callgrind.out"
    command = [*_VALGRIND, f"--callgrind-out-file={out}", sys.executable, *words]
    subprocess.run(command, env=env, check=True, capture_output=True, timeout=_PATIENCE)
    return _cost(out)


def count_start(home: Path, session: Session) -> float:
    """The instructions of a start until the frame that shows what it should, in millions."""
    out, frames = home / "callgrind.out", home / "frames"
    command = [*_VALGRIND, f"--callgrind-out-file={out}", "--dump-before=getloadavg"]
    command += [sys.executable, _COUNTING, *session.script]
    env = environment(home, COUNTED_FRAMES=str(frames))
    with Terminal(command, env, quiet=_QUIET, patience=_PATIENCE) as terminal:
        terminal.wait(session.first)
        terminal.leave()
    screen, data, place, number, cost = Screen(), frames.read_bytes(), 0, 0, 0.0
    while not session.first(screen.lines):
        number += 1
        end = place + 4 + int.from_bytes(data[place : place + 4], "big")
        screen.feed(data[place + 4 : end])
        cost += _cost(out.with_name(f"{out.name}.{number}"))
        place = end
    return cost


def _cost(out: Path) -> float:
    total = _TOTAL.search(out.read_text(encoding="utf-8", errors="replace"))
    return int(total[1]) / 1e6 if total else 0.0

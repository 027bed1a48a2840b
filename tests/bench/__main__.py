"""`python -m tests.bench` prints times; `--counted` counts instructions, and fails above a bar."""

from __future__ import annotations

import argparse
import compileall
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import tracker
from tests.bench import homes
from tests.bench.bars import BARS
from tests.bench.counted import count, count_start
from tests.bench.sessions import APP, OWN, ROLE, START, TREE
from tests.bench.timed import row_of, time_command, time_session

EVENTS = 1_000_000
SQLITE = ("-c", "import sqlite3")
COMMANDS = {
    "status": (("status",),),
    "status --json": (("status", "--json"),),
    "tick and reset": (("tick", "docker/compose"), ("reset", "docker/compose")),
    "next --json": (("next", "--json"),),
    "undo": (("undo",), ("redo",)),
    "note": (("note", "docker/compose", "up and down"), ("note", "docker/compose", "in one file")),
    "target": (("target", "data-engineer"), ("target", homes.ROLE)),
    "history": (("history",),),
    "roles": (("roles",),),
    "skills": (("skills",),),
    "show ROLE": (("show", homes.ROLE),),
    "--help": (("--help",),),
    "--version": (("--version",),),
    "check": (("check",),),
    "plan": (("plan",),),
    "compare": (("compare", homes.ROLE, "ai-engineer"),),
    "pace": (("pace",),),
    "report": (("report",),),
}
"""Rows, and the words of their commands, which are run in turn so that each run of a tick writes."""

BESIDE = {
    "status, 50,000 events": homes.long_journal,
    "status, 66,000 marks elsewhere": homes.foreign_marks,
    "status, 20 own of 500": homes.own_many,
}
"""Rows of `status` in stores that hold much else, counted against `status` alone."""

TEN_YEARS = ("status", "next --json", "plan", "compare", "pace", "report", "history")
"""Rows that are counted on a journal of ten years too, against the same on a young one."""

REVIEWS = {
    "review": ("review",),
    "status, reviewing": ("status",),
    "next --json, reviewing": ("next", "--json"),
}
"""Rows of somebody who reviews, since a month; counted on a journal of ten years too."""
ANSWERS = 2000
"""In ten years: a hundred topics with twenty reviews each, at intervals that grow from days to a year."""


def main() -> int:
    """Measure, and print one table. Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10, help="how many pairs are timed")
    parser.add_argument("--counted", action="store_true", help="count instructions with valgrind, and hold the bars")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = homes.young(Path(folder))
        if args.counted:
            return _count(home)
        _time(home, args.runs)
        _time_starts(home, args.runs)
    return 0


def _time(home: Path, runs: int) -> None:
    for row, turns in COMMANDS.items():
        time_command(home, (homes.TRACKER, *turns[-1]))
        floors, values = [], []
        for run in range(runs):
            floors.append(time_command(home, SQLITE))
            values.append({row: time_command(home, (homes.TRACKER, *turns[run % len(turns)]))})
        _print(row, *row_of(row, values, floors))
    for session, place in ((ROLE, home), *((OWN[boxes], homes.own(home, boxes)) for boxes in OWN)):
        pairs, starts, toggles, taken, least = [], [], [], [], []
        reasons: dict[str, str] = {}
        for _ in range(runs):
            bare, measured = time_session(home, APP), time_session(place, session)
            starts.append(bare.times)
            pairs.append(measured.times)
            reasons |= measured.missing
            taken.append({"memory": measured.memory})
            least.append(bare.memory)
            toggles.append(time_session(home, TREE).times["bare toggle"])
        _print(session.row.replace("start", "memory"), *row_of("memory", taken, least), unit="MiB")
        for row in dict.fromkeys(row for pair in pairs for row in pair):
            floor = "bare app, settled" if row.endswith("settled") else "bare app"
            floors = [start[floor] for start in starts] if row.startswith("start") else toggles
            _print(row, *row_of(row, pairs, floors))
        for row, reason in reasons.items():
            print(f"  {row:<32} -  {reason}")


def _time_starts(home: Path, runs: int) -> None:
    """The starts that have floors of their own: with a long journal a young one, the first ever a bare first one."""
    long = homes.long_journal(home, EVENTS)
    starts, young, first, bare = [], [], [], []
    for run in range(runs):
        young.append(time_session(home, START).times["start"])
        starts.append(time_session(long, START).times)
        bare.append(time_session(home, APP, PYTHONPYCACHEPREFIX=str(home / f"bare {run}")).times["bare app"])
        first.append(time_session(home, START, PYTHONPYCACHEPREFIX=str(home / f"first {run}")).times)
    _print(f"start, {EVENTS:,} events", *row_of("start", starts, young))
    _print("start, nothing compiled", *row_of("start", first, bare))


def _print(row: str, median: float, ratio: float, low: float, high: float, unit: str = "ms") -> None:
    bar = f"{BARS[row].most:g}" if row in BARS else "-"
    print(f"  {row:<32} {median:>9.1f} {unit:<3} {ratio:>7.2f} x [{low:.2f} to {high:.2f}]  bar {bar}", flush=True)


def _count(home: Path) -> int:
    compileall.compile_dir(Path(tracker.__file__).parent, quiet=1)  # else who is counted first compiles for all
    with ThreadPoolExecutor(2) as pool:
        own, boxes = homes.own(home, 10_000), homes.checklist(home, "Short list", 20)
        floor, app = pool.submit(count, home, SQLITE), pool.submit(count_start, _copy(home, "app"), APP)
        jobs = {"start": pool.submit(count_start, _copy(home, "start"), ROLE)}
        jobs["start, own 10,000"] = pool.submit(count_start, own, OWN[10_000])
        rows = {row: turns[0] for row, turns in COMMANDS.items()}
        for row, words in {**rows, "import of 20 boxes": ("import", str(boxes), "--yes")}.items():
            jobs[row] = pool.submit(count, _copy(home, row), (homes.TRACKER, *words))
        for row, make in BESIDE.items():
            jobs[row] = pool.submit(lambda make: count(make(home), (homes.TRACKER, "status")), make)
        old, young = homes.ten_years(home), {}
        for row in TEN_YEARS:
            place = f"{row}, ten years"
            jobs[place] = pool.submit(count, _copy(old, place), (homes.TRACKER, *COMMANDS[row][0]))
            young[place] = jobs[row]
        month, decade = homes.reviewing(home, 100, 1 / 12), homes.reviewing(old, ANSWERS, 10)
        for row, words in REVIEWS.items():
            place = f"{row}, ten years"
            jobs[row] = pool.submit(count, _copy(month, row), (homes.TRACKER, *words))
            jobs[place] = pool.submit(count, _copy(decade, place), (homes.TRACKER, *words))
            young[place] = jobs[row]
        failed = False
        for row, job in jobs.items():
            base = app if row.startswith("start") else young.get(row) or (jobs["status"] if row in BESIDE else floor)
            ratio = job.result() / base.result()
            bar = BARS[row]
            above = bar.counted is not None and ratio > bar.counted
            failed |= above
            print(
                f"  {row:<32} {ratio:>7.2f} x  at most {bar.counted}, wanted {bar.most:g}{'  ABOVE' * above}",
                flush=True,
            )
    return int(failed)


def _copy(home: Path, name: str) -> Path:
    return Path(shutil.copytree(home, home.parent / f"counted {name}"))


if __name__ == "__main__":
    sys.exit(main())

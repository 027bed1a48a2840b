"""What things cost: `python -m tests.bench`. Medians of many, as ratios to a floor measured in the same run.

Nothing here is asserted; a wall clock on a shared machine proves nothing by itself. Processes are started in turn,
so that a slow moment hits all of them alike.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tracker.core.journal.commands import SetMark, SetTarget
from tracker.core.progress.measure import measure
from tracker.core.roadmap.check import advice
from tracker.core.roadmap.model import Mark
from tracker.workspace import Workspace
from tracker.workspace.library_files import load_library
from tracker.workspace.paths import Paths, library_folder

FIRST_FRAME = """
import gc; gc.disable()
import os, sys
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self): yield Static("hello")
    def on_ready(self): os._exit(0)
Bare().run(headless=True)
"""
APP_FIRST_FRAME = """
import gc; gc.disable()
import os
from tracker.tui.app import TrackerApp
from tracker.workspace import Workspace
TrackerApp.on_ready = lambda self: os._exit(0)
TrackerApp(Workspace.open()).run(headless=True)
"""
OPENED = """
import gc; gc.disable()
import os
from tracker.tui.app import TrackerApp
from tracker.tui.screens.study import StudyScreen
from tracker.workspace import Workspace
class Opened(StudyScreen):
    def on_screen_resume(self): self.call_after_refresh(os._exit, 0)
TrackerApp.on_ready = lambda self: self.push_screen(Opened(self.session, "{}"))
TrackerApp(Workspace.open()).run(headless=True)
"""
MEASURED = """
import resource, sys
from tracker.cli.main import run
run(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""
LINK = " [to read](https://example.org/read)\n"
BOXES = [(at, " xx"[at % 3]) for at in range(100)]
LARGE, SMALL = 100, 1
"""Parts of a hundred boxes."""


def main() -> None:
    """Measure everything and print one table a floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="how often each process is started")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        _fill(home)
        large = Path(shutil.copytree(home, home / "large"))
        _bring(large, "small", SMALL)
        brought = _bring(large, "large", LARGE)
        _processes(home, large, runs)
        _inside(home, runs)
        print(brought)


def _fill(home: Path) -> None:
    """A person in the middle of it: a target, and 300 ticks."""
    with Workspace(_paths(home)) as workspace:
        workspace.record(SetTarget("machine-learning-engineer"))
        ids = list(dict.fromkeys(t.id for r in workspace.roadmaps() for t in r.tree.topics()))
        for topic in ids[:300]:
            workspace.record(SetMark((topic,), Mark.DONE))


def _paths(home: Path) -> Paths:
    return Paths(home / "data", home / "config", home / "cache", library_folder())


def _processes(home: Path, large: Path, runs: int) -> None:
    python = [sys.executable]
    commands = {
        'python -c "import sqlite3"': (home, [*python, "-c", "import sqlite3"]),
        "tracker status": (home, [*python, "-m", "tracker", "status"]),
        "tracker status --json": (home, [*python, "-m", "tracker", "status", "--json"]),
        "the same, beside 10,000 topics": (large, [*python, "-m", "tracker", "status", "--json"]),
        "tracker roles": (home, [*python, "-m", "tracker", "roles"]),
        "tracker tick (and reset)": (home, [*python, "-m", "tracker", "start", "docker/compose"]),
        "tracker history": (home, [*python, "-m", "tracker", "history"]),
        "tracker check": (home, [*python, "-m", "tracker", "check"]),
    }
    _table("a command, from start to exit", _interleaved(commands, runs))
    frames = {
        "bare Textual app": (home, [*python, "-c", FIRST_FRAME]),
        "tracker, home with its data": (home, [*python, "-c", APP_FIRST_FRAME]),
        "the same, beside 10,000 topics": (large, [*python, "-c", APP_FIRST_FRAME]),
    }
    _table("an app, from start to its first frame", _interleaved(frames, runs))
    opened = {
        f"a roadmap of {100 * parts:,} topics": (large, [*python, "-c", OPENED.format(name)])
        for name, parts in (("small", SMALL), ("large", LARGE))
    }
    _table("an own roadmap opened, from start to its first frame", _interleaved(opened, runs))


def _interleaved(commands: dict[str, tuple[Path, list[str]]], runs: int) -> dict[str, float]:
    """The seconds that each command takes in its home."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for run in range(runs + 1):
        for name, (home, command) in commands.items():
            environment = {**os.environ, "TRACKER_HOME": str(home)}
            begin = time.perf_counter()
            subprocess.run(command, env=environment, capture_output=True, check=True)
            if run:  # the first round warms the caches
                times[name].append(time.perf_counter() - begin)
    return {name: statistics.median(found) for name, found in times.items()}


def _inside(home: Path, runs: int) -> None:
    with Workspace(_paths(home)) as workspace:
        roadmap, state = workspace.roadmap("machine-learning-engineer"), workspace.state()
        wishes = iter(range(10**9))

        def tick() -> object:
            mark = (Mark.DOING, Mark.DONE)[next(wishes) % 2]
            return workspace.record(SetMark(("docker/compose",), mark), state)

        jobs: dict[str, Callable[[], object]] = {
            "progress of a role": lambda: measure(roadmap, state.marks, state.choices),
            "one tick, written and durable": tick,
            "state from the store": workspace.state,
            "a role's tree from the store": lambda: workspace.roadmap("machine-learning-engineer"),
            "every tree from the store": workspace.roadmaps,
            "whole library: read and validate": lambda: load_library(library_folder()),
            "whole library: advice": lambda: advice(library),
        }
        library = load_library(library_folder()).library
        found = {}
        for name, job in jobs.items():
            job()
            times = []
            for _ in range(runs):
                begin = time.perf_counter()
                job()
                times.append(time.perf_counter() - begin)
            found[name] = statistics.median(times)
    _table("inside one process", found)


def _bring(home: Path, name: str, parts: int) -> str:
    """Import a checklist, in a process of its own; tells the seconds that it took and the peak of its memory."""
    path = home / f"{name}.md"
    written = (f"## Part {n}\n{''.join(f'- [{x}] Topic {n}.{m}{LINK}' for m, x in BOXES)}" for n in range(parts))
    path.write_text(f"# {name}\n" + "\n".join(written), encoding="utf-8")
    begin = time.perf_counter()
    command = [sys.executable, "-c", MEASURED, "import", str(path), "--yes"]
    environment = {**os.environ, "TRACKER_HOME": str(home)}
    ran = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)
    seconds, peak = time.perf_counter() - begin, int(ran.stderr.split()[-1]) / 1024
    return f"\n{100 * parts:,} boxes imported, once\n  {seconds:.1f} s, {peak:.0f} MB at most"


def _table(title: str, times: dict[str, float]) -> None:
    floor = next(iter(times.values()))
    print(f"\n{title}")
    for name, seconds in times.items():
        print(f"  {name:<36} {1000 * seconds:>9.2f} ms  {seconds / floor:>6.2f} x")


if __name__ == "__main__":
    main()

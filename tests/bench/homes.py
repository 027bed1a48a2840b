"""The stores that are measured, made through the program itself, and the environment that it runs in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tracker.core.journal.commands import AnswerReview, SetMark, SetReview, SetTarget
from tracker.core.journal.entries import Rating
from tracker.core.roadmap.model import Mark
from tracker.workspace import Workspace
from tracker.workspace.paths import Paths, library_folder

TRACKER = str(Path(sys.executable).parent / "tracker")
"""The console script that pip has installed."""

ROLE = "machine-learning-engineer"
YEAR = 365.25 * 86_400
"""Seconds."""
OWN_BOXES = 500
"""Boxes in each of many roadmaps of the user's own."""


def environment(home: Path, **more: str) -> dict[str, str]:
    """A user's environment with this home, the same on each machine: Python compiles, hashes repeat, colours are on."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TRACKER_HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        "PYTHONHASHSEED": "0",
        **more,
    }


def tracker(home: Path, *words: str) -> None:
    """Run a command of the program."""
    subprocess.run([TRACKER, *words], env=environment(home), check=True, capture_output=True)


def young(folder: Path) -> Path:
    """A home of somebody in the middle of it: a target, 100 ticks, and a list of roles that was asked for."""
    home = folder / "young"
    home.mkdir()
    with _workspace(home) as workspace:
        workspace.record(SetTarget(ROLE))
        for topic in sorted(workspace.topic_names())[:100]:
            workspace.record(SetMark((topic,), Mark.DONE))
    tracker(home, "roles")
    return home


def long_journal(home: Path, events: int = 50_000) -> Path:
    """A copy whose journal has `events` more events, all of them marks of library topics."""
    copy = _copy(home, "long-journal")
    with _workspace(copy) as workspace:
        topics = tuple(sorted(workspace.topic_names()))[100:1100]
        for number in range(events // len(topics)):
            workspace.record(SetMark(topics, (Mark.DOING, Mark.TODO)[number % 2]))
    tracker(copy, "status")
    return copy


def ten_years(home: Path, batches: int = 250, size: int = 200) -> Path:
    """A copy whose journal has 50,000 more events, spread over the last ten years.

    1,000 topics are marked done and todo again, so that as many are done in the end as before.
    """
    copy, begin = _copy(home, "ten-years"), time.time() - 10 * YEAR
    now = [begin]
    with Workspace(
        Paths(copy / "data", copy / "config", copy / "cache", library_folder()), lambda: now[0]
    ) as workspace:
        topics = sorted(workspace.topic_names())
        parts = [tuple(topics[place : place + size]) for place in range(100, 1100, size)]
        for number in range(batches):
            now[0] = begin + 10 * YEAR * number / batches
            mark = (Mark.DONE, Mark.TODO)[number // len(parts) % 2]
            workspace.record(SetMark(parts[number % len(parts)], mark))
    tracker(copy, "status")
    return copy


def reviewing(home: Path, answers: int, years: float) -> Path:
    """A copy in which the role is reviewed, with so many answers spread over the last years, each topic's in turn."""
    copy, begin = _copy(home, f"{home.name}-reviewing"), time.time() - years * YEAR
    now = [begin]
    with Workspace(
        Paths(copy / "data", copy / "config", copy / "cache", library_folder()), lambda: now[0]
    ) as workspace:
        workspace.record(SetReview(ROLE, True))
        done = sorted(id_ for id_, mark in workspace.state().marks.items() if mark is Mark.DONE)
        for number in range(answers):
            now[0] = begin + years * YEAR * number / answers
            workspace.record(AnswerReview(done[number % len(done)], Rating.GOOD, workspace.now()))
    tracker(copy, "review")
    return copy


def foreign_marks(home: Path) -> Path:
    """A copy with 66,000 marks on topics that no roadmap has."""
    copy = _copy(home, "foreign-marks")
    with _workspace(copy) as workspace:
        for part in range(66):
            workspace.record(SetMark(tuple(f"elsewhere/{part}-{number}" for number in range(1000)), Mark.DONE))
    tracker(copy, "status")
    return copy


def own_many(home: Path, roadmaps: int = 20) -> Path:
    """A copy with many roadmaps of the user's own, of 500 topics each."""
    copy = _copy(home, "own-many")
    for number in range(roadmaps):
        tracker(copy, "import", str(checklist(copy, f"List {number}", OWN_BOXES, ticked=True)), "--yes")
    tracker(copy, "status")
    return copy


def own(home: Path, boxes: int) -> Path:
    """A copy with one roadmap of the user's own, of so many topics, and a list that was asked for since."""
    copy = _copy(home, f"own-{boxes}")
    tracker(copy, "import", str(checklist(copy, "Plan", boxes)), "--yes")
    tracker(copy, "status")
    return copy


def checklist(folder: Path, title: str, boxes: int, *, ticked: bool = False) -> Path:
    """A file with so many boxes, a hundred below each heading; with `ticked` two of three are ticked."""
    lines = [f"# {title}\n"]
    for number in range(boxes):
        if number % 100 == 0:
            lines.append(f"\n## Part {number // 100}\n")
        sign = "x" if ticked and number % 3 else " "
        lines.append(f"- [{sign}] Topic {number // 100}.{number % 100} [to read](https://example.org/read)")
    path = folder / f"{title.replace(' ', '-').lower()}-{boxes}.md"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _copy(home: Path, name: str) -> Path:
    return Path(shutil.copytree(home, home.parent / name))


def _workspace(home: Path) -> Workspace:
    return Workspace(Paths(home / "data", home / "config", home / "cache", library_folder()))

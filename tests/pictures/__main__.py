"""Draw the README's pictures anew: `python -m tests.pictures`. The person in them is made up."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from random import Random
from typing import NamedTuple

from tracker.core.journal.commands import SetMark, SetReview, SetTarget, Watch, WriteNote
from tracker.core.progress.plan import make_plan
from tracker.core.roadmap.model import Level, Mark
from tracker.tui.app import TrackerApp
from tracker.workspace import Workspace
from tracker.workspace.paths import Paths, library_folder

NOON = 1_795_000_000.0
DAY = 86_400
BEGUN = ("python", "git", "sql", "command-line", "docker", "machine-learning", "linear-algebra", "statistics")


class Picture(NamedTuple):
    """One picture: its file, the size of the terminal, the theme, and the keys that lead there."""

    name: str
    size: tuple[int, int]
    theme: str
    keys: tuple[str, ...]
    begun: bool = True
    for_months: bool = False


class Clock:
    """The time in the pictures; it goes when it is told to."""

    now = NOON

    def __call__(self) -> float:
        return self.now


PICTURES = (
    Picture(
        "study", (120, 36), "tracker-dark", ("enter", "down", "down", "enter", "down", "down", "enter", "down", "down")
    ),
    Picture("home", (120, 36), "tracker-dark", ()),
    Picture("light", (80, 24), "tracker-light", ("enter",)),
    Picture("why", (80, 24), "tracker-dark", ("enter", "percent_sign")),
    Picture(
        "placement",
        (80, 24),
        "tracker-dark",
        ("down", "enter", "down", "down", "enter", "down", "enter", "down"),
        False,
    ),
    Picture("keys", (80, 24), "tracker-dark", ("enter", "question_mark")),
    Picture("plan", (80, 24), "tracker-dark", ("W",), for_months=True),
    Picture("compare", (80, 24), "tracker-light", ("tab", "down", "C"), for_months=True),
    Picture("pace", (80, 32), "tracker-dark", ("P",), for_months=True),
    Picture("review", (80, 24), "tracker-light", ("V",), for_months=True),
)


async def main() -> None:
    """Draw every picture beside this file."""
    for picture in PICTURES:
        with tempfile.TemporaryDirectory() as folder:
            svg = await _draw(picture, Path(folder))
        path = Path(__file__).with_name(f"{picture.name}.svg")
        path.write_text(svg, encoding="utf-8")
        print(path)


async def _draw(picture: Picture, home: Path) -> str:
    paths = Paths(home / "data", home / "config", home / "cache", library_folder())
    clock = Clock()
    with Workspace(paths, clock) as workspace:
        if picture.for_months:
            _live(workspace, clock)
        elif picture.begun:
            _begin(workspace)
        app = TrackerApp(workspace)
        async with app.run_test(size=picture.size) as pilot:
            app.theme = picture.theme
            await pilot.pause()
            for key in picture.keys:
                await pilot.press(key)
                await pilot.pause()
            await pilot.pause(1.0 if picture.for_months else 0.2)
            svg = app.export_screenshot(title="tracker")
            await app.session.written()
    return svg


def _begin(workspace: Workspace) -> None:
    """A person who has come some way."""
    workspace.record(SetTarget("machine-learning-engineer"))
    workspace.record(Watch("ai-engineer", True))
    basics = [
        topic.id
        for skill in BEGUN
        for topic in workspace.roadmap(skill).tree.topics()
        if topic.level is Level.BASIC and not topic.project
    ]
    workspace.record(SetMark(tuple(basics), Mark.DONE))
    workspace.record(SetMark(("git/stash", "python/generators"), Mark.DOING))
    workspace.record(WriteNote("git/merge-conflicts", "Worked on the team's repository; rerere is next."))


def _live(workspace: Workspace, clock: Clock) -> None:
    """A person who has followed a plan for eight months, and reviews a part of it."""
    clock.now, random = NOON - 240 * DAY, Random(4)
    workspace.record(SetTarget("machine-learning-engineer"))
    workspace.record(Watch("ai-engineer", True))
    progress = workspace.progress(workspace.roadmap("machine-learning-engineer"), workspace.state())
    topics = [step.topic.id for step in make_plan(progress, workspace.topic, 10).steps]
    workspace.record(SetMark(tuple(topics[:12]), Mark.DONE))
    done = 12
    while clock.now < NOON - DAY:
        clock.now += DAY
        for _ in range(random.choice((0, 0, 0, 1, 1, 2))):
            workspace.record(SetMark((topics[done],), Mark.DONE))
            done += 1
    clock.now = NOON
    for skill in ("python", "git"):
        workspace.record(SetReview(skill, True))


if __name__ == "__main__":
    asyncio.run(main())

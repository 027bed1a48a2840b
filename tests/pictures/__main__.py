"""Draw the README's pictures anew: `python -m tests.pictures`. The person in them is made up."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import NamedTuple

from tracker.core.journal.commands import SetMark, SetTarget, Watch, WriteNote
from tracker.core.roadmap.model import Level, Mark
from tracker.tui.app import TrackerApp
from tracker.workspace import Workspace
from tracker.workspace.paths import Paths, library_folder

NOON = 1_795_000_000.0
BEGUN = ("python", "git", "sql", "command-line", "docker", "machine-learning", "linear-algebra", "statistics")


class Picture(NamedTuple):
    """One picture: its file, the size of the terminal, the theme, and the keys that lead there."""

    name: str
    size: tuple[int, int]
    theme: str
    keys: tuple[str, ...]
    begun: bool = True


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
    with Workspace(paths, lambda: NOON) as workspace:
        if picture.begun:
            _begin(workspace)
        app = TrackerApp(workspace)
        async with app.run_test(size=picture.size) as pilot:
            app.theme = picture.theme
            await pilot.pause()
            for key in picture.keys:
                await pilot.press(key)
                await pilot.pause()
            await pilot.pause(0.2)
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


if __name__ == "__main__":
    asyncio.run(main())

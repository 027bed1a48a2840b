"""What the reading of an advert and the comparison of saved ones look like, on the tests' own small library."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from tests.app.conftest import closed_later
from tests.app.test_adverts import answer, until
from tests.conftest import SMALL_LIBRARY, FrozenClock, paths_in
from tracker.core.journal.commands import SetMark, SetTarget
from tracker.core.roadmap.model import Mark
from tracker.tui.app import TrackerApp
from tracker.tui.widgets.rows import Rows
from tracker.workspace import Workspace
from tracker.workspace.paths import library_folder

Compare = Callable[..., bool]

MATE = """\
Mate of a research ship

About us
We count whales, and write papers about them.

Requirements
- 3+ years of experience with sails and engines
- Knots that hold, or charts
- Scala, ROS 2 and Gazebo
- Bachelor's degree or equivalent experience
- Fluent English and Spanish

Nice to have
- An [eye] for the weather, and charts
"""
COOK = """\
Cook who can sail

Requirements
- Experience with sails
- Knots and a kitchen of two square metres for a crew of nine people
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The small library with words of adverts: each skill is asked for by its id."""
    folder = Path(shutil.copytree(SMALL_LIBRARY, tmp_path / "library"))
    shutil.copytree(library_folder() / "adverts", folder / "adverts")
    for file in (folder / "skills").iterdir():
        text = file.read_text(encoding="utf-8")
        words = f'\n[advert]\nphrases = ["{file.stem}"]\n\n[[sections]]'
        file.write_text(text.replace("\n[[sections]]", words, 1), encoding="utf-8")
    return folder


async def paste(pilot: Pilot[None], text: str) -> None:
    """Read an advert, from the list of adverts on."""
    await pilot.press("a")
    await until(pilot, "PasteAdvertScreen")
    pilot.app.screen.query_one(TextArea).text = text
    await pilot.press("ctrl+s")
    await until(pilot, "AdvertScreen")


async def read(pilot: Pilot[None]) -> None:
    """Show the reading of an advert."""
    await pilot.press("A")
    await until(pilot, "AdvertsScreen")
    await paste(pilot, MATE)


async def compared(pilot: Pilot[None]) -> None:
    """Save two adverts, and compare them."""
    await pilot.press("A")
    await until(pilot, "AdvertsScreen")
    for number, text in enumerate((MATE, COOK), 1):
        await paste(pilot, text)
        await pilot.press("s")
        await answer(pilot, text.partition("\n")[0])
        await until(pilot, "AdvertsScreen")
        while len(pilot.app.screen.query_one("#adverts", Rows).rows) < number:
            await pilot.pause(0.02)
    await pilot.press("c")
    await until(pilot, "ComparisonScreen")


@pytest.mark.parametrize(
    ("shown", "theme", "size"),
    [
        pytest.param(read, "tracker-dark", (80, 24), id="reading-80-dark"),
        pytest.param(read, "tracker-light", (120, 40), id="reading-120-light"),
        pytest.param(compared, "tracker-light", (80, 24), id="comparison-80-light"),
        pytest.param(compared, "tracker-dark", (120, 40), id="comparison-120-dark"),
    ],
)
def test_an_advert_looks_as_it_did(
    home: Path,
    library: Path,
    clock: FrozenClock,
    snap_compare: Compare,
    shown: Callable[[Pilot[None]], None],
    theme: str,
    size: tuple[int, int],
) -> None:
    workspace = closed_later(Workspace(paths_in(home, library), clock))
    workspace.record(SetTarget("deckhand"))
    workspace.record(SetMark(tuple(workspace.topic_names())[:3], Mark.DONE))
    app = TrackerApp(workspace)
    app.theme = theme
    assert snap_compare(app, terminal_size=size, run_before=shown)

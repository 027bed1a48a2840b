"""The mouse: a click selects, a double click opens, a click on a sign marks or folds."""

from __future__ import annotations

from collections.abc import Callable

from textual.pilot import Pilot

from tests.app.conftest import leave, settled, study
from tracker.core.roadmap.model import Mark
from tracker.tui.app import TrackerApp
from tracker.tui.screens.home import HomeScreen
from tracker.tui.screens.study import StudyScreen
from tracker.tui.widgets.roadmap_list import RoadmapList
from tracker.tui.widgets.roadmap_tree import RoadmapTree

AppOpener = Callable[[], TrackerApp]
FRAME = 1


async def click(pilot: Pilot[None], kind: type[RoadmapList | RoadmapTree], row: int, column: int, times: int) -> None:
    frame = FRAME if kind is RoadmapList else 0
    await pilot.click(kind, offset=(column + frame, row + frame), times=times)
    await pilot.pause()


async def test_one_click_selects_and_two_open(open_app: AppOpener) -> None:
    async with open_app().run_test(size=(80, 24)) as pilot:
        roadmaps = pilot.app.screen.query_one(RoadmapList)
        here, other = [place for place, row in enumerate(roadmaps.rows) if row.roadmap][:2]
        for place in (other, here):
            await click(pilot, RoadmapList, place, 10, 1)
            assert (roadmaps.cursor, type(pilot.app.screen)) == (place, HomeScreen)
        roadmaps.go(other)  # a row that has the cursor already is opened by two clicks too, not by the first of them
        await click(pilot, RoadmapList, other, 10, 1)
        assert isinstance(pilot.app.screen, HomeScreen)
        await click(pilot, RoadmapList, other, 10, 2)
        assert isinstance(pilot.app.screen, StudyScreen)
        await leave(pilot)


async def test_a_click_on_a_sign_marks_a_topic_and_folds_a_group(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await study(pilot, "docker")
        tree = pilot.app.screen.query_one(RoadmapTree)
        unfolded = len(tree.rows)
        await click(pilot, RoadmapTree, 0, 1, 1)
        assert len(tree.rows) < unfolded
        await click(pilot, RoadmapTree, 0, 1, 1)
        await click(pilot, RoadmapTree, 1, 2, 1)
        await settled(pilot)
        assert list(app.session.state.marks.values()) == [Mark.DONE]
        await leave(pilot)

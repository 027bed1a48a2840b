"""The first run ends on the picked role; placement can be undone, gives back single ticks, and runs again any time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.app.conftest import headline, leave, settled, study, workspace_in
from tracker.core.journal.commands import SetMark
from tracker.core.roadmap.model import Mark
from tracker.tui.app import TrackerApp
from tracker.tui.screens.home import HomeScreen
from tracker.tui.screens.placement import PlacementScreen
from tracker.tui.screens.study import StudyScreen
from tracker.tui.widgets.now_list import NowList
from tracker.tui.widgets.roadmap_list import RoadmapList
from tracker.tui.widgets.roadmap_tree import RoadmapTree

AppOpener = Callable[[], TrackerApp]


async def test_after_a_first_run_the_cursor_is_on_the_target_in_view(fresh: Path) -> None:
    app = TrackerApp(workspace_in(fresh))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        for _ in range(3):
            await pilot.press("escape")
            await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert app.screen.query_one(NowList).has_focus
        roadmaps = app.screen.query_one(RoadmapList)
        row = roadmaps.row
        assert row is not None
        assert row.roadmap is not None
        assert row.roadmap.id == app.session.state.target
        assert 0 <= roadmaps.cursor - roadmaps.scroll_offset.y < roadmaps.size.height
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, StudyScreen)
        assert app.screen.roadmap == app.session.state.target
        await leave(pilot)


async def test_placement_gives_back_single_ticks_and_can_be_undone(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.session.handle(SetMark(("git/rebase",), Mark.DONE))
        app.session.handle(SetMark(("git/forks",), Mark.SKIPPED))
        await study(pilot, "git")
        await pilot.press("a")
        await pilot.pause()
        assert isinstance(app.screen, PlacementScreen)
        tree = app.screen.query_one(RoadmapTree)
        before = dict(app.session.state.marks)
        tree.go_to_key("git/working")
        await pilot.press("space")
        assert len(app.session.state.marks) > len(before)
        await pilot.press("space")
        assert app.session.state.marks == before
        await pilot.press("space")
        await settled(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert app.session.state.marks == before
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, StudyScreen)
        await leave(pilot)


async def test_a_second_space_on_a_group_gives_back_what_was_ticked_in_it(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        app.session.handle(SetMark(("git/rebase",), Mark.DONE))
        screen = await study(pilot, "git")
        tree = screen.query_one(RoadmapTree)
        tree.reveal("git/rebase")
        tree.action_fold()
        await pilot.press("space", "space")
        assert app.session.state.marks == {"git/rebase": Mark.DONE}
        await leave(pilot)


async def test_placement_of_the_skill_at_the_cursor(open_app: AppOpener) -> None:
    async with open_app().run_test() as pilot:
        screen = await study(pilot, "ai-engineer")
        assert screen.query_one(RoadmapTree).go_to_key("ai-engineer/git")
        await pilot.press("a")
        await pilot.pause()
        assert "Git" in headline(pilot)
        assert "Step" not in headline(pilot)
        await pilot.press("escape")
        await leave(pilot)

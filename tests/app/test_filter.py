"""The filter: chosen from a list, with true counts; what fits is unfolded, and folds come back."""

from __future__ import annotations

from collections.abc import Callable

from tests.app.conftest import headline, leave, study
from tracker.core.journal.commands import SetMark
from tracker.core.roadmap.model import Mark, Topic
from tracker.tui.app import TrackerApp
from tracker.tui.panels.pick import PickScreen
from tracker.tui.widgets.roadmap_tree import RoadmapTree

AppOpener = Callable[[], TrackerApp]
DOING = ("git/rebase", "git/commit-messages", "docker/compose")


async def test_what_is_doing_in_folded_groups_is_counted_and_seen(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.session.handle(SetMark(DOING, Mark.DOING))
        screen = await study(pilot, "ai-engineer")
        tree = screen.query_one(RoadmapTree)
        counted = {id_ for id_ in DOING if id_ in tree.progress.tree.places}
        before = list(tree.rows)
        await pilot.press("f")
        await pilot.pause()
        panel = app.screen
        assert isinstance(panel, PickScreen)
        counts = {choice.key: choice.note for choice in panel.choices}
        assert counts["doing"] == f"{len(counted)} topics"
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        seen = {row.node.id for row in tree.rows if isinstance(row.node, Topic)}
        assert seen == counted
        assert f"{len(counted)} doing" in headline(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is screen
        assert tree.rows == before
        await leave(pilot)


async def test_a_mark_that_leaves_the_filter_is_told_by_the_count(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.session.handle(SetMark(DOING, Mark.DOING))
        screen = await study(pilot, "git")
        await pilot.press("f", "down", "down", "enter")
        await pilot.pause()
        tree = screen.query_one(RoadmapTree)
        tree.reveal("git/rebase")
        await pilot.press("space")
        await pilot.pause()
        assert {row.node.id for row in tree.rows if isinstance(row.node, Topic)} == {"git/commit-messages"}
        await leave(pilot)

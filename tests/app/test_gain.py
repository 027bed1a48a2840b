"""What a tick gave: the gain, whole at 80 columns, gone at the next key, and what is complete said once."""

from __future__ import annotations

from collections.abc import Callable

from tests.app.conftest import headline, leave, study
from tracker.core.journal.commands import SetMark, SetTarget, Watch
from tracker.core.roadmap.model import Mark
from tracker.tui.app import TrackerApp
from tracker.tui.widgets.roadmap_tree import RoadmapTree
from tracker.tui.widgets.topic_card import TopicCard

AppOpener = Callable[[], TrackerApp]


async def test_a_tick_says_what_it_gave_whole_and_leaves_next_in_view(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.session.handle(Watch("sql", False))
        app.session.handle(SetTarget("ai-engineer"))
        screen = await study(pilot, "ai-engineer")
        ready = app.session.roadmaps["ai-engineer"].ready
        assert ready is not None
        ids = ready.ids()
        tree = screen.query_one(RoadmapTree)
        tree.reveal(ids[0])
        tree.action_fold()
        await pilot.press("space")
        _, said, following = headline(pilot).splitlines()
        progress = app.session.progress("ai-engineer")
        assert progress.ready is not None
        assert f"Ready 0 → {progress.ready.percent} %" in said
        assert f"AI Engineer +{progress.total.percent}" in said
        assert "…" not in said.partition("Ready")[2]
        assert following.startswith(" Next: ")
        await pilot.press("down")
        assert "Ready 0 →" not in headline(pilot)
        assert "Ready to apply" in headline(pilot)
        await leave(pilot)


async def test_a_title_is_cut_only_as_far_as_what_it_gave_needs(open_app: AppOpener) -> None:
    async with open_app().run_test(size=(80, 24)) as pilot:
        screen = await study(pilot, "docker")
        long = next(topic for topic in screen.tree_view.progress.tree.topics() if 30 < len(topic.title) < 38)
        screen.tree_view.reveal(long.id)
        await pilot.press("d")
        assert f"{long.title}: doing" in headline(pilot)
        await leave(pilot)


async def test_what_is_complete_is_said_once_the_greatest_first(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await study(pilot, "git")
        ids = app.session.roadmaps["git"].tree.ids()
        level = [t.id for t in app.session.roadmaps["git"].tree.topics() if t.level == "basic"]
        app.session.handle(SetMark(tuple(level[1:]), Mark.DONE))
        screen.query_one(RoadmapTree).reveal(level[0])
        await pilot.press("space")
        assert "★ Git and GitHub, basic level complete" in headline(pilot)
        app.session.handle(SetMark(tuple(ids[:-1]), Mark.DONE))
        screen.query_one(RoadmapTree).reveal(ids[-1])
        await pilot.press("space")
        assert "★ Git and GitHub complete" in headline(pilot)
        await pilot.press("d")
        assert "★" not in headline(pilot)
        await leave(pilot)


async def test_a_tick_that_moves_no_percentage_says_what_is_missing(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.session.handle(Watch("sql", False))
        screen = await study(pilot, "ai-engineer")
        ids = [id_ for id_ in app.session.roadmaps["ai-engineer"].tree.ids() if id_.startswith("rust/")]
        outside = next(id_ for id_ in app.session.roadmaps["ai-engineer"].tree.ids() if id_ not in ids)
        app.session.handle(SetMark((outside,), Mark.DONE))
        screen.query_one(RoadmapTree).reveal(outside)
        await pilot.press("d")
        assert "more for" in headline(pilot) or "Engineer -1" in headline(pilot)
        await leave(pilot)


async def test_two_fractions_of_one_skill_say_why(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await study(pilot, "ai-engineer")
        tree = screen.query_one(RoadmapTree)
        assert tree.go_to_key("ai-engineer/git")
        await pilot.pause()
        part = tree.progress.tally(tree.rows[tree.cursor].place).counted
        whole = app.session.progress("git").total.counted
        shown = screen.query_one(TopicCard).words
        assert part != whole
        assert f"The whole skill: 0 of {whole} topics. This roadmap needs it up to" in shown
        await leave(pilot)

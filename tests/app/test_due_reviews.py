"""Reviews that are due, where the user works: on home, in the tree, and freshness beside the percentages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from tests.app.conftest import closed_later, headline, leave, paths_in, study, workspace_in
from tests.conftest import FrozenClock
from tracker.core.journal.commands import AnswerReview, SetMark, SetReview, SetTarget
from tracker.core.journal.entries import Rating
from tracker.core.roadmap.model import Mark
from tracker.tui.app import TrackerApp
from tracker.tui.screens.review import ReviewScreen
from tracker.tui.widgets.now_list import NowList
from tracker.tui.widgets.roadmap_tree import RoadmapTree
from tracker.tui.widgets.target_pane import TargetPane
from tracker.tui.widgets.week_pane import WeekPane
from tracker.workspace import Workspace
from tracker.workspace.paths import library_folder

AppOpener = Callable[[], TrackerApp]
DONE = ("docker/install", "docker/run-container", "docker/images-and-containers")


@pytest.fixture
def begun(begun: Path, clock: FrozenClock) -> Path:
    """Somebody with a target who did some of Docker a year ago."""
    clock.forward(-365 * 86_400)
    with closed_later(Workspace(paths_in(begun, library_folder()), clock)) as workspace:
        workspace.record(SetTarget("ai-engineer"))
        workspace.record(SetMark(DONE, Mark.DONE))
    return begun


@pytest.fixture
def reviewing(begun: Path) -> Path:
    """The same, who reviews Docker."""
    with workspace_in(begun) as workspace:
        workspace.record(SetReview("docker", True))
    return begun


def lines(widget: NowList | RoadmapTree) -> list[str]:
    return [widget.render_line(y).text for y in range(widget.size.height)]


async def seen(pilot: Pilot[None], words: str, look: Callable[[], str]) -> str:
    """What there is to see, once it has these words."""
    while words not in (text := look()):
        await pilot.pause(0.02)
    return text


def now(pilot: Pilot[None]) -> str:
    return "\n".join(lines(pilot.app.screen.query_one(NowList)))


async def test_home_says_what_is_due_and_opens_the_reviews(open_app: AppOpener, reviewing: Path) -> None:
    async with open_app().run_test(size=(120, 40)) as pilot:
        text = await seen(pilot, "3 topics are due", lambda: now(pilot))
        assert text.splitlines()[-1].split()[0] == "review"
        percent = str(pilot.app.screen.query_one(TargetPane).render())
        assert "1 %, 1 % fresh" in percent
        await pilot.press("end", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReviewScreen)
        await pilot.press("escape")
        await pilot.pause()
        await leave(pilot)


async def test_the_tree_says_which_topics_are_due_and_an_answer_ends_it(open_app: AppOpener, reviewing: Path) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await seen(pilot, "3 topics are due", lambda: now(pilot))
        screen = await study(pilot, "docker")
        tree = screen.query_one(RoadmapTree)
        due = [line for line in lines(tree) if "  review" in line]
        assert len(due) == len(DONE)
        assert " % fresh" in headline(pilot)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("end", "enter")
        await pilot.pause()
        while not getattr(pilot.app.screen, "asked", None):
            await pilot.pause(0.02)
        await pilot.press("g", "escape")
        await seen(pilot, "2 topics are due", lambda: now(pilot))
        await leave(pilot)


async def test_nothing_is_said_where_nothing_is_reviewed(open_app: AppOpener, begun: Path) -> None:
    async with open_app().run_test(size=(120, 40)) as pilot:
        await study(pilot, "docker")
        assert "fresh" not in headline(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert "due" not in now(pilot)
        await leave(pilot)


async def test_a_new_day_shows_what_is_due_on_it_and_moves_the_week(begun: Path, clock: FrozenClock) -> None:
    clock.forward(366 * 86_400)
    workspace = closed_later(Workspace(paths_in(begun, library_folder()), clock))
    workspace.record(SetReview("docker", True))
    for topic in DONE:
        workspace.record(AnswerReview(topic, Rating.HARD, workspace.now()))
    async with TrackerApp(workspace).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        week = pilot.app.screen.query_one(WeekPane)
        before = str(week.render())
        assert "due" not in now(pilot)
        clock.forward(100 * 86_400)
        await seen(pilot, "3 topics are due", lambda: now(pilot))
        assert str(week.render()) != before
        await leave(pilot)


async def test_an_answer_is_undone_where_it_was_given(open_app: AppOpener, reviewing: Path) -> None:
    async with open_app().run_test(size=(80, 24)) as pilot:
        await seen(pilot, "3 topics are due", lambda: now(pilot))
        await pilot.press("V")
        await pilot.pause()

        def question() -> str:
            return str(pilot.app.screen.query_one("#words", Static).render())

        await seen(pilot, "3 reviews today", question)
        await pilot.press("e")
        await seen(pilot, "2 reviews today", question)
        await pilot.press("u")
        await seen(pilot, "3 reviews today", question)
        await leave(pilot)

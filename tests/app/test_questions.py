"""The screens that answer a question: plan, comparison, pace and review, each behind a key of home."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from tests.app.conftest import leave, settled, workspace_in
from tracker.core.journal.commands import SetMark, SetTarget
from tracker.core.own_roles.record import OwnRole
from tracker.core.roadmap.library import SkillNeed
from tracker.core.roadmap.model import Level, Mark
from tracker.tui.app import TrackerApp
from tracker.tui.screens.home import HomeScreen
from tracker.tui.widgets.keys_footer import KeysFooter
from tracker.tui.widgets.roadmap_list import RoadmapList
from tracker.workspace.own_roles import save_role

AppOpener = Callable[[], TrackerApp]


@pytest.fixture
def begun(begun: Path) -> Path:
    """Somebody with a target who has done some of Docker."""
    with workspace_in(begun) as workspace:
        workspace.record(SetTarget("ai-engineer"))
        workspace.record(SetMark(("docker/install", "docker/run-container"), Mark.DONE))
    return begun


async def shown(pilot: Pilot[None], words: str) -> str:
    """The answer on the screen, once it has these words."""
    while words not in (text := str(pilot.app.screen.query_one("#words", Static).render())):
        await pilot.pause(0.02)
    return text


async def test_a_plan_opens_and_keys_change_its_hours(open_app: AppOpener) -> None:
    async with open_app().run_test() as pilot:
        await pilot.press("W")
        await pilot.pause()
        assert "Move around the file system" in await shown(pilot, "Week 1, from ")
        await pilot.press("plus")
        await shown(pilot, "at 11 h a week")
        everything = await shown(pilot, " topics, ")
        await pilot.press("r")
        while await shown(pilot, " topics, ") == everything:
            await pilot.pause(0.02)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)
        await leave(pilot)


async def test_the_target_alone_shows_all_roles_and_another_one_is_put_beside_it(open_app: AppOpener) -> None:
    async with open_app().run_test(size=(120, 40)) as pilot:
        await pilot.press("C")
        await pilot.pause()
        assert "Ticks that move most roles at once" in await shown(pilot, "Data Scientist")
        await pilot.press("escape")
        await pilot.pause()
        pilot.app.screen.query_one(RoadmapList).focus()
        await pilot.press("down", "C")
        await pilot.pause()
        assert "only here" in await shown(pilot, "of the way to SQL")
        await pilot.press("escape")
        await pilot.pause()
        await leave(pilot)


async def test_the_pace_shows_days_a_chart_and_the_rule_of_the_streak(open_app: AppOpener) -> None:
    async with open_app().run_test() as pilot:
        await pilot.press("P")
        await pilot.pause()
        text = await shown(pilot, "1 day in a row; rest days: none")
        assert "before midnight, local time" in text
        assert "finished between" not in text
        assert pilot.app.screen.query_one("#chart")
        await pilot.press("escape")
        await pilot.pause()
        await leave(pilot)


async def test_reviews_are_switched_on_for_a_roadmap(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await pilot.press("V")
        await pilot.pause()
        await shown(pilot, "Nothing is reviewed yet.")
        assert "Again" not in str(pilot.app.screen.query_one(KeysFooter).render())
        await pilot.press("o")
        await shown(pilot, "Reviewing AI Engineer")
        await shown(pilot, "No more reviews today. The next is due ")
        await settled(pilot)
        assert app.session.state.reviewed == {"ai-engineer"}
        await pilot.press("escape")
        await pilot.pause()
        await leave(pilot)


async def test_every_role_is_one_line_of_the_matrix_in_80_columns(open_app: AppOpener, begun: Path) -> None:
    with workspace_in(begun) as workspace:
        for title in ("Captain", "Engineer of ships in bottles", "Pilot"):
            save_role(workspace, OwnRole(title, (SkillNeed("docker", Level.BASIC),)))
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("C")
        await pilot.pause()
        lines = (await shown(pilot, "Ticks that move most roles at once")).split("\n")
        roles = len(app.session.roles())
        assert max(len(line) for line in (*lines[:roles], *lines[-roles:])) <= 77

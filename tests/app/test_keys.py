"""The help lists what works now, filters as one types, and runs what is picked."""

from __future__ import annotations

from collections.abc import Callable

from tests.app.conftest import leave, study
from tracker.tui.app import TrackerApp
from tracker.tui.panels.keys import KeysScreen, live_keys
from tracker.tui.panels.why import WhyScreen

AppOpener = Callable[[], TrackerApp]


async def test_help_lists_the_live_keys(open_app: AppOpener) -> None:
    async with open_app().run_test() as pilot:
        home = {key.does for key in live_keys(pilot.app.screen)}
        assert "Search roadmaps as you type" in home
        await study(pilot, "docker")
        here = {key.does for key in live_keys(pilot.app.screen)}
        assert any(does.startswith("Mark done") for does in here)
        assert "Search roadmaps as you type" not in here
        await leave(pilot)


async def test_help_filters_as_one_types_and_enter_runs(open_app: AppOpener) -> None:
    async with open_app().run_test() as pilot:
        await study(pilot, "docker")
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(pilot.app.screen, KeysScreen)
        await pilot.press(*"why this", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WhyScreen)
        await pilot.press("escape")
        await leave(pilot)


async def test_escape_closes_the_help_and_runs_nothing(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await study(pilot, "docker")
        await pilot.press("question_mark")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert app.session.state.marks == {}
        assert not isinstance(app.screen, KeysScreen)
        await leave(pilot)

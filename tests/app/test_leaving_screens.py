"""Screens that were left: nothing writes to them any more, and nothing keeps them."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest

from tests.app.conftest import study
from tracker.core.journal.commands import SetMark
from tracker.core.roadmap.model import Mark
from tracker.tui.app import TrackerApp
from tracker.tui.screens.home import HomeScreen
from tracker.tui.screens.study import StudyScreen

ENOUGH = 8
"""Visits after which a screen that is kept by something shows among those that live."""


@pytest.mark.parametrize("keys", ["ub", "uub", "uUub", "Hb", "ubuuU"])
async def test_leaving_while_an_undo_goes_on(open_app: Callable[[], TrackerApp], keys: str) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        for _ in range(ENOUGH):
            screen = await study(pilot, "sql")
            first = screen.tree_view.row
            assert first
            await pilot.press("j", "space", "j", "space")
            for key in keys:  # without the pause after a key that the pilot makes
                app.simulate_key(key)
            await pilot.press("escape")
            await pilot.pause()
            while len(app.screen_stack) > 1:
                await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_an_undo_is_seen_also_where_its_screen_was_left_meanwhile(open_app: Callable[[], TrackerApp]) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await study(pilot, "sql")
        app.session.handle(SetMark(("sql/select",), Mark.DONE))
        app.simulate_key("u")
        app.simulate_key("b")
        await pilot.pause()
        await app.session.written()
        await pilot.pause()
        assert app.session.state.marks == app.workspace.state().marks


async def test_screens_that_were_left_are_freed(open_app: Callable[[], TrackerApp]) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        for _ in range(ENOUGH):
            await study(pilot, "docker")
            await pilot.press("j", "j", "b")
            await pilot.pause()
        gc.collect()
        alive = [screen for screen in gc.get_objects() if isinstance(screen, StudyScreen)]
        assert len(alive) <= 2, [screen.is_attached for screen in alive]


async def test_a_screen_is_seen_behind_a_panel_only(
    open_app: Callable[[], TrackerApp],
) -> None:
    """What is taken for seen is drawn with each of its changes, and all in front of it with it."""
    app = open_app()
    async with app.run_test() as pilot:
        await study(pilot, "docker")
        home, front = app.screen_stack
        assert (home.is_current, front.is_current) == (False, True)
        await pilot.press("percent_sign")
        await pilot.pause()
        assert (home.is_current, front.is_current, app.screen.is_current) == (False, True, True)

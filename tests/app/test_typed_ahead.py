"""Keys that arrive together, as a slow line sends them, go where they would go one by one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual import events
from textual.command import CommandInput
from textual.pilot import Pilot
from textual.widgets import Input

from tests.app.conftest import leave, settled, study
from tracker.core.journal.commands import SetMark
from tracker.core.roadmap.model import Mark
from tracker.tui.app import TrackerApp
from tracker.tui.screens.home import HomeScreen
from tracker.tui.typed_ahead import TypedAhead

AppOpener = Callable[[], TrackerApp]


async def at_once(pilot: Pilot[None], *keys: str) -> None:
    """Give all keys to the app before it can answer the first."""
    for key in keys:
        character = {"slash": "/", "colon": ":", "question_mark": "?"}.get(key, key)
        pilot.app.post_message(events.Key(key, character if len(character) == 1 else None))
    await pilot.pause()
    await pilot.pause()


async def test_a_key_that_arrives_while_the_app_leaves_has_no_effect(open_app: AppOpener) -> None:
    app, handed = open_app(), list[events.Event]()

    async def hand_on(event: events.Event) -> None:
        handed.append(event)

    async with app.run_test() as pilot:
        await leave(pilot)
    assert not app.screen_stack
    typed, bubbled = events.Key("j", "j"), events.Key("k", "k")
    bubbled._set_forwarded()
    await TypedAhead(app, hand_on).take(typed)
    await TypedAhead(app, hand_on).take(bubbled)
    assert not handed


async def test_what_follows_the_search_key_is_searched(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        app.session.handle(SetMark(("git/rebase",), Mark.DONE))
        await study(pilot, "docker")
        await at_once(pilot, "slash", "u", "s", "d")
        assert app.screen.query_one(Input).value == "usd"
        await settled(pilot)
        assert app.session.state.marks == {"git/rebase": Mark.DONE}
        await pilot.press("escape")
        await leave(pilot)


async def test_a_key_behind_one_that_opens_a_roadmap_is_done_there_whenever_it_comes(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        for turns in range(12):
            app.post_message(events.Key("enter", None))  # it opens by a message from the list to the screen
            for _ in range(turns):
                await asyncio.sleep(0)
            app.post_message(events.Key("X", "X"))
            for _ in range(5):
                await pilot.pause()
            assert [type(screen).__name__ for screen in app.screen_stack[1:]] == ["StudyScreen", "PickScreen"], turns
            await pilot.press("escape", "escape")
            await pilot.pause()
            assert [type(screen) for screen in app.screen_stack] == [HomeScreen]


async def test_what_follows_a_key_that_opens_a_panel_goes_into_the_panel(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await study(pilot, "docker")
        for opens, kind in (("A", Input), ("question_mark", Input), ("colon", CommandInput)):
            await at_once(pilot, opens, "u", "d")
            assert app.screen.query_one(kind).value == "ud", opens
            assert app.session.state.marks == {}
            await pilot.press("escape")
        await leave(pilot)


async def test_keys_at_once_are_all_taken_in_their_order(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await study(pilot, "git")
        await at_once(pilot, "0", "down", "space", "down", "d", "down", "s")
        assert list(app.session.state.marks.values()) == [Mark.DONE, Mark.DOING, Mark.SKIPPED]
        await leave(pilot)

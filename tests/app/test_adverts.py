"""Adverts and roles of one's own in the app: pasted, read, corrected, saved, listed, compared and composed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from tests.app.conftest import headline, settled
from tracker.core.journal.commands import SetTarget
from tracker.tui.app import TrackerApp
from tracker.tui.screens.compose_role import ComposeRoleScreen
from tracker.tui.widgets.need_rows import NeedKind, NeedRows
from tracker.tui.widgets.roadmap_list import RoadmapList
from tracker.tui.widgets.rows import Rows

AppOpener = Callable[[], TrackerApp]

ADVERT = """\
Machine Learning Engineer

Requirements
- 3+ years of experience with Python
- AWS or GCP
- Scala

Nice to have
- Docker
"""
pytestmark = pytest.mark.parametrize("size", [(80, 24), (120, 40)])


async def until(pilot: Pilot[None], screen: str) -> None:
    """Wait until a screen is in front."""
    while type(pilot.app.screen).__name__ != screen:
        await pilot.pause(0.02)
    await pilot.pause()


async def reading(pilot: Pilot[None], text: str = ADVERT) -> None:
    """Paste an advert, from the home screen on."""
    await pilot.press("A")
    await until(pilot, "AdvertsScreen")
    await pilot.press("a")
    await until(pilot, "PasteAdvertScreen")
    pilot.app.screen.query_one(TextArea).text = text
    await pilot.press("ctrl+s")


async def answer(pilot: Pilot[None], words: str) -> None:
    """Give the answer that a panel asks for."""
    await until(pilot, "AskScreen")
    pilot.app.screen.query_one(Input).value = words
    await pilot.press("enter")


def asked(pilot: Pilot[None]) -> dict[str, tuple[str, str]]:
    """The skills on the screen with how and up to which level they are asked."""
    return {row.id: (row.kind.value, row.level.value) for row in pilot.app.screen.query_one(NeedRows).rows}


async def test_a_pasted_advert_is_read_corrected_and_saved(open_app: AppOpener, size: tuple[int, int]) -> None:
    app = open_app()
    async with app.run_test(size=size) as pilot:
        await reading(pilot)
        await until(pilot, "AdvertScreen")
        assert asked(pilot) == {
            "python": ("required", "working"),
            "aws": ("one of", "working"),
            "gcp": ("one of", "working"),
            "docker": ("useful", "basic"),
        }
        assert "Machine Learning Engineer" in headline(pilot)
        assert "3 years of work. Not in the library: Scala." in str(
            pilot.app.screen.query_one("#facts", Static).render()
        )
        await pilot.press("l", "n", "j", "x")
        shown = asked(pilot)
        assert shown["python"] == ("useful", "advanced")
        assert shown["aws"][0] == NeedKind.NOT_ASKED
        assert shown["gcp"][0] == NeedKind.REQUIRED
        await pilot.press("s")
        await answer(pilot, "ML at Example")
        await until(pilot, "AdvertsScreen")
        await settled(pilot)
        rows = pilot.app.screen.query_one("#adverts", Rows)
        while not rows.rows:
            await pilot.pause(0.02)
        await pilot.pause()
        line = rows.render_line(0).text
        assert line.startswith(" ML at Example")
        assert line.split()[3:6] == ["interesting", "0", "%"]
        assert len(line) == size[0]
        assert "ml-at-example" in app.session.roadmaps
        assert app.session.state.notes["ml-at-example"] == ADVERT.strip()


async def test_what_is_no_advert_is_said_and_the_text_stays(open_app: AppOpener, size: tuple[int, int]) -> None:
    async with open_app().run_test(size=size) as pilot:
        await reading(pilot, "Hello")
        while not (words := pilot.app.screen.query(Static)) or "too short" not in str(words.first().render()):
            await pilot.pause(0.02)
        assert pilot.app.screen.query_one(TextArea).text == "Hello"


async def test_saved_adverts_are_given_a_state_compared_and_removed(open_app: AppOpener, size: tuple[int, int]) -> None:
    app = open_app()
    async with app.run_test(size=size) as pilot:
        await reading(pilot)
        await until(pilot, "AdvertScreen")
        await pilot.press("s")
        await answer(pilot, "One")
        await until(pilot, "AdvertsScreen")
        rows = pilot.app.screen.query_one("#adverts", Rows)
        while not rows.rows:
            await pilot.pause(0.02)
        assert rows.size.width <= size[0]
        await pilot.press("s")
        while rows.rows[0].advert.state.value != "applied":
            await pilot.pause(0.02)
        await pilot.press("c")
        await until(pilot, "ComparisonScreen")
        assert "Python" in str(pilot.app.screen.query_one(Static).render())
        await pilot.press("escape")
        await until(pilot, "AdvertsScreen")
        app.session.handle(SetTarget("one"))
        await pilot.press("d")
        while rows.rows or "Removed" not in headline(pilot):
            await pilot.pause(0.02)
        assert "It was your target" in headline(pilot)
        assert "one" not in app.session.roadmaps
        await pilot.press("u")
        while not rows.rows:
            await pilot.pause(0.02)
        assert "one" in app.session.roadmaps


async def test_a_role_is_composed_while_its_hours_grow(open_app: AppOpener, size: tuple[int, int]) -> None:
    app = open_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("N")
        await until(pilot, "ComposeRoleScreen")
        while getattr(pilot.app.screen, "reader", None) is None:
            await pilot.pause(0.02)
        hours = []
        for word in ("docker", "rust"):  # "rust" stands in "trust", and in no title before Rust
            await pilot.press("a")
            await until(pilot, "FindScreen")
            await pilot.press(*word, "enter")
            await until(pilot, "ComposeRoleScreen")
            hours.append(str(pilot.app.screen.query_one("#text", Static).render()))
        assert hours[0] != hours[1]
        await pilot.press("n", "l", "escape")
        assert asked(pilot) == {"docker": ("required", "working"), "rust": ("useful", "advanced")}
        assert "throws it away" in headline(pilot)
        await pilot.press("l", "escape", "l", "q")
        assert "throws it away" in headline(pilot)  # said again, as other keys came between
        await pilot.press("s")
        await answer(pilot, "Captain of ships in bottles")
        await until(pilot, "HomeScreen")
        await settled(pilot)
        assert app.session.roadmaps["captain-of-ships-in-bottles"].title == "Captain of ships in bottles"


async def test_a_skill_is_added_before_the_skills_are_loaded(open_app: AppOpener, size: tuple[int, int]) -> None:
    app = open_app()
    async with app.run_test(size=size) as pilot:
        screen = ComposeRoleScreen(app.session)
        await app.push_screen(screen)
        screen.action_add()
        assert screen.reader is None
        await until(pilot, "FindScreen")
        await pilot.press(*"docker", "enter")
        await until(pilot, "ComposeRoleScreen")
        assert asked(pilot) == {"docker": ("required", "working")}


async def test_escape_keeps_a_pasted_advert_and_asks_before_it_drops_corrections(
    open_app: AppOpener, size: tuple[int, int]
) -> None:
    async with open_app().run_test(size=size) as pilot:
        await reading(pilot)
        await until(pilot, "AdvertScreen")
        await pilot.press("l", "escape", "l", "ctrl+q")
        await pilot.pause()
        assert type(pilot.app.screen).__name__ == "AdvertScreen"
        await pilot.press("l", "escape", "escape")
        await until(pilot, "AdvertsScreen")
        await pilot.press("a")
        await until(pilot, "PasteAdvertScreen")
        assert pilot.app.screen.query_one(TextArea).text == ADVERT.strip("\n") + "\n"


async def test_a_role_of_ones_own_stands_beside_the_target_under_the_cursor(
    open_app: AppOpener, size: tuple[int, int]
) -> None:
    app = open_app()
    async with app.run_test(size=size) as pilot:
        app.session.handle(SetTarget("ai-engineer"))
        await pilot.press("N")
        await until(pilot, "ComposeRoleScreen")
        while getattr(pilot.app.screen, "reader", None) is None:
            await pilot.pause(0.02)
        await pilot.press("a")
        await until(pilot, "FindScreen")
        await pilot.press(*"docker", "enter")
        await until(pilot, "ComposeRoleScreen")
        await pilot.press("s")
        await answer(pilot, "Captain")
        await until(pilot, "HomeScreen")
        await settled(pilot)
        roadmaps = pilot.app.screen.query_one(RoadmapList)
        assert roadmaps.has_focus
        assert roadmaps.row is not None
        assert roadmaps.key(roadmaps.row) == "Your own captain"

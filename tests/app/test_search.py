"""Searching: what is typed is seen, no match moves nothing, and Escape closes the search only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.app.conftest import leave, study, workspace_in
from tracker.core.journal.commands import WriteNote
from tracker.tui.app import TrackerApp
from tracker.tui.screens.home import HomeScreen
from tracker.tui.screens.study import StudyScreen
from tracker.tui.widgets.keys_footer import KeysFooter
from tracker.tui.widgets.roadmap_tree import RoadmapTree

AppOpener = Callable[[], TrackerApp]


def shown(pilot: Pilot[None]) -> str:
    """The lines of the screen, as text."""
    return "\n".join("".join(segment.text for segment in line) for line in pilot.app.screen._compositor.render_strips())


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_is_typed_is_seen_above_the_keys_with_the_count(open_app: AppOpener, size: tuple[int, int]) -> None:
    async with open_app().run_test(size=size) as pilot:
        await pilot.press("slash", *"docker")
        await pilot.pause()
        line, footer = pilot.app.screen.query_one(Input), pilot.app.screen.query_one(KeysFooter)
        assert line.region.bottom <= footer.region.y
        assert "docker" in shown(pilot)
        await pilot.press("escape")
        await study(pilot, "docker")
        await pilot.press("slash", *"compose")
        await pilot.pause()
        line, footer = pilot.app.screen.query_one(Input), pilot.app.screen.query_one(KeysFooter)
        assert line.region.bottom <= footer.region.y
        typed = next(text for text in shown(pilot).splitlines() if text.lstrip(" /").startswith("compose"))
        assert "matches" in typed or "match" in typed
        await pilot.press("escape")
        await leave(pilot)


async def test_escape_closes_the_search_and_stays_in_the_roadmap(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        screen = await study(pilot, "docker")
        await pilot.press("slash", *"compose")
        await pilot.pause()
        row = screen.tree_view.row
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is screen
        assert screen.tree_view.has_focus
        assert screen.tree_view.row == row
        assert row is not None
        assert "compose" in row.node.title.casefold()
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        await leave(pilot)


async def test_a_search_without_a_match_puts_everything_back(open_app: AppOpener) -> None:
    async with open_app().run_test(size=(80, 24)) as pilot:
        screen = await study(pilot, "ai-engineer")
        tree = screen.query_one(RoadmapTree)
        await pilot.press("down", "down")
        row, rows, scroll = tree.row, list(tree.rows), tree.scroll_offset
        await pilot.press("slash", *"zz")
        await pilot.pause()
        await pilot.press(*"zz")
        await pilot.pause()
        assert (tree.row, list(tree.rows), tree.scroll_offset) == (row, rows, scroll)
        await pilot.press("escape")
        assert (tree.row, list(tree.rows)) == (row, rows)
        await leave(pilot)


async def test_only_the_last_match_is_unfolded_and_marked(open_app: AppOpener) -> None:
    async with open_app().run_test(size=(80, 24)) as pilot:
        screen = await study(pilot, "ai-engineer")
        tree = screen.query_one(RoadmapTree)
        before = set(tree.unfolded)
        await pilot.press("slash", *"rebase")
        await pilot.pause()
        row = tree.row
        assert row is not None
        assert "rebase" in row.node.title.casefold()
        path = {row.tree.nodes[place].name for place in row.tree.path(row.place)}
        assert tree.unfolded <= before | path
        assert [text.casefold() for text, name in tree.draw(row, 60) if name == "match"] == ["rebase"]
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, StudyScreen)
        assert tree.row == row
        await leave(pilot)


async def test_a_search_at_home_finds_notes_and_opens_their_topic(begun: Path) -> None:
    with workspace_in(begun) as workspace:
        workspace.record(WriteNote("git/merge-conflicts", "Tried it.\nThe quokka branch went well"))
    async with TrackerApp(workspace_in(begun)).run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"quokka")
        await pilot.pause()
        lines = shown(pilot)
        assert "1 match" in lines
        assert "In your notes" in lines
        assert "The quokka branch went well" in lines
        await pilot.press("enter")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, StudyScreen)
        assert screen.tree_view.row is not None
        assert screen.tree_view.row.ids == ["git/merge-conflicts"]


async def test_a_search_in_a_roadmap_finds_notes_and_says_so(begun: Path) -> None:
    with workspace_in(begun) as workspace:
        workspace.record(WriteNote("git/merge-conflicts", "The quokka branch went well"))
    async with TrackerApp(workspace_in(begun)).run_test(size=(80, 24)) as pilot:
        screen = await study(pilot, "git")
        await pilot.press("slash", *"quokka")
        await pilot.pause()
        assert "1 match, 1 in notes" in shown(pilot)
        assert "in your note" in shown(pilot)
        assert screen.tree_view.row is not None
        assert screen.tree_view.row.ids == ["git/merge-conflicts"]
        await pilot.press("escape")
        await pilot.pause()
        assert "in your note" not in shown(pilot)


async def test_enter_opens_the_roadmap_that_is_called_as_is_searched(begun: Path) -> None:
    async with TrackerApp(workspace_in(begun)).run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"python", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, StudyScreen)
        assert pilot.app.screen.roadmap == "python"

"""Small things that a user relies on: bars, the place of the cursor, links, and notices that are text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.widgets._toast import Toast

from tests.app.conftest import leave, study
from tracker.core.errors import StoreError
from tracker.core.progress.measure import Tally
from tracker.core.roadmap.model import Link
from tracker.tui.app import TrackerApp
from tracker.tui.glyphs import ASCII, UNICODE, Glyphs
from tracker.tui.panels.links import open_links
from tracker.tui.panels.pick import PickScreen
from tracker.tui.widgets.roadmap_tree import RoadmapTree

AppOpener = Callable[[], TrackerApp]


@pytest.mark.parametrize("signs", [UNICODE, ASCII], ids=["unicode", "ascii"])
@pytest.mark.parametrize("width", [1, 8, 10, 40])
def test_a_bar_is_full_at_100_percent_only_and_empty_at_0_only(signs: Glyphs, width: int) -> None:
    assert signs.bar(Tally(done=999, counted=1000), width)[1] != ""
    assert signs.bar(Tally(done=1000, counted=1000), width) == (signs.full * width, "")
    assert signs.bar(Tally(counted=1000), width) == ("", signs.empty * width)
    if width > 1:  # one column cannot show that something is done and something is left
        assert signs.bar(Tally(done=1, counted=1000), width)[0] != ""


async def test_cursor_and_scroll_stay_with_a_row_that_moves(open_app: AppOpener) -> None:
    async with open_app().run_test(size=(80, 24)) as pilot:
        tree = (await study(pilot, "git")).query_one(RoadmapTree)
        tree.reveal("git/bisect")
        await pilot.pause()
        row, above = tree.row, tree.cursor - tree.scroll_offset.y
        assert tree.scroll_offset.y > 3
        tree.show(tree.rows[3:])
        await pilot.pause()
        assert tree.row == row
        assert tree.cursor - tree.scroll_offset.y == above
        await leave(pilot)


async def test_only_web_addresses_are_offered_to_the_browser(open_app: AppOpener) -> None:
    hostile = ("file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "ftp://a.org/b", "//a.org", "https://")
    links = [Link("docs", f"link {url}", url, False) for url in hostile]
    app = open_app()
    async with app.run_test() as pilot:
        work = app.run_worker(open_links(app, "None of them", links))
        assert "none is opened" in await work.wait()
        work = app.run_worker(open_links(app, "One of them", [*links, Link("docs", "good", "https://a.org/b", False)]))
        while not isinstance(app.screen, PickScreen):
            await pilot.pause()
        assert [choice.title for choice in app.screen.choices] == ["Open  good", "Copy  its address"]
        await pilot.press("escape")
        assert await work.wait() == ""
        await leave(pilot)


async def test_what_a_notice_of_an_error_quotes_is_text(open_app: AppOpener) -> None:
    sentence = "/home/[red]me[/nowhere]/tracker.db is full"
    app = open_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app._refused(StoreError(sentence))
        while not (toasts := list(app.screen.query(Toast))):
            await pilot.pause()
        assert [sentence in str(toast.render()) for toast in toasts] == [True]
        await leave(pilot)

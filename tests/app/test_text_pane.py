"""A text that wraps and scrolls."""

from __future__ import annotations

import pytest
from rich.text import Text
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.selection import Selection

from tracker.tui.widgets.text_pane import TextPane

WIDTH, HEIGHT = 20, 5


class Shows(App[None]):
    """An app that shows nothing but a text."""

    CSS = "TextPane { scrollbar-gutter: stable; scrollbar-size-vertical: 1; }"

    def compose(self) -> ComposeResult:
        yield TextPane()


def drawn(pane: TextPane) -> list[str]:
    """The lines as they are drawn."""
    return [pane.render_line(y).text.rstrip() for y in range(pane.size.height)]


async def test_a_long_line_goes_on_below_and_every_word_is_there() -> None:
    async with Shows().run_test(size=(WIDTH, HEIGHT)) as pilot:
        pane = pilot.app.query_one(TextPane)
        words = "one two three four five six seven eight"
        pane.tell([Text(words), Text("nine")])
        await pilot.pause()
        assert " ".join(drawn(pane)).split() == [*words.split(), "nine"]
        assert max(map(len, drawn(pane))) < WIDTH
        assert pane.words == f"{words}\nnine"


@pytest.mark.parametrize("lines", [0, 1, HEIGHT, HEIGHT + 1, 40])
async def test_there_is_a_scroll_bar_where_the_text_does_not_fit(lines: int) -> None:
    async with Shows().run_test(size=(WIDTH, HEIGHT)) as pilot:
        pane = pilot.app.query_one(TextPane)
        for count in (40, lines):
            pane.tell([Text(f"line {n}") for n in range(count)])
            await pilot.pause()
        assert pane.show_vertical_scrollbar is (lines > HEIGHT)
        assert pane.max_scroll_y == max(0, lines - HEIGHT)


async def test_another_text_is_shown_from_its_top() -> None:
    async with Shows().run_test(size=(WIDTH, HEIGHT)) as pilot:
        pane = pilot.app.query_one(TextPane)
        pane.tell([Text(f"line {n}") for n in range(40)])
        pane.scroll_end(animate=False)
        await pilot.pause()
        assert drawn(pane)[-1] == "line 39"
        pane.tell([Text(f"other {n}") for n in range(40)])
        await pilot.pause()
        assert drawn(pane)[0] == "other 0"


async def test_a_narrower_window_wraps_it_again() -> None:
    async with Shows().run_test(size=(WIDTH, HEIGHT)) as pilot:
        pane = pilot.app.query_one(TextPane)
        pane.tell([Text("one two three four")])
        await pilot.resize_terminal(10, HEIGHT)
        await pilot.pause()
        assert drawn(pane)[:3] == ["one two", "three", "four"]


async def test_what_is_selected_with_the_mouse_can_be_copied() -> None:
    async with Shows().run_test(size=(WIDTH, HEIGHT)) as pilot:
        pane = pilot.app.query_one(TextPane)
        pane.tell([Text("one two"), Text("three")])
        await pilot.pause()
        assert pane.get_selection(Selection(Offset(4, 0), Offset(5, 1))) == ("two\nthree", "\n")

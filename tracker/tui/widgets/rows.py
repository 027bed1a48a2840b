"""A list of rows that is drawn line by line: only the rows in view cost time, however many there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic, TypeVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tracker.tui.text_styles import text_style

R = TypeVar("R")
M = TypeVar("M")

Cell = tuple[str, str]
"""A piece of text and the name of its style; an empty name for plain text."""


class Rows(ScrollView, Generic[R], can_focus=True):
    """Rows with a cursor. A subclass says how a row looks (`draw`) and what identifies it (`key`)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", id="rows.up", show=False, tooltip="One row up"),
        Binding("down,j", "move(1)", "Down", id="rows.down", show=False, tooltip="One row down"),
        Binding("pageup,ctrl+b,ctrl+u", "page(-1)", "Page up", id="rows.page_up", show=False, tooltip="A page up"),
        Binding(
            "pagedown,ctrl+f,ctrl+d", "page(1)", "Page down", id="rows.page_down", show=False, tooltip="A page down"
        ),
        Binding("home,g", "jump(0)", "First", id="rows.first", show=False, tooltip="To the first row"),
        Binding("end,G", "jump(-1)", "Last", id="rows.last", show=False, tooltip="To the last row"),
    ]

    class Highlighted(Message, Generic[M]):
        """The cursor has moved to another row."""

        def __init__(self, rows: Rows[M], row: M | None) -> None:
            self.rows, self.row = rows, row
            super().__init__()

        @property
        def control(self) -> Rows[M]:
            """The list."""
            return self.rows

    class Clicked(Message, Generic[M]):
        """A row was clicked: `column` counts from the row's left edge; `again` is for the second of a double click."""

        def __init__(self, rows: Rows[M], row: M, column: int, again: bool) -> None:
            self.rows, self.row, self.column, self.again = rows, row, column, again
            super().__init__()

        @property
        def control(self) -> Rows[M]:
            """The list."""
            return self.rows

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  # Textual's own name
        super().__init__(id=id, classes=classes)
        self.rows: Sequence[R] = ()
        self.cursor = 0
        self._base = Style.null()

    # -- for subclasses ---------------------------------------------------------------------------------------

    def draw(self, row: R, width: int) -> Iterable[Cell]:
        """The cells of a row, together at most `width` columns wide."""
        raise NotImplementedError

    def key(self, row: R) -> str:
        """What identifies a row when the list is made again."""
        raise NotImplementedError

    def can_hold_cursor(self, _row: R) -> bool:
        """True where the cursor may be on a row; not on a heading."""
        return True

    def is_marked(self, _index: int) -> bool:
        """True where a row is selected. The row under the cursor is not meant."""
        return False

    # -- what is shown ----------------------------------------------------------------------------------------

    @property
    def row(self) -> R | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    def show(self, rows: Sequence[R]) -> None:
        """Show other rows. The cursor stays on its row, and that row stays on its line."""
        key = self.key(self.row) if self.row is not None else ""
        above = self.cursor - round(self.scroll_offset.y)
        self.rows = rows
        same_place = rows[self.cursor : self.cursor + 1]  # the row is nearly always where it was
        in_place = any(self.key(row) == key for row in same_place)
        index = self.cursor if in_place else next((n for n, row in enumerate(rows) if self.key(row) == key), None)
        moved = index is not None and index != self.cursor
        self.cursor = self._settle(min(self.cursor, len(rows) - 1) if index is None else index, 1)
        self._measure()
        if moved:
            self.scroll_to(y=max(0, self.cursor - above), animate=False, force=True)
        self.refresh()
        self.post_message(self.Highlighted(self, self.row))

    def go(self, index: int, step: int = 1) -> None:
        """Put the cursor on a row, or on the next row in the direction of `step` that can hold it."""
        if not self.rows:
            return
        index = self._settle(max(0, min(index, len(self.rows) - 1)), step)
        if index != self.cursor:
            before, self.cursor = self.cursor, index
            if self.is_marked(index):
                self.refresh()
            self.refresh_row(before)
            self.refresh_row(index)
            self.post_message(self.Highlighted(self, self.row))
        self._follow()

    def go_to_key(self, key: str) -> bool:
        """Put the cursor on the row with this key; False where there is none."""
        index = next((n for n, row in enumerate(self.rows) if self.key(row) == key), None)
        if index is not None:
            self.go(index)
        return index is not None

    def _settle(self, index: int, step: int) -> int:
        for direction in (step, -step):
            n = index
            while 0 <= n < len(self.rows):
                if self.can_hold_cursor(self.rows[n]):
                    return n
                n += 1 if direction > 0 else -1
        return max(0, index)

    def _follow(self) -> None:
        # One row of context above and below, so that headings come into view with their first row.
        region = Region(0, max(0, self.cursor - 1), 1, 3 if self.size.height > 3 else 1)  # noqa: PLR2004
        self.scroll_to_region(region, animate=False, force=True)

    def in_view(self) -> range:
        """The indices of the rows that are in view."""
        first = round(self.scroll_offset.y)
        return range(first, min(first + self.size.height, len(self.rows)))

    def refresh_row(self, index: int) -> None:
        """Draw one row again."""
        y = index - round(self.scroll_offset.y)
        self.refresh(Region(0, y, self.size.width, 1))

    # -- drawing ----------------------------------------------------------------------------------------------

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines of the viewport, in one style: to work it out takes as long as to draw a line."""
        self._base = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the viewport."""
        width = self.scrollable_content_region.width
        index = y + round(self.scroll_offset.y)
        base = self._base
        if not 0 <= index < len(self.rows):
            return Strip.blank(width, base)
        row = self.rows[index]
        if index == self.cursor and self.can_hold_cursor(row):
            base += text_style("cursor" if self.has_focus else "cursor-away")
        elif self.is_marked(index):
            base += text_style("marked")
        cells = self.draw(row, width)
        segments = [Segment(text, base + self._paint(name, index)) for text, name in cells if text]
        return Strip(segments).adjust_cell_length(width, base)

    def _paint(self, name: str, index: int) -> Style:
        style = text_style(name)
        if name and index == self.cursor and self.has_focus:  # the cursor's own colours must stay readable
            return Style(bold=style.bold, italic=style.italic, underline=style.underline)
        return style

    def watch_has_focus(self, value: bool) -> None:
        """Draw the cursor and the frame again: they look different without focus."""
        super().watch_has_focus(value)
        self.refresh_row(self.cursor)

    def on_mount(self) -> None:
        """Have the size before the first layout, which then knows whether there is a scroll bar."""
        self._measure()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._follow()

    def _measure(self) -> None:
        self.virtual_size = Size(1, len(self.rows))  # rows are as wide as the view; none scrolls sideways

    # -- keys and mouse ---------------------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        self.go(self.cursor + step, step)

    def action_page(self, step: int) -> None:
        """Move the cursor by one page."""
        self.go(self.cursor + step * max(1, self.size.height - 1), step)

    def action_jump(self, index: int) -> None:
        """Move the cursor to the first or the last row."""
        self.go(len(self.rows) - 1 if index < 0 else 0, -1 if index < 0 else 1)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the clicked row."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = offset.y + round(self.scroll_offset.y)
        if 0 <= index < len(self.rows) and self.can_hold_cursor(self.rows[index]):
            again = index == self.cursor and event.chain > 1  # the first click of a pair opens nothing under the second
            self.go(index)
            self.post_message(self.Clicked(self, self.rows[index], offset.x, again))


def cut(text: str, width: int, dots: str = "…") -> str:
    """`text` in at most `width` columns, with dots where it was cut."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    return (
        set_cell_size(text, max(0, width - cell_len(dots))).rstrip() + dots if width > cell_len(dots) else dots[:width]
    )


def with_matches(text: str, words: str, name: str) -> list[Cell]:
    """`text` as cells of the class `name`, with each place where `words` stand as a cell of its own."""
    if not words:
        return [(text, name)]
    cells, end = list[Cell](), 0
    for match in re.finditer(re.escape(words), text, re.IGNORECASE):
        cells += [(text[end : match.start()], name), (match[0], "match")]
        end = match.end()
    return [*cells, (text[end:], name)]


def padded(text: str, width: int, dots: str = "…") -> str:
    """`text` in exactly `width` columns."""
    return set_cell_size(cut(text, width, dots), max(0, width))

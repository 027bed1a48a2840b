"""The list of roadmaps: headings, and one line for each roadmap."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.message import Message

from tracker.core.progress.measure import Progress
from tracker.core.roadmap.model import Roadmap
from tracker.core.text import hours
from tracker.tui.glyphs import glyphs
from tracker.tui.widgets.rows import Cell, Rows, cut

_BAR = 12
_NARROW = 64


class ListRow(NamedTuple):
    """A heading (without a roadmap), or a roadmap.

    `progress` is called when the row comes into view, since there are more roadmaps than lines.
    """

    heading: str
    roadmap: Roadmap | None = None
    progress: Callable[[str], Progress] | None = None
    is_target: bool = False
    is_watched: bool = False


class RoadmapList(Rows[ListRow]):
    """Shows the rows it is given, and posts which one is picked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "Open", id="list.open", tooltip="Work through this roadmap"),
    ]

    class Picked(Message):
        """The user has picked a roadmap."""

        def __init__(self, roadmap: Roadmap) -> None:
            self.roadmap = roadmap
            super().__init__()

    def key(self, row: ListRow) -> str:
        """The heading and the roadmap's id."""
        return f"{row.heading} {row.roadmap.id}" if row.roadmap else f"# {row.heading}"

    def can_hold_cursor(self, row: ListRow) -> bool:
        """True for all rows but headings."""
        return row.roadmap is not None

    def draw(self, row: ListRow, width: int) -> Iterable[Cell]:
        """Sign, title, and the columns at the right."""
        if row.roadmap is None or row.progress is None:
            return [(f" {cut(row.heading, width - 2)}", "heading")]
        signs = glyphs()
        tally = row.progress(row.roadmap.id).total
        percent = "    -" if tally.percent is None else f"{tally.percent:>3} %"
        right: list[Cell] = [(f" {percent} ", ""), (f"{f'{tally.done}/{tally.counted}':>8}", "dim")]
        if width >= _NARROW:
            full, empty = signs.bar(tally, _BAR)
            takes = hours(tally.hours_left) if tally.hours_left else ""
            right = [(full, "bar"), (empty, "bar-empty"), *right, (f"{takes:>8}", "dim")]
        sign = signs.chosen if row.is_target else signs.other if row.is_watched else " "
        note = "  target" if row.is_target else "  watched" if row.is_watched else ""
        room = width - 6 - sum(cell_len(text) for text, _ in right)
        title = cut(row.roadmap.title, room, signs.dots)
        note = note if cell_len(title) + cell_len(note) <= room else ""
        gap = " " * (room - cell_len(title) - cell_len(note))
        return [("  ", ""), (f"{sign} ", "accent"), (title, ""), (note, "dim"), (gap, ""), (" ", ""), *right, (" ", "")]

    def action_pick(self) -> None:
        """Post the roadmap under the cursor."""
        if self.row and self.row.roadmap:
            self.post_message(self.Picked(self.row.roadmap))

    def on_rows_clicked(self, event: Rows.Clicked[ListRow]) -> None:
        """A second click on a row picks it."""
        if event.again:
            self.action_pick()

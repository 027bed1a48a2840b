"""The list of roadmaps: headings, and one line for each roadmap."""

from collections.abc import Callable, Iterable
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.message import Message

from tracker.core.effort import hours
from tracker.core.progress.measure import Tally
from tracker.core.progress.standing import Standing
from tracker.core.roadmap.model import Group, Topic
from tracker.core.text import plural
from tracker.tui.glyphs import glyphs
from tracker.tui.widgets.rows import Cell, Rows, cut

_BAR, _WIDEST_BAR = 12, 30
_NARROW = 64
_TITLE = 40
"""Columns that titles have before bars get wider: nine of ten bundled titles are shorter."""


class ListRow(NamedTuple):
    """A heading (without a roadmap), or a roadmap, or what it asks of a skill: the `node` at the place `part`.

    With `note`, the row stands for the topic at that place, or the roadmap, whose note has what is searched.

    `tally` is called when the row comes into view, since there are more roadmaps than lines. A heading with
    `hidden` folds so many rows; where they are shown, `hidden` is 0.
    """

    heading: str
    roadmap: Standing | None = None
    tally: Callable[[str], Tally] | None = None
    is_target: bool = False
    is_watched: bool = False
    part: int = 0
    node: Group | Topic | None = None
    hidden: int | None = None
    note: str = ""

    @property
    def topic(self) -> Topic | None:
        """The topic that it stands for, if it does."""
        return self.node if isinstance(self.node, Topic) else None


class RoadmapList(Rows[ListRow]):
    """Shows the rows it is given, and posts which one is picked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "Open", id="list.open", tooltip="Work through this roadmap"),
    ]

    class Picked(Message):
        """The user has picked a roadmap."""

        def __init__(self, roadmap: Standing, part: int) -> None:
            self.roadmap, self.part = roadmap, part
            super().__init__()

    class Folded(Message):
        """The user wants to see the rows below a heading, or to hide them again."""

        def __init__(self, heading: str) -> None:
            self.heading = heading
            super().__init__()

    class Left(Message):
        """The cursor has moved up past the first row."""

    shows_progress = True
    """Whether a row has its percentage, or only what it takes."""

    def key(self, row: ListRow) -> str:
        """The heading and the id of the roadmap, with the part's key where it stands for one."""
        if row.roadmap is None:
            return f"# {row.heading}"
        return f"{row.heading} {row.roadmap.id}" + (f" {row.node.name}" if row.node else "")

    def can_hold_cursor(self, row: ListRow) -> bool:
        """True for all rows but headings that do not fold."""
        return row.roadmap is not None or row.hidden is not None

    def draw(self, row: ListRow, width: int) -> Iterable[Cell]:
        """Sign, title, and the columns at the right."""
        signs = glyphs()
        if row.roadmap is None or row.tally is None:
            fold = "" if row.hidden is None else f"{signs.closed if row.hidden else signs.open} "
            count: Cell = (f"  {row.hidden}" if row.hidden else "", "dim")
            return [(f" {fold}{cut(row.heading, width - 8)}", "heading"), count]
        if row.note:
            return self._noted(row, width)
        tally = row.tally(row.roadmap.id)
        percent = "    -" if tally.percent is None else f"{tally.percent:>3} %"
        right: list[Cell] = [
            (f" {percent} ", "" if tally.done else "dim"),
            (f"{f'{tally.done}/{tally.counted}':>8}", "dim"),
        ]
        if not self.shows_progress:
            right = [(f"{plural(tally.counted, 'topic'):>12}  {hours(tally.hours_left):>8}", "dim")]
        elif width >= _NARROW:
            full, empty = signs.bar(tally, min(_WIDEST_BAR, max(_BAR, width - _NARROW - _TITLE + 2 * _BAR)))
            takes = hours(tally.hours_left) if tally.hours_left else ""
            right = [(full, "bar"), (empty, "bar-empty"), *right, (f"{takes:>8}", "dim")]
        sign = signs.chosen if row.is_target else signs.other if row.is_watched else " "
        note = "  target" if row.is_target else "  watched" if row.is_watched else ""
        room = width - 6 - sum(cell_len(text) for text, _ in right)
        title = cut((row.node or row.roadmap).title, room, signs.dots)
        note = note if cell_len(title) + cell_len(note) <= room else ""
        gap = " " * (room - cell_len(title) - cell_len(note))
        return [("  ", ""), (f"{sign} ", "accent"), (title, ""), (note, "dim"), (gap, ""), (" ", ""), *right, (" ", "")]

    def _noted(self, row: ListRow, width: int) -> list[Cell]:
        """A title, and the line of its note that has what is searched."""
        dots, room = glyphs().dots, width - 6
        title = cut(row.topic.title if row.topic else row.roadmap.title if row.roadmap else "", room // 2, dots)
        return [("    ", ""), (title, ""), ("  ", ""), (cut(row.note, room - cell_len(title) - 2, dots), "dim")]

    def action_pick(self) -> None:
        """Post the roadmap under the cursor, or that its heading is to fold or unfold."""
        if self.row and self.row.roadmap:
            self.post_message(self.Picked(self.row.roadmap, self.row.part))
        elif self.row:
            self.post_message(self.Folded(self.row.heading))

    def action_move(self, step: int) -> None:
        """Move the cursor; up from the first row, out of the list."""
        before = self.cursor
        super().action_move(step)
        if step < 0 and self.cursor == before:
            self.post_message(self.Left())

    def on_rows_clicked(self, event: Rows.Clicked[ListRow]) -> None:
        """A double click on a row picks it."""
        if event.again:
            self.action_pick()

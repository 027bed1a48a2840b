"""What now: the topics that are being learnt, and what to learn next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.message import Message

from tracker.core.effort import time_left
from tracker.core.roadmap.model import Mark, Topic
from tracker.tui.glyphs import glyphs
from tracker.tui.widgets.mark_keys import MARK_KEYS
from tracker.tui.widgets.rows import Cell, Rows, cut

_LABEL = 10


class NowRow(NamedTuple):
    """A topic to go on with or to learn next. `label` stands in front of the first of its kind."""

    label: str
    topic: Topic
    mark: Mark
    why: str


class NowList(Rows[NowRow]):
    """Shows the rows it is given, and posts what the user wants with one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", id="now.open", tooltip="Open this topic in its roadmap"),
        *MARK_KEYS,
    ]

    class Opened(Message):
        """The user wants to see this topic."""

        def __init__(self, topic: Topic) -> None:
            self.topic = topic
            super().__init__()

    class Marked(Message):
        """The user wants this topic to have the mark, or none if it has it already."""

        def __init__(self, topic: Topic, mark: Mark) -> None:
            self.topic, self.mark = topic, mark
            super().__init__()

    class Left(Message):
        """The cursor has moved down past the last row."""

    def key(self, row: NowRow) -> str:
        """The topic's id."""
        return row.topic.id

    def draw(self, row: NowRow, width: int) -> Iterable[Cell]:
        """Label, sign and title; the reason and the hours at the right."""
        signs, index = glyphs(), self.rows.index(row)
        first = index == 0 or self.rows[index - 1].label != row.label
        takes = time_left(row.topic.hours, row.topic.months)
        sign = signs.doing if row.mark is Mark.DOING else signs.next
        room = width - _LABEL - cell_len(takes) - 7
        title = cut(row.topic.title, room, signs.dots)
        why = cut(row.why, room - cell_len(title) - 2, signs.dots) if room - cell_len(title) > _LABEL else ""
        gap = " " * (room - cell_len(title) - cell_len(why))
        return [
            (f" {row.label if first else '':<{_LABEL}}", "heading"),
            (f"{sign} ", "doing" if row.mark is Mark.DOING else "accent"),
            (title, "strong"),
            (gap, ""),
            (why, "dim"),
            (f"  {takes} ", "dim"),
        ]

    def action_open(self) -> None:
        """Post the topic under the cursor."""
        if self.row:
            self.post_message(self.Opened(self.row.topic))

    def action_mark(self, mark: str) -> None:
        """Post the mark for the topic under the cursor."""
        if self.row:
            self.post_message(self.Marked(self.row.topic, Mark(mark)))

    def action_move(self, step: int) -> None:
        """Move the cursor; down from the last row, out of the list."""
        if step > 0 and self.cursor == len(self.rows) - 1:
            self.post_message(self.Left())
        else:
            super().action_move(step)

    def on_rows_clicked(self, event: Rows.Clicked[NowRow]) -> None:
        """A second click on a row opens it."""
        if event.again:
            self.action_open()

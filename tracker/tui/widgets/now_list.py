"""What now: the topics that are being learnt, and what to learn next."""

from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.message import Message

from tracker.core.effort import time_left
from tracker.core.progress.standing import Standing
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


class Finished(NamedTuple):
    """A line for a target of which everything is done, or something that can come after it.

    That is another role, or the reviews where there is no `roadmap`. The cursor is on what `comes_after` only.
    """

    label: str
    title: str
    why: str = ""
    roadmap: Standing | None = None
    comes_after: bool = True


class NowList(Rows[NowRow | Finished]):
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

    class Continued(Message):
        """The user wants what can come after the target: this role, or the reviews."""

        def __init__(self, roadmap: Standing | None) -> None:
            self.roadmap = roadmap
            super().__init__()

    class Left(Message):
        """The cursor has moved down past the last row."""

    @property
    def topic(self) -> Topic | None:
        """The topic under the cursor."""
        return self.row.topic if isinstance(self.row, NowRow) else None

    def key(self, row: NowRow | Finished) -> str:
        """The topic's id, or the title."""
        return row.topic.id if isinstance(row, NowRow) else row.title

    def can_hold_cursor(self, row: NowRow | Finished) -> bool:
        """True for what can be opened."""
        return isinstance(row, NowRow) or row.comes_after

    def draw(self, row: NowRow | Finished, width: int) -> Iterable[Cell]:
        """Label, sign and title; the reason and the hours at the right."""
        signs, index = glyphs(), self.rows.index(row)
        first = index == 0 or self.rows[index - 1].label != row.label
        if isinstance(row, NowRow):
            title, takes = row.topic.title, time_left(row.topic.hours, row.topic.months)
            is_doing = row.mark is Mark.DOING
            sign: Cell = (f"{signs.doing} ", "doing") if is_doing else (f"{signs.next} ", "accent")
        else:
            title, takes = row.title, ""
            sign = (f"{signs.next} ", "accent") if row.comes_after else (f"{signs.star} ", "done")
        room = width - _LABEL - cell_len(takes) - 7
        title = cut(title, room, signs.dots)
        why = _whole_reasons(row.why, takes, room - cell_len(title) - 2)
        gap = " " * (room - cell_len(title) - cell_len(why))
        return [
            (f" {row.label if first else '':<{_LABEL}}", "heading"),
            sign,
            (title, "strong"),
            (gap, ""),
            (why, "dim"),
            (f"  {takes} ", "dim"),
        ]

    def action_open(self) -> None:
        """Post the topic, or what comes after the target, under the cursor."""
        if isinstance(self.row, NowRow):
            self.post_message(self.Opened(self.row.topic))
        elif self.row:
            self.post_message(self.Continued(self.row.roadmap))

    def action_mark(self, mark: str) -> None:
        """Post the mark for the topic under the cursor."""
        if self.topic:
            self.post_message(self.Marked(self.topic, Mark(mark)))

    def action_move(self, step: int) -> None:
        """Move the cursor; down from the last row, out of the list."""
        if step > 0 and self.cursor == len(self.rows) - 1:
            self.post_message(self.Left())
        else:
            super().action_move(step)

    def on_rows_clicked(self, event: Rows.Clicked[NowRow | Finished]) -> None:
        """A double click on a row opens it."""
        if event.again:
            self.action_open()


def _whole_reasons(why: str, takes: str, room: int) -> str:
    """As many reasons as fit whole, the strongest first; without the hours, which have a column of their own."""
    said = ""
    for reason in why.split("; "):
        longer = f"{said}; {reason}" if said else reason
        if reason != takes and cell_len(longer) <= room:
            said = longer
    return said

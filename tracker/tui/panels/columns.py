"""Saying which column of a table is what: a list of its columns, each with what it is read as and its first values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tracker.core.importing.columns import Columns, Sheet, Use
from tracker.tui.glyphs import glyphs
from tracker.tui.hints import key_of
from tracker.tui.panels.panel import Panel
from tracker.tui.widgets.rows import Cell, Rows, padded

_MOST_LINES = 12
_WIDEST_NAME = 20
_USES_IN_LINE = 6


class _ColumnList(Rows[int]):
    """One line a column, by its number."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,right", "turn(1)", "Next", id="columns.next", tooltip="Read the column as something else"),
        Binding("left", "turn(-1)", "Previous", id="columns.previous", tooltip="The same, backwards"),
        Binding("t", "give('title')", "Title", id="columns.title", tooltip="The titles of the topics"),
        Binding("g", "give('groups')", "Groups", id="columns.groups", tooltip="Groups, outermost leftmost"),
        Binding("s", "give('status')", "Status", id="columns.status", tooltip="Says what is done"),
        Binding("l", "give('link')", "Link", id="columns.link", tooltip="Addresses of links"),
        Binding("n", "give('notes')", "Notes", id="columns.notes", tooltip="Text for the notes"),
        Binding("i", "give('id')", "Id", id="columns.id", tooltip="Ids, by which an update finds topics again"),
        Binding("d", "give('day')", "Day", id="columns.day", tooltip="The day on which a topic was done"),
        Binding("p", "give('parent')", "Parent", id="columns.parent", tooltip="Id or title of the topic above it"),
        Binding("u", "give('unused')", "Unused", id="columns.unused", tooltip="Leave the column out"),
    ]

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(id="columns")
        self.sheet, self.columns = sheet, sheet.columns
        self.rows = range(1, len(sheet.names) + 1)
        self.cursor = max(0, sheet.columns.title - 1)

    def key(self, row: int) -> str:
        """The column's number."""
        return str(row)

    def draw(self, row: int, width: int) -> Iterable[Cell]:
        """Number, name, what it is read as, and its first values."""
        dots, use = glyphs().dots, self.columns.use(row)
        head = f" {row:>3} {padded(self.sheet.names[row - 1], _WIDEST_NAME, dots)} "
        values = f" {glyphs().dash} ".join(self.sheet.first[row - 1])
        paint = "dim" if use is Use.UNUSED else ""
        return [
            (head, paint),
            (f"{use.value:<7} ", "dim" if use is Use.UNUSED else "accent"),
            (padded(values, width - len(f" {row:>3} ") - _WIDEST_NAME - 10, dots), "dim"),
        ]

    def action_turn(self, step: int) -> None:
        """Read the column as the next thing that no other column is, or the one before."""
        if self.row is not None:
            self.columns = self.columns.turn(self.row, step)
            self.refresh()

    def action_give(self, use: str) -> None:
        """Read the column as this."""
        if self.row is not None:
            self.columns = self.columns.give(self.row, Use(use))
            self.refresh()

    def on_rows_clicked(self, event: Rows.Clicked[int]) -> None:
        """A double click reads the column as something else."""
        if event.again:
            self.action_turn(1)


class ColumnsScreen(Panel[Columns]):
    """Asks which column is what; None when the user closes the panel."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Read", id="columns.take", tooltip="Read the table so"),
        Binding("x", "split", "Lists", id="columns.split", tooltip="A topic for each part of a title, or one for all"),
    ]

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.list = _ColumnList(sheet)

    def compose(self) -> ComposeResult:
        """The columns below the keys that say what they are."""
        box = Vertical(classes="panel")
        box.border_title = Content("Which column is what?")
        keys = (("columns.next", "changes one"), ("columns.take", "reads the table so"), ("panel.close", "leaves it"))
        box.border_subtitle = Content(" · ".join(f"{key_of(id_)} {does}" for id_, does in keys))
        with box:
            uses = [f"{key_of(f'columns.{use}')} {use}" for use in Use]
            lines = (uses[:_USES_IN_LINE], uses[_USES_IN_LINE:])
            yield Static("\n".join("  ".join(line) for line in lines) + "\n", markup=False)
            self.list.styles.height = min(len(self.list.rows), _MOST_LINES)
            yield self.list
            yield Static(self._lists(), id="lists", markup=False)

    def _lists(self) -> str:
        """How titles are read that hold a list."""
        parts = "each part of it is a topic" if self.list.columns.split else "all of it is one topic"
        return f"\nWhere a title is a list, {parts}: {key_of('columns.split')} changes that"

    def action_split(self) -> None:
        """Make a topic of each part of a title that is a list, or of the whole."""
        columns = self.list.columns
        self.list.columns = columns._replace(split=not columns.split)
        self.query_one("#lists", Static).update(self._lists())

    def action_take(self) -> None:
        """Answer with what is shown."""
        if self.list.columns.title:
            self.dismiss(self.list.columns)
        else:
            words = f"A table needs a column of titles: put the cursor on it and press {key_of('columns.title')}."
            self.query_one("#lists", Static).update(f"\n{words}")

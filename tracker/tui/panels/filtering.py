"""A panel with a list that is filtered while the user types; Enter answers with the row under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input

from tracker.tui.panels.panel import Panel
from tracker.tui.widgets.rows import Rows

R = TypeVar("R")

_MOST = 500


class Filtering(Panel[R]):
    """Asks for one row of a list. A subclass gives the list, and the words by which a row is found."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", id="filtering.up", show=False, priority=True, tooltip="One row up"),
        Binding("down", "move(1)", "Down", id="filtering.down", show=False, priority=True, tooltip="One row down"),
        Binding(
            "pageup", "page(-1)", "Page up", id="filtering.page_up", show=False, priority=True, tooltip="A page up"
        ),
        Binding(
            "pagedown",
            "page(1)",
            "Page down",
            id="filtering.page_down",
            show=False,
            priority=True,
            tooltip="A page down",
        ),
    ]

    def __init__(self, title: str, hint: str, list_: Rows[R], every: Sequence[R]) -> None:
        super().__init__()
        self.panel_title, self.hint, self.list, self.every = title, hint, list_, every
        self.list.can_focus = False

    def words(self, row: R) -> str:
        """The text of a row in which the typed words are searched."""
        raise NotImplementedError

    def fitting(self, text: str) -> Sequence[R]:
        """The rows to show for what was typed: those that have all the words."""
        wanted = text.casefold().split()
        return [row for row in self.every if all(word in self.words(row).casefold() for word in wanted)]

    def compose(self) -> ComposeResult:
        """The filter and the list."""
        self.list.rows = self.fitting("")[:_MOST]
        self.list.cursor = next((n for n, row in enumerate(self.list.rows) if self.list.can_hold_cursor(row)), 0)
        box = Vertical(classes="panel tall")
        box.border_title = Content(self.panel_title)
        box.border_subtitle = Content(self.hint)
        with box:
            yield Input(placeholder="filter", id="filter")
            yield self.list

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        self.list.show(self.fitting(event.value)[:_MOST])
        self.list.action_jump(0)

    @on(Input.Submitted)
    def _answer(self) -> None:
        self.dismiss(self.list.row)

    def action_move(self, step: int) -> None:
        """Move the cursor in the list while typing goes on in the filter."""
        self.list.action_move(step)

    def action_page(self, pages: int) -> None:
        """Move the cursor in the list by a page."""
        self.list.action_page(pages)

"""Picking one of several choices by name, such as a link, a prerequisite, a level or a transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tracker.tui.glyphs import glyphs
from tracker.tui.hints import key_of
from tracker.tui.panels.filtering import Filtering
from tracker.tui.panels.panel import Panel
from tracker.tui.widgets.rows import Cell, Rows, cut

_MOST_LINES = 14


class Choice(NamedTuple):
    """A choice to pick. `note` is shown dim at the right."""

    key: str
    title: str
    note: str = ""


class _Choices(Rows[Choice]):
    """One line for each choice."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "pick", "Pick", id="pick.pick", tooltip="This one"),
    ]

    def key(self, row: Choice) -> str:
        """The key of the choice."""
        return row.key

    def draw(self, row: Choice, width: int) -> Iterable[Cell]:
        """Title and note."""
        dots = glyphs().dots
        note = cut(row.note, width // 2, dots)
        title = cut(row.title, width - cell_len(note) - 4, dots)
        gap = " " * (width - cell_len(title) - cell_len(note) - 2)
        return [(f" {title}", ""), (gap, ""), (note, "dim"), (" ", "")]

    def action_pick(self) -> None:
        """Answer with the choice under the cursor."""
        if self.row:
            self.screen.dismiss(self.row.key)

    def on_rows_clicked(self, event: Rows.Clicked[Choice]) -> None:
        """A click picks."""
        self.screen.dismiss(event.row if isinstance(self.screen, FindScreen) else event.row.key)


class FindScreen(Filtering[Choice]):
    """Asks for one of many choices, found by typing; None where the user closes the panel."""

    def __init__(self, title: str, choices: Sequence[Choice]) -> None:
        super().__init__(title, f"type to find · Enter picks · {key_of('panel.close')} closes", _Choices(), choices)

    def words(self, row: Choice) -> str:
        """Title and note."""
        return f"{row.title} {row.note}"

    def fitting(self, text: str) -> Sequence[Choice]:
        """Those that have all the words, first the titles that begin with them, then those with a word that does."""
        wanted = text.casefold().strip()

        def rank(row: Choice) -> int:
            title = row.title.casefold()
            return 0 if title.startswith(wanted) else 1 if f" {wanted}" in title else 2 if wanted in title else 3

        return sorted(super().fitting(text), key=rank)


class PickScreen(Panel[str]):
    """Asks for one of the choices: its key, or None."""

    def __init__(self, title: str, hint: str, choices: Sequence[Choice], words: str = "") -> None:
        super().__init__()
        self.panel_title, self.hint, self.choices, self.words = title, hint, choices, words

    def compose(self) -> ComposeResult:
        """A text that says what picking does, and the choices."""
        box = Vertical(classes="panel")
        box.border_title = Content(self.panel_title)
        box.border_subtitle = Content(self.hint)
        with box:
            if self.words:
                yield Static(f"{self.words}\n", markup=False)
            rows = _Choices()
            rows.rows = self.choices
            rows.styles.height = min(len(self.choices), _MOST_LINES)
            yield rows

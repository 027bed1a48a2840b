"""Choosing which option of an "any of" group counts, with the percentage that each option would give."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tracker.core.effort import hours
from tracker.core.progress.measure import Progress
from tracker.core.progress.what_if import Preview
from tracker.tui.glyphs import glyphs
from tracker.tui.hints import key_of
from tracker.tui.panels.panel import Panel
from tracker.tui.widgets.rows import Cell, Rows, cut

AUTO = ""
"""The answer with which the most advanced option counts."""


class _Options(Rows[Preview | None]):
    """One line for each option, and one for no choice."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "pick", "Choose", id="choose.pick", tooltip="This option counts"),
    ]

    def __init__(self, options: Sequence[Preview], chosen: str, pinned: bool) -> None:
        super().__init__(id="options")
        self.chosen, self.pinned = chosen, pinned
        self.rows = [*options, None]
        self.cursor = next(n for n, preview in enumerate(options) if preview.option == chosen)

    def key(self, row: Preview | None) -> str:
        """The option's id."""
        return row.option if row else AUTO

    def draw(self, row: Preview | None, width: int) -> Iterable[Cell]:
        """The sign, title and tally of an option, and the roadmap's percentage if it is chosen."""
        signs = glyphs()
        if row is None:
            sign = signs.other if self.pinned else signs.chosen
            return [(f" {sign} ", "accent"), (cut("Whichever is furthest along", width - 4), "")]
        here = row.option == self.chosen
        percent = "-" if row.total.percent is None else f"{row.total.percent} %"
        right = f"{row.own.done}/{row.own.counted}  {hours(row.own.hours_left):>7} left  {signs.arrow} {percent:>5} "
        room = width - cell_len(right) - 3
        title = cut(row.title, room - 1, signs.dots)
        sign = signs.chosen if here and self.pinned else signs.other
        return [
            (f" {sign} ", "accent"),
            (title, "strong" if here else ""),
            (" " * (room - cell_len(title)), ""),
            (right, "dim"),
        ]

    def action_pick(self) -> None:
        """Answer with the option under the cursor."""
        self.screen.dismiss(self.row.option if self.row else AUTO)

    def on_rows_clicked(self, event: Rows.Clicked[Preview | None]) -> None:
        """A double click chooses."""
        if event.again:
            self.action_pick()


class ChooseScreen(Panel[str]):
    """Asks for an option: its id, `AUTO`, or None where the user closes the panel."""

    def __init__(self, progress: Progress, group: int, options: Sequence[Preview]) -> None:
        super().__init__()
        self.progress, self.group, self.options = progress, group, options

    def compose(self) -> ComposeResult:
        """A line that says what the numbers mean, and the options."""
        box = Vertical(classes="panel")
        box.border_title = Content(f"{self.progress.tree.nodes[self.group].title}: any one of these will do")
        box.border_subtitle = Content(f"{key_of('choose.pick')} chooses · {key_of('panel.close')} cancels")
        with box:
            role = self.progress.roadmap.title
            yield Static(f"{glyphs().arrow} the percentage of {role} with that option.\n", markup=False)
            chosen = self.progress.chosen[self.group]
            picked = self.progress.tree.nodes[chosen.option].id
            options = _Options(self.options, picked, chosen.pinned)
            options.styles.height = len(options.rows)
            yield options

"""The explanation of a percentage: what counted, what did not and why, and the sum."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.core.effort import time_left
from tracker.core.progress.explain import Explanation, Part
from tracker.core.text import plural
from tracker.tui.glyphs import glyphs
from tracker.tui.hints import key_of
from tracker.tui.panels.panel import Panel
from tracker.tui.widgets.rows import padded

_WIDEST = 30
"""Columns of a title: in a panel of 80 columns what stands behind the numbers is then on the same line."""


class WhyScreen(Panel[None]):
    """Explains a percentage."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("percent_sign,y,q", "close", "Close", id="why.close", show=False, tooltip="Close this panel"),
    ]

    def __init__(self, explanation: Explanation) -> None:
        super().__init__()
        self.explanation = explanation

    def compose(self) -> ComposeResult:
        """The explanation in a box that scrolls."""
        box = VerticalScroll(classes="panel")
        tally = self.explanation.tally
        percent = "no percentage" if tally.percent is None else f"{tally.percent} %"
        box.border_title = Content(f"{self.explanation.title}: why {percent}?")
        box.border_subtitle = Content(f"{key_of('panel.close')} closes")
        with box:
            yield Static(Text("\n").join(list(self._lines())), markup=False)

    def _lines(self) -> Iterator[Text]:
        explanation = self.explanation
        yield Text(explanation.sum, "bold")
        if explanation.next_tick:
            yield Text(explanation.next_tick)
        if explanation.tally.left:
            tally = explanation.tally
            yield Text(f"Left: {plural(tally.left, 'topic')}, {time_left(tally.hours_left, tally.months_left)}.")
        yield from self._parts("Counted", explanation.parts)
        if explanation.shared:
            shared = plural(explanation.shared, "topic")
            yield Text(f"{shared} above stand in more than one part, and count once.", "dim")
        yield from self._parts("Useful beside it, not counted", explanation.optional)
        if explanation.left_out:
            yield Text("\nLeft out", "bold")
        for out in explanation.left_out:
            yield Text(f"  {len(out.topics):>4}  {out.reason}")

    def _parts(self, title: str, summands: tuple[Part, ...]) -> Iterator[Text]:
        if summands:
            yield Text(f"\n{title}", "bold")
        both = (*self.explanation.parts, *self.explanation.optional)
        wide = max((min(_WIDEST, cell_len(part.title)) for part in both), default=0)
        for summand in summands:
            percent = "  -" if summand.tally.percent is None else f"{summand.tally.percent:>3} %"
            counts = f"{summand.tally.done}/{summand.tally.counted}"
            line = f"  {padded(summand.title, wide, glyphs().dots)} {counts:>8} {percent}"
            yield Text.assemble(line, (f"  {summand.note}", "dim"))

"""Why this percentage? What counted, what did not and why, and the sum that makes the number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.core.progress.explain import Explanation, Part
from tracker.core.text import plural, time_left
from tracker.tui.hints import key_of
from tracker.tui.panels.panel import Panel
from tracker.tui.widgets.rows import padded


class WhyScreen(Panel[None]):
    """A percentage taken apart."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("percent_sign,y,q", "close", "Close", id="why.close", show=False, tooltip="Close this panel"),
    ]

    def __init__(self, explanation: Explanation) -> None:
        super().__init__()
        self.explanation = explanation

    def compose(self) -> ComposeResult:
        """The explanation, scrolling."""
        box = VerticalScroll(classes="panel")
        tally = self.explanation.tally
        percent = "no percentage" if tally.percent is None else f"{tally.percent} %"
        box.border_title = Content(f"{self.explanation.title}: why {percent}?")
        box.border_subtitle = Content(f"{key_of('panel.close')} closes")
        with box:
            yield Static(Text("\n").join(list(self._lines())), markup=False)

    def _lines(self) -> Iterator[Text]:
        told = self.explanation
        yield Text(told.sum, "bold")
        if told.next_tick:
            yield Text(told.next_tick)
        if told.tally.left:
            yield Text(
                f"Left: {plural(told.tally.left, 'topic')}, {time_left(told.tally.hours_left, told.tally.months_left)}."
            )
        yield from self._parts("Counted", told.parts)
        if told.shared:
            shared = plural(told.shared, "topic")
            yield Text(f"{shared} above stand in more than one part, and count once.", "dim")
        yield from self._parts("Useful beside it, not counted", told.optional)
        if told.left_out:
            yield Text("\nLeft out", "bold")
        for out in told.left_out:
            yield Text(f"  {len(out.topics):>4}  {out.reason}")

    def _parts(self, title: str, parts: tuple[Part, ...]) -> Iterator[Text]:
        if parts:
            yield Text(f"\n{title}", "bold")
        wide = 34
        for part in parts:
            percent = "  -" if part.tally.percent is None else f"{part.tally.percent:>3} %"
            counts = f"{part.tally.done}/{part.tally.counted}"
            line = f"  {padded(part.title, wide)} {counts:>8} {percent}"
            yield Text.assemble(line, (f"  {part.note}", "dim"))

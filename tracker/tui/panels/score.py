"""The score of what to learn next: each reason and what it adds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tracker.core.progress.next_topics import Suggestion
from tracker.tui.hints import key_of
from tracker.tui.panels.panel import Panel
from tracker.wording.score import REASONS


class ScoreScreen(Panel[None]):
    """Explains why a topic is next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("percent_sign,q", "close", "Close", id="score.close", show=False, tooltip="Close this panel"),
    ]

    def __init__(self, suggestion: Suggestion) -> None:
        super().__init__()
        self.suggestion = suggestion

    def compose(self) -> ComposeResult:
        """The parts of the score in a box that scrolls."""
        box = VerticalScroll(classes="panel")
        box.border_title = Content(f"Why next? {self.suggestion.topic.title}")
        box.border_subtitle = Content(f"{key_of('panel.close')} closes")
        with box:
            yield Static(Text("\n").join(list(self._lines())), markup=False)

    def _lines(self) -> Iterator[Text]:
        yield Text(f"{self.suggestion.why}\n")
        for part in self.suggestion.parts:
            times = f" × {part.times:g}" if part.times > 1 else ""
            yield Text.assemble((f"{part.value:>+6g}  ", "bold"), REASONS[part.reason], (times, "dim"))
        yield Text(f"{self.suggestion.score:>6g}  the score; the highest comes first", "bold")

"""Asking for one line of text."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tracker.tui.hints import key_of
from tracker.tui.panels.panel import Panel


class AskScreen(Panel[str]):
    """Asks for a line of text; None where the user closes the panel."""

    def __init__(self, title: str, words: str, text: str = "") -> None:
        super().__init__()
        self.panel_title, self.words, self.text = title, words, text

    def compose(self) -> ComposeResult:
        """The question and the input line."""
        box = Vertical(classes="panel")
        box.border_title = Content(self.panel_title)
        box.border_subtitle = Content(f"Enter confirms · {key_of('panel.close')} cancels")
        with box:
            yield Static(f"{self.words}\n", markup=False)
            yield Input(self.text, id="line")

    @on(Input.Submitted)
    def _answer(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip() or None)

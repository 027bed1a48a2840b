"""Asking for one line of text."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tracker.tui.hints import key_of
from tracker.tui.panels.panel import Panel, keep_draft


class AskScreen(Panel[str]):
    """Asks for a line of text; None where the user closes the panel.

    What was typed until then is kept in `drafts`, and stands there when the same is asked again.
    """

    def __init__(self, title: str, words: str, drafts: dict[str, str], text: str = "") -> None:
        super().__init__()
        self.panel_title, self.words, self.drafts, self.text = title, words, drafts, text
        self._draft = f"{title}: {text}"

    def compose(self) -> ComposeResult:
        """The question and the input line."""
        box = Vertical(classes="panel")
        box.border_title = Content(self.panel_title)
        box.border_subtitle = Content(f"Enter confirms · {key_of('panel.close')} cancels")
        with box:
            yield Static(f"{self.words}\n", markup=False)
            yield Input(self.drafts.get(self._draft, self.text), id="line")

    def action_close(self) -> None:
        """Close without an answer, and keep what was typed."""
        keep_draft(self.drafts, self._draft, self.query_one(Input).value, self.text)
        super().action_close()

    @on(Input.Submitted)
    def _answer(self, event: Input.Submitted) -> None:
        self.drafts.pop(self._draft, None)
        self.dismiss(event.value.strip() or None)

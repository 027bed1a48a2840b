"""Pasting a job advert."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from tracker.tui.hints import key_of
from tracker.tui.panels.panel import Panel, keep_draft

DRAFT = "advert"
"""The name of the draft: there is one advert at a time."""


class PasteAdvertScreen(Panel[str]):
    """Asks for the text of an advert; None where the user cancels. `refusal` says why the last one was not read.

    The text is kept in `drafts` under `DRAFT` until the advert is saved.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "read", "Read", id="paste.read", priority=True, tooltip="Read the advert"),
    ]

    def __init__(self, drafts: dict[str, str], refusal: str = "") -> None:
        super().__init__()
        self.drafts, self.refusal = drafts, refusal

    def compose(self) -> ComposeResult:
        """A text area."""
        box = Vertical(classes="panel tall")
        box.border_title = Content("Paste a job advert")
        box.border_subtitle = Content(f"{key_of('paste.read')} reads it · {key_of('panel.close')} cancels")
        with box:
            yield Static(self.refusal or "It stays on this computer.", markup=False)
            yield TextArea(self.drafts.get(DRAFT, ""), id="advert", tab_behavior="focus", soft_wrap=True)

    def action_read(self) -> None:
        """Answer with the text."""
        self.dismiss(self._text())

    def action_close(self) -> None:
        """Close without an answer."""
        self._text()
        super().action_close()

    def _text(self) -> str:
        """What was typed, which is kept too."""
        text = self.query_one(TextArea).text
        keep_draft(self.drafts, DRAFT, text)
        return text

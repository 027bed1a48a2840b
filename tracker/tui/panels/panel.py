"""A panel in front of a screen; Escape closes it."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType

from tracker.tui.base import BasePanel

A = TypeVar("A")

CALM_SECONDS = 0.7
"""Seconds without a key before a panel that opened by itself accepts keys. While somebody types, keys come faster; to
read the panel takes longer."""


def keep_draft(drafts: dict[str, str], name: str, typed: str, before: str = "") -> None:
    """Keep under `name` what was typed in a panel that is closed; nothing where it is empty or as it was before."""
    drafts.pop(name, None)
    if typed.strip() and typed != before:
        drafts[name] = typed


class Panel(BasePanel[A]):
    """A question or an explanation in front of a screen. Closing it without an answer gives None."""

    CSS_PATH = "panel.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", id="panel.close", tooltip="Close this panel"),
    ]

    def action_close(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


class SelfOpenedPanel(Panel[A]):
    """A panel that opens by itself. Keys that were meant for the screen below do not answer it.

    It accepts keys when none was pressed for `CALM_SECONDS`, and shows from then on which keys answer.
    """

    listens = False

    def on_mount(self) -> None:
        """Wait for a pause in typing."""
        box = self.query_one(".panel")
        self._hint, box.border_subtitle = box.border_subtitle, ""
        self._pause = self.set_timer(CALM_SECONDS, self._listen)

    def on_key(self) -> None:
        """Start the waiting time again."""
        self._pause.reset()

    def _listen(self) -> None:
        self.listens = True
        self.query_one(".panel").border_subtitle = self._hint

    def dismiss(self, result: A | None = None) -> AwaitComplete:
        """Accept an answer, once the panel accepts keys."""
        return super().dismiss(result) if self.listens else AwaitComplete()

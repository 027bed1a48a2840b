"""A panel in front of a screen; Escape closes it."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType

from tracker.tui.base import BasePanel

A = TypeVar("A")


class Panel(BasePanel[A]):
    """A question or an explanation in front of a screen. Closing it without an answer gives None."""

    CSS_PATH = "panel.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close", id="panel.close", tooltip="Close this panel"),
        # A panel stands in the way of the app's own keys.
        Binding(
            "ctrl+z",
            "app.suspend_process",
            "Suspend",
            id="app.suspend",
            show=False,
            tooltip="Back to the shell; fg returns",
        ),
        Binding("ctrl+c", "app.quit", "Quit", id="app.interrupt", show=False, tooltip="Leave; everything is kept"),
    ]

    def action_close(self) -> None:
        """Close without an answer."""
        self.dismiss(None)

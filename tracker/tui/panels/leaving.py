"""Leaving while changes are not on disk yet: wait, keep them in a file, or stay."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from tracker.core.text import plural
from tracker.tui.hints import key_of
from tracker.tui.panels.panel import Panel
from tracker.tui.session import Session

_UPDATE_SECONDS = 0.2


class LeavingScreen(Panel[bool]):
    """Waits until everything is written. Answers True then, or when the user leaves before; None when they stay."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "leave", "Leave", id="leaving.leave", tooltip="Leave, and keep what is not written in a file"),
        Binding("ctrl+q", "leave", "Leave", id="leaving.now", show=False, priority=True, tooltip="Leave now"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        """What is not written yet, and why."""
        box = Vertical(classes="panel")
        box.border_title = "Not written yet"
        box.border_subtitle = f"{key_of('leaving.leave')} leaves · {key_of('panel.close')} stays"
        with box:
            yield Static(self._words(), id="waits", markup=False)

    def on_mount(self) -> None:
        """Update the text regularly."""
        self.set_interval(_UPDATE_SECONDS, self._update)

    def _words(self) -> str:
        count = len(self.session.queue.waiting())
        why = f"{self.session.queue.trouble}\n\n" if self.session.queue.trouble else ""
        verb = "is" if count == 1 else "are"
        return (
            f"{plural(count, 'change')} {verb} not on disk yet.\n\n{why}"
            "tracker waits, and leaves by itself as soon as everything is written.\n"
            f"{key_of('leaving.leave')} leaves now: what is not written is kept in a file beside the store, as "
            f"commands that can be run later. {key_of('panel.close')} goes back to your work."
        )

    def _update(self) -> None:
        self.query_one("#waits", Static).update(self._words())
        if self.is_current and not self.session.queue.waiting():
            self.dismiss(True)

    def action_leave(self) -> None:
        """Leave at once."""
        self.dismiss(True)

"""The keys that undo and redo, on screens that open from home."""

from __future__ import annotations

from textual import work
from textual.binding import Binding

from tracker.tui.base import BaseScreen
from tracker.tui.screens.undo import redo, undo
from tracker.tui.session import Session

UNDO_KEYS = (
    Binding("u", "undo", "Undo", id="home.undo", tooltip="Undo the last command"),
    Binding("U", "redo", "Redo", id="home.redo", show=False, tooltip="Redo what was undone"),
)


class Undoing(BaseScreen[None]):
    """A screen with a session that changes something, which can be undone where it was done."""

    session: Session

    def say(self, words: str) -> None:
        """Say what just happened."""
        raise NotImplementedError

    @work
    async def action_undo(self) -> None:
        """Undo the last transaction, also one of an earlier day."""
        _, words = await undo(self.session)
        self.say(words)

    @work
    async def action_redo(self) -> None:
        """Redo what was undone last."""
        _, words = await redo(self.session)
        self.say(words)

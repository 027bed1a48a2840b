"""A screen on which something is made that is saved with a key: it is not thrown away by one key."""

from __future__ import annotations

from typing import TypeVar

from textual import events

from tracker.tui.base import BaseScreen
from tracker.tui.widgets.headline import Headline

A = TypeVar("A")

_LEAVING = ("close", "app.quit")
"""The actions that leave the screen or the app."""


class UnsavedScreen(BaseScreen[A]):
    """A screen with a headline, which is left without saving only by two keys right behind each other."""

    _warned = False

    def unsaved(self) -> str:
        """What would be lost, and how to save it, in a sentence; empty where nothing would."""
        raise NotImplementedError

    def on_key(self, event: events.Key) -> None:
        """Take what was said away, which was about the key before; another key than one that leaves ends a warning."""
        active = self.active_bindings.get(event.key)
        if not active or active.binding.action not in _LEAVING:
            self._warned = False
            self.query_one(Headline).say("")

    def stays_open(self) -> bool:
        """Whether to stay once more, which is said then."""
        words = self.unsaved()
        if not words or self._warned:
            return False
        self._warned = True
        self.query_one(Headline).say(f"{words} The same key again throws it away.")
        return True

    def action_close(self) -> None:
        """Back, without saving."""
        if not self.stays_open():
            self.dismiss(None)

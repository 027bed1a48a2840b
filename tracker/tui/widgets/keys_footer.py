"""The line of keys at the bottom of a screen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Footer

_ALWAYS = ("app.keys", "app.quit")


class KeysFooter(Footer):
    """Textual's footer without its memory leak.

    Textual's footer makes new key widgets whenever the keys change, and a watcher of `compact` keeps each old one alive
    until `compact` is set again. On a screen that stays open, their number grows with each visit to another screen.
    """

    def compose(self) -> ComposeResult:
        """Help and the way out first, so that they are seen in every width."""
        keys = super().compose()
        return iter(sorted(keys, key=lambda key: getattr(key, "action", "") not in _ALWAYS))

    async def recompose(self) -> None:
        """Make the keys again, and release the old ones."""
        await super().recompose()
        if self.is_attached:
            self.mutate_reactive(Footer.compact)

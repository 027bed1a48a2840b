"""The line of keys at the bottom of a screen."""

from __future__ import annotations

from textual.widgets import Footer


class KeysFooter(Footer):
    """Textual's footer, that lets go of the keys it showed before.

    A footer makes its keys anew whenever they change, and a watcher of `compact` holds each of the old ones until
    `compact` is set again. At a screen that stays, such as the first one, they grow with every visit elsewhere.
    """

    async def recompose(self) -> None:
        """Make the keys anew, and forget the old ones."""
        await super().recompose()
        if self.is_attached:
            self.mutate_reactive(Footer.compact)

"""The floors of the app: a bare Textual app, and with the word "tree" a bare tree whose rows a key toggles."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import Static, Tree


class BareApp(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        yield Static("hello")


class BareTree(Tree[None]):
    """A tree whose row under the cursor gets another sign at a key."""

    BINDINGS = [("space", "toggle_sign", "Toggle")]  # noqa: RUF012  # the way Textual declares keys

    def action_toggle_sign(self) -> None:
        """Change the sign of the row."""
        if self.cursor_node is not None:
            sign = "✓" if "○" in str(self.cursor_node.label) else "○"
            self.cursor_node.set_label(f"{sign} hello")


class BareTreeApp(App[None]):
    """The tree with rows that fill the screen."""

    def compose(self) -> ComposeResult:
        tree = BareTree("○ hello")
        tree.root.expand()
        for number in range(60):
            tree.root.add_leaf(f"○ row {number}")
        yield tree


if __name__ == "__main__":
    (BareTreeApp if "tree" in sys.argv[1:] else BareApp)().run()

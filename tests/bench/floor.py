"""The floors of the app: a bare Textual app, and with the word "tree" a bare tree whose rows a key toggles."""

from __future__ import annotations

import sys

from rich.style import Style
from rich.text import Text
from textual.app import App, ComposeResult
from textual.widgets import Static, Tree
from textual.widgets.tree import TreeNode


class BareApp(App[None]):
    """One line of text."""

    def compose(self) -> ComposeResult:
        yield Static("hello")


class BareTree(Tree[bool]):
    """A tree whose row under the cursor gets another sign at a key, which draws this row and nothing else."""

    BINDINGS = [("space", "toggle_sign", "Toggle")]  # noqa: RUF012  # the way Textual declares keys

    def action_toggle_sign(self) -> None:
        """Change the sign of the row."""
        if self.cursor_node is not None:
            self.cursor_node.data = not self.cursor_node.data
            self.cursor_node.refresh()

    def render_label(self, node: TreeNode[bool], base_style: Style, style: Style) -> Text:
        """The sign and the title."""
        label = super().render_label(node, base_style, style)
        return Text.assemble("✓ " if node.data else "○ ", label, style=style)


class BareTreeApp(App[None]):
    """The tree with rows that fill the screen."""

    def compose(self) -> ComposeResult:
        tree = BareTree("hello")
        tree.root.expand()
        for number in range(60):
            tree.root.add_leaf(f"row {number}")
        yield tree


if __name__ == "__main__":
    (BareTreeApp if "tree" in sys.argv[1:] else BareApp)().run()

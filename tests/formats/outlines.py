"""Short ways to say what an outline holds."""

from __future__ import annotations

from tracker.core.outline import Item, Outline, walk
from tracker.core.roadmap import Mark

SIGNS = {None: "#", Mark.TODO: "[ ]", Mark.DOING: "[/]", Mark.DONE: "[x]", Mark.SKIPPED: "[-]"}


def tree(outline: Outline) -> list[str]:
    """The items one a line, indented by their depth, with a sign for the mark; `#` is a group."""
    return [f"{'  ' * (depth - 1)}{SIGNS[item.mark]} {item.title}" for depth, item in walk(outline.items)]


def item(outline: Outline, title: str) -> Item:
    """The one item of that title."""
    [found] = [item for _, item in walk(outline.items) if item.title == title]
    return found


def told(outline: Outline) -> list[tuple[int, str]]:
    """The warnings as lines and messages."""
    return [(warned.line, warned.message) for warned in outline.warnings]

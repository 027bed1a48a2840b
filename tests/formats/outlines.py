"""Short ways to say what an outline holds."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.core.importing.outline import Item, Outline, walk
from tracker.core.journal.events import State
from tracker.core.progress.measure import measure
from tracker.core.roadmap.document import Document, document
from tracker.core.roadmap.model import Card, Group, Kind, Mark, Node, Roadmap, Topic

SIGNS = {None: "#", Mark.TODO: "[ ]", Mark.DOING: "[/]", Mark.DONE: "[x]", Mark.SKIPPED: "[-]"}


def tree(outline: Outline) -> list[str]:
    """The items one a line, indented by their depth, with a sign for the mark; `#` is a group."""
    return [f"{'  ' * (depth - 1)}{SIGNS[item.mark]} {item.title}" for depth, item in walk(outline.items)]


def item(outline: Outline, title: str) -> Item:
    """The one item of that title."""
    [match] = [item for _, item in walk(outline.items) if item.title == title]
    return match


def warnings_of(outline: Outline) -> list[tuple[int, str]]:
    """The warnings as lines and messages."""
    return [(warned.line, warned.message) for warned in outline.warnings]


def as_document(outline: Outline) -> Document:
    """The outline as a roadmap with its marks and notes, ready to be exported."""
    marks: dict[str, Mark] = {}
    notes: dict[str, str] = {}
    cards: dict[str, Card] = {}

    def nodes(items: Iterable[Item], key: str) -> tuple[Node, ...]:
        return tuple(node(item, f"{key}/{number}") for number, item in enumerate(items))

    def node(item: Item, key: str) -> Node:
        if item.mark is None:
            return Group(key, item.title, item.rule, item.optional, nodes(item.children, key))
        marks[key], cards[key] = item.mark, Card(item.done_when, item.links)
        if item.note:
            notes[key] = item.note
        return Topic(key, item.title, item.level, item.hours, children=nodes(item.children, key))

    title = outline.title or "Untitled"
    roadmap = Roadmap("own", Kind.OWN, title, "", Group("own", title, children=nodes(outline.items, "own")))
    return document(measure(roadmap, marks, {}), cards, State(marks, notes))

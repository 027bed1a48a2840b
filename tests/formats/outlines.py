"""Short ways to say what an outline holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker.core.importing.outline import Item, Outline, walk
from tracker.core.progress.measure import measure
from tracker.core.roadmap.document import Document
from tracker.core.roadmap.model import Card, Group, Kind, Mark, Roadmap, Topic
from tracker.core.roadmap.tree import Line, tree_of

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

    def lines(items: Iterable[Item], above: str, depth: int) -> Iterator[Line]:
        for number, item in enumerate(items):
            key = f"{above}/{number}"
            if item.mark is None:
                yield depth, Group(key, item.title, item.rule, item.optional)
            else:
                marks[key], cards[key] = item.mark, Card(item.done_when, item.links)
                if item.note:
                    notes[key] = item.note
                yield depth, Topic(key, item.title, item.level, item.hours)
            yield from lines(item.children, key, depth + 1)

    title = outline.title or "Untitled"
    roadmap = Roadmap("own", Kind.OWN, title, "", tree_of([(0, Group("own", title)), *lines(outline.items, "own", 1)]))
    return Document(measure(roadmap, marks, {}), cards, notes)

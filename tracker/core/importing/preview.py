"""What an import would bring, counted and shown in a few lines before anything is saved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tracker.core.importing.outline import Item, Outline, walk
from tracker.core.roadmap.model import Mark


class Counts(NamedTuple):
    """Counts of an outline. `skipped` counts topics marked so, `lines_skipped` lines that were not taken as topics."""

    topics: int = 0
    done: int = 0
    doing: int = 0
    skipped: int = 0
    groups: int = 0
    max_depth: int = 0
    guessed: int = 0
    lines_skipped: int = 0


class Line(NamedTuple):
    """One line of the tree. `below` counts the topics below that are not shown."""

    depth: int
    item: Item
    below: int


class Way(NamedTuple):
    """A mode in which a file can be read: `what` its topics are then, how many there are, and the `first` titles."""

    mode: str
    what: str
    topics: int
    first: tuple[str, ...]


def way(mode: str, what: str, outline: Outline, most: int = 3) -> Way:
    """What reading a file in `mode` gave."""
    titles = [item.title for _, item in walk(outline.items) if item.mark is not None]
    return Way(mode, what, len(titles), tuple(titles[:most]))


def count(outline: Outline) -> Counts:
    """What there is in `outline`."""
    marks = dict.fromkeys(Mark, 0)
    groups = deepest = guessed = 0
    for depth, item in walk(outline.items):
        deepest = max(deepest, depth)
        guessed += item.guessed
        if item.mark is None:
            groups += 1
        else:
            marks[item.mark] += 1
    lines = sum(warned.skipped for warned in outline.warnings)
    ticked = (marks[Mark.DONE], marks[Mark.DOING], marks[Mark.SKIPPED])
    return Counts(sum(marks.values()), *ticked, groups, deepest, guessed, lines)


def tree(outline: Outline, most: int) -> tuple[list[Line], int]:
    """The tree down to the level at which `most` lines suffice, and how many items of that level are left out."""
    by_depth: dict[int, int] = {}
    for depth, _ in walk(outline.items):
        by_depth[depth] = by_depth.get(depth, 0) + 1
    level, lines = 1, by_depth.get(1, 0)
    while lines + by_depth.get(level + 1, most + 1) <= most:
        level += 1
        lines += by_depth[level]
    shown = list(_lines(outline, level))
    return shown[:most], max(0, len(shown) - most)


def _lines(outline: Outline, level: int) -> Iterator[Line]:
    for depth, item in walk(outline.items):
        if depth <= level:
            hidden = item.children if depth == level else ()
            yield Line(depth, item, sum(below.mark is not None for _, below in walk(hidden)))

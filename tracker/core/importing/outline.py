"""What a file of somebody else's amounts to: a tree of items, before it becomes a roadmap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tracker.core.importing.columns import Sheet
from tracker.core.roadmap.model import Level, Link, Mark, Rule


class Item(NamedTuple):
    """A line of a roadmap file: a topic when it has a `mark`, else a group.

    `anchor` is the id that the file itself gives, or empty. `done_at` is when it was done, in ISO 8601, where the
    file says so. `guessed` is true where its place in the tree was inferred. `text` is prose that came with it.
    """

    title: str
    mark: Mark | None = None
    anchor: str = ""
    level: Level | None = None
    hours: float = 0.0
    done_when: str = ""
    note: str = ""
    links: tuple[Link, ...] = ()
    done_at: str = ""
    guessed: bool = False
    line: int = 0
    children: tuple[Item, ...] = ()
    rule: Rule = Rule.ALL
    optional: bool = False
    chosen: bool = False
    months: float = 0.0
    cost: str = ""
    hardware: str = ""


class Warned(NamedTuple):
    """Something the user should look at before the import is saved. Lines count from 1; 0 is the whole file.

    `skipped` is true where the line looked like a topic and was not taken as one.
    """

    line: int
    message: str
    skipped: bool = False


class Outline(NamedTuple):
    """A file read. `plain` are titles of bullets that carry no box (an update tells demoted topics by them).

    `modes` are ways of reading a file in which nothing can be ticked; it has no items until one is picked.
    `summary` is its first paragraph, `about` all other prose that belongs to none of its items. `sheet` says which
    columns a table was read by. `answers` is the one of the warnings that takes the ticks for answers of a quiz.
    """

    format: str
    title: str
    items: tuple[Item, ...]
    warnings: tuple[Warned, ...] = ()
    plain: frozenset[str] = frozenset()
    modes: tuple[str, ...] = ()
    summary: str = ""
    about: str = ""
    sheet: Sheet | None = None
    answers: Warned | None = None


def unticked(outline: Outline) -> Outline:
    """`outline` as if nothing in it were done, begun or skipped."""

    def fresh(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple([_fresh(item)._replace(children=fresh(item.children)) for item in items])

    warnings = tuple(warning for warning in outline.warnings if warning is not outline.answers)
    return outline._replace(items=fresh(outline.items), warnings=warnings, answers=None)


def _fresh(item: Item) -> Item:
    return item if item.mark is None else item._replace(mark=Mark.TODO, done_at="")


def walk(items: tuple[Item, ...]) -> Iterator[tuple[int, Item]]:
    """Every item in reading order with its depth, counted from 1."""
    stack = [(1, item) for item in reversed(items)]
    while stack:
        depth, item = stack.pop()
        yield depth, item
        if item.children:
            stack.extend([(depth + 1, child) for child in reversed(item.children)])

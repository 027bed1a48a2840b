"""What a topic of a file can be recognised by when a newer file comes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from tracker.core.importing.outline import Item


class Anchors(NamedTuple):
    """What an item can be recognised by, as it stood in the file that was imported last or stands in the new one.

    `uid` is the name that it has here, `id` the one that its file gives. `path` are the titles above it without the
    file's own, `heading` is the nearest group's title, `parent` that of the item right above; `links` are addresses;
    `ordinal` counts items of the same path and title from 0.
    """

    uid: str
    id: str
    title: str
    path: tuple[str, ...]
    heading: str
    parent: str
    links: frozenset[str] = frozenset()
    ordinal: int = 0


def anchors(items: Iterable[Item]) -> list[Anchors]:
    """The anchors of all topics in reading order; the uid of each is its number in that order, from 0."""
    topics: list[Anchors] = []
    seen: Counter[tuple[tuple[str, ...], str]] = Counter()
    stack: list[tuple[Item, tuple[str, ...], str]] = [(item, (), "") for item in reversed(list(items))]
    while stack:
        item, path, heading = stack.pop()
        if item.mark is not None:
            links = frozenset(link.url for link in item.links)
            parent = path[-1] if path else ""
            ordinal = seen[path, item.title]
            seen[path, item.title] += 1
            topics.append(Anchors(str(len(topics)), item.anchor, item.title, path, heading, parent, links, ordinal))
        below = item.title if item.mark is None else heading
        stack.extend((child, (*path, item.title), below) for child in reversed(item.children))
    return topics

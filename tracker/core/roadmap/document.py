"""A roadmap with everything that is known about it, as formats take it out: tree, marks, cards and notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tracker.core.journal.events import State
from tracker.core.progress.measure import Progress, Tally
from tracker.core.roadmap.model import Card, Group, Mark, Node, Topic


class Entry(NamedTuple):
    """One topic or group. A group has a `tally` and no mark."""

    node: Node
    mark: Mark | None
    tally: Tally | None
    counts: bool
    chosen: bool
    card: Card
    note: str
    entries: tuple[Entry, ...]


class Document(NamedTuple):
    """One roadmap as it stands for one person."""

    progress: Progress
    entries: tuple[Entry, ...]


def document(progress: Progress, cards: Mapping[str, Card], state: State) -> Document:
    """Put a roadmap, its cards and the person's marks and notes together."""

    def entry(node: Node, counts: bool, chosen: bool) -> Entry:
        if isinstance(node, Topic):
            below = tuple(entry(child, counts, False) for child in node.children)
            card, note = cards.get(node.id, Card()), state.notes.get(node.id, "")
            itself = counts and not (node.by_children and node.children)
            return Entry(node, progress.mark(node.id), None, itself, chosen, card, note, below)
        counts = counts and not node.optional
        note = state.notes.get(node.key, "")
        return Entry(node, None, progress.tallies[node.key], counts, chosen, Card(), note, members(node, counts))

    def members(group: Group, counts: bool) -> tuple[Entry, ...]:
        picked = progress.chosen.get(group.key)
        found = []
        for child in group.children:
            chosen = picked is not None and picked.option == child.id
            found.append(entry(child, counts and (picked is None or chosen), chosen))
        return tuple(found)

    return Document(progress, members(progress.roadmap.root, True))

"""Which lines of a roadmap's tree are in view: what is unfolded, and what a filter lets through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import NamedTuple

from tracker.core.flat import Flat
from tracker.core.progress import Progress
from tracker.core.roadmap import Group, Mark, Node, Rule


class Only(StrEnum):
    """What a filter lets through."""

    ALL = "all"
    OPEN = "open"
    DOING = "doing"
    DONE = "done"
    SKIPPED = "skipped"
    OPTIONAL = "useful"


_MARKS = {
    Only.OPEN: (Mark.TODO, Mark.DOING),
    Only.DOING: (Mark.DOING,),
    Only.DONE: (Mark.DONE,),
    Only.SKIPPED: (Mark.SKIPPED,),
}


class TreeRow(NamedTuple):
    """A line of the tree: the node at a place. `counts` is false inside what is optional or not chosen.

    `option` is true inside an "any of", and `chosen` for the option that counts there.
    """

    flat: Flat
    at: int
    depth: int
    counts: bool
    option: bool
    chosen: bool

    @property
    def node(self) -> Node:
        """The group or topic."""
        return self.flat.node(self.at)

    @property
    def key(self) -> str:
        """What stays the same about the line: a group's key, or a topic with the group it stands in."""
        return key_of(self.flat, self.at)


def key_of(flat: Flat, at: int) -> str:
    """The key of the line for a place."""
    return flat.names[at] if flat.is_group[at] else f"{flat.names[flat.parents[at]]} {flat.names[at]}"


def visible(progress: Progress, flat: Flat, unfolded: AbstractSet[str], only: Only) -> list[TreeRow]:
    """The lines in view, from the top; `flat` is the tree of the roadmap."""
    passing = None if only is Only.ALL else _passing(progress, flat, only)
    rows: list[TreeRow] = []

    def below(parent: int, depth: int, counts: bool) -> None:
        picked = progress.chosen.get(flat.names[parent]) if flat.is_group[parent] else None
        for at in flat.below(parent):
            if passing is not None and not passing[at]:
                continue
            chosen = picked is not None and picked.option == _option(flat, at)
            here = counts and (picked is None or chosen) and not is_optional(flat, at)
            rows.append(TreeRow(flat, at, depth, here, picked is not None, chosen))
            if flat.ends[at] > at + 1 and (not flat.is_group[at] or flat.names[at] in unfolded):
                below(at, depth + 1, here)

    below(0, 0, True)
    return rows


def counting(progress: Progress, flat: Flat) -> Sequence[int]:
    """1 at the places that count in the percentage, 0 at those inside what is optional or not chosen."""
    counts = bytearray(b"\1") * len(flat)
    if flat.is_even:
        return counts
    for at in range(1, len(flat)):
        parent = flat.parents[at]
        picked = progress.chosen.get(flat.names[parent]) if flat.is_group[parent] else None
        left_out = picked is not None and picked.option != _option(flat, at)
        counts[at] = counts[parent] and not left_out and not is_optional(flat, at)
    return counts


def is_optional(flat: Flat, at: int) -> bool:
    """Whether the node at a place is an optional group."""
    return bool(flat.rest.get(at, {}).get("optional"))


def _option(flat: Flat, at: int) -> str:
    """How an "any of" group names the option at a place."""
    return flat.node(at).id


def _passing(progress: Progress, flat: Flat, only: Only) -> Sequence[int]:
    """1 at the places that are let through, and at those that lead to one."""
    passing = bytearray(len(flat))
    counts = counting(progress, flat)
    for at in range(len(flat) - 1, 0, -1):
        if only is Only.OPTIONAL:
            fits = is_optional(flat, at) if flat.is_group[at] else not counts[at]
        else:
            fits = not flat.is_group[at] and progress.mark(flat.names[at]) in _MARKS[only]
        passing[at] = passing[at] or fits
        passing[flat.parents[at]] |= passing[at]
    return passing


def group_of(row: TreeRow) -> Group:
    """The group that a row is, or the innermost one that holds it."""
    return row.node if isinstance(row.node, Group) else next(_holding(row))


def either_of(row: TreeRow) -> Group | None:
    """The innermost "any of" group that a row is, or is in."""
    own = [row.node] if isinstance(row.node, Group) else []
    return next((group for group in (*own, *_holding(row)) if group.rule is Rule.ANY), None)


def _holding(row: TreeRow) -> Iterator[Group]:
    """The groups that hold a row, innermost first."""
    for at in reversed(row.flat.path(row.at)):
        node = row.flat.node(at)
        if isinstance(node, Group):
            yield node

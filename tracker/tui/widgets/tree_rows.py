"""Which lines of a roadmap's tree are in view: what is unfolded, and what a filter lets through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import NamedTuple

from tracker.core.progress.measure import Progress
from tracker.core.roadmap.model import Group, Mark, Node, Rule
from tracker.core.roadmap.tree import Tree


class Filter(StrEnum):
    """What a filter lets through."""

    ALL = "all"
    OPEN = "open"
    DOING = "doing"
    DONE = "done"
    SKIPPED = "skipped"
    OPTIONAL = "useful"


_MARKS = {
    Filter.OPEN: (Mark.TODO, Mark.DOING),
    Filter.DOING: (Mark.DOING,),
    Filter.DONE: (Mark.DONE,),
    Filter.SKIPPED: (Mark.SKIPPED,),
}


class TreeRow(NamedTuple):
    """A line of the tree: the node at a place. `counts` is false inside what is optional or not chosen.

    `option` is true inside an "any of", and `chosen` for the option that counts there.
    """

    flat: Tree
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


def key_of(flat: Tree, at: int) -> str:
    """The key of the line for a place."""
    return flat.names[at] if flat.is_group[at] else f"{flat.names[flat.parents[at]]} {flat.names[at]}"


def visible(progress: Progress, flat: Tree, unfolded: AbstractSet[str], only: Filter) -> list[TreeRow]:
    """The lines in view, from the top; `flat` is the tree of the roadmap."""
    passing = None if only is Filter.ALL else _passing(progress, flat, only)
    rows: list[TreeRow] = []
    ends, names, is_group = flat.ends, flat.names, flat.is_group

    def below(parent: int, depth: int, counts: bool) -> None:
        picked = progress.chosen.get(names[parent]) if is_group[parent] else None
        here, chosen = counts, False
        for at in flat.below(parent):
            if passing is not None and not passing[at]:
                continue
            if not flat.is_even:
                chosen = picked is not None and picked.option == _option(flat, at)
                here = counts and (picked is None or chosen) and not is_optional(flat, at)
            rows.append(TreeRow(flat, at, depth, here, picked is not None, chosen))
            if ends[at] > at + 1 and (not is_group[at] or names[at] in unfolded):
                below(at, depth + 1, here)

    below(0, 0, True)
    return rows


def counting(progress: Progress, flat: Tree) -> Sequence[int]:
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


def roll_up(progress: Progress, row: TreeRow) -> tuple[int, int]:
    """How many topics below a topic are done, and how many count; those below a group are in its tally."""
    flat, marks = row.flat, progress.marks
    found = [marks.get(flat.names[at]) for at in range(row.at + 1, flat.ends[row.at])]
    return found.count(Mark.DONE), len(found) - found.count(Mark.SKIPPED)


def is_optional(flat: Tree, at: int) -> bool:
    """Whether the node at a place is an optional group."""
    return bool(flat.rest.get(at, {}).get("optional"))


def _option(flat: Tree, at: int) -> str:
    """How an "any of" group names the option at a place."""
    return flat.node(at).id


def _passing(progress: Progress, flat: Tree, only: Filter) -> Sequence[int]:
    """1 at the places that are let through, and at those that lead to one."""
    passing, parents = bytearray(len(flat)), flat.parents
    for at in _fitting(progress, flat, only):
        while at and not passing[at]:
            passing[at] = 1
            at = parents[at]  # noqa: PLW2901  up the tree until somebody was there before
    return passing


def _fitting(progress: Progress, flat: Tree, only: Filter) -> Iterator[int]:
    """The places that a filter is about."""
    if only is Filter.OPTIONAL:
        counts = counting(progress, flat)
        for at in range(1, len(flat)):
            if is_optional(flat, at) if flat.is_group[at] else not counts[at]:
                yield at
        return
    wanted, names, is_group, marks = _MARKS[only], flat.names, flat.is_group, progress.marks
    for at in range(1, len(flat)):
        if not is_group[at] and marks.get(names[at], Mark.TODO) in wanted:
            yield at


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
        if row.flat.is_group[at]:
            yield row.flat.group(at)

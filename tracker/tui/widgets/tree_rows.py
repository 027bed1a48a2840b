"""Which lines of a roadmap's tree are in view: what is unfolded, and what a filter lets through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import NamedTuple

from tracker.core.progress.measure import Progress
from tracker.core.roadmap.model import Group, Mark, Node, Topic
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

    tree: Tree
    place: int
    depth: int
    counts: bool
    option: bool
    chosen: bool

    @property
    def node(self) -> Node:
        """The group or topic."""
        return self.tree.nodes[self.place]

    @property
    def ids(self) -> list[str]:
        """The ids of the topics at the place and below it."""
        return self.tree.ids(self.place)

    @property
    def key(self) -> str:
        """What stays the same about the line: a group's key, or a topic with the group it stands in."""
        return key_of(self.tree, self.place)


class TreeView(NamedTuple):
    """What of a tree is in view: the filter, the keys of the unfolded groups, the row of the cursor, and the scroll."""

    only: Filter
    unfolded: frozenset[str]
    row: str
    scroll: float


def key_of(tree: Tree, place: int) -> str:
    """The key of the line for a place."""
    node = tree.nodes[place]
    return node.key if isinstance(node, Group) else f"{tree.nodes[tree.parents[place]].name} {node.id}"


def visible(progress: Progress, unfolded: AbstractSet[str], only: Filter) -> list[TreeRow]:
    """The lines in view, from the top."""
    tree, counts = progress.tree, progress.counts
    passing = None if only is Filter.ALL else _passing(progress, only)
    rows: list[TreeRow] = []

    def below(parent: int, depth: int) -> None:
        option = parent in progress.chosen
        for place in tree.children(parent):
            if passing is not None and not passing[place]:
                continue
            chosen = option and progress.chosen[parent].option == place
            rows.append(TreeRow(tree, place, depth, bool(counts[place]), option, chosen))
            if tree.has_children(place):
                node = tree.nodes[place]
                if not isinstance(node, Group) or node.key in unfolded:
                    below(place, depth + 1)

    below(0, 0)
    return rows


def count_of(progress: Progress, only: Filter) -> int:
    """How many topics a filter lets through, wherever they stand; each counts once."""
    tree = progress.tree
    if only is Filter.ALL:
        return len(tree.places)
    return len({id_ for place in _fitting(progress, only) for id_ in tree.ids(place)[: _most(tree, place)]})


def _most(tree: Tree, place: int) -> int | None:
    """How many ids at a place a filter means: a topic is meant without what stands below it."""
    return None if isinstance(tree.nodes[place], Group) else 1


def roll_up(progress: Progress, place: int) -> tuple[int, int]:
    """How many topics below a topic are done, and how many count; those below a group are in its tally."""
    marks = [progress.mark(id_) for id_ in progress.tree.ids(place)[1:]]
    return marks.count(Mark.DONE), len(marks) - marks.count(Mark.SKIPPED)


def _passing(progress: Progress, only: Filter) -> Sequence[int]:
    """1 at the places that are let through, and at those that lead to one."""
    passing, parents = bytearray(len(progress.tree)), progress.tree.parents
    for place in _fitting(progress, only):
        while place and not passing[place]:
            passing[place] = 1
            place = parents[place]  # noqa: PLW2901  up the tree until somebody was there before
    return passing


def _fitting(progress: Progress, only: Filter) -> Iterator[int]:
    """The places that a filter is about."""
    for place, node in enumerate(progress.tree.nodes):
        if only is Filter.OPTIONAL:
            if node.optional if isinstance(node, Group) else not progress.counts[place]:
                yield place
        elif isinstance(node, Topic) and progress.mark(node.id) in _MARKS[only]:
            yield place


def group_at(row: TreeRow) -> int:
    """The place of the group that a row is, or of the innermost one that holds it."""
    holding = (row.place, *reversed(row.tree.path(row.place)))
    return next(place for place in holding if isinstance(row.tree.nodes[place], Group))


def choice_at(row: TreeRow) -> int | None:
    """The place of the innermost "any of" group with options that a row is, or is in; None for none."""
    holding = (row.place, *reversed(row.tree.path(row.place)))
    return next(filter(row.tree.is_choice, holding), None)

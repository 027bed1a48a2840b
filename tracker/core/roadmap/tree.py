"""The tree of a roadmap: its nodes in reading order. A place in it is a number, counted from the root, which is 0.

The node at a place is followed by everything below it; the `ends` of the place is the place behind the last of that.
Made for 10,000 topics: the largest roadmap that was found in the open has 2,666.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from tracker.core.roadmap.parts import Group, Node, Rule, Topic

Line = tuple[int, Node]
"""A node with its depth: 0 for the root."""


class Tree:
    """A tree whose root is the group at place 0. Two trees with the same nodes at the same places are equal."""

    def __init__(self, nodes: tuple[Node, ...], ends: tuple[int, ...]) -> None:
        self.nodes, self.ends = nodes, ends

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tree) and (self.nodes, self.ends) == (other.nodes, other.ends)

    def __hash__(self) -> int:
        return hash((self.nodes, self.ends))

    def __len__(self) -> int:
        return len(self.nodes)

    def __repr__(self) -> str:
        return "\n".join(f"{'  ' * depth}{node}" for depth, node in self.lines())

    @property
    def root(self) -> Group:
        """The group at place 0."""
        root = self.nodes[0]
        if not isinstance(root, Group):
            raise TypeError(f"the root of a tree is a group, and {root.id} is a topic")
        return root

    @cached_property
    def parents(self) -> tuple[int, ...]:
        """The place of the parent of each place; 0 for the root too."""
        parents = [0] * len(self.nodes)
        for place, end in enumerate(self.ends):
            if end > place + 1:
                child = place + 1
                while child < end:
                    parents[child] = place
                    child = self.ends[child]
        return tuple(parents)

    @cached_property
    def groups(self) -> Mapping[str, int]:
        """The places of the groups by their keys, in reading order."""
        return {node.key: place for place, node in enumerate(self.nodes) if isinstance(node, Group)}

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The places of the topics by their ids, in reading order; of one that stands in two places, the first."""
        places: dict[str, int] = {}
        for place, node in enumerate(self.nodes):
            if isinstance(node, Topic):
                places.setdefault(node.id, place)
        return places

    @cached_property
    def uneven(self) -> tuple[int, ...]:
        """The places at which a rule decides what counts: an "any of", something optional, a topic by its children."""
        return tuple(
            place
            for place, node in enumerate(self.nodes)
            if (node.rule is Rule.ANY or node.optional if isinstance(node, Group) else node.by_children)
        )

    @cached_property
    def hours(self) -> Mapping[str, float]:
        """The hours of the topics that take some, by their ids."""
        return {topic.id: topic.hours for topic in self._each_once() if topic.hours}

    @cached_property
    def months(self) -> Mapping[str, float]:
        """The months of the topics that take some, by their ids."""
        return {topic.id: topic.months for topic in self._each_once() if topic.months}

    def _each_once(self) -> Iterator[Topic]:
        return (node for node in map(self.nodes.__getitem__, self.places.values()) if isinstance(node, Topic))

    def place_of(self, name: str) -> int | None:
        """The place of a group by its key, or the first of a topic by its id; None for neither."""
        place = self.groups.get(name)
        return self.places.get(name) if place is None else place

    def group(self, place: int) -> Group:
        """The group at the place of one. Raises `TypeError` at the place of a topic."""
        node = self.nodes[place]
        if not isinstance(node, Group):
            raise TypeError(f"{node.id} is a topic, and no group")
        return node

    def is_choice(self, place: int) -> bool:
        """Whether an "any of" group with options stands at a place."""
        node = self.nodes[place]
        return isinstance(node, Group) and node.rule is Rule.ANY and self.has_children(place)

    def has_children(self, place: int) -> bool:
        """Whether anything is below a place."""
        return self.ends[place] > place + 1

    def children(self, place: int) -> Iterator[int]:
        """The places right below a place."""
        child, end = place + 1, self.ends[place]
        while child < end:
            yield child
            child = self.ends[child]

    def path(self, place: int) -> list[int]:
        """The places that lead to a place, from the root to its parent."""
        places: list[int] = []
        while place:
            place = self.parents[place]
            places.append(place)
        return places[::-1]

    def topics(self, place: int = 0) -> list[Topic]:
        """The topics at a place and below it, in reading order; one that stands in two places comes twice."""
        return [node for node in self.nodes[place : self.ends[place]] if isinstance(node, Topic)]

    def ids(self, place: int = 0) -> list[str]:
        """The ids of the topics at a place and below it, in reading order; one in two places comes twice."""
        return [node.id for node in self.nodes[place : self.ends[place]] if isinstance(node, Topic)]

    def lines(self, place: int = 0) -> Iterator[Line]:
        """The nodes at a place and below it with their depths, 0 for the place itself; `tree_of` reads them."""
        open_ends: list[int] = []
        for below in range(place, self.ends[place]):
            while open_ends and open_ends[-1] <= below:
                open_ends.pop()
            yield len(open_ends), self.nodes[below]
            open_ends.append(self.ends[below])


def tree_of(lines: Iterable[Line]) -> Tree:
    """The tree of nodes in reading order, each with its depth: 0 for the root, at most one more than the line before.

    Raises `ValueError` where the depths make no tree.
    """
    every = [*lines]
    return Tree(tuple([node for _, node in every]), ends_of([depth for depth, _ in every]))


def ends_of(depths: Sequence[int]) -> tuple[int, ...]:
    """The ends of the places of a tree by their depths, which are as in `tree_of`. Raises `ValueError`."""
    if not depths:
        raise ValueError("a tree has a root")
    if depths[0] or min(depths[1:], default=1) < 1:
        raise ValueError("a tree has one root")
    ends = [*range(1, len(depths) + 1)]
    parents: list[int] = []  # the open places that have something below them; the depth of each is its index
    before = 0
    for place, depth in enumerate(depths):
        if depth > before:
            if depth > before + 1:
                raise ValueError("the parts of a tree do not fit into each other")
            parents.append(place - 1)
        elif depth < before:
            for closed in parents[depth:]:
                ends[closed] = place
            del parents[depth:]
        before = depth
    for closed in parents:
        ends[closed] = len(depths)
    return tuple(ends)

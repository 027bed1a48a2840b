"""A tree by columns, in reading order: a place in it is a number, and a node is made when somebody looks at it.

So a roadmap of 100,000 topics is opened for the price of the rows in view. The group or topic at a place is followed by
everything below it; its `ends` is the place behind the last of that.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from tracker.core.roadmap.lazy import LazyChildren
from tracker.core.roadmap.model import Group, Node, Topic, topics

_PLAIN_GROUP, _PLAIN_TOPIC = Group("", ""), Topic("", "")
_OWN_COLUMN = frozenset(("id", "key", "title", "children"))
_UNEVEN = frozenset(("rule", "optional", "by_children"))  # with any of these not all topics count, or not once each


class Tree:
    """A tree whose root is the group at place 0.

    `names` are the ids of topics and the keys of groups, `groups` the places of the groups, and `rest` has what else
    the few nodes that have more say of themselves, by their place and the names of their fields.
    """

    def __init__(
        self,
        names: Sequence[str],
        titles: Sequence[str],
        ends: Sequence[int],
        groups: Sequence[int],
        rest: Mapping[int, Mapping[str, Any]],
    ) -> None:
        self.names, self.titles, self.ends, self.groups, self.rest = names, titles, ends, groups, rest

    def __len__(self) -> int:
        return len(self.names)

    @cached_property
    def root(self) -> Group:
        """The whole tree; what is below it is made when it is looked at."""
        return self.group(0)

    @cached_property
    def is_group(self) -> bytearray:
        """1 at the places of groups, 0 at those of topics."""
        flags = bytearray(len(self.names))
        for at in self.groups:
            flags[at] = 1
        return flags

    @cached_property
    def keys(self) -> Mapping[str, int]:
        """The places of the groups by their keys."""
        return {self.names[at]: at for at in self.groups}

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The places of the topics by their ids, in reading order; of one that stands in two places, the first."""
        found = [at for at, is_group in enumerate(self.is_group) if not is_group]
        places = dict(zip(map(self.names.__getitem__, found), found, strict=True))
        if len(places) < len(found):
            for at in reversed(found):
                places[self.names[at]] = at
        return places

    @cached_property
    def parents(self) -> Sequence[int]:
        """The place of the parent of each place; 0 for the root too."""
        parents, open_places = [0] * len(self.names), [0]
        for at in range(1, len(parents)):
            while self.ends[open_places[-1]] <= at:
                open_places.pop()
            parents[at] = open_places[-1]
            open_places.append(at)
        return parents

    @cached_property
    def is_even(self) -> bool:
        """True where every topic counts, and counts once: no "any of", nothing optional, nothing in two places."""
        once = len(set(self.names)) == len(self.names)
        return once and not any(_UNEVEN & fields.keys() for fields in self.rest.values())

    def below(self, at: int) -> Iterator[int]:
        """The places right below a place."""
        place, end = at + 1, self.ends[at]
        while place < end:
            yield place
            place = self.ends[place]

    def path(self, at: int) -> list[int]:
        """The places that lead to a place, from the root to its parent."""
        found: list[int] = []
        while at:
            at = self.parents[at]
            found.append(at)
        return found[::-1]

    def ids(self, at: int = 0) -> Iterator[str]:
        """The ids of the topics at a place and below it, in reading order."""
        return (self.names[n] for n in range(at, self.ends[at]) if not self.is_group[n])

    def group(self, at: int) -> Group:
        """The group at the place of one."""
        node = self.node(at)
        if not isinstance(node, Group):
            raise TypeError(f"{self.names[at]} is a topic, and no group")
        return node

    def node(self, at: int) -> Node:
        """The group or topic at a place."""
        children = Below(self, at) if self.ends[at] > at + 1 else ()
        fields = self.rest.get(at, {})
        if self.is_group[at]:
            return Group(self.names[at], self.titles[at], children=children, **fields)
        return Topic(self.names[at], self.titles[at], children=children, **fields)


class Below(LazyChildren):
    """The nodes right below a place."""

    def __init__(self, flat: Tree, at: int) -> None:
        super().__init__(lambda: tuple(map(flat.node, flat.below(at))))
        self.flat, self.at = flat, at


def flatten(root: Group) -> Tree:
    """The tree below `root` by columns; the one it was made from where it was made from columns."""
    if isinstance(root.children, Below) and root is root.children.flat.root:
        return root.children.flat
    columns = _Columns()
    columns.add(root)
    return Tree(columns.names, columns.titles, columns.ends, columns.groups, columns.rest)


class _Columns:
    """The columns of a tree while its nodes are gone through."""

    def __init__(self) -> None:
        self.names, self.titles, self.ends, self.groups = list[str](), list[str](), list[int](), list[int]()
        self.rest: dict[int, Mapping[str, Any]] = {}

    def add(self, node: Node) -> None:
        """Write a node and everything below it."""
        at = len(self.names)
        if isinstance(node, Group):
            self.groups.append(at)
        self.names.append(node.key if isinstance(node, Group) else node.id)
        self.titles.append(node.title)
        self.ends.append(at + 1)
        said = fields_of(node)
        if said:
            self.rest[at] = said
        if isinstance(node.children, Below):
            self.copy(node.children.flat, node.children.at, at)
        else:
            for child in node.children:
                self.add(child)
        self.ends[at] = len(self.names)

    def copy(self, flat: Tree, place: int, at: int) -> None:
        """Write what is below a place of other columns behind `at`, without making nodes of it."""
        begin, end, by = place + 1, flat.ends[place], at - place
        self.names.extend(flat.names[begin:end])
        self.titles.extend(flat.titles[begin:end])
        self.ends.extend([one + by for one in flat.ends[begin:end]])
        groups = flat.groups[bisect_left(flat.groups, begin) : bisect_left(flat.groups, end)]
        self.groups.extend([one + by for one in groups])
        said = flat.rest if len(flat.rest) < end - begin else range(begin, end)
        self.rest.update({one + by: flat.rest[one] for one in said if begin <= one < end and one in flat.rest})


def fields_of(node: Node) -> dict[str, Any]:
    """What a node says of itself beside its name, title and children, as far as it is not as usual."""
    plain = _PLAIN_GROUP if isinstance(node, Group) else _PLAIN_TOPIC
    if node[2:] == plain[2:]:
        return {}
    parts = zip(node._fields, node, plain, strict=True)
    return {name: value for name, value, usual in parts if value != usual and name not in _OWN_COLUMN}


def flat_of(root: Group) -> Tree | None:
    """The columns that a tree was made from, where every topic in it counts and counts once; else none."""
    flat = flatten(root) if isinstance(root.children, Below) else None
    return flat if flat and flat.is_even else None


def topic_ids(node: Node) -> Iterator[str]:
    """The id of every topic at and below `node` in reading order; one held in two places comes twice."""
    if isinstance(node.children, Below):
        return node.children.flat.ids(node.children.at)
    return (topic.id for topic in topics(node))

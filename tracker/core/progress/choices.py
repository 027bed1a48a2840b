"""Which option of each "any of" counts: the one that the user chose, else the one with which the whole stands highest.

The whole is the roadmap; for what does not count in it, the optional part or the "any of" that it stands in, as if that
counted. Options are compared together, since a topic may stand in several and counts once. What is compared depends on
the tree and on what the user chose, never on the ticks: so a tick can raise the highest of the fractions, and cannot
lower it. An option with nothing to count stands for its group only where every option is such; of equal ones the first
in the order of the file counts.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from math import prod
from typing import NamedTuple

from tracker.core.roadmap.model import Group
from tracker.core.roadmap.tree import Tree

MOST_WAYS = 1_000
"""Combinations of options that are compared with each other. Where a file has more that depend on each other, the first
option of a further group counts until the user chooses; the largest role of the library has 12."""


class Chosen(NamedTuple):
    """The place of the option that counts in an "any of" group, and whether the user pinned it."""

    option: int
    pinned: bool


class _Way(NamedTuple):
    """One way to fill a group: the topics that count then, and the option that it picks for each "any of" in it."""

    topics: AbstractSet[str]
    picks: tuple[tuple[int, int], ...] = ()


def choose(
    tree: Tree, choices: Mapping[str, str], done: AbstractSet[str], skipped: AbstractSet[str]
) -> dict[int, Chosen]:
    """The option that counts in each "any of" group with options, by the group's place.

    `choices` maps the key of a group to the id of an option; `done` and `skipped` are ids of topics.
    """
    choosing = _Choosing(tree, choices, done, skipped)
    chosen: dict[int, Chosen] = {}
    groups = [*filter(tree.is_choice, tree.uneven)]
    for place in (0, *tree.uneven):
        if bisect_left(groups, place) == bisect_left(groups, tree.ends[place]):  # nothing is to be picked there
            continue
        node = tree.nodes[place]
        is_optional = isinstance(node, Group) and node.optional
        if place == 0 or is_optional or (tree.is_choice(place) and place not in chosen):
            for group, option in choosing.highest(place):
                chosen.setdefault(group, Chosen(option, choosing.is_pinned(group)))
    return chosen


class _Choosing:
    """Compares the ways to fill the parts of one tree."""

    def __init__(
        self, tree: Tree, choices: Mapping[str, str], done: AbstractSet[str], skipped: AbstractSet[str]
    ) -> None:
        self.tree, self.done, self.skipped = tree, done, skipped
        self._pins = dict(self._pinned(choices))
        self._parts_of: dict[int, tuple[AbstractSet[str], list[int]]] = {}
        self._sizes: dict[int, int] = {}

    def _pinned(self, choices: Mapping[str, str]) -> Iterator[tuple[int, int]]:
        for place in filter(self.tree.is_choice, self.tree.uneven):
            wanted = choices.get(self.tree.nodes[place].name)
            yield from ((place, option) for option in self.tree.children(place) if self.tree.nodes[option].id == wanted)

    def is_pinned(self, group: int) -> bool:
        """Whether the user chose an option of a group."""
        return group in self._pins

    def highest(self, place: int) -> tuple[tuple[int, int], ...]:
        """The picks with which the part at a place stands highest by itself.

        The fraction of the best picks so far is the price of a topic that counts. Bundles of groups that share no topic
        are then filled one by one, each with the most that is done above that price, until nothing is above it
        (Dinkelbach's way to the highest fraction).
        """
        sure, groups = self._parts(place)
        bundles = [self._ways(bundle) for bundle in self._bundles(groups, sure)]
        scores = [[self._score(way.topics - sure) for way in ways] for ways in bundles]
        start = self._score(sure)
        best = [0] * len(bundles)
        while True:
            parts = [start, *(score[index] for score, index in zip(scores, best, strict=True))]
            done, counted = (sum(column) for column in zip(*parts, strict=True))
            gains = [[own_done * counted - own_counted * done for own_done, own_counted in score] for score in scores]
            best = [gain.index(max(gain)) for gain in gains]
            if sum(map(max, gains)) + start[0] * counted - start[1] * done <= 0:
                picked = (ways[index].picks for ways, index in zip(bundles, best, strict=True))
                return tuple(pick for picks in picked for pick in picks)

    def _score(self, topics: AbstractSet[str]) -> tuple[int, int]:
        """How many of these are done, and how many count."""
        return len(topics & self.done), len(topics - self.skipped)

    def _parts(self, place: int) -> tuple[AbstractSet[str], list[int]]:
        """The topics of a part that count whichever options are picked, and its outermost "any of" groups."""
        if place not in self._parts_of:
            parts = [*self._counting(place)]
            groups = [part for part in parts if self.tree.is_choice(part)]
            sure = {self.tree.nodes[part].name for part in parts}.difference(self.tree.nodes[g].name for g in groups)
            self._parts_of[place] = sure, groups
        return self._parts_of[place]

    def _counting(self, place: int) -> Iterator[int]:
        """The topics at and below a place that count, and the "any of" groups between them."""
        tree, end, position = self.tree, self.tree.ends[place], place
        while position < end:
            node = tree.nodes[position]
            if not isinstance(node, Group):
                if not (node.by_children and tree.has_children(position)):
                    yield position
            elif position != place and node.optional:
                position = tree.ends[position]
                continue
            elif tree.is_choice(position):
                yield position
                position = tree.ends[position]
                continue
            position += 1

    def _bundles(self, groups: Iterable[int], sure: AbstractSet[str]) -> list[list[int]]:
        """The groups, together where they share a topic that is not sure to count anyway."""
        bundles: list[tuple[set[str], list[int]]] = []
        for group in groups:
            topics, members = set(self.tree.ids(group)) - sure, [group]
            for bundle in [bundle for bundle in bundles if not topics.isdisjoint(bundle[0])]:
                bundles.remove(bundle)
                topics |= bundle[0]
                members += bundle[1]
            bundles.append((topics, sorted(members)))
        return sorted(members for _, members in bundles)

    def _ways(self, groups: Iterable[int]) -> list[_Way]:
        """Every way to fill some groups together, at most `MOST_WAYS`, in the order of the file."""
        ways, size = [_Way(frozenset())], 1
        for group in groups:
            more = self._size(group)
            is_open = size * more <= MOST_WAYS
            size *= more if is_open else 1
            added = self._ways_of(group, is_open=is_open)
            ways = [_Way(a.topics | b.topics, a.picks + b.picks) for a in ways for b in added]
        return ways

    def _ways_of(self, group: int, *, is_open: bool) -> list[_Way]:
        """The ways to fill one group; only the first unless it `is_open`."""
        options = self._options(group) if is_open else self._options(group)[:1]
        ways = []
        for option in options:
            sure, groups = self._parts(option)
            below = self._ways(groups) if is_open else [self._first(groups)]
            ways += [_Way(sure | way.topics, ((group, option), *way.picks)) for way in below]
        return [way for way in ways if way.topics - self.skipped] or ways[:1]

    def _first(self, groups: Iterable[int]) -> _Way:
        ways = [self._ways_of(group, is_open=False)[0] for group in groups]
        return _Way(frozenset().union(*(way.topics for way in ways)), tuple(pick for way in ways for pick in way.picks))

    def _options(self, group: int) -> list[int]:
        return [self._pins[group]] if group in self._pins else [*self.tree.children(group)]

    def _size(self, group: int) -> int:
        """In how many ways a group can be filled."""
        if group not in self._sizes:
            self._sizes[group] = sum(prod(map(self._size, self._parts(option)[1])) for option in self._options(group))
        return self._sizes[group]

"""How far a person is along a roadmap. Computed from the tree, the marks and the choices, and never stored.

The rules, and why a percentage never lies:

- ``percent = floor(100 * done / counted)``; at least 1 once anything is done, and 100 only when everything is.
- A skipped topic is not counted. An optional one is not counted in the main number; it has its own beside it.
- Of an "any of" group the chosen option counts; with no choice made, the one furthest along (by fraction, then by
  order).
- A topic that stands in two places counts once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

from tracker.core.roadmap.model import Group, Mark, Node, Roadmap, Rule, Topic, topics
from tracker.core.roadmap.tree import Tree, flat_of

_V = TypeVar("_V")
_OVER = (Mark.DONE, Mark.SKIPPED)


class Tally(NamedTuple):
    """Counts over a set of topics. `hours_left` and `months_left` sum those counted and not done, each for itself."""

    done: int = 0
    counted: int = 0
    doing: int = 0
    skipped: int = 0
    hours_left: float = 0.0
    months_left: float = 0.0

    @property
    def percent(self) -> int | None:
        """Whole per cent done, rounded down; None when nothing is counted."""
        if not self.counted:
            return None
        if not self.done:
            return 0
        return max(1, 100 * self.done // self.counted)

    @property
    def left(self) -> int:
        """Topics counted and not done yet."""
        return self.counted - self.done


class Chosen(NamedTuple):
    """The option that counts in an "any of" group, and whether the person pinned it."""

    option: str
    pinned: bool


class Scope(NamedTuple):
    """The topics of one part of a roadmap: those that count, and those that are optional there."""

    counted: frozenset[str]
    optional: frozenset[str]


class Progress(NamedTuple):
    """What follows from a roadmap, the marks and the choices.

    `scopes`, `tallies` and `optional` go by the key of a group, and have one entry for every group, also for those
    that do not count (as if they did); `chosen` has one for every "any of" group. `ready` is the tally of the
    smaller set that makes a junior ready to apply.
    """

    roadmap: Roadmap
    marks: Mapping[str, Mark]
    scopes: Mapping[str, Scope]
    tallies: Mapping[str, Tally]
    optional: Mapping[str, Tally]
    chosen: Mapping[str, Chosen]
    ready: Tally | None = None

    @property
    def total(self) -> Tally:
        """The tally of the whole roadmap."""
        return self.tallies[self.roadmap.root.key]

    @property
    def total_optional(self) -> Tally:
        """The tally of what is optional in the whole roadmap."""
        return self.optional[self.roadmap.root.key]

    @property
    def counted(self) -> frozenset[str]:
        """The ids of the topics that the percentage is about, skipped ones included."""
        return self.scopes[self.roadmap.root.key].counted

    def mark(self, topic: str) -> Mark:
        """The mark of a topic."""
        return self.marks.get(topic, Mark.TODO)


def measure(roadmap: Roadmap, marks: Mapping[str, Mark], choices: Mapping[str, str]) -> Progress:
    """Progress along `roadmap`. `choices` maps the key of an "any of" group to the id of an option."""
    flat = flat_of(roadmap.root)
    if flat and not roadmap.ready:
        return _measure_flat(roadmap, flat, marks)
    survey = _Survey(roadmap.root, marks, choices)
    ready = None
    if roadmap.ready:
        smaller = _Survey(roadmap.ready, marks, choices)
        ready = smaller.tallies[roadmap.ready.key]
    return Progress(roadmap, marks, survey.scopes, survey.tallies, survey.optional, survey.chosen, ready)


class _Made(Mapping[str, _V], Generic[_V]):
    """A value for each key, made when it is asked for: a status line asks for one, a screen for those in view."""

    def __init__(self, keys: Mapping[str, object], make: Callable[[str], _V]) -> None:
        self._keys, self._make = keys, make
        self._made: dict[str, _V] = {}

    def __getitem__(self, key: str) -> _V:
        if key not in self._made:
            if key not in self._keys:
                raise KeyError(key)
            self._made[key] = self._make(key)
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def _measure_flat(roadmap: Roadmap, flat: Tree, marks: Mapping[str, Mark]) -> Progress:
    """As `measure`, where every topic counts once: what is below a group stands between its place and its end."""
    keys, count = flat.keys, _Count(flat, marks)
    return Progress(
        roadmap,
        marks,
        _Made(keys, lambda key: Scope(frozenset(flat.ids(keys[key])), frozenset())),
        _Made(keys, lambda key: count.tally(keys[key])),
        _Made(keys, lambda _: Tally()),
        {},
    )


class _Count:
    """Counts marks in parts of a tree by columns."""

    def __init__(self, flat: Tree, marks: Mapping[str, Mark]) -> None:
        self.flat = flat
        self.done, self.doing, self.skipped = (
            {id_ for id_, its in marks.items() if its is mark} for mark in (Mark.DONE, Mark.DOING, Mark.SKIPPED)
        )
        self.hours, self.months = (
            sorted((at, fields[what]) for at, fields in flat.rest.items() if what in fields)
            for what in ("hours", "months")
        )

    def tally(self, at: int) -> Tally:
        """What is at a place and below it."""
        flat, end = self.flat, self.flat.ends[at]
        names = flat.names[at:end]
        marked = (self.done, self.doing, self.skipped)
        done, doing, skipped = (sum(map(ids.__contains__, names)) if ids else 0 for ids in marked)
        groups = bisect_left(flat.groups, end) - bisect_left(flat.groups, at)
        left = [self._left(takes, at, end) for takes in (self.hours, self.months)]
        return Tally(done, len(names) - groups - skipped, doing, skipped, *left)

    def _left(self, takes: list[tuple[int, float]], at: int, end: int) -> float:
        """The sum of what the topics between two places take that are neither done nor skipped."""
        names, inside = self.flat.names, takes[bisect_left(takes, (at,)) : bisect_left(takes, (end,))]
        left = (takes for n, takes in inside if names[n] not in self.done and names[n] not in self.skipped)
        return round(sum(left, 0.0), 2)


class _Survey:
    """One walk over a tree, deepest groups first, so that an option is measured before it is chosen."""

    def __init__(self, root: Group, marks: Mapping[str, Mark], choices: Mapping[str, str]) -> None:
        self.marks, self.choices = marks, choices
        every = list(topics(root))
        self.hours = {topic.id: topic.hours for topic in every}
        self.months = {topic.id: topic.months for topic in every if topic.months}
        self.scopes: dict[str, Scope] = {}
        self.chosen: dict[str, Chosen] = {}
        for group in _deepest_first(root):
            self.scopes[group.key] = self._any(group) if group.rule is Rule.ANY else self._all(group.children)
        self.tallies = _Made(self.scopes, lambda key: self.tally(self.scopes[key].counted))
        self.optional = _Made(self.scopes, lambda key: self.tally(self.scopes[key].optional))

    def tally(self, ids: frozenset[str]) -> Tally:
        done = doing = skipped = counted = 0
        hours = 0.0
        marks = self.marks
        for topic in ids:
            mark = marks.get(topic)
            if mark is Mark.SKIPPED:
                skipped += 1
                continue
            counted += 1
            if mark is Mark.DONE:
                done += 1
                continue
            doing += mark is Mark.DOING
            hours += self.hours[topic]
        left = (takes for topic, takes in self.months.items() if topic in ids and marks.get(topic) not in _OVER)
        return Tally(done, counted, doing, skipped, round(hours, 2), round(sum(left, 0.0), 2))

    def _scope(self, node: Node) -> Scope:
        if isinstance(node, Group):
            return self.scopes[node.key]
        if not node.children:
            return Scope(frozenset((node.id,)), frozenset())
        below = self._all(node.children)
        own = frozenset() if node.by_children else frozenset((node.id,))
        return Scope(below.counted | own, below.optional - own)

    def _all(self, nodes: Iterable[Node]) -> Scope:
        counted: set[str] = set()
        optional: set[str] = set()
        for node in nodes:
            if isinstance(node, Topic) and not node.children:
                counted.add(node.id)
                continue
            scope = self._scope(node)
            if isinstance(node, Group) and node.optional:
                optional |= scope.counted
            else:
                counted |= scope.counted
            optional |= scope.optional
        return Scope(frozenset(counted), frozenset(optional - counted))

    def _any(self, group: Group) -> Scope:
        if not group.children:
            return Scope(frozenset(), frozenset())
        scopes = {option.id: self._scope(option) for option in group.children}
        pinned = self.choices.get(group.key, "")
        option = pinned if pinned in scopes else max(scopes, key=lambda o: self._fraction(scopes[o]))
        self.chosen[group.key] = Chosen(option, option == pinned)
        return scopes[option]

    def _fraction(self, scope: Scope) -> float:
        tally = self.tally(scope.counted)
        return tally.done / tally.counted if tally.counted else -1.0


def _deepest_first(root: Group) -> Iterable[Group]:
    order: list[Group] = []
    stack: list[Node] = [root]
    while stack:
        here = stack.pop()
        if isinstance(here, Group):
            order.append(here)
        stack.extend(here.children)
    return reversed(order)

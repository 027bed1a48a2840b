"""How far a person is along a roadmap. Computed from the tree, the marks and the choices, and never stored.

The rules, and why a percentage never lies:

- ``percent = floor(100 * done / counted)``; at least 1 once anything is done, and 100 only when everything is.
- A skipped topic is not counted. An optional one is not counted in the main number; it has its own beside it.
- Of an "any of" group the chosen option counts; with no choice made, the one furthest along (by fraction, then by
  order).
- A topic that stands in two places counts once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from tracker.core.roadmap import Group, Mark, Node, Roadmap, Rule, Topic, topics


class Tally(NamedTuple):
    """Counts over a set of topics. `hours_left` sums the hours of those counted and not done."""

    done: int = 0
    counted: int = 0
    doing: int = 0
    skipped: int = 0
    hours_left: float = 0.0

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
    survey = _Survey(roadmap.root, marks, choices)
    ready = None
    if roadmap.ready:
        smaller = _Survey(roadmap.ready, marks, choices)
        ready = smaller.tallies[roadmap.ready.key]
    return Progress(roadmap, marks, survey.scopes, survey.tallies, survey.optional, survey.chosen, ready)


class _Tallies(Mapping[str, Tally]):
    """The tally of each scope, made when it is asked for: a status line asks for one, a screen for those in view."""

    def __init__(self, scopes: Mapping[str, Scope], tally: Callable[[Scope], Tally]) -> None:
        self._scopes, self._tally = scopes, tally
        self._made: dict[str, Tally] = {}

    def __getitem__(self, key: str) -> Tally:
        if key not in self._made:
            self._made[key] = self._tally(self._scopes[key])
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._scopes)

    def __len__(self) -> int:
        return len(self._scopes)


class _Survey:
    """One walk over a tree, deepest groups first, so that an option is measured before it is chosen."""

    def __init__(self, root: Group, marks: Mapping[str, Mark], choices: Mapping[str, str]) -> None:
        self.marks, self.choices = marks, choices
        self.hours = {topic.id: topic.hours for topic in topics(root)}
        self.scopes: dict[str, Scope] = {}
        self.chosen: dict[str, Chosen] = {}
        for group in _deepest_first(root):
            self.scopes[group.key] = self._any(group) if group.rule is Rule.ANY else self._all(group.children)
        self.tallies = _Tallies(self.scopes, lambda scope: self.tally(scope.counted))
        self.optional = _Tallies(self.scopes, lambda scope: self.tally(scope.optional))

    def tally(self, ids: Iterable[str]) -> Tally:
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
        return Tally(done, counted, doing, skipped, round(hours, 2))

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

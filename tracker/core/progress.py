"""How far a person is along a roadmap. Computed from the tree, the marks and the choices, and never stored.

The rules, and why a percentage never lies:

- ``percent = floor(100 * done / counted)``; at least 1 once anything is done, and 100 only when everything is.
- A skipped topic is not counted. An optional one is not counted in the main number; it has its own beside it.
- Of an "any of" group the chosen option counts; with no choice made, the one furthest along (by fraction, then by
  order).
- A topic that stands in two places counts once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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


class _Survey:
    """One walk over a tree, deepest groups first, so that an option is measured before it is chosen."""

    def __init__(self, root: Group, marks: Mapping[str, Mark], choices: Mapping[str, str]) -> None:
        self.marks, self.choices = marks, choices
        self.hours = {topic.id: topic.hours for topic in topics(root)}
        self.scopes: dict[str, Scope] = {}
        self.tallies: dict[str, Tally] = {}
        self.optional: dict[str, Tally] = {}
        self.chosen: dict[str, Chosen] = {}
        for group in _deepest_first(root):
            scope = self._any(group) if group.rule is Rule.ANY else self._all(group.children)
            self.scopes[group.key] = scope
            self.tallies[group.key] = self.tally(scope.counted)
            self.optional[group.key] = self.tally(scope.optional)

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


class Worth(NamedTuple):
    """What marking one topic done makes of a roadmap."""

    roadmap: Roadmap
    before: Tally
    after: Tally

    @property
    def gain(self) -> int:
        """Whole per cent gained."""
        return (self.after.percent or 0) - (self.before.percent or 0)


def worth(progress: Progress, choices: Mapping[str, str], topic: str) -> Worth | None:
    """What a tick of `topic` makes of the roadmap, measured; None where the tick would not count."""
    before = progress.total
    if progress.mark(topic) is Mark.DONE:
        return None
    after = measure(progress.roadmap, {**progress.marks, topic: Mark.DONE}, choices).total
    return None if after == before else Worth(progress.roadmap, before, after)


class Preview(NamedTuple):
    """What an option of an "any of" group would make of the whole roadmap, were it chosen."""

    option: str
    title: str
    own: Tally
    total: Tally


def previews(progress: Progress, choices: Mapping[str, str], group: Group) -> list[Preview]:
    """One preview an option, in the order of the file."""
    found = []
    for option in group.children:
        chosen = option.id
        then = measure(progress.roadmap, progress.marks, {**choices, group.key: chosen})
        found.append(Preview(chosen, option.title, then.tallies[group.key], then.total))
    return found

"""How far the user is along a roadmap. Computed from the tree, the marks and the choices, and never stored.

The rules, and why a percentage never lies:

- ``percent = floor(100 * done / counted)``; at least 1 once anything is done, and 100 only when everything is.
- A skipped topic is not counted. An optional one is not counted in the main number; it has its own beside it.
- Of an "any of" group the option that the user chose counts; with no choice made, the one with which the whole roadmap
  stands highest, then the first (`choices`). So no tick ever lowers a percentage.
- A topic that stands in two places counts once.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import NamedTuple

from tracker.core.progress.choices import Chosen, choose
from tracker.core.progress.tally import Tally
from tracker.core.roadmap.model import Group, Mark, Roadmap
from tracker.core.roadmap.tree import Tree

__all__ = ["Progress", "Scope", "Tally", "measure"]


class Scope(NamedTuple):
    """The topics of one part of a roadmap: those that count, and those that are optional there."""

    counted: frozenset[str]
    optional: frozenset[str]


class _Marked(NamedTuple):
    """The topics of a tree by their marks."""

    done: AbstractSet[str]
    doing: AbstractSet[str]
    skipped: AbstractSet[str]


class Progress:
    """What follows from a tree, the marks and the choices; what is asked for by a place is made when it is asked for.

    Every place has a scope and tallies, also one that does not count in the whole: as if it did. `chosen` has an entry
    for each "any of" group with options, by its place. `ready` is the tally of the smaller tree that makes a junior
    ready to apply.
    """

    def __init__(
        self,
        roadmap: Roadmap,
        marks: Mapping[str, Mark],
        marked: _Marked,
        chosen: Mapping[int, Chosen],
        ready: Tally | None,
    ) -> None:
        self.roadmap, self.tree, self.marks, self.chosen, self.ready = roadmap, roadmap.tree, marks, chosen, ready
        self._marked = marked
        self._scopes: dict[int, Scope] = {}
        self._tallies: dict[int, Tally] = {}

    def mark(self, topic: str) -> Mark:
        """The mark of a topic."""
        return self.marks.get(topic, Mark.TODO)

    def tally(self, place: int = 0) -> Tally:
        """What counts at a place and below it."""
        if place not in self._tallies:
            self._tallies[place] = self.tally_of(self.scope(place).counted)
        return self._tallies[place]

    def optional_tally(self, place: int = 0) -> Tally:
        """What is optional at a place and below it."""
        return self.tally_of(self.scope(place).optional)

    @property
    def total(self) -> Tally:
        """The tally of the whole roadmap."""
        return self.tally()

    @property
    def counted(self) -> frozenset[str]:
        """The ids of the topics that the percentage is about, skipped ones included."""
        return self.scope().counted

    @property
    def doing(self) -> AbstractSet[str]:
        """The ids of the topics that are being learnt, wherever they stand in the tree."""
        return self._marked.doing

    @cached_property
    def open_topics(self) -> frozenset[str]:
        """The ids of the topics that count and are neither done nor skipped."""
        return self.counted - self._marked.done - self._marked.skipped

    @cached_property
    def counts(self) -> bytes:
        """1 at the places that count in the percentage, 0 at those inside what is optional or not chosen."""
        tree = self.tree
        counts = bytearray(b"\1") * len(tree)
        for place in tree.uneven:
            node = tree.nodes[place]
            off: Iterable[int] = ()
            if place in self.chosen:
                off = (option for option in tree.children(place) if option != self.chosen[place].option)
            if place and isinstance(node, Group) and node.optional:
                off = (place,)
            for start in off:
                counts[start : tree.ends[start]] = bytes(tree.ends[start] - start)
        return bytes(counts)

    def is_chosen(self, place: int) -> bool:
        """Whether an option stands at a place that counts in its "any of" group."""
        parent = self.tree.parents[place]
        return parent in self.chosen and self.chosen[parent].option == place

    def scope(self, place: int = 0) -> Scope:
        """The topics at a place and below it that count, and those that are optional."""
        if place not in self._scopes:
            self._scopes[place] = self._scope(place)
        return self._scopes[place]

    def _scope(self, place: int) -> Scope:
        tree, node = self.tree, self.tree.nodes[place]
        if place in self.chosen:
            return self.scope(self.chosen[place].option)
        first = place + 1 if isinstance(node, Group) else place  # how a group counts itself is no matter of its own
        if bisect_left(tree.uneven, first) == bisect_left(tree.uneven, tree.ends[place]):
            return Scope(frozenset(tree.ids(place)), frozenset())
        return self._united(place)

    def _united(self, place: int) -> Scope:
        """The scope of what holds a rule: from its parts."""
        tree, node = self.tree, self.tree.nodes[place]
        counted: set[str] = set()
        optional: set[str] = set()
        if not isinstance(node, Group) and not (node.by_children and tree.has_children(place)):
            counted.add(node.id)
        for child in tree.children(place):
            part = tree.nodes[child]
            if not isinstance(part, Group) and not tree.has_children(child):
                counted.add(part.id)
                continue
            below = self.scope(child)
            if isinstance(part, Group) and part.optional:
                optional |= below.counted
            else:
                counted |= below.counted
            optional |= below.optional
        return Scope(frozenset(counted), frozenset(optional - counted))

    def tally_of(self, ids: AbstractSet[str]) -> Tally:
        """Counts over topics of the roadmap."""
        done, doing, skipped = (ids & marked for marked in self._marked)

        def left(takes: Mapping[str, float]) -> float:
            return round(sum(map(takes.__getitem__, (takes.keys() & ids) - done - skipped), 0.0), 2)

        hours, months = left(self.tree.hours), left(self.tree.months)
        return Tally(len(done), len(ids) - len(skipped), len(doing), len(skipped), hours, months)


def measure(roadmap: Roadmap, marks: Mapping[str, Mark], choices: Mapping[str, str]) -> Progress:
    """Progress along `roadmap`. `choices` maps the key of an "any of" group to the id of an option."""
    marked = _marked(roadmap.tree, marks)
    chosen = choose(roadmap.tree, choices, marked.done, marked.skipped)
    smaller = roadmap.ready
    ready = measure(roadmap._replace(tree=smaller, ready=None), marks, choices).total if smaller else None
    return Progress(roadmap, marks, marked, chosen, ready)


def _marked(tree: Tree, marks: Mapping[str, Mark]) -> _Marked:
    marked = [(topic, marks[topic]) for topic in tree.places.keys() & marks.keys()]
    return _Marked(*({topic for topic, own in marked if own is mark} for mark in (Mark.DONE, Mark.DOING, Mark.SKIPPED)))

"""What has to be learnt before what: the open topics of a roadmap with the open prerequisites that they lead to.

A prerequisite is met when it is done or skipped, or when no roadmap knows it any more: nobody can learn that.
Prerequisites make no circle (`core.roadmap.check`); where a store that somebody edited has one, `in_order` cuts it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from tracker.core.progress.measure import Progress
from tracker.core.roadmap.model import Mark, Node, Topic

FindTopic = Callable[[str], Topic | None]
"""Gives a topic of any roadmap by its id; None for an id that no roadmap has."""


def open_with_prerequisites(progress: Progress, find: FindTopic) -> dict[str, Topic]:
    """The open topics of a roadmap in its order, then the open prerequisites that do not count there, by their ids."""
    places, nodes = progress.tree.places, progress.tree.nodes
    open_ = progress.open_topics
    topics = {id_: node for id_, place in places.items() if id_ in open_ and isinstance(node := nodes[place], Topic)}
    waiting = [need for topic in topics.values() for need in topic.needs]
    while waiting:
        id_ = waiting.pop()
        if id_ in topics or is_met(progress.mark(id_)):
            continue
        needed: Node | None = nodes[places[id_]] if id_ in places else find(id_)
        if isinstance(needed, Topic):
            topics[id_] = needed
            waiting += needed.needs
    return topics


def is_met(mark: Mark) -> bool:
    """Whether a prerequisite with this mark holds nothing back."""
    return mark in {Mark.DONE, Mark.SKIPPED}


def startable(topics: Mapping[str, Topic]) -> list[Topic]:
    """Those of the open topics that wait for none of the others."""
    return [topic for topic in topics.values() if not topic.needs or topics.keys().isdisjoint(topic.needs)]


def in_order(topics: Mapping[str, Topic]) -> list[str]:
    """The ids, each after the prerequisites among them; otherwise in the order given."""
    ordered: dict[str, None] = {}
    entered: set[str] = set()
    for start in topics:
        path = [start]
        while path:
            id_ = path[-1]
            ahead = [need for need in topics[id_].needs if need in topics and need not in entered]
            if id_ not in entered and ahead:
                entered.add(id_)
                path += reversed(ahead)
                continue
            entered.add(id_)
            ordered.setdefault(path.pop())
    return list(ordered)


class Dependents:
    """What waits for each of some open topics, all the way down."""

    def __init__(self, topics: Mapping[str, Topic]) -> None:
        linked = {need for topic in topics.values() for need in topic.needs if need in topics}
        linked |= {id_ for id_, topic in topics.items() if topic.needs}
        order = in_order({id_: topics[id_] for id_ in topics if id_ in linked})
        self._numbers = {id_: number for number, id_ in enumerate(order)}
        self._bits = dict.fromkeys(order, 0)  # bit n stands for the nth of the order: sets of hundreds, joined at once
        for id_ in reversed(order):
            waiting = self._bits[id_] | 1 << self._numbers[id_]
            for need in topics[id_].needs:
                if need in self._bits:
                    self._bits[need] |= waiting

    def count(self, topic: str) -> int:
        """How many topics wait for this one."""
        return self._bits.get(topic, 0).bit_count()

    def leading_to(self, topics: Iterable[str]) -> frozenset[str]:
        """The topics for which one of these waits."""
        wanted = sum(1 << self._numbers[id_] for id_ in {*topics} & self._numbers.keys())
        return frozenset(id_ for id_, waiting in self._bits.items() if waiting & wanted)

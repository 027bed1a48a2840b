"""What to learn next, and why.

A topic is suggested when it counts in the roadmap, is not done, and everything it needs inside the roadmap is done.
First come topics that are being learnt, then what makes one ready to apply, then lower levels, then what counts in
more of the roles in view and unlocks more; then the order of the roadmap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from tracker.core.progress.measure import Progress
from tracker.core.roadmap.model import Level, Mark, Topic, topics
from tracker.core.roadmap.tree import Tree, flat_of

_OPEN = (Mark.TODO, Mark.DOING)


class Suggestion(NamedTuple):
    """A topic to learn next. `roles` counts the roadmaps in view in which it counts; `unlocks` what waits for it."""

    topic: Topic
    doing: bool
    ready: bool
    roles: int
    unlocks: int

    @property
    def why(self) -> str:
        """The reasons in words."""
        reasons = []
        if self.doing:
            reasons.append("you are at it")
        if self.ready:
            reasons.append("part of ready to apply")
        if self.roles > 1:
            reasons.append(f"counts in {self.roles} of your roadmaps")
        if self.unlocks:
            reasons.append(f"unlocks {self.unlocks}")
        return ", ".join(reasons) or "next in order"


def suggest(
    progress: Progress, beside: Sequence[Progress] = (), most: int = 3, within: float = 0.0, *, no_cost: bool = False
) -> list[Suggestion]:
    """The best topics to learn next along a roadmap, at most `most`.

    `beside` are other roadmaps in view. `within`, in hours, leaves out what takes longer; 0 leaves out nothing.
    `no_cost` leaves out what needs money or special hardware.
    """
    flat = flat_of(progress.roadmap.root)
    counted = flat.places if flat else progress.counted

    def is_open(id_: str) -> bool:
        return id_ in counted and progress.mark(id_) in _OPEN

    looked_at = _best_of(flat, progress, beside, most) if flat else topics(progress.roadmap.root)
    every = {topic.id: topic for topic in looked_at if is_open(topic.id)}
    waiting = Counter(need for topic in every.values() for need in topic.needs)
    ready = {topic.id for topic in topics(progress.roadmap.ready)} if progress.roadmap.ready else frozenset()
    found = []
    for place, topic in enumerate(every.values()):
        if any(map(is_open, topic.needs)) or (within and topic.hours > within):
            continue
        if no_cost and topic.needed:
            continue
        roles = 1 + sum(topic.id in other.counted for other in beside)
        doing = progress.mark(topic.id) is Mark.DOING
        one = Suggestion(topic, doing, topic.id in ready, roles, waiting[topic.id])
        found.append((*_rank(one), place, one))
    return [one for *_, one in sorted(found)[:most]]


def _best_of(flat: Tree, progress: Progress, beside: Sequence[Progress], most: int) -> Iterator[Topic]:
    """The topics of a tree by columns of which some are the best, in reading order.

    Those with nothing to say for themselves rank alike, so that only the first of them can be among the best.
    """
    places, marks = flat.places, progress.marks
    known = {at for at in flat.rest if not flat.is_group[at]}
    known |= {places[need] for at in known for need in flat.rest[at].get("needs", ()) if need in places}
    known |= {places[id_] for id_, mark in marks.items() if mark is Mark.DOING and id_ in places}
    known |= {places[id_] for other in beside for id_ in other.counted if id_ in places}
    rest = (at for id_, at in places.items() if at not in known and marks.get(id_, Mark.TODO) in _OPEN)
    for at in sorted({*known, *islice(rest, most)}):
        node = flat.node(at)
        if isinstance(node, Topic):
            yield node


def _rank(one: Suggestion) -> tuple[bool, bool, int, int]:
    level = (one.topic.level or Level.BASIC).rank
    return not one.doing, not one.ready, level, -(2 * one.roles + one.unlocks)


def nearest_roles(roles: Sequence[Progress], most: int = 3) -> list[Progress]:
    """The roles that one is furthest along, best first; those not begun are left out."""
    begun = [role for role in roles if role.total.done]
    return sorted(begun, key=lambda role: -role.total.done / role.total.counted)[:most]

"""What to learn next, and why.

A topic is suggested when it counts in the roadmap, is not done, and everything it needs inside the roadmap is done.
First come topics that are being learnt, then what makes one ready to apply, then lower levels, then what counts in
more of the roles in view and unlocks more; then the order of the roadmap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tracker.core.progress import Progress
from tracker.core.roadmap import Level, Mark, Topic, topics


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
    progress: Progress, beside: Sequence[Progress] = (), most: int = 3, within: float = 0.0
) -> list[Suggestion]:
    """The best topics to learn next along a roadmap, at most `most`.

    `beside` are other roadmaps in view. `within`, in hours, leaves out what takes longer; 0 leaves out nothing.
    """
    counted = {id_ for id_ in progress.counted if progress.mark(id_) is not Mark.SKIPPED}
    every = {topic.id: topic for topic in topics(progress.roadmap.root) if topic.id in counted}
    is_open = {id_ for id_ in every if progress.mark(id_) is not Mark.DONE}
    waiting = Counter(need for id_ in is_open for need in every[id_].needs)
    ready = {topic.id for topic in topics(progress.roadmap.ready)} if progress.roadmap.ready else frozenset()
    found = []
    for place, topic in enumerate(every.values()):
        if topic.id not in is_open or any(need in is_open for need in topic.needs):
            continue
        if within and topic.hours > within:
            continue
        roles = 1 + sum(topic.id in other.counted for other in beside)
        doing = progress.mark(topic.id) is Mark.DOING
        one = Suggestion(topic, doing, topic.id in ready, roles, waiting[topic.id])
        found.append((*_rank(one), place, one))
    return [one for *_, one in sorted(found)[:most]]


def _rank(one: Suggestion) -> tuple[bool, bool, int, int]:
    level = (one.topic.level or Level.BASIC).rank
    return not one.doing, not one.ready, level, -(2 * one.roles + one.unlocks)


def nearest_roles(roles: Sequence[Progress], most: int = 3) -> list[Progress]:
    """The roles that one is furthest along, best first; those not begun are left out."""
    begun = [role for role in roles if role.total.done]
    return sorted(begun, key=lambda role: -role.total.done / role.total.counted)[:most]

"""What to learn next, and why.

A topic is suggested when it counts in the roadmap, is not done, and everything it needs inside the roadmap is done.
First come topics that are being learnt, then what makes one ready to apply, then lower levels, then what counts in
more of the roles in view and unlocks more; then the order of the roadmap.
"""

from collections import Counter
from collections.abc import Sequence
from heapq import nsmallest
from typing import NamedTuple

from tracker.core.progress.measure import Progress
from tracker.core.roadmap.model import Topic


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
    tree, open_ = progress.tree, progress.open_topics
    needed = (need for topic in tree.topics() if topic.needs and topic.id in open_ for need in {*topic.needs} & open_)
    waiting = Counter(needed)
    ready = frozenset(progress.roadmap.ready.ids() if progress.roadmap.ready else ())
    elsewhere = Counter(id_ for other in beside for id_ in other.counted & open_)

    def fits(topic: Topic) -> bool:
        blocked = topic.needs and not open_.isdisjoint(topic.needs)
        return not (blocked or (within and topic.hours > within) or (no_cost and topic.needed))

    def rank(topic: Topic) -> tuple[bool, bool, int, int]:
        id_, level = topic.id, topic.level.rank if topic.level else 0
        value = 2 * elsewhere.get(id_, 0) + waiting.get(id_, 0)
        return id_ not in progress.doing, id_ not in ready, level, -value

    found: dict[str, Topic] = {}
    for topic in tree.topics():
        if topic.id in open_ and fits(topic):
            found.setdefault(topic.id, topic)
    doing, best = progress.doing, nsmallest(most, found.values(), key=rank)
    return [Suggestion(t, t.id in doing, t.id in ready, 1 + elsewhere[t.id], waiting[t.id]) for t in best]


def nearest_roles(roles: Sequence[Progress], most: int = 3) -> list[Progress]:
    """The roles that one is furthest along, best first; those not begun are left out."""
    begun = [role for role in roles if role.total.done]
    return sorted(begun, key=lambda role: -role.total.done / role.total.counted)[:most]

"""How far another role is: what roadmaps share, what each asks for alone, and ways from one to the other.

All of it is about what counts now: skipped topics do not, and of an "any of" group one option does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from tracker.core.progress.measure import Progress, Tally, measure
from tracker.core.progress.next_topics import skill_of
from tracker.core.progress.plan import ready_only
from tracker.core.roadmap.model import Mark, Topic

MOST_SIDES = 4
"""Roadmaps that are compared at once: as many columns as fit 80 columns of text."""


class Side(NamedTuple):
    """One of the roadmaps that are compared. `shared` counts in another one too, `only` in none of them."""

    progress: Progress
    shared: frozenset[str]
    only: frozenset[str]

    @property
    def counted(self) -> frozenset[str]:
        """Everything that counts here."""
        return self.shared | self.only


class SkillRow(NamedTuple):
    """What the roadmaps ask of one skill: a tally for each."""

    skill: str
    tallies: tuple[Tally, ...]


class Comparison(NamedTuple):
    """Roadmaps side by side; `common` counts in all of them."""

    sides: tuple[Side, ...]
    common: frozenset[str]

    def skills(self) -> list[SkillRow]:
        """A row for each skill, in the order of the roadmaps."""
        skills: dict[str, None] = {}
        for side in self.sides:
            skills |= dict.fromkeys(skill_of(id_) for id_ in side.progress.tree.ids() if id_ in side.counted)
        return [
            SkillRow(
                skill,
                tuple(
                    side.progress.tally_of({id_ for id_ in side.counted if skill_of(id_) == skill})
                    for side in self.sides
                ),
            )
            for skill in skills
        ]


class Pivot(NamedTuple):
    """What is left of a role for somebody who has learnt another one whole."""

    start: Progress
    goal: Progress
    after: Progress
    """Progress in the goal as it would be then."""


class Door(NamedTuple):
    """A way to a role through another one: first ready to apply there, then the whole of the goal."""

    first: Progress
    first_tally: Tally
    """What is left until one can apply there; of a role that names nothing for that, the whole."""
    then: Tally
    """What would be left of the goal then."""


class Mover(NamedTuple):
    """A topic that can be started, and the roles in which its tick would count."""

    topic: Topic
    roles: tuple[str, ...]


def compare(roadmaps: Sequence[Progress]) -> Comparison:
    """Roadmaps side by side. Where one is there twice, it shares everything with itself."""
    counting = [_counting(progress) for progress in roadmaps]
    sides = []
    for number, (progress, here) in enumerate(zip(roadmaps, counting, strict=True)):
        others = frozenset[str]().union(*counting[:number], *counting[number + 1 :])
        sides.append(Side(progress, here & others, here - others))
    return Comparison(tuple(sides), frozenset.intersection(*counting))


def pivot(start: Progress, goal: Progress, choices: Mapping[str, str]) -> Pivot:
    """The way from one role to another."""
    return Pivot(start, goal, _as_if_done(goal, _counting(start), choices))


def door(first: Progress, goal: Progress, choices: Mapping[str, str]) -> Door:
    """The way to `goal` through `first`."""
    applying = ready_only(first, choices) or first
    return Door(first, applying.total, _as_if_done(goal, _counting(applying), choices).total)


def movers(roles: Sequence[Progress], most: int = 5) -> list[Mover]:
    """The topics whose tick moves most roles at once; of equal ones those that take the fewest hours."""
    counts = Counter(id_ for role in roles for id_ in role.open_topics)
    open_anywhere = counts.keys()
    topics = {topic.id: topic for role in roles for topic in role.tree.topics() if topic.id in counts}
    startable = [topic for topic in topics.values() if open_anywhere.isdisjoint(topic.needs)]
    startable.sort(key=lambda topic: (-counts[topic.id], topic.hours))
    return [
        Mover(topic, tuple(role.roadmap.id for role in roles if topic.id in role.open_topics))
        for topic in startable[:most]
    ]


def coverage(roles: Sequence[Progress]) -> list[list[int]]:
    """For each role, the whole per cent of every role that somebody knows who has learnt it whole."""
    counting = [_counting(role) for role in roles]
    return [[100 * len(here & there) // len(there) if there else 0 for there in counting] for here in counting]


def _counting(progress: Progress) -> frozenset[str]:
    return frozenset(id_ for id_ in progress.counted if progress.mark(id_) is not Mark.SKIPPED)


def _as_if_done(goal: Progress, learnt: AbstractSet[str], choices: Mapping[str, str]) -> Progress:
    return measure(goal.roadmap, {**goal.marks, **dict.fromkeys(learnt, Mark.DONE)}, choices)

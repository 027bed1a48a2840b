"""A plan: every open topic of a roadmap in an order in which it can be learnt, in weeks of so many hours.

What can be started comes in the order of `next_topics`. Open prerequisites that do not count in the roadmap are in the
plan too, since they take their time. A topic that takes months is over when they have passed, and what needs it waits;
other topics are learnt meanwhile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from tracker.core.errors import UsageError
from tracker.core.progress.measure import Progress, measure
from tracker.core.progress.next_topics import WEIGHTS, Scoring, score, skill_of
from tracker.core.progress.prerequisites import FindTopic, in_order
from tracker.core.roadmap.model import Topic

WEEKS_OF_A_MONTH = 365.25 / 12 / 7
MOST_WEEKS = 5_200
"""A century: a longer plan is none, and its last days may lie behind the last year that calendars have."""


class Step(NamedTuple):
    """A topic of a plan. Its weeks are counted from 0; `last` is the week in which it is done.

    `counted` is false for a prerequisite that does not count in the roadmap itself.
    """

    topic: Topic
    counted: bool
    first: int
    last: int


class Plan(NamedTuple):
    """The steps in the order in which they begin, and the hours that they take together."""

    steps: tuple[Step, ...]
    hours: float
    hours_per_week: float

    @property
    def weeks(self) -> int:
        """How many weeks it takes."""
        return max((step.last + 1 for step in self.steps), default=0)

    @property
    def without_hours(self) -> int:
        """How many topics name neither hours nor months, as in most imported roadmaps."""
        return sum(not (step.topic.hours or step.topic.months) for step in self.steps)

    def by_week(self) -> dict[int, list[Step]]:
        """The steps that begin in each week in which one does."""
        weeks: dict[int, list[Step]] = {}
        for step in self.steps:
            weeks.setdefault(step.first, []).append(step)
        return weeks


def ready_only(progress: Progress, choices: Mapping[str, str]) -> Progress | None:
    """Progress along what makes a junior ready to apply; None where the roadmap names nothing."""
    roadmap = progress.roadmap
    return measure(roadmap._replace(tree=roadmap.ready, ready=None), progress.marks, choices) if roadmap.ready else None


def make_plan(progress: Progress, find: FindTopic, hours_per_week: float, beside: Sequence[Progress] = ()) -> Plan:
    """The plan for what is open in a roadmap. `beside` are other roadmaps in view, `hours_per_week` is above 0.

    Raises `UsageError` where it would take more than `MOST_WEEKS`.
    """
    schedule = _Schedule(Scoring(progress, find, beside), hours_per_week)
    while (topic := schedule.best()) is not None:
        schedule.learn(topic)
    hours = sum(step.topic.hours for step in schedule.steps)
    plan = Plan(tuple(schedule.steps), round(hours, 2), hours_per_week)
    if plan.weeks > MOST_WEEKS:
        raise UsageError(f"{hours_per_week:g} h a week are too few: the plan would take {plan.weeks // 52:,} years")
    return plan


class _Schedule:
    """What is learnt so far, and when; time is in weeks."""

    def __init__(self, scoring: Scoring, hours_per_week: float) -> None:
        self.steps: list[Step] = []
        self._topics, self._scoring, self._hours_per_week = scoring.topics, scoring, hours_per_week
        self._now = 0.0
        order = in_order(self._topics)
        self._place = {id_: place for place, id_ in enumerate(self._topics)}
        earlier = set[str]()
        self._open_needs: dict[str, set[str]] = {}
        self._dependents = defaultdict[str, list[str]](list)
        self._startable = defaultdict[str, list[tuple[float, int, Topic]]](list)
        self._passing: list[tuple[float, str]] = []
        self._begun = set(scoring.begun)
        for id_ in order:
            needs = earlier.intersection(self._topics[id_].needs)  # what a circle would need later holds nothing back
            self._open_needs[id_] = needs
            for need in needs:
                self._dependents[need].append(id_)
            if not needs:
                self._can_start(id_)
            earlier.add(id_)

    def best(self) -> Topic | None:
        """The topic to learn now; time passes until something can be started. None when everything is learnt."""
        while self._passing and (self._passing[0][0] <= self._now or not self._startable):
            over, id_ = heappop(self._passing)
            self._now = max(self._now, over)
            self._is_learnt(id_)
        if not self._startable:
            return None

        def worth(skill: str) -> tuple[float, int]:
            falling, place, _ = self._startable[skill][0]
            return -falling + WEIGHTS.begun * (skill in self._begun), -place

        return self._startable[max(self._startable, key=worth)][0][2]

    def learn(self, topic: Topic) -> None:
        """Spend the hours of a topic."""
        skill, start = skill_of(topic.id), self._now
        heappop(self._startable[skill])
        if not self._startable[skill]:
            del self._startable[skill]
        self._begun.add(skill)
        self._now += topic.hours / self._hours_per_week
        over = max(self._now, start + topic.months * WEEKS_OF_A_MONTH)
        self.steps.append(Step(topic, self._scoring.is_counted(topic.id), int(start), _week_until(start, over)))
        if over > self._now:
            heappush(self._passing, (over, topic.id))
        else:
            self._is_learnt(topic.id)

    def _is_learnt(self, id_: str) -> None:
        for waiting in self._dependents[id_]:
            self._open_needs[waiting].discard(id_)
            if not self._open_needs[waiting]:
                self._can_start(waiting)

    def _can_start(self, id_: str) -> None:
        topic = self._topics[id_]
        reasons = self._scoring.reasons(topic)._replace(begun=0)
        heappush(self._startable[skill_of(id_)], (-score(reasons), self._place[id_], topic))


def _week_until(start: float, over: float) -> int:
    """The week in which something is over; what ends with a week is over in it."""
    week = int(over)
    return week - 1 if week == over and over > start else week

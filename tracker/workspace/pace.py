"""A user's record by local days, put together for `core.progress.pace` and `core.progress.forecast`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set as AbstractSet
from random import Random
from typing import NamedTuple

from tracker.core.days import DAYS
from tracker.core.ids import is_day
from tracker.core.journal.entries import entry_moment, has_moment, is_minutes
from tracker.core.journal.events import State
from tracker.core.progress.forecast import Forecast, forecast, past_weeks, scaled
from tracker.core.progress.measure import Progress
from tracker.core.progress.pace import Pause, Streak, Ticked, learnt, streak
from tracker.store.sqlite.record import ticks
from tracker.workspace.local_days import day_of, local_day
from tracker.workspace.workspace import Workspace


class Record(NamedTuple):
    """What is known about the user's days. `days` are those of what is done, by topic; `minutes` were written down."""

    ticked: tuple[Ticked, ...]
    days: dict[str, int]
    minutes: dict[int, float]
    active: frozenset[int]
    pauses: tuple[Pause, ...]
    today: int

    def streak(self, rest: AbstractSet[int]) -> Streak:
        """The days in a row on which something was done."""
        return streak(self.active, self.today, rest, self.pauses)

    def topics_by_day(self) -> Counter[int]:
        """How many topics that are done now were ticked on each day."""
        return Counter(self.days.values())


def rest_days(setting: str) -> frozenset[int]:
    """The days of the week that a setting names."""
    return frozenset(DAYS.index(name) for name in setting.split(",") if name in DAYS)


def read_record(workspace: Workspace, state: State) -> Record:
    """The record up to now, with shared ticks on the day of the topic that they come from."""
    ticked = _ticked(workspace)
    days = _days(ticked, state)
    minutes = Counter[int]()
    for subject, value in state.minutes.items():
        if has_moment(subject) and is_minutes(value):
            minutes[local_day(entry_moment(subject))] += int(value)
    reviewed = {local_day(entry_moment(subject)) for subject in state.answers if has_moment(subject)}
    pauses = tuple(Pause(day_of(first), day_of(last)) for first, last in known_pauses(state))
    active = frozenset(days.values()) | minutes.keys() | reviewed
    return Record(tuple(ticked), days, dict(minutes), active, pauses, workspace.today())


def known_pauses(state: State) -> list[tuple[str, str]]:
    """The first and the last day of each pause, in their order."""
    return sorted(days for days in state.pauses.items() if all(map(is_day, days)))


def tick_days(workspace: Workspace, state: State) -> dict[str, int]:
    """The local day of each tick, by topic; a shared tick has that of the topic that it comes from."""
    return _days(_ticked(workspace), state)


def _ticked(workspace: Workspace) -> list[Ticked]:
    return [Ticked(topic, local_day(moment), together) for topic, moment, together in ticks(workspace.database)]


def _days(ticked: list[Ticked], state: State) -> dict[str, int]:
    days = {tick.topic: tick.day for tick in ticked}
    return days | {topic: days[other] for topic, other in state.links.items() if other in days}


class Pace(NamedTuple):
    """The pace in a roadmap: hours in each whole past week, the newest first, and when it may be finished."""

    weeks: tuple[float, ...]
    forecast: Forecast | None
    hours_left: float

    @property
    def per_week(self) -> float:
        """Hours a week on average."""
        return sum(self.weeks) / len(self.weeks) if self.weeks else 0.0


def pace(record: Record, progress: Progress, hours_per_week: float = 0.0) -> Pace:
    """The pace along a roadmap; `hours_per_week` asks what would be with so many, 0 takes them as they are.

    Where no topic of a roadmap has hours, each counts as one.
    """
    hours = progress.tree.hours
    one_each = not hours
    counted = [tick for tick in learnt(record.ticked) if tick.topic in progress.counted]
    first = min(record.days.values(), default=record.today)

    def takes(topic: str) -> float:
        return 1.0 if one_each else hours.get(topic, 0.0)

    weeks = past_weeks(counted, takes, first, record.today, record.pauses)
    used = scaled(weeks, hours_per_week) if hours_per_week else weeks
    left = float(progress.total.left) if one_each else progress.total.hours_left
    return Pace(tuple(weeks), forecast(used, left, Random) if left else None, left)

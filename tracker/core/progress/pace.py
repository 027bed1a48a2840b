"""Whether the user is getting there: what was done day by day, and how far it brought them.

Days are numbers (`core.days`) in local time. A topic counts on the day on which it got the mark that it has.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from tracker.core.days import monday, weekday
from tracker.core.progress.measure import Progress, Tally

MOST_AT_ONCE = 20
"""Topics that one command can have ticked and that count as learnt: more are a placement or an import. A large day in
the journals of the tests' learners has 6."""

YEAR_OF_WEEKS = 53
_HEAT = (1, 2, 3, 5)


class Ticked(NamedTuple):
    """A topic that is done, the day on which it was ticked, and how many that still are were ticked with it."""

    topic: str
    day: int
    together: int


class Pause(NamedTuple):
    """The first and the last day of a pause."""

    first: int
    last: int


class Streak(NamedTuple):
    """Days in a row on which something was done, and the first of them; `since` is 0 where there is none."""

    days: int
    since: int


class Point(NamedTuple):
    """How far a roadmap was on a day: the whole, and ready to apply."""

    day: int
    total: Tally
    ready: Tally | None


def learnt(ticked: Iterable[Ticked]) -> list[Ticked]:
    """What was learnt, and not only put down: without the ticks of the first day, and without large ones."""
    every = list(ticked)
    first = min((tick.day for tick in every), default=0)
    return [tick for tick in every if tick.day > first and tick.together <= MOST_AT_ONCE]


def streak(active: AbstractSet[int], today: int, rest: AbstractSet[int], pauses: Sequence[Pause]) -> Streak:
    """The days in a row, up to today, on which something was done.

    Days of the week in `rest` and days of a pause are no miss, and today is none until it is over.
    """
    days, since = 0, 0
    day, first = today, min(active, default=today + 1)
    while day >= first:
        if day in active:
            days, since = days + 1, day
        elif not (day == today or weekday(day) in rest or any(pause.first <= day <= pause.last for pause in pauses)):
            break
        day -= 1
    return Streak(days, since)


def year(days: Mapping[int, float], today: int) -> list[list[float | None]]:
    """What was done on each day of the last year: a list for each day of the week from Monday, a week after the other.

    None stands for the days after today.
    """
    first = monday(today) - 7 * (YEAR_OF_WEEKS - 1)
    return [
        [days.get(day, 0) if day <= today else None for day in range(first + number, first + number + 371, 7)]
        for number in range(7)
    ]


def heat(done: float) -> int:
    """How much was done on a day, from 0 for nothing to 4 for five topics or more; a placement is no more than that."""
    return bisect(_HEAT, done)


def burn_up(progress: Progress, days: Mapping[str, int], today: int) -> list[Point]:
    """How far a roadmap was at the end of each week, and today, as it is asked for now; from the first tick in it."""
    done = {id_: days[id_] for id_ in progress.counted if id_ in days}
    if not done:
        return []
    ends = [*range(monday(min(done.values())) + 6, today, 7), today]
    ready = progress.roadmap.ready
    smaller = frozenset(ready.ids()) & progress.counted if ready else frozenset[str]()
    return [
        Point(
            day,
            _tally(progress, progress.counted, done, day),
            _tally(progress, smaller, done, day) if ready else None,
        )
        for day in ends
    ]


def _tally(progress: Progress, ids: AbstractSet[str], done: Mapping[str, int], day: int) -> Tally:
    now = progress.tally_of(ids)
    return Tally(sum(1 for id_ in ids if done.get(id_, day + 1) <= day), now.counted)

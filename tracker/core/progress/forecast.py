"""When a roadmap may be finished: a range, from the user's own weeks.

Each of many paths into the future draws its weeks from the past ones: each path weighs those anew (a Bayesian
bootstrap), newer ones count more, by a half-life of its own, and the level of a path is uncertain and drifts, the more
the more it has changed in the past. Where the last weeks were unlike those before, the paths differ, and the range is
wider. It holds 8 of 10 of them.

In the simulation of `tests/core/simulated_learners.py`, on six seeds with 1,000 learners of each kind, it held the
true end for 88 to 90 % of those with a steady pace, 84 to 86 % with holidays and 75 to 79 % with a changing pace.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, pairwise
from math import exp, sqrt
from typing import NamedTuple, Protocol
from zlib import crc32

from tracker.core.progress.pace import Pause, Ticked

FEWEST_WEEKS = 3
"""Whole weeks on which a forecast rests at least: fewer say nothing about how they differ."""

PATHS = 200
EARLY, LATE = 7, 13
"""Per cent of the paths that end before and after the range, a fifth in all. In the simulation, learners with a
changing pace ended before an even range three times as often as after it.
"""
SHORTEST_HALF_LIFE, DOUBLINGS = 1.75, 4
"""A week counts half after 1.75 to 28 weeks: some paths believe the last weeks alone, some the last year."""
DRIFT = 0.0125
"""Standard deviation of the change of the level from week to week, in logarithms, for whom nothing has changed yet: 9 %
in a year."""
BLOCK, OWN_DRIFT, MOST_DRIFT = 7, 1.1, 0.066
"""Weeks of a block, whose mean is the level then; how much of the change that was seen in the past goes on, and at most
from week to week."""
LEVEL = 0.1
"""Standard deviation of the level of a path with one week of record, in logarithms; it falls with their root."""
_FEWEST_BLOCKS = 3
LONGEST = 1_040
"""Weeks of a path at most: 20 years are no forecast."""


class RandomNumbers(Protocol):
    """A source of random numbers, as `random.Random` is."""

    def random(self) -> float:
        """A number from 0 to 1."""
        ...

    def gauss(self, mu: float, sigma: float) -> float:
        """A number of a normal distribution."""
        ...

    def expovariate(self, lambd: float) -> float:
        """A number of an exponential distribution."""
        ...


class Forecast(NamedTuple):
    """Weeks from now until the end: `EARLY` per cent, half, and all but `LATE` per cent of the paths have ended then.

    `rests_on` is how many weeks it rests on. A number above `LONGEST` stands for later than that.
    """

    low: int
    middle: int
    high: int
    rests_on: int


def past_weeks(
    learnt: Iterable[Ticked], hours: Callable[[str], float], first: int, today: int, pauses: Sequence[Pause]
) -> list[float]:
    """Hours learnt in each whole week after the day `first` and before today, the newest first; without paused ones."""
    count = max(0, (today - first - 1) // 7)
    weeks = [0.0] * count
    for tick in learnt:
        age = (today - 1 - tick.day) // 7
        if 0 <= age < count:
            weeks[age] += hours(tick.topic)
    return [done for age, done in enumerate(weeks) if not _is_paused(today - 7 * (age + 1), pauses)]


def _is_paused(first: int, pauses: Sequence[Pause]) -> bool:
    """Whether every day of the week that begins with a day lies in a pause."""
    return all(any(pause.first <= day <= pause.last for pause in pauses) for day in range(first, first + 7))


def scaled(weeks: Sequence[float], hours_per_week: float) -> list[float]:
    """The weeks as they would be with so many hours a week on average, as regular or irregular as they are."""
    total = sum(weeks)
    return [week * hours_per_week * len(weeks) / total for week in weeks] if total else [hours_per_week] * len(weeks)


def forecast(weeks: Sequence[float], left: float, new_numbers: Callable[[int], RandomNumbers]) -> Forecast | None:
    """When so many hours are learnt. None where fewer than `FEWEST_WEEKS` are known, or nothing was learnt in them.

    `new_numbers` makes random numbers from a seed; the seed follows from the data, so the same data give the same
    forecast.
    """
    if len(weeks) < FEWEST_WEEKS or not any(weeks):
        return None
    numbers = new_numbers(crc32(repr((list(weeks), left)).encode()))
    drift = sqrt(DRIFT**2 + past_drift(weeks) ** 2)
    ends = sorted(_path(weeks, left, drift, numbers) for _ in range(PATHS))
    low, high = ends[PATHS * EARLY // 100], ends[-1 - PATHS * LATE // 100]
    return Forecast(low, ends[PATHS // 2], high, len(weeks))


def past_drift(weeks: Sequence[float]) -> float:
    """By how much the level changed from week to week, in parts of its mean; 0 where weeks differ by chance alone.

    That is what the means of blocks of weeks differ by beyond what the weeks in a block make them differ.
    """
    blocks = [weeks[begin : begin + BLOCK] for begin in range(0, len(weeks) - BLOCK + 1, BLOCK)]
    mean = sum(weeks) / len(weeks)
    if len(blocks) < _FEWEST_BLOCKS or not mean:
        return 0.0
    levels = [sum(block) / BLOCK for block in blocks]
    inside = [(week - level) ** 2 for block, level in zip(blocks, levels, strict=True) for week in block]
    by_chance = 2 * sum(inside) / (len(blocks) * (BLOCK - 1)) / BLOCK
    changes = sum((newer - older) ** 2 for newer, older in pairwise(levels)) / (len(levels) - 1)
    return min(MOST_DRIFT, OWN_DRIFT * sqrt(max(0.0, changes - by_chance) / BLOCK) / mean)


def _path(weeks: Sequence[float], left: float, drift: float, numbers: RandomNumbers) -> int:
    """The weeks until one possible future has learnt it all."""
    half_life = SHORTEST_HALF_LIFE * 2 ** (DOUBLINGS * numbers.random())
    weights = list(accumulate(numbers.expovariate(1) * 0.5 ** (age / half_life) for age in range(len(weeks))))
    level = numbers.gauss(0, LEVEL / sqrt(len(weeks)))
    count = 0
    while left > 0 and count <= LONGEST:
        week = bisect(weights, numbers.random() * weights[-1], hi=len(weeks) - 1)
        left -= weeks[week] * exp(level)
        level += numbers.gauss(0, drift)
        count += 1
    return count

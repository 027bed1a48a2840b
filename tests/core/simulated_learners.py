"""Learners whose future is known, to see whether forecasts hold it: `python -m tests.core.simulated_learners`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from random import Random
from typing import NamedTuple

from tracker.core.progress.forecast import Forecast, forecast

VARIES = 0.5
"""Standard deviation of the hours of a week of somebody steady, as a part of their mean."""

TOPICS = (1, 1.5, 2, 2, 3, 3, 4, 5, 8)
"""Hours of topics, as they are in the library: a tick puts all of them into the week in which a topic is done."""

FULL = 1_000
"""Learners of each kind for the figures that are published."""

Learner = Callable[[Random], Iterator[float]]
"""Hours of one week after the other."""


class Outcome(NamedTuple):
    """The share of forecasts that held the true end, and how wide they were: high by low, on average."""

    coverage: float
    width: float


def steady(random: Random) -> Iterator[float]:
    """About as many hours each week."""
    mean = random.uniform(3, 15)
    while True:
        yield max(0.0, random.gauss(mean, mean * VARIES))


def with_holidays(random: Random) -> Iterator[float]:
    """Steady, with one to four weeks of nothing now and then."""
    weeks = steady(random)
    while True:
        yield from islice(weeks, random.randint(8, 20))
        yield from [0.0] * random.randint(1, 4)


def changing(random: Random) -> Iterator[float]:
    """Steady for two to six months, then at another level, up to a third more or a quarter less."""
    return _at_levels(random, (8, 26), (0.75, 1.35))


def upset(random: Random) -> Iterator[float]:
    """Steady for some months, then at a very different level: a new job, a child, a quiet year."""
    return _at_levels(random, (10, 40), (0.6, 1.6))


def _at_levels(random: Random, weeks: tuple[int, int], factor: tuple[float, float]) -> Iterator[float]:
    mean = random.uniform(3, 15)
    while True:
        for _ in range(random.randint(*weeks)):
            yield max(0.0, random.gauss(mean, mean * VARIES))
        mean = min(25.0, max(1.5, mean * random.uniform(*factor)))


def erratic(random: Random) -> Iterator[float]:
    """Nothing in many weeks, and a lot in some."""
    while True:
        yield random.lognormvariate(1.8, 0.9) if random.random() < 0.45 else 0.0


LEARNERS: dict[str, Learner] = {
    "steady": steady, "with holidays": with_holidays, "changing": changing, "upset": upset, "erratic": erratic,
}  # fmt: skip


def simulate(learner: Learner, count: int, seed: int = 7) -> Outcome:
    """Forecast so many learners of a kind, each after 6 to 60 weeks, and look at how they went on."""
    random = Random(seed)
    held, widths = [], []
    for _ in range(count):
        hours = _ticked(learner(random), random)
        past = list(islice(hours, random.randint(6, 60)))[::-1]
        left = (sum(past) / len(past) + 0.5) * random.uniform(8, 60)
        expected = forecast(past, left, Random)
        if expected is None:
            continue
        end = _end(hours, left)
        held.append(expected.low <= end <= expected.high)
        widths.append(_width(expected))
    return Outcome(sum(held) / len(held), sum(widths) / len(widths))


def _ticked(hours: Iterator[float], random: Random) -> Iterator[float]:
    """The hours of the topics that are ticked in each week, where these are the hours that are spent."""
    spent, topic = 0.0, random.choice(TOPICS)
    for week in hours:
        spent += week
        done = 0.0
        while spent >= topic:
            spent, done, topic = spent - topic, done + topic, random.choice(TOPICS)
        yield done


def _end(hours: Iterator[float], left: float) -> int:
    count = 0
    while left > 0:
        left -= next(hours)
        count += 1
    return count


def _width(expected: Forecast) -> float:
    return expected.high / expected.low


if __name__ == "__main__":
    for name, learner in LEARNERS.items():
        outcome = simulate(learner, FULL)
        print(f"{name:<14} holds {outcome.coverage:.1%}, high/low {outcome.width:.2f}")

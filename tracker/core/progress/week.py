"""What was done on each of the last seven days. A day is a number, as in `core.days`."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from tracker.core.days import DAYS


class Day(NamedTuple):
    """A day, and how many topics were done on it."""

    day: int
    done: int


def last_week(days: Iterable[int], today: int) -> tuple[Day, ...]:
    """The last seven days, today's last. `days` has the day of each topic that was done; earlier ones are left out."""
    counts = Counter(days)
    return tuple(Day(day, counts[day]) for day in range(week_begin(today), today + 1))


def week_begin(today: int) -> int:
    """The first of the last seven days."""
    return today - len(DAYS) + 1

"""What was done on each of the last seven days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

DAYS = 7


class Day(NamedTuple):
    """A day of the calendar, and how many topics were done on it."""

    date: date
    done: int


def last_week(days: Iterable[date], today: date) -> tuple[Day, ...]:
    """The last seven days, today's last. `days` has the day of each topic that was done; others are left out."""
    counts = Counter(days)
    return tuple(Day(day, counts[day]) for day in week_before(today))


def week_before(today: date) -> tuple[date, ...]:
    """The last seven days, today's last."""
    return tuple(today - timedelta(days=before) for before in reversed(range(DAYS)))

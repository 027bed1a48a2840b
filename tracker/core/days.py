"""Days as numbers, counted as `date.toordinal` does: the core reckons with them and never asks which day it is."""

from __future__ import annotations

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days of the week by their short names."""


def weekday(day: int) -> int:
    """The day of the week of a day: 0 for Monday."""
    return (day - 1) % 7


def monday(day: int) -> int:
    """The Monday of the week in which a day lies."""
    return day - weekday(day)

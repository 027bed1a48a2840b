"""Hours in our own exports, written so that reading them gives the same number."""

from __future__ import annotations

import re

from tracker.core.numbers import is_number
from tracker.core.overlay.records import MOST_HOURS

_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,20})?(?:e[+-][0-9]{1,3})?")


def written(hours: float) -> str:
    """The shortest text that gives this number when it is read: `3`, `2.5`, `0.3333333333333333`."""
    short = f"{hours:g}"
    return short if float(short) == hours else repr(hours)


def read(text: str) -> float | None:
    """The hours in `text`; None where it is no number from 0 to `MOST_HOURS`."""
    hours = float(text) if _NUMBER.fullmatch(text) else -1.0
    return hours if is_number(hours, 0, MOST_HOURS) else None

"""The days in a column of a table, in the ways in which programs and spreadsheets write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)? ?(Z|UTC|[+-]\d\d:?\d\d)?)?")
_NUMBERS = re.compile(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})\.?(?:[ ,T].*)?")
_EAST_ASIAN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]?.*")
_WORDS = re.compile(
    r"(?:[^\W\d_]+\.?,? )?(?:(\d{1,2})\.?[ /-]([^\W\d_]{3,})\.?|([^\W\d_]{3,})\.? (\d{1,2}))(?:[ ,/-]+)(\d{2,4})\b.*"
)
_EPOCH = re.compile(r"(1\d{9})(?:\d{3})?")  # seconds or milliseconds since 1970, from 2001 on
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CENTURY = 2000
_MOST_MONTHS = 12
_YEAR = 4  # digits


class Dates:
    """Reads the days of one column; `values` are all that stand in it.

    Whether `3/4/2026` begins with its day or its month, only the other values of the column tell.
    """

    def __init__(self, values: Iterable[str]) -> None:
        parts = [(int(match[1]), int(match[3])) for value in values if (match := _slashed(value))]
        day_first, month_first = (any(pair[place] > _MOST_MONTHS for pair in parts) for place in (0, 1))
        self._known = day_first != month_first
        self._day_first = day_first

    def read(self, text: str) -> str:
        """The day or the moment in ISO 8601; empty where `text` is none, or could be two days."""
        if match := _ISO.fullmatch(text):
            return _iso(match)
        if match := _EPOCH.fullmatch(text):
            return datetime.fromtimestamp(int(match[1]), UTC).isoformat()
        if match := _EAST_ASIAN.fullmatch(text):
            return _day(match[1], match[2], match[3])
        if match := _WORDS.fullmatch(text):
            month = (match[2] or match[3])[:3].casefold()
            return _day(match[5], str(_MONTHS.index(month) + 1), match[1] or match[4]) if month in _MONTHS else ""
        return self._numbers(text)

    def _numbers(self, text: str) -> str:
        match = _NUMBERS.fullmatch(text)
        if not match:
            return ""
        first, sign, second, third = match.groups()
        if len(first) == _YEAR:
            return _day(first, second, third)
        if sign == ".":
            return _day(third, second, first)
        if not self._known:
            return _day(third, second, first) if first == second else ""
        return _day(third, second, first) if self._day_first else _day(third, first, second)


def is_date(text: str) -> bool:
    """True for a day or a moment, also for one that could be two days."""
    return bool(Dates(()).read(text)) or _slashed(text) is not None


def _slashed(text: str) -> re.Match[str] | None:
    """A date of numbers that may begin with its day or with its month."""
    match = _NUMBERS.fullmatch(text)
    return match if match and match[2] != "." and len(match[1]) < _YEAR and len(match[4]) > 1 else None


def _iso(match: re.Match[str]) -> str:
    day = _day(match[1], match[2], match[3])
    if not day or not match[4]:
        return day
    zone = (match[5] or "").replace("Z", "+00:00").replace("UTC", "+00:00")
    return f"{day}T{match[4]}{zone if ':' in zone or not zone else f'{zone[:3]}:{zone[3:]}'}"


def _day(year: str, month: str, day: str) -> str:
    full = int(year) + (_CENTURY if len(year) < _YEAR else 0)
    try:
        return date(full, int(month), int(day)).isoformat()
    except ValueError:
        return ""

"""Days in local time, as the numbers with which the core reckons (`core.days`)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from tracker.core.errors import UsageError


def local_day(moment: str) -> int:
    """The local day of a moment in UTC, in ISO 8601."""
    parsed = datetime.fromisoformat(moment)
    try:
        return parsed.astimezone().toordinal()
    except (OverflowError, ValueError, OSError):  # in the first or last hours that the calendar has
        return parsed.toordinal()


def day_text(day: int) -> str:
    """A day in ISO 8601, for data and for what is typed in again; people read `short_day`."""
    return date.fromordinal(day).isoformat()


def short_day(day: int, today: int) -> str:
    """A day as people write it: `Sat 28 Nov`; `28 Nov 2028` where it is in another year than today."""
    written = date.fromordinal(day)
    if written.year != date.fromordinal(today).year:
        return f"{written.day} {written:%b} {written.year}"
    return f"{written:%a} {written.day} {written:%b}"


def shown_day(moment: str, today: int) -> str:
    """The local day of a moment of the journal as people write it; the moment itself where it cannot be read."""
    try:
        return short_day(local_day(moment), today)
    except (ValueError, OverflowError, OSError):  # not one that this program wrote
        return moment[:10]


def day_of(text: str) -> int:
    """The day that a text in ISO 8601 names. Raises `UsageError`."""
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        raise UsageError(f'"{text}" is no day; write it as 2026-03-01') from None


def begin_of(day: int) -> str:
    """The first moment of a local day in UTC, as events have it."""
    return _utc(day, time())


def noon_of(day: int) -> str:
    """Noon of a local day in UTC, as events have it."""
    return _utc(day, time(12))


def end_of(day: int) -> str:
    """The last moment of a local day in UTC, as events have it."""
    return _utc(day, time(23, 59, 59, 999_000))


def _utc(day: int, clock: time) -> str:
    moment = datetime.combine(date.fromordinal(day), clock).astimezone(UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"

"""When something was done, as people read it: in the time of this place."""

from __future__ import annotations

from datetime import datetime

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")  # Org takes any, and these in every language


def day(moment: str) -> str:
    """The local day of a moment in UTC, `2026-03-01`."""
    return f"{_local(moment):%Y-%m-%d}" if moment else ""


def org_time(moment: str) -> str:
    """A moment in UTC as an inactive time of Org, `[2026-03-01 Sun 00:31]`."""
    local = _local(moment)
    return f"[{local:%Y-%m-%d} {_WEEKDAYS[local.weekday()]} {local:%H:%M}]"


def _local(moment: str) -> datetime:
    parsed = datetime.fromisoformat(moment)
    try:
        return parsed.astimezone()
    except (OverflowError, ValueError, OSError):  # in the first or last hours that the calendar has
        return parsed

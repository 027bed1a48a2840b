"""Hours of work and months of calendar time, in words: how they are rounded and what they assume."""

from __future__ import annotations

from tracker.core.text import plural

_WHOLE = 100
"""Hours from which on halves say nothing: no estimate is that exact."""

HOURS_ASSUME = """\
The hours are for somebody who knows school mathematics and some programming.
Months are calendar time beside them: waiting, a placement, a degree."""


_HOUR = 60
_DAY = 24 * _HOUR


def elapsed(minutes: int) -> str:
    """Minutes of a clock in two units at most: `1 minute`, `2 h`, `3 h 20 min`, `61 days 5 h`."""
    if minutes < _HOUR:
        return plural(minutes, "minute")
    days, rest = divmod(minutes, _DAY)
    full, left = divmod(rest, _HOUR)
    units = [plural(days, "day") if days else "", f"{full} h" if full else "", f"{left} min" if left else ""]
    return " ".join([unit for unit in units if unit][: 2 if not days or full else 1])


def hours(value: float) -> str:
    """Hours as they are written: `3 h`, `2.5 h`, `1,310 h`; from a hundred on in whole hours, halves up."""
    return f"{value if value < _WHOLE else int(value + 0.5):,.10g} h"


def months(value: float) -> str:
    """Months as they are written: `1 month`, `0.5 months`."""
    return f"{value:,.10g} month" if value == 1 else f"{value:,.10g} months"


def time_left(hours_left: float, months_left: float) -> str:
    """Hours of work and months of calendar time, which are never summed: `1,310 h and 5 months`."""
    return f"{hours(hours_left)} and {months(months_left)}" if months_left else hours(hours_left)

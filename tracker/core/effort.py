"""Hours of work and months of calendar time, in words: how they are rounded and what they assume."""

from __future__ import annotations

_WHOLE = 100
"""Hours from which on halves say nothing: no estimate is that exact."""

HOURS_ASSUME = """\
The hours are for somebody who knows school mathematics and some programming.
Months are calendar time beside them: waiting, a placement, a degree."""


def hours(value: float) -> str:
    """Hours as they are written: `3 h`, `2.5 h`, `1,310 h`; from a hundred on in whole hours, halves up."""
    return f"{value if value < _WHOLE else int(value + 0.5):,.10g} h"


def months(value: float) -> str:
    """Months as they are written: `1 month`, `0.5 months`."""
    return f"{value:,.10g} month" if value == 1 else f"{value:,.10g} months"


def time_left(hours_left: float, months_left: float) -> str:
    """Hours of work and months of calendar time, which are never summed: `1,310 h and 5 months`."""
    return f"{hours(hours_left)} and {months(months_left)}" if months_left else hours(hours_left)

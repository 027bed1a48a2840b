"""Pace, streaks and finish dates in sentences, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.core.progress.forecast import FEWEST_WEEKS, LONGEST, Forecast
from tracker.core.progress.pace import Streak, heat
from tracker.core.text import plural

STREAK_RULE = (
    "A day counts when something was ticked, timed or reviewed before midnight, local time. "
    "Rest days and pauses are no miss; today is none until it is over."
)
HEAT, PLAIN_HEAT = "·░▒▓█", ".-+*#"
"""Signs for the steps of `core.progress.pace.heat`."""


def describe_streak(streak: Streak, rest: str) -> str:
    """The streak in words."""
    days = f"{plural(streak.days, 'day')} in a row" if streak.days else "no days in a row"
    return f"{days}; rest days: {rest}"


def describe_forecast(forecast: Forecast | None, weeks: int, left: float, day: str, last_day: str) -> str:
    """When a roadmap may be finished. `day` and `last_day` are the dates of the range."""
    if not left:
        return "nothing is left to learn"
    if weeks < FEWEST_WEEKS:
        return f"too early for a finish date: it needs {FEWEST_WEEKS} whole weeks after the first day, and has {weeks}"
    if forecast is None:
        return "no finish date: nothing was learnt in the weeks that are known"
    rests = f"8 of 10 futures drawn from your last {plural(forecast.rests_on, 'week')}"
    if forecast.low > LONGEST:
        return f"finished in more than {LONGEST // 52} years ({rests})"
    until = f"later than {LONGEST // 52} years from now" if forecast.high > LONGEST else last_day
    return f"finished between {day} and {until} ({rests})"


def heat_line(days: Iterable[float | None], *, ascii_only: bool) -> str:
    """The signs of days in a year's map; a space for days that have not come."""
    signs = PLAIN_HEAT if ascii_only else HEAT
    return "".join(" " if done is None else signs[heat(done)] for done in days)

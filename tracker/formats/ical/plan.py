"""A plan as a calendar with one event of seven days for each week in which topics begin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from tracker.core.effort import time_left
from tracker.core.progress.plan import Plan, Step
from tracker.core.text import plain, plural


def write(plan: Plan, title: str, roadmap: str, first: date) -> str:
    """The calendar. `first` is the first day of the plan.

    The uid of a week depends on the roadmap and its number only, so that a newer plan replaces an older one.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//tracker//plan//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", plain(f"Plan: {title}"))
    for week, steps in plan.by_week().items():
        calendar.add_component(_event(steps, week, title, roadmap, first))
    return str(calendar.to_ical(), "utf-8")


def _event(steps: Sequence[Step], week: int, title: str, roadmap: str, first: date) -> Event:
    event = Event()
    start = first + timedelta(weeks=week)
    event.add("uid", f"{roadmap}-week-{week + 1}@tracker")
    event.add("dtstamp", datetime(first.year, first.month, first.day, tzinfo=UTC))
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(weeks=1))
    event.add("summary", plain(f"{title}, week {week + 1}: {plural(len(steps), 'topic')}"))
    event.add("description", "\n".join(map(_line, steps)))
    event.add("transp", "TRANSPARENT")  # a week of learning is not a week in which one is busy
    return event


def _line(step: Step) -> str:
    until = f", until week {step.last + 1}" if step.last > step.first else ""
    return f"- {plain(step.topic.title)} ({time_left(step.topic.hours, step.topic.months)}{until})"

"""How far another role is, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core.effort import time_left
from tracker.core.progress.compare import Door, Pivot
from tracker.core.progress.measure import Progress, Tally
from tracker.core.progress.next_topics import Suggestion
from tracker.core.text import plural

MOVERS = "Ticks that move most roles at once"
MATRIX = "Per cent of another role (column) that one role (row) teaches you"
"""Headings of what is said about all roles."""


def describe_way(progress: Progress) -> str:
    """How much of a roadmap is known already."""
    if progress.total.percent is None:
        return f"Nothing counts in {progress.roadmap.title}."
    return f"You are {progress.total.percent} % of the way to {progress.roadmap.title}."


def describe_pivot(way: Pivot, first: Sequence[Suggestion]) -> str:
    """What is left of a role for somebody who has learnt another one."""
    total = way.after.total
    names = f"From {way.start.roadmap.title} to {way.goal.roadmap.title}"
    if not total.left:
        return f"{names}: nothing is left to learn."
    start = f", start with {', '.join(suggestion.topic.title for suggestion in first)}" if first else ""
    return f"{names}: {plural(total.left, 'topic')}, {_takes(total)}{start}."


def describe_door(door: Door, goal: Progress) -> str:
    """The way to a role through another one, and straight."""
    first = f"{door.first.roadmap.title} first ({_takes(door.first_tally)} to apply there)"
    then = f"then {goal.roadmap.title} (+{_takes(door.then)})"
    return f"{first}, {then}; straight: {_takes(goal.total)}."


def _takes(tally: Tally) -> str:
    return time_left(tally.hours_left, tally.months_left)

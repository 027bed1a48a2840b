"""The schedules of reviews, kept in the store so that not every answer has to be replayed for them.

What is kept is derived, never the truth: it names the event that was the newest one then, the retention that was asked
for, and the version of the program that made it. It is one text in `meta`.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from tracker import __version__
from tracker.core.progress.review import Schedule
from tracker.store.sqlite.journal import LastEvent
from tracker.store.sqlite.snapshots import Snapshots

_KEY = "schedules"


class KeptSchedules(NamedTuple):
    """The schedule of each reviewed topic, for a retention, and the newest event that they know."""

    last: LastEvent
    retention: float
    schedules: dict[str, Schedule]


def read_schedules(snapshots: Snapshots) -> KeptSchedules | None:
    """What is kept; None where nothing is, or nothing that this version of the program has made."""
    try:
        said = json.loads(snapshots.meta(_KEY) or "null")
        if said is None or said["program"] != __version__:
            return None
        seq, uid = said["last"]
        schedules = {topic: _read(values) for topic, values in said["schedules"].items()}
        return KeptSchedules(LastEvent(seq, uid), said["retention"], schedules)
    except (ValueError, TypeError, LookupError, AttributeError):  # written by hand
        return None


def keep_schedules(snapshots: Snapshots, kept: KeptSchedules) -> None:
    """Keep this instead of what was kept before."""
    said = {"program": __version__, "last": kept.last, "retention": kept.retention, "schedules": kept.schedules}
    snapshots.set_meta(_KEY, json.dumps(said, separators=(",", ":"), ensure_ascii=False))


def forget_schedules(snapshots: Snapshots) -> None:
    """Keep nothing: events may be gone that are older than the newest one."""
    snapshots.set_meta(_KEY, "")


def _read(values: list[Any]) -> Schedule:
    stability, answered, due = values
    if type(stability) is not float or stability <= 0 or {type(answered), type(due)} != {str}:
        raise TypeError("a value is of another type")
    return Schedule(stability, answered, due)

"""The timer of what is being learnt. It runs from a moment in the journal, so no end of the program stops it."""

from datetime import datetime
from typing import NamedTuple

from tracker.core.journal.entries import entry_moment, entry_topic, has_moment
from tracker.core.journal.events import State

_MINUTE = 60


class Timer(NamedTuple):
    """The topic that is being learnt, and the whole minutes since then."""

    topic: str
    minutes: int


def running_timer(state: State, now: str) -> Timer | None:
    """The timer at a moment in UTC; None where none runs. A clock that was set back makes no minutes."""
    if not state.timer or not has_moment(state.timer):
        return None
    since = datetime.fromisoformat(now) - datetime.fromisoformat(entry_moment(state.timer))
    return Timer(entry_topic(state.timer), max(0, int(since.total_seconds()) // _MINUTE))

"""How the roadmaps stand, kept in the store so that no tree has to be read for it.

What is kept is derived, never the truth: it names the event that was the newest one then, and the version of the
program that counted. It is one text in `meta`.
"""

import json
from typing import Any, NamedTuple

from tracker import __version__
from tracker.core.progress.measure import Tally
from tracker.core.progress.standing import Standing
from tracker.core.roadmap.model import Kind
from tracker.store.sqlite.journal import LastEvent
from tracker.store.sqlite.snapshots import Snapshots

_KEY = "standings"
_WHOLE, _ANY_NUMBER = {int}, {int, float}
_WHOLE_NUMBERS = 4  # of a tally; hours and months follow


class KeptStandings(NamedTuple):
    """The standings of all roadmaps in the order of listing, and the newest event that they know."""

    last: LastEvent
    standings: dict[str, Standing]


def read_standings(snapshots: Snapshots) -> KeptStandings | None:
    """What is kept; None where nothing is, or nothing that this version of the program has counted."""
    try:
        said = json.loads(snapshots.meta(_KEY) or "null")
        if said is None or said["program"] != __version__:
            return None
        seq, uid = said["last"]
        standings = {standing.id: standing for standing in map(_read, said["standings"])}
    except (ValueError, TypeError, LookupError):  # written by hand
        return None
    return KeptStandings(LastEvent(seq, uid), standings)


def keep_standings(snapshots: Snapshots, kept: KeptStandings) -> None:
    """Keep this instead of what was kept before."""
    said = {"program": __version__, "last": kept.last, "standings": list(kept.standings.values())}
    snapshots.set_meta(_KEY, json.dumps(said, separators=(",", ":"), ensure_ascii=False))


def forget_standings(snapshots: Snapshots) -> None:
    """Keep nothing: events may be gone that are older than the newest one."""
    snapshots.set_meta(_KEY, "")


def _read(values: list[Any]) -> Standing:
    id_, kind, title, summary, total, optional, ready = values
    if {*map(type, (id_, title, summary))} != {str}:
        raise TypeError("a text is of another type")
    tallies = _tally(total), _tally(optional), None if ready is None else _tally(ready)
    return Standing(id_, Kind(kind), title, summary, *tallies)


def _tally(numbers: Any) -> Tally:
    types = [*map(type, numbers)]
    if {*types[:_WHOLE_NUMBERS]} != _WHOLE or not {*types} <= _ANY_NUMBER:
        raise TypeError("a number is of another type")
    return Tally(*numbers)

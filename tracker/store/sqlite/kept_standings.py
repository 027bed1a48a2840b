"""How the roadmaps stand, kept in the store so that no tree has to be read for it.

What is kept is derived, never the truth: it names the event that was the newest one then, and the version of the
program that counted. It is one text in `meta`.
"""

import json
from typing import Any, NamedTuple

from tracker import __version__
from tracker.core.progress.standing import Standing
from tracker.core.roadmap.model import Kind
from tracker.store.sqlite.journal import LastEvent
from tracker.store.sqlite.kept_rows import KEY, read_rows, read_tally
from tracker.store.sqlite.snapshots import Snapshots


class KeptStandings(NamedTuple):
    """The standings of all roadmaps in the order of listing, and the newest event that they know."""

    last: LastEvent
    standings: dict[str, Standing]


def read_standings(snapshots: Snapshots) -> KeptStandings | None:
    """What is kept; None where nothing is, or nothing that this version of the program has counted."""
    try:
        kept = read_rows(snapshots.meta(KEY))
        standings = {standing.id: standing for standing in map(_read, kept[1])} if kept else {}
    except (ValueError, TypeError, LookupError):  # written by hand
        return None
    return KeptStandings(LastEvent(*kept[0]), standings) if kept else None


def keep_standings(snapshots: Snapshots, kept: KeptStandings) -> None:
    """Keep this instead of what was kept before."""
    said = {"program": __version__, "last": kept.last, "standings": list(kept.standings.values())}
    snapshots.set_meta(KEY, json.dumps(said, separators=(",", ":"), ensure_ascii=False))


def forget_standings(snapshots: Snapshots) -> None:
    """Keep nothing: events may be gone that are older than the newest one."""
    snapshots.set_meta(KEY, "")


def _read(values: list[Any]) -> Standing:
    id_, kind, title, summary, total, optional, ready = values
    if {*map(type, (id_, title, summary))} != {str}:
        raise TypeError("a text is of another type")
    tallies = read_tally(total), read_tally(optional), None if ready is None else read_tally(ready)
    return Standing(id_, Kind(kind), title, summary, *tallies)

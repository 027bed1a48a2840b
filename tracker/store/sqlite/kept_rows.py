"""What is kept of the standings, read as far as it takes to say how the target stands: no tree and no state is made."""

import json
from typing import Any

from tracker import __version__
from tracker.core.progress.tally import Tally
from tracker.store.sqlite.connection import Database
from tracker.store.sqlite.rows import rows

KEY, SEEN, PENDING = "standings", "library seen", "library news"
"""Facts in `meta`: what is kept, the bundled files that were seen last, and what newer ones would change."""
_FACTS = f"select key, value from meta where key in ('{KEY}', '{SEEN}', '{PENDING}')"
_SAID = "select field, subject, value from current where field in ('target', 'review') and value is not null"
_LAST = "select seq, uid from event order by seq desc limit 1"
_IN_USE = """
  select 1 from edition join current
  on current.field = 'edition' and current.subject = edition.source and current.value = edition.version
  where edition.source = 'library'
"""
_WHOLE, _ANY_NUMBER = {int}, {int, float}
_WHOLE_NUMBERS = 4  # of a tally; hours and months follow


def read_rows(text: str) -> tuple[tuple[int, str], list[list[Any]]] | None:
    """What is kept: the event that was the newest one then, by number and uid, and a list for each standing.

    None where that is nothing, or nothing that this version of the program has counted. Raises `ValueError`,
    `TypeError` or `LookupError` for what somebody has written by hand.
    """
    said = json.loads(text or "null")
    if said is None or said["program"] != __version__:
        return None
    seq, uid = said["last"]
    return (seq, uid), said["standings"]


def read_tally(numbers: Any) -> Tally:
    """A tally that is one. Raises `TypeError`."""
    types = [*map(type, numbers)]
    if {*types[:_WHOLE_NUMBERS]} != _WHOLE or not {*types} <= _ANY_NUMBER:
        raise TypeError("a number is of another type")
    return Tally(*numbers)


class KeptStanding:
    """How a roadmap stands, as `core.progress.standing` has it, without the kinds that this loads."""

    def __init__(self, id_: str, title: str, total: Tally, optional: Tally, ready: Tally | None) -> None:
        self.id, self.title, self.total, self.optional, self.ready = id_, title, total, optional, ready


def kept_target(database: Database, seen: str) -> KeptStanding | None:
    """The kept standing of the target, where it holds: for the journal as it is, and with the library that is `seen`.

    None also where there is more to say: nothing counts, topics are reviewed, or newer bundled roadmaps are there.
    Raises `StoreError`.
    """
    with database.reading() as connection:
        facts, said = dict(rows(connection, _FACTS)), rows(connection, _SAID)
        last, in_use = rows(connection, _LAST), rows(connection, _IN_USE)
    if [row[:2] for row in said] != [("target", "")] or not last or not in_use:
        return None
    if facts.get(SEEN) != seen or facts.get(PENDING):
        return None
    try:
        kept = read_rows(facts.get(KEY, ""))
        if kept is None or kept[0] != last[0]:
            return None
        id_, _, title, _, total, optional, ready = next(row for row in kept[1] if row[0] == said[0][2])
        if type(title) is not str:
            return None
        tallies = read_tally(total), read_tally(optional), None if ready is None else read_tally(ready)
        standing = KeptStanding(id_, title, *tallies)
    except (ValueError, TypeError, LookupError, StopIteration):  # written by hand
        return None
    return standing if standing.total.counted else None

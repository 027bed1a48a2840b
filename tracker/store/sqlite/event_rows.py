"""Events and values as they stand in the store, which may have been written by hand: what is none is left out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from tracker.core.journal.clock import MOST_CLOCK
from tracker.core.journal.events import Event, Field, Why, field_of, mark_of
from tracker.core.roadmap.model import Mark
from tracker.store.sqlite.rows import Garbled, Values, each_row, leave_out, rows

COLUMNS = "uid, at, device, act, why, reverses, field, subject, value, was, clock"
_TOGETHER = """
  select field, subject, value from current where field not in ('mark', 'minutes', 'answer') and value is not null
  union all select 'mark', value, json_group_array(subject) from current
  where field = 'mark' and value is not null group by value
  union all select field, '', json_group_object(subject, value) from current
  where field in ('minutes', 'answer') and value is not null group by field
"""  # marks and entries may be many: as lists and objects they are read in half the time
_ENTRIES = {Field.MINUTES, Field.ANSWER}
_ONE_BY_ONE = "select field, subject, value from current where value is not null"
_HIGHEST = "select coalesce(max(clock), 0) from event"
_NO_NUMBERS = "select uid from event where clock >= ''"  # texts and BLOBs come after all numbers, in the index too
_HIGHEST_NUMBER = "select coalesce(max(clock), 0) from event where typeof(clock) = 'integer' and clock <= ?"
_TEXTS, _MAYBE_TEXTS = {str}, {str, type(None)}
_WHYS = {why.value for why in Why}

Current = tuple[dict[str, Mark], dict[Field, dict[str, str]]]
"""What is so now: the marks, and the values of each other field by subject."""


def current_of(connection: sqlite3.Connection, garbled: Garbled) -> Current:
    """What is so now, without what cannot be read."""
    marks: dict[str, Mark] = {}
    values: dict[Field, dict[str, str]] = {}
    try:
        for field, subject, value in connection.execute(_TOGETHER):
            if not type(field) is type(subject) is type(value) is str:
                return _one_by_one(connection, garbled)
            if field in _ENTRIES:
                entries = values[field_of(field)] = json.loads(value)
                if {*map(type, entries.values())} != _TEXTS:
                    return _one_by_one(connection, garbled)
            elif field != Field.MARK:
                values.setdefault(field_of(field), {})[subject] = value
            elif mark := mark_of(subject):
                marks |= dict.fromkeys(json.loads(value), mark)
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) not in {0, sqlite3.SQLITE_ERROR}:
            raise
        return _one_by_one(connection, garbled)  # a text is not UTF-8, or a list of marks cannot hold a BLOB
    return marks, values


def _one_by_one(connection: sqlite3.Connection, garbled: Garbled) -> Current:
    marks: dict[str, Mark] = {}
    values: dict[Field, dict[str, str]] = {}
    for field, subject, value in rows(connection, _ONE_BY_ONE):
        if not type(field) is type(subject) is type(value) is str:
            leave_out(garbled, f"{field} of" if type(field) is str else "value of", subject)
        elif field != Field.MARK:
            values.setdefault(field_of(field), {})[subject] = value
        elif mark := mark_of(value):
            marks[subject] = mark
    return marks, values


def highest_clock(connection: sqlite3.Connection, garbled: Garbled | None = None) -> int:
    """The clock of the last event; 0 for an empty journal. Events whose clock is no number are named."""
    highest = rows(connection, _HIGHEST)[0][0]
    if type(highest) is int and highest <= MOST_CLOCK:
        return highest
    if garbled is not None:
        for (uid,) in rows(connection, _NO_NUMBERS):
            leave_out(garbled, "event", uid)
    return int(connection.execute(_HIGHEST_NUMBER, (MOST_CLOCK,)).fetchone()[0])


def events_by(
    connection: sqlite3.Connection, query: str, values: Values = (), garbled: Garbled | None = None
) -> Iterator[Event]:
    """The events that a query for `COLUMNS` gives, read as far as they are asked for; the others are named."""
    for row in each_row(connection, query, values):
        if is_event(row):
            yield event_of(row)
        elif garbled is not None:
            leave_out(garbled, "event", row[0])


def is_event(row: tuple[Any, ...]) -> bool:
    """Whether a row of `COLUMNS` can be read as an event."""
    uid, moment, device, act, why, reverses, field, subject, value, was, clock = row
    return (
        {*map(type, (uid, moment, device, act, why, field, subject))} == _TEXTS
        and {*map(type, (reverses, value, was))} <= _MAYBE_TEXTS
        and type(clock) is int
        and why in _WHYS
    )


def event_of(row: tuple[Any, ...]) -> Event:
    """The event that a row of the table is."""
    event = Event._make(row)
    return event._replace(why=Why(event.why), field=field_of(event.field))

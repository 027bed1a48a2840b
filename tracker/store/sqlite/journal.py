"""The urgent door to the journal: what is so now, one more act, undo and redo."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby, islice
from types import MappingProxyType

from tracker.core.journal.events import (
    Change,
    Event,
    Field,
    Stamp,
    State,
    Transaction,
    Why,
    events_of,
    field_of,
    mark_of,
    next_redo,
    next_undo,
    reversal,
    state_of,
)
from tracker.core.roadmap.model import Mark
from tracker.store.sqlite.connection import Database

_STATE = """
  select field, subject, value from current where field <> 'mark'
  union all select 'mark', value, json_group_array(subject) from current where field = 'mark' group by value
"""  # marks may be many and are of few kinds: as lists they are read in half the time
_TOGETHER = 50  # events a statement: for each, SQLite puts the pages aside that its triggers change
_COLUMNS = "uid, at, device, act, why, reverses, field, subject, value, was"


class Journal:
    """The append-only list of events in the store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def state(self, skills: Mapping[str, frozenset[str]] = MappingProxyType({})) -> State:
        """What the journal amounts to now, from the table kept beside it; `skills` as in the state."""
        with self._database.reading() as connection:
            marks: dict[str, Mark] = {}
            values: dict[Field, dict[str, str]] = {}
            for field, subject, value in connection.execute(_STATE):
                if field != Field.MARK:
                    values.setdefault(field_of(field), {})[subject] = value
                elif mark := mark_of(subject):
                    marks |= dict.fromkeys(json.loads(value), mark)
            return state_of(marks, values, skills)

    def values(self, field: Field) -> dict[str, str]:
        """The values of one field by their subjects."""
        with self._database.reading() as connection:
            query = "select subject, value from current where field = ?"
            return dict(connection.execute(query, (field.value,)).fetchall())

    def unknown(self) -> list[tuple[str, str, str]]:
        """The field, subject and value of what is so now and means nothing to this program."""
        fields, marks = ([one.value for one in kind] for kind in (Field, Mark))
        query = """
          select field, subject, value from current where field not in (select value from json_each(:fields))
          or (field = 'mark' and value not in (select value from json_each(:marks)))
        """
        with self._database.reading() as connection:
            values = {"fields": json.dumps(fields), "marks": json.dumps(marks)}
            return connection.execute(query, values).fetchall()

    def append(self, changes: Sequence[Change], stamp: Stamp, why: Why = Why.DO) -> list[Event]:
        """Write `changes` as one act; those that are so already are left out. Returns what was written."""
        if not changes:
            return []
        with self._database.writing() as connection:
            new = [one for one in changes if current_value(connection, one.field, one.subject) != one.value]
            return _write(connection, new, stamp, why, None) if new else []

    def undo(self, stamp: Stamp) -> list[Event]:
        """Set back the newest act that is not undone yet. Empty when there is none."""
        with self._database.writing() as connection:
            act = next_undo(_acts(connection))
            return _write(connection, reversal(act), stamp, Why.UNDO, act.uid) if act else []

    def redo(self, stamp: Stamp) -> list[Event]:
        """Do again what the newest undo set back. Empty when something new was done since."""
        with self._database.writing() as connection:
            act = next_redo(_acts(connection))
            return _write(connection, reversal(act), stamp, Why.REDO, act.uid) if act else []

    def acts(self, most: int) -> list[Transaction]:
        """The newest acts, newest first."""
        with self._database.reading() as connection:
            return list(islice(_acts(connection), most))

    def of_subject(self, subject: str, most: int) -> list[Event]:
        """The newest events of one subject, newest first."""
        query = f"select {_COLUMNS} from event where subject = ? order by seq desc limit ?"
        with self._database.reading() as connection:
            return [_event(row) for row in connection.execute(query, (subject, most))]

    def touched(self, field: Field = Field.MARK) -> dict[str, str]:
        """When each topic got the mark it has, in UTC; or each subject another field's value."""
        with self._database.reading() as connection:
            query = "select subject, at from current where field = ?"
            return dict(connection.execute(query, (field.value,)).fetchall())

    def last_marked(self, beginning: str, topics: Sequence[str]) -> str:
        """When a topic whose id begins so, or one of `topics`, last got the mark it has, in UTC; empty for never."""
        query = """
          select max(at) from current where field = 'mark' and subject >= :first and subject < :end
          union all select max(at) from current
          where field = 'mark' and subject in (select value from json_each(:topics))
        """
        end = beginning[:-1] + chr(ord(beginning[-1]) + 1)
        with self._database.reading() as connection:
            values = {"first": beginning, "end": end, "topics": json.dumps(list(topics))}
            return max(at or "" for (at,) in connection.execute(query, values))


def write_act(connection: sqlite3.Connection, changes: Sequence[Change], stamp: Stamp, why: Why) -> list[Event]:
    """Write `changes` as one act inside a transaction that is open already."""
    return _write(connection, changes, stamp, why, None) if changes else []


def _write(
    connection: sqlite3.Connection, changes: Sequence[Change], stamp: Stamp, why: Why, reverses: str | None
) -> list[Event]:
    events = events_of(changes, lambda field, subject: current_value(connection, field, subject), stamp, why, reverses)
    write_events(connection, events)
    return events


def write_events(connection: sqlite3.Connection, events: Sequence[Event]) -> None:
    """Append events as they are, inside a transaction that is open already."""
    for at in range(0, len(events), _TOGETHER):
        rows = events[at : at + _TOGETHER]
        places = ",".join(["(?,?,?,?,?,?,?,?,?,?)"] * len(rows))
        connection.execute(f"insert into event ({_COLUMNS}) values {places}", [*chain.from_iterable(rows)])


def all_events(connection: sqlite3.Connection) -> Iterator[Event]:
    """The whole journal from its first event."""
    return map(_event, connection.execute(f"select {_COLUMNS} from event order by seq"))


def current_value(connection: sqlite3.Connection, field: Field, subject: str) -> str | None:
    """What a field of a subject is now, inside a transaction that is open already."""
    row = connection.execute("select value from current where field = ? and subject = ?", (field, subject)).fetchone()
    return row[0] if row else None


def _acts(connection: sqlite3.Connection) -> Iterator[Transaction]:
    """Acts, newest first; read only as far as they are asked for."""
    rows = connection.execute(f"select {_COLUMNS} from event order by seq desc")
    for _, together in groupby(map(_event, rows), key=lambda event: event.act):
        yield Transaction(tuple(together)[::-1])


def _event(row: tuple[str, ...]) -> Event:
    event = Event._make(row)
    return event._replace(why=Why(event.why), field=field_of(event.field))

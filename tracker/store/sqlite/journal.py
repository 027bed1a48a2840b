"""The journal in the store: what is so now, one more transaction, undo and redo."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice
from types import MappingProxyType
from typing import NamedTuple

from tracker.core.journal.events import (
    Change,
    Event,
    Field,
    Stamp,
    State,
    Transaction,
    Why,
    events_of,
    state_of,
)
from tracker.core.journal.undo import redoable, reversal, undoable
from tracker.core.roadmap.model import Mark
from tracker.store.sqlite.connection import Database
from tracker.store.sqlite.event_rows import COLUMNS, current_of, event_of, events_by, highest_clock, is_event
from tracker.store.sqlite.rows import IS_MOMENT, Garbled, each_row, moments, only_texts, rows

_TOGETHER = 50  # events a statement: for each, SQLite puts the pages aside that its triggers change
_PLACES = f"({','.join('?' * len(Event._fields))})"
_LATEST_FIRST = "order by clock desc, device desc, uid desc"


class LastEvent(NamedTuple):
    """The event that was written last: its number, which grows with each event, and its uid."""

    seq: int = 0
    uid: str = ""


class Journal:
    """The append-only list of events in the store, read in its order (`Event.order`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def state(self, skills: Mapping[str, frozenset[str]] = MappingProxyType({})) -> State:
        """What the journal amounts to now, from the table kept beside it; `skills` as in the state."""
        with self._database.reading() as connection:
            marks, values = current_of(connection, self._database.garbled)
            return state_of(marks, values, skills, highest_clock(connection, self._database.garbled))

    def values(self, field: Field) -> dict[str, str]:
        """The values of one field by their subjects."""
        with self._database.reading() as connection:
            query = "select subject, value from current where field = ? and value is not null"
            records = rows(connection, query, (field.value,))
            return dict(only_texts(records, f"{field} of", self._database.garbled))

    def last_event(self) -> LastEvent:
        """The event that was written last."""
        with self._database.reading() as connection:
            records = rows(connection, "select seq, uid from event order by seq desc limit 1")
        seq, uid = records[0] if records else LastEvent()
        return LastEvent(seq, uid if type(uid) is str else "")

    def written_since(self, last: LastEvent, most: int) -> list[tuple[str, str]] | None:
        """The fields and subjects of the events written after `last`.

        None where they are more than `most`, one of them cannot be read, or `last` is not there.
        """
        query = f"select {COLUMNS} from event where seq >= ? order by seq limit ?"
        with self._database.reading() as connection:
            events = rows(connection, query, (last.seq, most + 2))
        if not events or len(events) > most + 1 or not all(map(is_event, events)) or events[0][0] != last.uid:
            return None
        return [(event.field, event.subject) for event in map(event_of, events[1:])]

    def unknown(self) -> list[tuple[str, str, str]]:
        """The field, subject and value of what is so now and means nothing to this program."""
        fields, marks = ([member.value for member in kind] for kind in (Field, Mark))
        query = """
          select field, subject, value from current where value is not null
          and (field not in (select value from json_each(:fields))
          or (field = 'mark' and value not in (select value from json_each(:marks))))
        """
        with self._database.reading() as connection:
            values = {"fields": json.dumps(fields), "marks": json.dumps(marks)}
            return only_texts(rows(connection, query, values), "value of", self._database.garbled)

    def append(self, changes: Sequence[Change], stamp: Stamp, why: Why = Why.DO) -> list[Event]:
        """Write `changes` as one transaction; what is so already is left out. Returns what was written."""
        if not changes:
            return []
        with self._database.writing() as connection:
            new = [change for change in changes if current_value(connection, *change[:2]) != change.value]
            return write_transaction(connection, new, stamp, why)

    def write(self, events: Sequence[Event]) -> None:
        """Append events that were decided before, as they are; those that are there already are left out."""
        with self._database.writing() as connection:
            write_events(connection, unwritten(connection, events))

    def winning(self, events: Iterable[Event]) -> list[Event]:
        """Those of `events` that would be the last of what they set, if they were in the journal; in their order."""
        last = {(event.field, event.subject): event for event in sorted(events, key=lambda event: event.order)}
        query = "select 1 from current where field = ? and subject = ? and (clock, device, event) >= (?, ?, ?)"
        with self._database.reading() as connection:
            return [
                event
                for key, event in last.items()
                if connection.execute(query, (*key, *event.order)).fetchone() is None
            ]

    def undo(self, stamp: Stamp, transaction: str = "") -> list[Event]:
        """Set back the last transaction of the stamp's device that is not undone, or only the one with this uid.

        Empty when there is none. One of which everything was changed again since is passed over.
        """

        def candidates(latest_first: Iterable[Transaction]) -> Iterator[Transaction]:
            return (done for done in undoable(latest_first) if transaction in ("", done.uid))

        return self._turn_back(candidates, stamp, Why.UNDO)

    def redo(self, stamp: Stamp) -> list[Event]:
        """Do again what the last undo of the stamp's device set back. Empty when something new was done since."""
        return self._turn_back(redoable, stamp, Why.REDO)

    def _turn_back(
        self, candidates: Callable[[Iterable[Transaction]], Iterator[Transaction]], stamp: Stamp, why: Why
    ) -> list[Event]:
        with self._database.writing() as connection:
            ordered = Ordered(connection, self._database.garbled)
            for transaction in candidates(ordered.transactions(stamp.device)):
                if changes := reversal(transaction, ordered):
                    return write_transaction(connection, changes, stamp, why, reverses=transaction.uid)
        return []

    def undoable(self, device: str, most: int) -> list[Transaction]:
        """The newest transactions that undo would take back on this device, newest first."""
        with self._database.reading() as connection:
            ordered = Ordered(connection, self._database.garbled)
            candidates = undoable(ordered.transactions(device))
            return list(islice((candidate for candidate in candidates if reversal(candidate, ordered)), most))

    def history(self, most: int, subject: str | None = None) -> list[Event]:
        """The newest events, newest first; of one subject only when it is named."""
        which = "" if subject is None else "where subject = :subject"
        query = f"select {COLUMNS} from event {which} {_LATEST_FIRST} limit :most"
        with self._database.reading() as connection:
            values = {"subject": subject, "most": most}
            return list(events_by(connection, query, values, self._database.garbled))

    def touched(self, field: Field = Field.MARK) -> dict[str, str]:
        """When each topic got the mark it has, in UTC; or each subject another field's value."""
        with self._database.reading() as connection:
            query = f"select subject, at, {IS_MOMENT} from current where field = ? and value is not null"
            return moments(rows(connection, query, (field.value,)), f"{field} of", self._database.garbled)

    def marked_at(self, topics: Sequence[str]) -> dict[str, str]:
        """When each of these topics got the mark it has, in UTC; those without a mark are left out."""
        query = f"""
          select subject, at, {IS_MOMENT} from current
          where field = 'mark' and subject in (select value from json_each(?)) and value is not null
        """
        with self._database.reading() as connection:
            return moments(rows(connection, query, (json.dumps(list(topics)),)), "mark of", self._database.garbled)

    def done_since(self, moment: str, clock: int) -> dict[str, str]:
        """When each topic was done that is done now and was marked so since `moment`, in UTC, the newest first.

        `clock` is the first clock of that moment: only what was written since then is looked at.
        """
        query = f"""
          select current.subject, current.at, {IS_MOMENT} from event join current
          on current.event = event.uid and current.field = event.field and current.subject = event.subject
          where event.clock >= ? and event.field = 'mark' and event.value = 'done' and event.at >= ?
          order by current.at desc
        """
        with self._database.reading() as connection:
            return moments(rows(connection, query, (clock, moment)), "mark of", self._database.garbled)

    def last_marked(self, beginning: str, topics: Sequence[str]) -> str:
        """When a topic whose id begins so, or one of `topics`, last got the mark it has, in UTC; empty for never."""
        query = f"""
          select max(at) from current
          where field = 'mark' and subject >= :first and subject < :end and value is not null and {IS_MOMENT}
          union all select max(at) from current
          where field = 'mark' and subject in (select value from json_each(:topics)) and value is not null
          and {IS_MOMENT}
        """
        end = beginning[:-1] + chr(ord(beginning[-1]) + 1)
        with self._database.reading() as connection:
            values = {"first": beginning, "end": end, "topics": json.dumps(list(topics))}
            return max(moment if type(moment) is str else "" for (moment,) in rows(connection, query, values))


class Ordered:
    """The journal's events in their order, over a connection: what `core.journal.undo` asks for."""

    def __init__(self, connection: sqlite3.Connection, garbled: Garbled) -> None:
        self._connection, self._garbled = connection, garbled
        self._transactions: dict[str, Transaction] = {}

    def transactions(self, device: str) -> Iterator[Transaction]:
        """Those of one device, newest first; read only as far as they are asked for."""
        seen = set[str]()
        query = f"select act from event where device = ? {_LATEST_FIRST}"
        for (uid,) in each_row(self._connection, query, (device,)):
            if uid not in seen:
                seen.add(uid)
                if (transaction := self.transaction(uid)).events:
                    yield transaction

    def transaction(self, uid: str) -> Transaction:
        """A transaction by its uid."""
        if uid not in self._transactions:
            query = f"select {COLUMNS} from event where act = ? order by clock, device, uid"
            self._transactions[uid] = Transaction(tuple(self._events(query, uid)))
        return self._transactions[uid]

    def last(self, field: Field, subject: str, before: Event | None = None) -> Event | None:
        """The last event of one field of one subject, or the last that comes before another event of it."""
        earlier = "and clock <= ? and (clock, device, uid) < (?, ?, ?)" if before else ""
        query = f"select {COLUMNS} from event where subject = ? and field = ? {earlier} {_LATEST_FIRST}"
        place = (before.clock, *before.order) if before else ()
        return next(self._events(query, subject, field, *place), None)

    def _events(self, query: str, *values: object) -> Iterator[Event]:
        return events_by(self._connection, query, values, self._garbled)


def write_transaction(
    connection: sqlite3.Connection,
    changes: Sequence[Change],
    stamp: Stamp,
    why: Why,
    *,
    reverses: str | None = None,
) -> list[Event]:
    """Write `changes` as one transaction behind all that is in the journal, over a connection that writes already."""
    if not changes:
        return []
    highest = highest_clock(connection)
    before = partial(current_value, connection)
    events = events_of(changes, before, highest, stamp, why=why, reverses=reverses)
    write_events(connection, events)
    return events


def write_events(connection: sqlite3.Connection, events: Sequence[Event]) -> None:
    """Append events as they are, over a connection that writes already."""
    for start in range(0, len(events), _TOGETHER):
        rows = events[start : start + _TOGETHER]
        places = ",".join([_PLACES] * len(rows))
        connection.execute(f"insert into event ({COLUMNS}) values {places}", [*chain.from_iterable(rows)])


def unwritten(connection: sqlite3.Connection, events: Iterable[Event]) -> list[Event]:
    """Those of `events` that the journal does not have."""
    query = "select 1 from event where uid = ?"
    return [event for event in events if not connection.execute(query, (event.uid,)).fetchone()]


def all_events(connection: sqlite3.Connection, garbled: Garbled | None = None) -> Iterator[Event]:
    """The whole journal in its order; what cannot be read is named in `garbled`."""
    return events_by(connection, f"select {COLUMNS} from event order by clock, device, uid", (), garbled)


def current_value(connection: sqlite3.Connection, field: Field, subject: str) -> str | None:
    """What a field of a subject is now, over a connection that writes already."""
    records = rows(connection, "select value from current where field = ? and subject = ?", (field, subject))
    return records[0][0] if records and type(records[0][0]) is str else None

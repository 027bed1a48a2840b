"""What a store remembers of each target: what it has sent there and what it has read, kept in the store itself.

It is written in the transaction that takes events in, so that a sync that is broken off anywhere goes on where it was;
and a store that was brought back from a backup remembers what it had then.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from tracker.core.errors import OutdatedError
from tracker.core.ids import is_part
from tracker.core.journal.backup import Backup, StoredSnapshot
from tracker.core.journal.events import LIBRARY, Event, Field
from tracker.store.sqlite.connection import Database
from tracker.store.sqlite.event_rows import COLUMNS, event_of, is_event
from tracker.store.sqlite.journal import unwritten
from tracker.store.sqlite.merge import loaded_snapshots, merge_into
from tracker.store.sqlite.rows import rows
from tracker.store.sqlite.snapshots import read_snapshot
from tracker.store.sync.target import Position

_WRITER = "sync writer"
_LAST = "select coalesce(max(seq), 0) from event"
_UNSENT = f"""
  from event where seq > :sent and not (field = '{Field.SNAPSHOT}' and subject = '{LIBRARY}') and not exists
  (select 1 from json_each(:received) as range where seq between range.value ->> 0 and range.value ->> 1)
"""
"""Events that did not come from the target. Which bundled roadmaps are in use is a store's own affair."""


class Page(NamedTuple):
    """What is remembered of one target.

    All events up to number `sent` of this store are there, and so are those in the ranges `received`, which came from
    there. `snapshots` are those that are there, as "source version". `turn` counts the changes of the page. `last` is
    what the last whole sync did.
    """

    sent: int = 0
    received: tuple[tuple[int, int], ...] = ()
    snapshots: tuple[str, ...] = ()
    position: Position = MappingProxyType({})
    turn: int = 0
    last: Mapping[str, Any] = MappingProxyType({})


class Ledger:
    """The page of one target."""

    def __init__(self, database: Database, target: str) -> None:
        self._database, self._key = database, f"sync {target}"

    def page(self) -> Page:
        """What is remembered."""
        with self._database.reading() as connection:
            return _read(connection, self._key)

    def turn(self, page: Page, **changes: Any) -> Page:
        """Remember `page` with changes. Raises `OutdatedError` where another program was quicker."""
        with self._database.writing() as connection:
            return self._turn(connection, page, **changes)

    def take(self, page: Page, backup: Backup, position: Position) -> tuple[Page, list[Event]]:
        """Add what of `backup` is not here yet, and remember it; returns also the events that were new."""
        with self._database.writing() as connection:
            first = _last(connection) + 1
            new = merge_into(connection, backup)
            last = _last(connection)
            received = _with_range(page.received, first, last)
            came = (f"{kept.source} {kept.version}" for kept in backup.snapshots)
            snapshots = tuple(dict.fromkeys((*page.snapshots, *came)))
            return self._turn(connection, page, received=received, snapshots=snapshots, position=position), new

    def unsent(self, page: Page, most: int) -> tuple[list[Event], int]:
        """The next events that are to be sent, and the number up to which all are sent when they are."""
        query = f"select seq, {COLUMNS} {_UNSENT} and seq <= :upto order by seq limit :most"
        with self._database.reading() as connection:
            upto = _last(connection)  # asked for first: another program may write in between
            records = rows(connection, query, {**_of(page), "upto": upto, "most": most})
            upto = records[-1][0] if len(records) == most else upto
            return [event_of(row[1:]) for row in records if is_event(row[1:])], upto

    def count_unsent(self, page: Page) -> int:
        """How many events are to be sent."""
        with self._database.reading() as connection:
            return int(connection.execute(f"select count(*) {_UNSENT}", _of(page)).fetchone()[0])

    def new(self, backup: Backup) -> list[Event]:
        """The events of `backup` that are not here yet."""
        with self._database.reading() as connection:
            return unwritten(connection, backup.events)

    def marked_here(self, page: Page) -> dict[str, str]:
        """The marks, empty for todo, that topics have by events that are not sent yet."""
        query = f"select subject, value, max(clock) {_UNSENT} and field = 'mark' group by subject"
        with self._database.reading() as connection:
            return {subject: value or "" for subject, value, _ in connection.execute(query, _of(page))}

    def holds(self, event: Event) -> tuple[str, str]:
        """The mark that the topic of `event` has after it, empty for todo, and the device that gave it."""
        query = "select clock, device, event, value from current where field = 'mark' and subject = ?"
        with self._database.reading() as connection:
            row = connection.execute(query, (event.subject,)).fetchone()
        value, device = (row[3], row[1]) if row and row[:3] > event.order else (event.value, event.device)
        return value or "", device

    def snapshots(self, page: Page) -> Iterator[StoredSnapshot]:
        """The snapshots of the user's own roadmaps that are not at the target yet."""
        with self._database.reading() as connection:
            loaded = loaded_snapshots(connection, self._database.garbled)
        for number, source, version, loaded_at in loaded:
            if source != LIBRARY and f"{source} {version}" not in page.snapshots:
                kept = read_snapshot(self._database, number)
                yield StoredSnapshot(source, version, loaded_at, tuple(kept.roadmaps), kept.cards, kept.anchors)

    def _turn(self, connection: sqlite3.Connection, page: Page, **changes: Any) -> Page:
        if _read(connection, self._key).turn != page.turn:
            raise OutdatedError("another tracker syncs with this target just now; nothing is lost, try again")
        after = page._replace(**changes, turn=page.turn + 1)
        _put(
            connection,
            self._key,
            json.dumps({**after._asdict(), "position": dict(after.position), "last": dict(after.last)}),
        )
        return after


def writer_name(database: Database, fresh: Callable[[], str], *, keep: bool = True) -> str:
    """The name of the folder that this store writes into; made on first use, and remembered unless `keep` is false."""
    with database.reading() as connection:
        row = next(iter(rows(connection, "select value from meta where key = ?", (_WRITER,))), None)
    if row and type(row[0]) is str and is_part(row[0]):
        return row[0]
    name = fresh()
    if keep:
        with database.writing() as connection:
            _put(connection, _WRITER, name)
    return name


def _read(connection: sqlite3.Connection, key: str) -> Page:
    records = rows(connection, "select value from meta where key = ?", (key,))
    try:
        kept = json.loads(records[0][0]) if records else {}
        received = tuple((int(first), int(last)) for first, last in kept.get("received", ()))
        page = Page(**{**kept, "received": received, "snapshots": tuple(map(str, kept.get("snapshots", ())))})
    except (ValueError, TypeError, AttributeError):  # written by hand: all is sent and read again
        return Page()
    whole = type(page.sent) is type(page.turn) is int and type(page.position) is type(page.last) is dict
    return page if whole or not records else Page()


def _put(connection: sqlite3.Connection, key: str, value: str) -> None:
    connection.execute("insert or replace into meta (key, value) values (?, ?)", (key, value))


def _last(connection: sqlite3.Connection) -> int:
    return int(connection.execute(_LAST).fetchone()[0])


def _of(page: Page) -> dict[str, Any]:
    return {"sent": page.sent, "received": json.dumps(page.received)}


def _with_range(ranges: Sequence[tuple[int, int]], first: int, last: int) -> tuple[tuple[int, int], ...]:
    """The ranges with one more behind them; two that touch are one."""
    if first > last:
        return tuple(ranges)
    if ranges and ranges[-1][1] + 1 == first:
        return (*ranges[:-1], (ranges[-1][0], last))
    return (*ranges, (first, last))

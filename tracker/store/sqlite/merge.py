"""Whole stores exported and merged: every event and every snapshot, by what names them."""

from __future__ import annotations

import sqlite3

from tracker.core.journal.backup import Backup, StoredSnapshot
from tracker.core.journal.events import LIBRARY, Event, Field
from tracker.store.sqlite.connection import Database
from tracker.store.sqlite.journal import all_events, unwritten, write_events
from tracker.store.sqlite.rows import Garbled, leave_out, rows
from tracker.store.sqlite.snapshots import Snapshot, read_snapshot, write_snapshot

_ASIDE = "aside:"


def dump(database: Database) -> Backup:
    """Everything in the store, as of one moment."""
    with database.reading() as connection:
        connection.execute("begin")
        try:
            events = tuple(all_events(connection, database.garbled))
            snapshots = []
            for number, source, version, loaded_at in loaded_snapshots(connection, database.garbled):
                kept = read_snapshot(database, number)
                parts = tuple(kept.roadmaps), kept.cards, kept.anchors
                snapshots.append(StoredSnapshot(source, version, loaded_at, *parts))
        finally:
            connection.rollback()
    return Backup(events, tuple(snapshots))


def loaded_snapshots(connection: sqlite3.Connection, garbled: Garbled) -> list[tuple[int, str, str, str]]:
    """Number, source, version and time of every snapshot that can be read; the others are named."""
    records = rows(connection, "select source, version, loaded_at, id from edition order by id")
    for source, *more in records:
        if {*map(type, (source, *more[:-1]))} != {str}:
            leave_out(garbled, "snapshot", source)
    return [(number, *texts) for *texts, number in records if {*map(type, texts)} == {str}]


def new_events(database: Database, backup: Backup) -> list[Event]:
    """The events of `backup` that a merge would add.

    Which bundled roadmaps are in use is local to a store, so these events are left out.
    """
    with database.reading() as connection:
        return _new_events(connection, backup)


def merge(database: Database, backup: Backup) -> list[Event]:
    """Add what of `backup` the store does not have, in one transaction; returns the events that are new in it.

    Events go by their uid, snapshots by source and version. What holds follows from the journal's order alone. The
    bundled roadmaps of a backup are kept aside, for the titles of topics that those in use no longer have.
    """
    with database.writing() as connection:
        return merge_into(connection, backup)


def merge_into(connection: sqlite3.Connection, backup: Backup) -> list[Event]:
    """The same over a connection that writes already."""
    for kept in backup.snapshots:
        key = (kept.source, _aside(kept))
        if not connection.execute("select 1 from edition where source = ? and version = ?", key).fetchone():
            write_snapshot(connection, Snapshot(*key, kept.roadmaps, kept.cards, kept.anchors), kept.loaded_at)
    events = _new_events(connection, backup)
    write_events(connection, events)
    return events


def _new_events(connection: sqlite3.Connection, backup: Backup) -> list[Event]:
    local = (Field.SNAPSHOT, LIBRARY)
    return unwritten(connection, (event for event in backup.events if (event.field, event.subject) != local))


def _aside(kept: StoredSnapshot) -> str:
    """The version under which a snapshot is kept: one of the bundled roadmaps under one that is never in use."""
    if kept.source != LIBRARY or kept.version.startswith(_ASIDE):
        return kept.version
    return f"{_ASIDE}{kept.version}"

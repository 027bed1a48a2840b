"""Whole stores out and in: every event and every edition, merged by what names them."""

from __future__ import annotations

from tracker.core.journal.backup import Backup, StoredSnapshot, resolve_conflicts
from tracker.core.journal.events import LIBRARY, Event, Field, Stamp, Why
from tracker.store.sqlite.connection import Database
from tracker.store.sqlite.journal import all_events, write_act, write_events
from tracker.store.sqlite.snapshots import Snapshot, read_snapshot, write_snapshot

_ASIDE = "aside:"


def dump(database: Database) -> Backup:
    """Everything in the store, as of one moment."""
    with database.reading() as connection:
        connection.execute("begin")
        try:
            events = tuple(all_events(connection))
            rows = connection.execute("select id, loaded_at from edition order by id").fetchall()
            editions = []
            for number, loaded_at in rows:
                one = read_snapshot(database, number)
                editions.append(
                    StoredSnapshot(one.source, one.version, loaded_at, tuple(one.roadmaps), one.cards, one.anchors)
                )
        finally:
            connection.rollback()
    return Backup(events, tuple(editions))


def merge(database: Database, backup: Backup, stamp: Stamp) -> list[Event]:
    """Add what of `backup` the store does not have, in one transaction; returns the events that are new in it.

    Events go by their uid, editions by source and version. Where both sides set one thing, what was said later holds.
    Which bundled roadmaps are in use is no word of a backup: it is left out, and what it has of them is kept aside, for
    the titles of topics that they no longer have.
    """
    with database.writing() as connection:
        ours = list(all_events(connection))
        known = {event.uid for event in ours}
        new = [event for event in backup.events if event.uid not in known and not _is_about_library(event)]
        for kept in backup.editions:
            key = (kept.source, _aside(kept))
            if not connection.execute("select 1 from edition where source = ? and version = ?", key).fetchone():
                write_snapshot(connection, Snapshot(*key, kept.roadmaps, kept.cards, kept.anchors), kept.loaded_at)
        write_events(connection, new)
        write_act(connection, resolve_conflicts(ours, new), stamp, Why.LOAD)
    return new


def _is_about_library(event: Event) -> bool:
    return event.field is Field.EDITION and event.subject == LIBRARY


def _aside(kept: StoredSnapshot) -> str:
    """The version under which an edition is kept: one of the bundled roadmaps under one that is never in use."""
    if kept.source != LIBRARY or kept.version.startswith(_ASIDE):
        return kept.version
    return f"{_ASIDE}{kept.version}"

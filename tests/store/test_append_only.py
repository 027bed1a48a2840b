"""The database itself refuses to rewrite the journal."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import URL, NullPool, create_engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, delete, select

from tests.store.conftest import done, events_in, is_sound
from tracker.core.journal.events import Stamp
from tracker.store.sqlite.connection import Database
from tracker.store.sqlite.journal import Journal
from tracker.store.sqlite.schema import EventRow

COLUMNS = "seq, uid, at, device, act, why, reverses, field, subject, value, was, clock"
SAME = "select seq, uid, at, device, act, why, reverses, field, subject, 'todo', was, clock from event"
NEW_SEQ = "select 99, uid, at, device, act, why, reverses, field, subject, 'todo', was, clock from event"
NEW_UID = "select seq, 'other', at, device, act, why, reverses, field, subject, 'todo', was, clock from event"


@pytest.mark.parametrize(
    "statement",
    [
        "update event set value = 'todo'",
        "update event set at = at",
        "delete from event",
        "delete from event where seq = 1",
        f"insert or replace into event ({COLUMNS}) {SAME}",
        f"insert or replace into event ({COLUMNS}) {NEW_SEQ}",
        f"insert or replace into event ({COLUMNS}) {NEW_UID}",
        f"insert or ignore into event ({COLUMNS}) {NEW_SEQ}",
        f"insert into event ({COLUMNS}) {NEW_SEQ} where true on conflict (uid) do update set value = 'todo'",
        f"insert into event ({COLUMNS}) {NEW_UID}",
    ],
)
def test_no_statement_changes_an_event(
    statement: str, database: Database, journal: Journal, path: Path, stamps: Callable[[], Stamp]
) -> None:
    written = journal.append([done("a/x")], stamps())
    with pytest.raises(sqlite3.IntegrityError, match="append-only"), database.writing() as connection:
        connection.execute(statement)
    assert events_in(path) == written
    assert is_sound(path)


def test_sqlmodel_cannot_change_an_event_either(
    database: Database, journal: Journal, path: Path, stamps: Callable[[], Stamp]
) -> None:
    written = journal.append([done("a/x")], stamps())
    engine = create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool)
    with Session(engine) as session:
        session.exec(select(EventRow)).one().value = "todo"
        with pytest.raises(IntegrityError, match="append-only"):
            session.commit()
    with Session(engine) as session, pytest.raises(IntegrityError, match="append-only"):
        session.exec(delete(EventRow))
    assert events_in(path) == written

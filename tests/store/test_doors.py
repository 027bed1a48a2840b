"""SQLModel, which declares the schema, and the fast path over ``sqlite3`` see and write the same rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import URL, NullPool, create_engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from tests.store.conftest import done, events_in
from tracker.core.journal.events import Change, Event, Field, Stamp, Why
from tracker.core.roadmap.model import Mark
from tracker.store.sqlite.connection import Database
from tracker.store.sqlite.journal import Journal
from tracker.store.sqlite.schema import CurrentRow, EventRow

Stamps = Callable[[], Stamp]


@pytest.fixture
def session(path: Path, database: Database) -> Session:
    """SQLModel, onto a store that the fast path has made."""
    return Session(create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool))


def row(uid: str, subject: str, value: str | None, clock: int) -> EventRow:
    moment = "2025-06-15T12:00:00.000Z"
    return EventRow(
        uid=uid, at=moment, device="boat-1", act=uid, why="do", field="mark", subject=subject, value=value, clock=clock
    )


def test_what_sqlite3_writes_sqlmodel_reads(journal: Journal, session: Session, stamps: Stamps) -> None:
    changes = [done("knots/bowline"), Change(Field.NOTE, "knots/bowline", "rabbit, tree, hole ✓\nsecond line")]
    written = journal.append(changes, stamps())
    written += journal.append([Change(Field.MARK, "knots/bowline", None)], stamps())
    with session:
        rows = session.exec(select(EventRow).order_by(col(EventRow.clock))).all()
        columns = ("uid", "at", "device", "act", "why", "reverses", "field", "subject", "value", "was", "clock")
        assert [tuple(getattr(row, name) for name in columns) for row in rows] == written
    assert written[-1] == Event(
        uid=written[-1].uid,
        at="2025-06-15T15:06:42.000Z",
        device="boat-1",
        transaction=written[-1].uid,
        why=Why.DO,
        reverses=None,
        field=Field.MARK,
        subject="knots/bowline",
        value=None,
        was="done",
        clock=1_750_000_002_000 * 2**15,
    )


def test_what_sqlmodel_writes_sqlite3_reads_and_takes_back(
    journal: Journal, session: Session, path: Path, stamps: Stamps
) -> None:
    with session:
        session.add(row("0001", "sails/reef", "doing", 7))
        session.commit()
    assert journal.state().marks == {"sails/reef": Mark.DOING}
    assert [(event.uid, event.clock) for event in events_in(path)] == [("0001", 7)]
    journal.undo(stamps())
    assert journal.state().marks == {}
    with session:
        assert [row.value for row in session.exec(select(CurrentRow)).all()] == [None]


def test_both_keep_the_later_of_two_events_whichever_comes_first(
    journal: Journal, session: Session, stamps: Stamps
) -> None:
    journal.append([done("a/y")], stamps())
    with session:
        session.add(row("0001", "a/y", "skipped", 7))
        session.add(row("0002", "a/x", "done", 7))
        session.commit()
        rows = session.exec(select(CurrentRow).order_by(col(CurrentRow.subject))).all()
        assert [(row.subject, row.value) for row in rows] == [("a/x", "done"), ("a/y", "done")]
    assert journal.state().marks == {"a/x": Mark.DONE, "a/y": Mark.DONE}


def test_neither_takes_a_kind_of_transaction_that_is_none(session: Session) -> None:
    wrong = row("0001", "sails/reef", "done", 7)
    wrong.why = "because"
    with session:
        session.add(wrong)
        with pytest.raises(IntegrityError, match="event_why"):
            session.commit()


def test_history_is_newest_first_and_can_be_narrowed(journal: Journal, stamps: Stamps) -> None:
    for topic in ("a/x", "a/y", "a/x/z"):
        journal.append([done(topic)], stamps())
    journal.append([Change(Field.MARK, "a/x", None)], stamps())
    assert [event.subject for event in journal.history(9)] == ["a/x", "a/x/z", "a/y", "a/x"]
    assert [event.subject for event in journal.history(2)] == ["a/x", "a/x/z"]
    assert [event.value for event in journal.history(9, "a/x")] == [None, "done"]
    assert journal.touched() == {"a/y": "2025-06-15T15:06:42.000Z", "a/x/z": "2025-06-15T15:06:43.000Z"}

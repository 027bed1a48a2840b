"""Both doors, ``sqlite3`` and SQLModel, see and write the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import URL, NullPool, create_engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from tests.store.conftest import done
from tracker.core.journal.events import Change, Event, Field, Stamp, Why
from tracker.core.roadmap.model import Mark
from tracker.store.sqlite.connection import Database
from tracker.store.sqlite.journal import Journal
from tracker.store.sqlite.opening import open_database
from tracker.store.sqlite.records import Records
from tracker.store.sqlite.schema import CurrentRow, EventRow

Stamps = Callable[[], Stamp]


@pytest.fixture
def session(path: Path, database: Database) -> Session:
    """The SQLModel door, onto a store that the other door has made."""
    return Session(create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool))


def row(uid: str, subject: str, value: str | None) -> EventRow:
    at = "2025-06-15T12:00:00.000Z"
    return EventRow(
        uid=uid, at=at, device="other", act=uid, why="do", field="mark", subject=subject, value=value, was=None
    )


def test_what_sqlite3_writes_sqlmodel_reads(journal: Journal, path: Path, stamps: Stamps) -> None:
    changes = [done("knots/bowline"), Change(Field.NOTE, "knots/bowline", "rabbit, tree, hole ✓\nsecond line")]
    written = journal.append(changes, stamps())
    written += journal.append([Change(Field.MARK, "knots/bowline", None)], stamps())
    assert Records(path).journal() == written
    assert written[-1] == Event(
        uid=written[-1].uid,
        at="2025-06-15T15:06:42.000Z",
        device="boat-1",
        act=written[-1].uid,
        why=Why.DO,
        reverses=None,
        field=Field.MARK,
        subject="knots/bowline",
        value=None,
        was="done",
    )


def test_what_sqlmodel_writes_sqlite3_reads_and_takes_back(journal: Journal, session: Session, stamps: Stamps) -> None:
    with session:
        session.add(row("0001", "sails/reef", "doing"))
        session.commit()
    assert journal.state().marks == {"sails/reef": Mark.DOING}
    journal.undo(stamps())
    assert journal.state().marks == {}
    with session:
        assert session.exec(select(CurrentRow)).all() == []


def test_sqlmodel_sees_the_current_table_that_sqlite3_keeps(journal: Journal, session: Session, stamps: Stamps) -> None:
    journal.append([done("a/x"), done("a/y")], stamps())
    (last,) = journal.append([Change(Field.MARK, "a/y", "skipped")], stamps())
    with session:
        rows = session.exec(select(CurrentRow).order_by(col(CurrentRow.subject))).all()
        assert [(one.subject, one.value) for one in rows] == [("a/x", "done"), ("a/y", "skipped")]
        assert (rows[1].at, rows[1].event) == (last.at, last.uid)


def test_neither_door_takes_a_kind_of_act_that_is_none(session: Session) -> None:
    wrong = row("0001", "sails/reef", "done")
    wrong.why = "because"
    with session:
        session.add(wrong)
        with pytest.raises(IntegrityError, match="event_why"):
            session.commit()


def test_history_is_newest_first_and_can_be_narrowed(journal: Journal, path: Path, stamps: Stamps) -> None:
    for topic in ("a/x", "a/y", "a/x/z"):
        journal.append([done(topic)], stamps())
    journal.append([Change(Field.MARK, "a/x", None)], stamps())
    records = Records(path)
    assert [event.subject for event in records.history()] == ["a/x", "a/x/z", "a/y", "a/x"]
    assert [event.subject for event in records.history(2)] == ["a/x", "a/x/z"]
    assert [event.value for event in records.history(subject="a/x")] == [None, "done"]
    assert records.last_touched() == {"a/y": "2025-06-15T15:06:42.000Z", "a/x/z": "2025-06-15T15:06:43.000Z"}


def test_the_unhurried_door_opens_paths_with_signs_that_addresses_use(tmp_path: Path, stamps: Stamps) -> None:
    odd = tmp_path / "a ?b#c%20d é" / "tracker.db"
    database = open_database(odd)
    Journal(database).append([done("a/x")], stamps())
    database.close()
    assert [event.subject for event in Records(odd).journal()] == ["a/x"]
    assert [one.name for one in tmp_path.iterdir()] == [odd.parent.name]

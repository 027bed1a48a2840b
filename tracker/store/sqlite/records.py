"""The unhurried door, through SQLModel: history, whole copies of the journal, and whether the store is sound."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Engine, NullPool, StaticPool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from tracker.core.journal.events import Change, Event, Field, State, Why, field_of, replay
from tracker.store.sqlite.connection import guarded
from tracker.store.sqlite.schema import CurrentRow, EventRow


class Records:
    """The journal as a record to look things up in."""

    def __init__(self, path: Path, only: sqlite3.Connection | None = None) -> None:
        """`only` is the one connection over which the store at `path` can be read, where there can be no other."""
        self._path = path
        self._engine = _engine(path, only)

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with guarded(self._path):
            try:
                with Session(self._engine) as session:
                    yield session
            except DBAPIError as error:
                raise error.orig or error from None

    def history(self, most: int | None = None, subject: str | None = None) -> list[Event]:
        """Events, newest first: at most `most` of them, of one subject only when it is named."""
        query = select(EventRow).order_by(col(EventRow.seq).desc()).limit(most)
        if subject is not None:
            query = query.where(EventRow.subject == subject)
        with self._session() as session:
            return [_value(row) for row in session.exec(query)]

    def journal(self) -> list[Event]:
        """Every event from the first."""
        return self.history()[::-1]

    def last_touched(self) -> dict[str, str]:
        """When each topic got the mark it has now, in UTC."""
        query = select(CurrentRow).where(CurrentRow.field == Field.MARK.value)
        with self._session() as session:
            return {row.subject: row.at for row in session.exec(query)}

    def is_sound(self) -> bool:
        """Whether the table of what is current equals what the journal amounts to."""
        with self._session() as session:
            rows = session.exec(select(CurrentRow)).all()
            kept = replay(State(), [Change(field_of(row.field), row.subject, row.value) for row in rows])
        return kept == replay(State(), self.journal())


def _engine(path: Path, only: sqlite3.Connection | None) -> Engine:
    if only is not None:
        return create_engine("sqlite://", creator=lambda: only, poolclass=StaticPool)
    # Without a pool, a session that closes leaves no connection open behind it.
    engine = create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("pragma foreign_keys = on")
        connection.execute("pragma synchronous = full")

    return engine


def _value(row: EventRow) -> Event:
    kinds = (Why(row.why), row.reverses, field_of(row.field))
    return Event(row.uid, row.at, row.device, row.act, *kinds, row.subject, row.value, row.was)

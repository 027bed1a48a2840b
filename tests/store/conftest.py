"""A store to write into, stamps for what is written, and the journal as plain SQL reads it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import FrozenClock
from tracker.core.journal.events import Change, Event, Field, Stamp
from tracker.store.sqlite.connection import Database
from tracker.store.sqlite.journal import Journal, all_events
from tracker.store.sqlite.opening import open_database
from tracker.workspace.clock import stamp


def done(topic: str) -> Change:
    """The change that ticks a topic."""
    return Change(Field.MARK, topic, "done")


def events_in(path: Path) -> list[Event]:
    """Every event of a store, in the journal's order."""
    with closing(sqlite3.connect(path)) as connection:
        return list(all_events(connection))


def is_sound(path: Path) -> bool:
    """Whether the table of current values has, for each subject, what the last event in the journal's order set."""
    last = {(event.field, event.subject): event for event in events_in(path)}
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("select field, subject, value, clock, device, event from current").fetchall()
    return {row[:2]: row[2:] for row in rows} == {key: (event.value, *event.order) for key, event in last.items()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the store is."""
    return tmp_path / "store" / "tracker.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    """An open store."""
    opened = open_database(path)
    yield opened
    opened.close()


@pytest.fixture
def journal(database: Database) -> Journal:
    """Its journal."""
    return Journal(database)


@pytest.fixture
def stamps(clock: FrozenClock) -> Callable[[], Stamp]:
    """A new stamp a second later, at each call."""

    def next_stamp() -> Stamp:
        clock.forward(1)
        return stamp(clock, "boat-1")

    return next_stamp

"""A store to write into, and stamps for what is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import FrozenClock
from tracker.core.journal.events import Change, Field, Stamp
from tracker.store.sqlite.connection import Database
from tracker.store.sqlite.journal import Journal
from tracker.store.sqlite.opening import open_database
from tracker.workspace.clock import stamp


def done(topic: str) -> Change:
    """The change that ticks a topic."""
    return Change(Field.MARK, topic, "done")


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
    """The urgent door to its journal."""
    return Journal(database)


@pytest.fixture
def stamps(clock: FrozenClock) -> Callable[[], Stamp]:
    """A new stamp a second later, at each call."""

    def next_stamp() -> Stamp:
        clock.forward(1)
        return stamp(clock, "boat-1")

    return next_stamp

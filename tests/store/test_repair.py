"""Whatever is overwritten, a repair gives at least what SQLite still reads, and leaves the damaged store alone."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.conftest import done
from tracker.core.errors import StoreError
from tracker.core.journal.events import Change, Field, Stamp
from tracker.store.sqlite.journal import Journal
from tracker.store.sqlite.opening import open_database
from tracker.store.sqlite.rescue.remains import log_of, memory_of
from tracker.store.sqlite.rescue.repair import repair

PAGE = 4096
Stamps = Callable[[], Stamp]


@pytest.fixture
def store(loaded_homes: dict[str, Path], path: Path, stamps: Stamps) -> Path:
    """A closed store with roadmaps and 200 events."""
    path.parent.mkdir()
    shutil.copy(loaded_homes["small"] / "data" / "tracker.db", path)
    database = open_database(path)
    for n in range(200):
        Journal(database).append([done(f"a/{n}")], stamps())
    database.close()
    return path


def readable(path: Path) -> set[str] | None:
    """The uids that plain SQL reads from a damaged store; None where it stops on the way."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            return {uid for (uid,) in connection.execute("select uid from event not indexed")}
    except sqlite3.Error:
        return None


def marks(path: Path) -> set[str]:
    database = open_database(path)
    try:
        return set(Journal(database).state().marks)
    finally:
        database.close()


def test_all_that_plain_sql_reads_is_saved_out_of_any_damage(store: Path, tmp_path: Path) -> None:
    whole, number = store.read_bytes(), random.Random(7)
    told = 0
    for n in range(25):
        content = bytearray(whole)
        for _ in range(number.choice([1, 5, 20])):
            page = number.randrange(1, len(content) // PAGE)
            content[page * PAGE : (page + 1) * PAGE] = number.randbytes(PAGE)
        store.write_bytes(content)
        before = readable(store)
        target = tmp_path / f"new-{n}.db"
        repaired = repair(store, target)
        assert store.read_bytes() == bytes(content)
        saved = readable(target)
        assert saved is not None
        if before is not None:
            told += 1
            assert saved >= before
        assert repaired.events + repaired.rebuilt == len(saved)
    assert told > 5


def test_events_are_found_in_their_pages_where_no_page_leads_to_them(
    store: Path, tmp_path: Path, stamps: Stamps
) -> None:
    database = open_database(store)
    long = Change(Field.NOTE, "a/7", "long " * 5000)
    Journal(database).append([long], stamps())
    with database.reading() as connection:
        root = connection.execute("select rootpage from sqlite_master where name = 'event'").fetchone()[0]
        before = connection.execute("select * from event order by seq").fetchall()
    database.close()
    content = bytearray(store.read_bytes())
    content[(root - 1) * PAGE : root * PAGE] = random.Random(1).randbytes(PAGE)
    store.write_bytes(content)
    assert readable(store) is None
    repaired = repair(store, tmp_path / "new.db")
    assert (repaired.events, repaired.missing, repaired.rebuilt) == (len(before), 0, 0)
    with closing(sqlite3.connect(tmp_path / "new.db")) as connection:
        assert connection.execute("select * from event order by seq").fetchall() == before


def test_what_the_log_has_is_saved_too(store: Path, tmp_path: Path, stamps: Stamps) -> None:
    open_one = open_database(store)
    Journal(open_one).append([done("b/in-the-log")], stamps())
    copy = tmp_path / "copy" / store.name
    copy.parent.mkdir()
    for file in (store, log_of(store)):
        shutil.copy(file, copy.parent)
    open_one.close()
    repair(copy, tmp_path / "new.db")
    assert "b/in-the-log" in marks(tmp_path / "new.db")


def test_a_value_whose_event_is_gone_is_made_again(store: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("drop trigger event_is_never_deleted")
        connection.execute("delete from event where subject = 'a/7'")
    repaired = repair(store, tmp_path / "new.db")
    assert (repaired.missing, repaired.rebuilt) == (0, 1)
    assert "a/7" in marks(tmp_path / "new.db")


def test_a_refused_store_keeps_its_log_and_shared_memory(store: Path, stamps: Stamps) -> None:
    """As it lies there after the program was killed."""
    database = open_database(store)
    Journal(database).append([done("b/x")], stamps())
    names = (store, log_of(store), memory_of(store))
    kept = {file.name: file.read_bytes() for file in names}
    database.close()
    for name, content in kept.items():
        store.with_name(name).write_bytes(content)
    store.write_bytes(store.read_bytes()[:PAGE].ljust(len(kept[store.name]), b"\xff"))
    log_of(store).write_bytes(kept[log_of(store).name][:40])
    before = {file.name: file.read_bytes() for file in names}
    with pytest.raises(StoreError, match="It was left as it is"):
        marks(store)
    assert {file.name: file.read_bytes() for file in names} == before

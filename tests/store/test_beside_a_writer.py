"""Who reads never waits for who writes, and nothing is written into a file that is not the open one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import FrozenClock
from tests.store.conftest import done
from tracker.core.errors import StoreReplacedError
from tracker.core.journal.events import Stamp
from tracker.core.roadmap.model import Mark
from tracker.store.sqlite.connection import Database
from tracker.store.sqlite.journal import Journal
from tracker.store.sqlite.opening import open_database
from tracker.workspace.clock import stamp

Stamps = Callable[[], Stamp]


@contextmanager
def a_write_going_on(database: Database) -> Iterator[None]:
    """Another thread is inside a transaction for as long as this lasts."""
    begun, end = threading.Event(), threading.Event()

    def write() -> None:
        with database.writing() as connection:
            connection.execute("insert into meta values ('half', 'written')")
            begun.set()
            end.wait(60)

    thread = threading.Thread(target=write)
    thread.start()
    assert begun.wait(60)
    try:
        yield
    finally:
        end.set()
        thread.join()


def test_a_read_goes_on_beside_a_write_and_sees_what_was_kept_before(
    database: Database, journal: Journal, stamps: Stamps
) -> None:
    journal.append([done("a/x")], stamps())
    with a_write_going_on(database):
        assert journal.state().marks == {"a/x": Mark.DONE}
        with database.reading() as connection:
            assert connection.execute("select * from meta").fetchall() == []
        database.outside_changes()
    with database.reading() as connection:
        assert connection.execute("select * from meta").fetchall() == [("half", "written")]


def test_a_read_inside_a_read_ends_beside_a_write(database: Database) -> None:
    answers: list[object] = []

    def read() -> None:
        with database.reading(), database.reading() as connection:
            answers.extend(connection.execute("select count(*) from event").fetchone())

    reader = threading.Thread(target=read, daemon=True)  # one that hangs must not hold the tests
    with a_write_going_on(database):
        reader.start()
        reader.join(30)
        assert not reader.is_alive()
    assert answers == [0]


def test_own_writes_are_no_changes_from_outside(database: Database, journal: Journal, stamps: Stamps) -> None:
    before = database.outside_changes()
    with a_write_going_on(database):
        assert database.outside_changes() == before
        journal.state()
    journal.append([done("a/x")], stamps())
    assert database.outside_changes() == before


def removed(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def replaced(path: Path) -> None:
    other = path.with_name("other.db")
    open_database(other).close()
    other.replace(path)


def replaced_by_the_content(path: Path) -> None:
    other = path.with_name("other.db")
    theirs = open_database(other)
    Journal(theirs).append([done(f"b/{n}") for n in range(500)], stamp(FrozenClock(), "another"))
    theirs.close()
    shutil.copy(other, path)


@pytest.mark.parametrize(
    "change", [removed, emptied, replaced, replaced_by_the_content], ids=lambda change: change.__name__
)
def test_a_store_that_is_another_file_by_now_is_not_written_to(
    change: Callable[[Path], None], path: Path, stamps: Stamps
) -> None:
    database = open_database(path)
    journal = Journal(database)
    journal.append([done("a/x")], stamps())
    database.checkpoint()  # as the app does when it is idle
    change(path)
    content = path.read_bytes() if path.exists() else None
    with pytest.raises(StoreReplacedError, match=f"was {change.__name__.replace('_', ' ')}"):
        journal.append([done("a/y")], stamps())
    with pytest.raises(StoreReplacedError):
        database.checkpoint()
    database.close()
    assert (path.read_bytes() if path.exists() else None) == content


@pytest.mark.parametrize("logged", [False, True], ids=["idle", "with a log"])
@pytest.mark.parametrize("ahead", [0, 5], ids=["older", "gone another way"])
def test_a_copy_of_the_store_written_into_the_file_is_noticed_and_left_whole(
    ahead: int, logged: bool, path: Path, tmp_path: Path, stamps: Stamps
) -> None:
    """Such a copy has the same beginning; with a log, the newest events here are not in the file."""
    database, copy = open_database(path), tmp_path / "copy.db"
    journal = Journal(database)
    journal.append([done("a/x")], stamps())
    database.copy_to(copy)
    other = open_database(copy)
    for n in range(ahead):
        Journal(other).append([done(f"c/{n}")], stamps())
    other.close()
    journal.append([done("a/y")], stamps())
    database.checkpoint()
    if logged:
        journal.append([done("a/z")], stamps())
    content = copy.read_bytes()
    path.write_bytes(content)
    with pytest.raises(StoreReplacedError, match="replaced by the content of another file"):
        journal.append([done("a/w")], stamps())
    database.close()
    assert path.read_bytes() == content
    log = path.with_name(f"{path.name}-wal")
    assert not log.exists() or not log.stat().st_size  # what another program would write into it


def test_a_store_written_over_the_open_one_is_left_alone_at_the_end_too(path: Path, stamps: Stamps) -> None:
    database, copy = open_database(path), path.with_name("copy.db")
    Journal(database).append([done("a/x")], stamps())
    database.copy_to(copy)
    open_database(copy).close()
    database.checkpoint()
    Journal(database).append([done("a/y")], stamps())
    database.checkpoint()
    Journal(database).append([done("a/z")], stamps())
    path.write_bytes(copy.read_bytes())
    database.close()
    assert path.read_bytes() == copy.read_bytes()


def test_what_another_program_writes_is_no_replacement(path: Path, stamps: Stamps) -> None:
    database = open_database(path)
    Journal(database).append([done("a/x")], stamps())
    other = open_database(path)
    for n in range(100):
        Journal(other).append([done(f"b/{n}")], stamps())
    assert other.checkpoint()
    other.close()
    Journal(database).append([done("a/y")], stamps())
    assert len(Journal(database).state().marks) == 102
    database.close()


@pytest.mark.parametrize("change", [removed, replaced], ids=lambda change: change.__name__)
def test_what_is_open_can_be_saved_when_its_file_is_gone(
    change: Callable[[Path], None], path: Path, tmp_path: Path, stamps: Stamps
) -> None:
    database = open_database(path)
    Journal(database).append([done("a/x")], stamps())
    change(path)
    with pytest.raises(StoreReplacedError):
        Journal(database).append([done("a/y")], stamps())
    database.copy_to(tmp_path / "saved.db")
    database.close()
    assert (tmp_path / "saved.db").stat().st_mode & 0o777 == 0o600
    saved = open_database(tmp_path / "saved.db")
    assert Journal(saved).state().marks == {"a/x": Mark.DONE}
    saved.close()


READS = """
import sys
from pathlib import Path
from tracker.store.sqlite.opening import open_database
from tracker.store.sqlite.journal import Journal
database = open_database(Path(sys.argv[1]))
print(sorted(Journal(database).state().marks), *database.notices)
with database.reading() as connection:
    print(connection.execute("pragma integrity_check").fetchone()[0])
database.close()
"""


def test_another_program_reads_the_new_file_without_the_log_of_the_old_one(
    path: Path, tmp_path: Path, stamps: Stamps
) -> None:
    """The old one is still open, and has not noticed."""
    other = tmp_path / "other" / "tracker.db"
    theirs = open_database(other)
    Journal(theirs).append([done(f"b/{n}") for n in range(200)], stamps())
    theirs.close()
    content = other.read_bytes()
    database = open_database(path)
    for n in range(20):
        Journal(database).append([done(f"a/{n}")], stamps())
    shutil.move(other, path)
    ran = subprocess.run([sys.executable, "-c", READS, str(path)], capture_output=True, text=True, check=True)
    marks, sound = ran.stdout.splitlines()
    assert str(sorted(f"b/{n}" for n in range(200))) in marks
    assert "log of the old one is kept" in marks
    assert sound == "ok"
    with pytest.raises(StoreReplacedError):
        Journal(database).append([done("a/late")], stamps())
    database.copy_to(tmp_path / "saved.db")
    database.close()
    assert path.read_bytes() == content
    saved = open_database(tmp_path / "saved.db")
    assert set(Journal(saved).state().marks) == {f"a/{n}" for n in range(20)}
    saved.close()


def test_the_one_file_is_whole_after_a_checkpoint(path: Path, tmp_path: Path, stamps: Stamps) -> None:
    database = open_database(path)
    Journal(database).append([done("a/x")], stamps())
    assert database.checkpoint()
    shutil.copy(path, tmp_path / "copy.db")
    Journal(database).append([done("a/y")], stamps())
    database.close()
    copy = open_database(tmp_path / "copy.db")
    assert Journal(copy).state().marks == {"a/x": Mark.DONE}
    copy.close()

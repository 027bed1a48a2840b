"""The count of events beside the store: a journal that became shorter is said."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import environment
from tests.store.conftest import done
from tracker.core.errors import StoreError
from tracker.core.journal.events import Stamp
from tracker.store.sqlite.count import Count, count_file, read_count, write_count
from tracker.store.sqlite.journal import Journal
from tracker.store.sqlite.opening import open_database

Stamps = Callable[[], Stamp]

KILLED = """
import os, signal, sys
from pathlib import Path
from tracker.core.journal.events import Change, Field
from tracker.store.sqlite.opening import open_database
from tracker.store.sqlite.journal import Journal
from tracker.workspace.clock import stamp, system_clock
journal = Journal(open_database(Path(sys.argv[1])))
for n in range(5):
    journal.append([Change(Field.MARK, f"a/{n}", "done")], stamp(system_clock, "boat"))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def killed(path: Path, home: Path) -> Path:
    """A store that was killed with five events in its log."""
    ran = subprocess.run([sys.executable, "-c", KILLED, str(path)], env=environment(home), check=False)
    assert ran.returncode == -signal.SIGKILL
    return path


def notices(path: Path) -> list[str]:
    database = open_database(path)
    try:
        return database.notices
    finally:
        database.notices_read()
        database.close()


def test_a_log_that_was_cut_is_said_once_and_kept_in_mind(killed: Path) -> None:
    log = killed.with_name("tracker.db-wal")
    os.truncate(log, log.stat().st_size - 100)
    (told,) = notices(killed)
    assert "The journal is shorter than it was: 1 of its newest events" in told
    assert notices(killed) == []
    count = read_count(killed)
    assert count
    assert (count.events, count.missing) == (4, 1)


def test_a_log_that_is_whole_says_nothing(killed: Path) -> None:
    assert notices(killed) == []
    count = read_count(killed)
    assert count
    assert (count.events, count.missing) == (5, 0)


def test_a_folder_that_was_copied_with_its_log_says_nothing(killed: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(killed.parent, tmp_path / "copy")) / killed.name
    assert notices(copy) == []
    database = open_database(copy)
    assert len(Journal(database).state().marks) == 5
    database.close()


def test_what_is_written_afterwards_does_not_hide_what_is_gone(killed: Path, stamps: Stamps) -> None:
    killed.with_name("tracker.db-wal").unlink()
    killed.with_name("tracker.db-shm").unlink()
    assert len(notices(killed)) == 1
    database = open_database(killed)
    for n in range(9):
        Journal(database).append([done(f"b/{n}")], stamps())
    database.close()
    count = read_count(killed)
    assert count
    assert (count.events, count.missing) == (9, 5)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"events": -1}', b'{"other": 1}', b"\xff" * 9000])
def test_a_count_that_is_none_is_made_anew(content: bytes, path: Path) -> None:
    open_database(path).close()
    count_file(path).write_bytes(content)
    assert read_count(path) is None
    assert notices(path) == []
    assert write_count(path, events=3) == Count(events=3, file=count_file(path).stat().st_ino)


@pytest.mark.parametrize("trace", ["tracker.db-wal", "tracker.db-count", "device"])
def test_an_emptied_store_is_refused_with_its_log_kept(trace: str, path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    content = b'{"events": 7}' if "count" in trace else b"something"
    path.with_name(trace).write_bytes(content)
    with pytest.raises(StoreError, match=r"is empty, and it was not so before. It was left as it is"):
        open_database(path, traces=(path.with_name("device"),))
    assert path.read_bytes() == b""
    assert path.with_name(trace).read_bytes() == content


def test_a_missing_store_with_a_log_is_refused(killed: Path) -> None:
    log = killed.with_name("tracker.db-wal").read_bytes()
    killed.unlink()
    with pytest.raises(StoreError, match=r"To start anew: move tracker\.db-wal away too"):
        open_database(killed)
    assert killed.with_name("tracker.db-wal").read_bytes() == log
    assert not killed.exists()


def test_a_store_that_was_taken_away_begins_anew_and_says_so(path: Path, stamps: Stamps) -> None:
    database = open_database(path)
    Journal(database).append([done("a/x")], stamps())
    database.close()
    path.unlink()
    (told,) = notices(path)
    assert "which had 1 event, is gone; a new one was begun. There is no backup of it." in told
    assert notices(path) == []

"""A store that cannot be used: one sentence, exit code 5, and the file byte for byte as it was."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.bad_stores import BAD_STORES
from tests.store.conftest import done
from tracker.core.errors import StoreError
from tracker.core.journal.events import Stamp
from tracker.core.roadmap.model import Mark
from tracker.store.sqlite.connection import Database
from tracker.store.sqlite.journal import Journal
from tracker.store.sqlite.opening import open_database
from tracker.store.sqlite.snapshots import Snapshots

Stamps = Callable[[], Stamp]


@pytest.fixture
def loaded(loaded_homes: dict[str, Path], path: Path, stamps: Stamps) -> Path:
    """A sound, closed store with roadmaps and a mark."""
    path.parent.mkdir()
    shutil.copy(loaded_homes["small"] / "data" / "tracker.db", path)
    database = open_database(path)
    Journal(database).append([done("knots/bowline")], stamps())
    database.close()
    return path


def files(path: Path) -> dict[str, bytes]:
    """Every file of the store's folder, byte for byte."""
    return {file.name: file.read_bytes() for file in path.parent.iterdir() if file.is_file()}


def use(path: Path) -> None:
    """What every start does: open, ask for the state, read the roadmaps, and look into each."""
    database = open_database(path)
    try:
        Journal(database).state()
        assert all(len(roadmap.tree) > 1 for roadmap in Snapshots(database).roadmaps())
    finally:
        database.close()


@pytest.mark.parametrize("spoil", BAD_STORES, ids=lambda spoil: spoil.__name__)
def test_a_bad_store_is_told_in_one_sentence_and_left_alone(spoil: Callable[[Path], None], loaded: Path) -> None:
    use(loaded)
    spoil(loaded)
    before = files(loaded)
    with pytest.raises(StoreError) as caught:
        use(loaded)
    said = str(caught.value)
    assert BAD_STORES[spoil] in said
    assert str(loaded) in said
    assert "left as it is" in said or "Nothing was changed" in said
    assert "\n" not in said
    assert len(said) < 400
    assert caught.value.exit_code == 5
    assert files(loaded) == before


def test_a_home_inside_a_file_is_told_as_well(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(StoreError, match="Not a directory"):
        open_database(tmp_path / "file" / "tracker.db")


def test_an_empty_file_becomes_a_store(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    use(path)
    assert path.stat().st_size > 0


HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in sys.argv[2:]:
    connection.execute(statement)
print("held", flush=True)
sys.stdin.readline()
"""
Hold = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def hold(path: Path) -> Iterator[Hold]:
    """Lets another process hold the store."""
    started: list[subprocess.Popen[str]] = []

    def begin(*statements: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", HOLD, str(path), *statements]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
        started.append(process)
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        return process

    yield begin
    for process in started:
        process.communicate()


def test_a_store_that_another_process_holds_for_itself_is_told(loaded: Path, hold: Hold) -> None:
    before = loaded.read_bytes()
    holder = hold("pragma locking_mode = exclusive", "begin exclusive")
    with pytest.raises(StoreError, match=r"Another program is holding the store .* Nothing was written") as caught:
        open_database(loaded, busy_seconds=0.05)
    assert caught.value.exit_code == 5
    assert loaded.read_bytes() == before
    holder.communicate()
    use(loaded)


def test_a_tick_that_cannot_be_written_is_told_and_can_be_repeated(loaded: Path, hold: Hold, stamps: Stamps) -> None:
    database = open_database(loaded, busy_seconds=0.05)
    journal = Journal(database)
    holder = hold("begin immediate")
    with pytest.raises(StoreError, match="Another program is holding"):
        journal.append([done("knots/splice")], stamps())
    assert set(journal.state().marks) == {"knots/bowline"}
    holder.communicate()
    journal.append([done("knots/splice")], stamps())
    assert set(journal.state().marks) == {"knots/bowline", "knots/splice"}
    database.close()


def test_a_full_disk_is_told_and_what_was_kept_is_safe(database: Database, journal: Journal, stamps: Stamps) -> None:
    journal.append([done("a/x")], stamps())
    with database.reading() as connection:
        connection.execute("pragma max_page_count = 1")
    with pytest.raises(StoreError, match="The disk is full"):
        journal.append([done("b" * 100_000)], stamps())
    assert journal.state().marks == {"a/x": Mark.DONE}

"""A command that refuses a damaged store leaves it, its log and its shared memory byte for byte as they were."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.bad_stores import PAGE
from tests.conftest import Run
from tracker.store.sqlite.rescue.remains import log_of, memory_of
from tracker.workspace.paths import find_paths

_EMPTY_INDEX_PAGE = b"\x0a\x00\x00\x00\x00\x10\x00\x00"  # a leaf without a cell, whose content begins at its end


def files(store: Path) -> dict[str, bytes]:
    """What there is of a store."""
    return {file.name: file.read_bytes() for file in (store, log_of(store), memory_of(store)) if file.exists()}


def leave_a_log(store: Path, cli: Run, *statements: str) -> None:
    """Choose a target, change more by hand, and leave the store as a killed program does: all that is in its log."""
    with closing(sqlite3.connect(store)) as reader:
        reader.execute("begin")
        reader.execute("select count(*) from event").fetchone()
        assert cli("target", "deckhand").code == 0
        spoil(store, *statements)
        kept = files(store)
    for name, content in kept.items():
        store.with_name(name).write_bytes(content)
    assert len(kept[log_of(store).name]) > PAGE


def spoil(store: Path, *statements: str) -> None:
    """Change a store by hand."""
    with closing(sqlite3.connect(store)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def empty_the_index(store: Path, table: str) -> None:
    """Make the entries of a table impossible to find by their keys, which SQLite does not notice while reading."""
    with closing(sqlite3.connect(store)) as connection:
        query = "select rootpage from sqlite_schema where type = 'index' and tbl_name = ?"
        (root,) = connection.execute(query, (table,)).fetchone()
    with store.open("r+b") as file:
        file.seek((root - 1) * PAGE)
        file.write(_EMPTY_INDEX_PAGE)


@pytest.mark.parametrize("forgotten", [False, True], ids=["seen", "what was seen is gone"])
def test_a_roadmap_that_cannot_be_read_changes_nothing(forgotten: bool, small_home: Path, cli: Run) -> None:
    store = find_paths().store
    spoil(store, "update roadmap set tree = '[[' || tree where id = 'deckhand'")
    leave_a_log(store, cli, *["delete from meta"] * forgotten)
    before = files(store)
    for words in (("status", "deckhand"), ("show", "deckhand")):
        ran = cli(*words)
        assert (ran.code, files(store) == before) == (5, True), (words, ran.stderr)
        assert "cannot be read" in ran.stderr


def test_a_store_with_damage_gets_no_roadmaps_that_nobody_asked_for(small_home: Path, cli: Run) -> None:
    """The program takes it for one that has not seen the bundled roadmaps yet."""
    store = find_paths().store
    empty_the_index(store, "topic")
    leave_a_log(store, cli, "delete from meta")
    before = files(store)
    assert cli("roles").code == 0
    assert files(store) == before


@pytest.mark.parametrize("log", [False, True], ids=["closed", "with a log"])
def test_what_damage_took_away_is_not_called_unknown(log: bool, small_home: Path, cli: Run) -> None:
    store = find_paths().store
    if log:
        leave_a_log(store, cli)
    empty_the_index(store, "roadmap")
    before = files(store)
    ran = cli("show", "deckhand", "--json")
    assert (ran.code, files(store) == before) == (5, True), ran.stderr
    assert "is damaged" in ran.stderr


def test_what_is_unknown_in_a_sound_store_is_called_so(small_home: Path, cli: Run) -> None:
    ran = cli("show", "no-such-thing")
    assert ran.code == 3
    assert "damaged" not in ran.stderr

"""An older store is brought up to the newest schema: wholly, or not at all, and with a copy put aside first."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.endurance.stores import FOLDER
from tests.store.conftest import done, events_in, is_sound
from tracker.core.journal.events import Change, Event, Field, Stamp
from tracker.core.roadmap.model import Mark
from tracker.store.sqlite.connection import guarded
from tracker.store.sqlite.journal import Journal
from tracker.store.sqlite.migrate import MIGRATIONS, migrate
from tracker.store.sqlite.opening import open_database

_CLOCK = 11  # the column that schema 3 added to events

FIFTH = """
from alembic import op

revision = "0005"
down_revision = "0004"

def upgrade():
    op.execute("create table reminder (subject varchar not null)")
    op.execute("alter table meta add column since varchar")
    op.execute("insert into reminder select subject from current where field = 'mark' and value is not null")
"""


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """The revisions there are, and a made-up fifth one."""
    folder = Path(shutil.copytree(MIGRATIONS, tmp_path / "migrations"))
    (folder / "versions" / "0005_fifth.py").write_text(FIFTH, encoding="utf-8")
    return folder


@pytest.fixture
def events(path: Path, stamps: Callable[[], Stamp]) -> list[Event]:
    """What stands in the journal of a store of the newest schema."""
    database = open_database(path)
    journal = Journal(database)
    journal.append([done("a/x"), Change(Field.NOTE, "a/x", "mine")], stamps())
    journal.append([done("a/y")], stamps())
    journal.undo(stamps())
    database.close()
    return events_in(path)


def older(path: Path, version: int) -> None:
    """Make a store of an older schema."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((FOLDER / f"{version}.sql").read_text(encoding="utf-8"))


def plain(path: Path, table: str) -> list[tuple[Any, ...]]:
    """The rows of a table."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"select * from {table} order by 1, 2").fetchall()


def facts(path: Path) -> tuple[int, set[str]]:
    """The schema's version and the names of the tables."""
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
        return connection.execute("pragma user_version").fetchone()[0], {name for (name,) in tables}


def test_a_migration_keeps_every_event_and_sets_the_version(path: Path, scripts: Path, events: list[Event]) -> None:
    migrate(path, scripts)
    version, tables = facts(path)
    assert version == 5
    assert "reminder" in tables
    assert "alembic_version" not in tables
    assert len(events) == 4
    assert events_in(path) == events
    assert is_sound(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("select subject from reminder").fetchall() == [("a/x",)]
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute("delete from event")


def test_a_copy_of_the_older_store_is_made_first(path: Path, scripts: Path, events: list[Event]) -> None:
    copy = migrate(path, scripts)
    assert copy == path.with_name("tracker-before-schema-5.db")
    assert facts(copy)[0] == 4
    older = open_database(copy)
    assert Journal(older).state().marks == {"a/x": Mark.DONE}
    older.close()
    assert events_in(copy) == events


def test_a_migration_that_fails_halfway_changes_nothing(path: Path, scripts: Path, events: list[Event]) -> None:
    with (scripts / "versions" / "0005_fifth.py").open("a", encoding="utf-8") as fifth:
        fifth.write('    op.execute("this is no sql")\n')
    before, content = facts(path), path.read_bytes()
    with pytest.raises(sqlite3.OperationalError):
        migrate(path, scripts)
    assert facts(path) == before
    assert path.read_bytes() == content
    assert events_in(path) == events


def test_a_migration_goes_on_where_another_process_writes_meanwhile(
    path: Path, scripts: Path, events: list[Event], stamps: Callable[[], Stamp]
) -> None:
    app = open_database(path)
    migrate(path, scripts)
    Journal(app).append([done("a/z")], stamps())
    app.close()
    assert events_in(path)[-1].subject == "a/z"


def test_a_store_that_is_up_to_date_is_left_alone(path: Path, scripts: Path, events: list[Event]) -> None:
    migrate(path, scripts)
    content = path.read_bytes()
    assert migrate(path, scripts) is None
    assert path.read_bytes() == content
    assert {file.name for file in path.parent.glob("*.db")} == {"tracker.db", "tracker-before-schema-5.db"}


def test_what_a_failed_migration_says_becomes_one_sentence(path: Path, scripts: Path, events: list[Event]) -> None:
    from tracker.core.errors import StoreError

    (scripts / "versions" / "0005_fifth.py").write_text(FIFTH.replace("alter table meta", "alter table none"))
    with pytest.raises(StoreError, match="It was left as it is"), guarded(path):
        migrate(path, scripts)


@pytest.mark.parametrize("version", [1, 2, 3])
def test_an_older_store_keeps_its_journal_and_its_values(version: int, path: Path, stamps: Callable[[], Stamp]) -> None:
    older(path, version)
    before = [row[1:_CLOCK] for row in plain(path, "event")]
    values = [row[:3] for row in plain(path, "current") if row[2]]
    database = open_database(path)
    Journal(database).append([done("a/z")], stamps())
    database.close()
    assert facts(path)[0] == 4
    assert "anchor" in facts(path)[1]
    assert [row[1:_CLOCK] for row in plain(path, "event")][:-1] == before
    assert [row[:3] for row in plain(path, "current") if row[2] and row[1] != "a/z"] == values
    assert is_sound(path)
    assert facts(path.with_name(f"tracker-before-schema-{version + 1}.db"))[0] == version


def test_the_clock_of_an_old_event_is_the_time_in_its_uid_on_every_machine(tmp_path: Path) -> None:
    """018f3406-9e2d is 2024-05-01T12:00:00.045Z; the events of one transaction have the same time."""
    clocks = []
    for name in ("one.db", "other.db"):
        older(tmp_path / name, 2)
        open_database(tmp_path / name).close()
        clocks.append({event.uid: event.clock for event in events_in(tmp_path / name)})
    assert clocks[0] == clocks[1]
    assert clocks[0]["018f3406-9e2d-7d9a-95c1-939a66e418c4"] == 1_714_564_800_045 * 2**15
    plan = [event for event in events_in(tmp_path / "one.db") if event.transaction.startswith("018f3707-a972-7330")]
    assert [event.field for event in plan] == ["edition", "mark", "mark"]
    assert len({event.clock for event in plan}) == 1


def test_what_the_clocks_would_change_is_as_it_was_before_and_a_later_merge_leaves_it_so(path: Path) -> None:
    """The clock of the old machine went back: the last word has a uid of an earlier time."""
    older(path, 2)
    rows = [
        ("018f37e3-0000-7000-8000-000000000001", "mark", "sails/reef", "done"),
        ("018f37e3-0000-7000-8000-000000000002", "mark", "sails/tack", "done"),
        ("018e0000-0000-7000-8000-000000000001", "mark", "sails/reef", "skipped"),
        ("018e0000-0000-7000-8000-000000000002", "mark", "sails/tack", None),
        ("018e0000-0000-7000-8000-000000000003", "mark", "knots/bowline", None),
        ("no-uuid", "note", "charts/read", "the last word"),
    ]
    with closing(sqlite3.connect(path)) as connection, connection:
        for uid, *what in rows:
            row = (uid, "2024-03-01T00:00:00.000Z", "old-laptop", uid, *what)
            columns = "uid, at, device, act, why, field, subject, value"
            connection.execute(f"insert into event ({columns}) values (?, ?, ?, ?, 'do', ?, ?, ?)", row)
    before = {row[:3] for row in plain(path, "current")}
    database = open_database(path)
    state = Journal(database).state()
    database.close()
    assert {row[:3] for row in plain(path, "current") if row[2]} == before
    assert (state.marks["sails/reef"], state.notes["charts/read"]) == (Mark.SKIPPED, "the last word")
    assert not {"sails/tack", "knots/bowline"} & set(state.marks)
    assert is_sound(path)
    added = [event for event in events_in(path) if event.device == "migrated"]
    assert {(event.subject, event.value, event.why) for event in added} == {
        ("sails/reef", "skipped", "load"),
        ("sails/tack", None, "load"),
        ("knots/bowline", None, "load"),
        ("charts/read", "the last word", "load"),
    }


def test_a_migration_is_not_stopped_by_what_no_text_can_be_read_of(path: Path) -> None:
    older(path, 2)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "insert into event (uid, at, device, act, why, field, subject, value)"
            " values (cast(x'ff37' as text), x'00', 'd', 'a', 'do', 'mark', 'sails/reef', 'done'),"
            " ('u', '2024-05-03T00:00:00.000Z', 'd', 'u', 'do', 'mark', 'sails/tack', 'done')"
        )
    open_database(path).close()
    assert facts(path)[0] == 4


def test_the_copy_is_named_and_never_put_over_another_file(path: Path) -> None:
    older(path, 1)
    other = path.with_name("tracker-before-schema-2.db")
    other.write_text("dear diary", encoding="utf-8")
    database = open_database(path)
    database.close()
    (told,) = database.notices
    copy = path.with_name("tracker-before-schema-2-2.db")
    assert str(copy) in told
    assert facts(copy)[0] == 1
    assert copy.stat().st_mode & 0o777 == 0o600
    assert other.read_text(encoding="utf-8") == "dear diary"

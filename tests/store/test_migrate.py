"""An older store is brought up to the newest schema: wholly, or not at all, and with a copy put aside first."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.conftest import done
from tracker.core.journal.events import Change, Event, Field, Stamp
from tracker.core.roadmap.model import Mark
from tracker.store.sqlite.connection import guarded
from tracker.store.sqlite.journal import Journal
from tracker.store.sqlite.migrate import MIGRATIONS, migrate
from tracker.store.sqlite.opening import open_database
from tracker.store.sqlite.records import Records

THIRD = """
from alembic import op

revision = "0003"
down_revision = "0002"

def upgrade():
    op.execute("create table reminder (subject varchar not null)")
    op.execute("alter table meta add column since varchar")
    op.execute("insert into reminder select subject from current where field = 'mark'")
"""


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """The revisions there are, and a made-up third one."""
    folder = Path(shutil.copytree(MIGRATIONS, tmp_path / "migrations"))
    (folder / "versions" / "0003_third.py").write_text(THIRD, encoding="utf-8")
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
    return Records(path).journal()


def facts(path: Path) -> tuple[int, set[str]]:
    """The schema's version and the names of the tables."""
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
        return connection.execute("pragma user_version").fetchone()[0], {name for (name,) in tables}


def test_a_migration_keeps_every_event_and_sets_the_version(path: Path, scripts: Path, events: list[Event]) -> None:
    migrate(path, scripts)
    version, tables = facts(path)
    assert version == 3
    assert "reminder" in tables
    assert "alembic_version" not in tables
    assert len(events) == 4
    assert Records(path).journal() == events
    assert Records(path).is_sound()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("select subject from reminder").fetchall() == [("a/x",)]
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute("delete from event")


def test_a_copy_of_the_older_store_is_made_first(path: Path, scripts: Path, events: list[Event]) -> None:
    copy = migrate(path, scripts)
    assert copy == path.with_name("tracker-before-schema-3.db")
    assert facts(copy)[0] == 2
    older = open_database(copy)
    assert Journal(older).state().marks == {"a/x": Mark.DONE}
    older.close()
    assert Records(copy).journal() == events


def test_a_migration_that_fails_halfway_changes_nothing(path: Path, scripts: Path, events: list[Event]) -> None:
    with (scripts / "versions" / "0003_third.py").open("a", encoding="utf-8") as third:
        third.write('    op.execute("this is no sql")\n')
    before, content = facts(path), path.read_bytes()
    with pytest.raises(sqlite3.OperationalError):
        migrate(path, scripts)
    assert facts(path) == before
    assert path.read_bytes() == content
    assert Records(path).journal() == events


def test_a_migration_goes_on_where_another_process_writes_meanwhile(
    path: Path, scripts: Path, events: list[Event], stamps: Callable[[], Stamp]
) -> None:
    app = open_database(path)
    migrate(path, scripts)
    Journal(app).append([done("a/z")], stamps())
    app.close()
    assert [event.subject for event in Records(path).history(1)] == ["a/z"]


def test_a_store_that_is_up_to_date_is_left_alone(path: Path, scripts: Path, events: list[Event]) -> None:
    migrate(path, scripts)
    content = path.read_bytes()
    assert migrate(path, scripts) is None
    assert path.read_bytes() == content
    assert {one.name for one in path.parent.glob("*.db")} == {"tracker.db", "tracker-before-schema-3.db"}


def test_what_a_failed_migration_says_becomes_one_sentence(path: Path, scripts: Path, events: list[Event]) -> None:
    from tracker.core.errors import StoreError

    (scripts / "versions" / "0003_third.py").write_text(THIRD.replace("alter table meta", "alter table none"))
    with pytest.raises(StoreError, match="It was left as it is"), guarded(path):
        migrate(path, scripts)


def test_a_store_of_the_first_release_gets_anchors_and_keeps_its_journal(
    path: Path, events: list[Event], stamps: Callable[[], Stamp]
) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("drop table anchor; pragma user_version = 1")
    first = (MIGRATIONS / "versions" / "0001.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(path)) as connection, closing(sqlite3.connect(":memory:")) as released:
        released.executescript(first)
        schemas = [
            sorted(one.execute("select name from sqlite_master where name not like 'sqlite%'").fetchall())
            for one in (connection, released)
        ]
    assert schemas[0] == schemas[1]
    database = open_database(path)
    Journal(database).append([done("a/z")], stamps())
    database.close()
    assert facts(path)[0] == 2
    assert "anchor" in facts(path)[1]
    assert Records(path).journal()[: len(events)] == events
    assert facts(path.with_name("tracker-before-schema-2.db"))[0] == 1


def test_the_copy_is_named_and_never_put_over_another_file(path: Path, events: list[Event]) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("drop table anchor; pragma user_version = 1")
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

"""The schema is declared once; what is created from SQL and what is migrated equal it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, Engine, NullPool, create_engine, inspect

from tracker.store.sqlite import schema
from tracker.store.sqlite.migrate import migrate
from tracker.store.sqlite.opening import APPLICATION_ID, SCHEMA_VERSION, open_database


@pytest.fixture
def declared(tmp_path: Path) -> Path:
    """A store as SQLModel makes it, with the triggers."""
    path = tmp_path / "declared.db"
    schema.METADATA.create_all(engine(path))
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(schema.TRIGGERS)
    return path


def engine(path: Path) -> Engine:
    return create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool)


def described(path: Path) -> dict[str, Any]:
    """Tables, columns, keys, constraints, indexes and triggers of a store."""
    inspector = inspect(engine(path))
    tables = {
        table: {
            "columns": [(c["name"], str(c["type"]), c["nullable"]) for c in inspector.get_columns(table)],
            "key": inspector.get_pk_constraint(table),
            "foreign": inspector.get_foreign_keys(table),
            "unique": inspector.get_unique_constraints(table),
            "checks": inspector.get_check_constraints(table),
            "indexes": sorted(inspector.get_indexes(table), key=str),
        }
        for table in inspector.get_table_names()
    }
    with closing(sqlite3.connect(path)) as connection:
        triggers = connection.execute("select name, sql from sqlite_master where type = 'trigger'").fetchall()
    return {"tables": tables, "triggers": sorted(triggers)}


def test_schema_sql_is_written_from_the_declaration() -> None:
    assert Path(schema.__file__).with_name("schema.sql").read_text(encoding="utf-8") == schema.statements()


def test_a_new_store_has_the_declared_schema(path: Path, declared: Path) -> None:
    open_database(path).close()
    assert described(path) == described(declared)
    assert set(described(path)["tables"]) == {"anchor", "current", "edition", "event", "meta", "roadmap", "topic"}


def test_migrations_from_nothing_lead_to_the_declared_schema(tmp_path: Path, declared: Path) -> None:
    empty = tmp_path / "empty.db"
    empty.touch()
    migrate(empty)
    assert described(empty) == described(declared)
    with closing(sqlite3.connect(empty)) as connection:
        assert connection.execute("pragma user_version").fetchone() == (SCHEMA_VERSION,)


def test_a_new_store_says_whose_it_is_and_survives_a_power_cut(path: Path) -> None:
    database = open_database(path)
    with database.reading() as connection:
        facts = {
            name: connection.execute(f"pragma {name}").fetchone()[0]
            for name in ("application_id", "user_version", "journal_mode", "synchronous", "foreign_keys")
        }
    database.close()
    assert facts == {
        "application_id": APPLICATION_ID,
        "user_version": SCHEMA_VERSION,
        "journal_mode": "wal",
        "synchronous": 2,  # full
        "foreign_keys": 1,
    }

"""Bringing an older store up to the current schema, after a copy of it was put aside.

The schema's version is a ``PRAGMA``, so that a store which is up to date never brings in Alembic; the table in which
Alembic would keep it is dropped again.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from tracker.store.sqlite.copying import copy_store
from tracker.store.sqlite.rescue.remains import free_name

MIGRATIONS = Path(__file__).with_name("migrations")


def migrate(path: Path, scripts: Path = MIGRATIONS) -> Path | None:
    """Upgrade the store at `path` to the newest revision in `scripts`: wholly, or not at all.

    Returns the copy that was made first, or None when there was nothing to do. Raises what ``sqlite3`` raises.
    """
    try:
        with _engine(path).begin() as connection:
            return _upgrade(connection, path, scripts)
    except DBAPIError as error:
        raise error.orig or error from None


def _upgrade(connection: Connection, path: Path, scripts: Path) -> Path | None:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(scripts))
    config.set_main_option("path_separator", "os")
    version = int(connection.exec_driver_sql("pragma user_version").scalar_one())
    newest = int(ScriptDirectory.from_config(config).get_current_head() or 0)
    if version >= newest:  # another process was quicker
        return None
    copy = _copy(path, version)
    if version:
        command.stamp(config, f"{version:04}")
    command.upgrade(config, "head")
    connection.exec_driver_sql("drop table alembic_version")
    connection.exec_driver_sql(f"pragma user_version = {newest}")
    return copy


def _copy(path: Path, version: int) -> Path:
    copy = free_name(path.with_name(f"{path.stem}-before-schema-{version + 1}{path.suffix}"))
    with closing(sqlite3.connect(path)) as source:
        copy_store(source, copy)
    return copy


def _engine(path: Path) -> Engine:
    """An engine whose transactions hold changes of the schema too; the driver alone would commit at each of them."""
    engine = create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("begin immediate")

    return engine

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
from sqlalchemy import create_engine

MIGRATIONS = Path(__file__).with_name("migrations")


def migrate(path: Path, scripts: Path = MIGRATIONS) -> Path:
    """Upgrade the store at `path` to the newest revision in `scripts`; returns the copy that was made first."""
    with closing(sqlite3.connect(path)) as source:
        version = int(source.execute("pragma user_version").fetchone()[0])
        copy = path.with_name(f"{path.stem}-before-schema-{version + 1}{path.suffix}")
        with closing(sqlite3.connect(copy)) as target:
            source.backup(target)
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(scripts))
        config.set_main_option("path_separator", "os")
        if version:
            command.stamp(config, f"{version:04}")
        command.upgrade(config, "head")
        newest = connection.exec_driver_sql("select version_num from alembic_version").scalar_one()
        connection.exec_driver_sql("drop table alembic_version")
        connection.exec_driver_sql(f"pragma user_version = {int(newest)}")
    engine.dispose()
    return copy

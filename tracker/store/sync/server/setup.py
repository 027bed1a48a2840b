"""The schema on the server, made and brought up to date by Alembic."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config

from tracker.store.sync.server.connect import SCHEMA, name_of
from tracker.store.sync.server.engine import engine_of, reached

_MIGRATIONS = Path(__file__).with_name("migrations")


def setup(address: str) -> None:
    """Make the schema, or bring it up to date: by the user who owns it. Raises `UnreachableError`."""
    with reached(name_of(address)), engine_of(address).begin() as connection:
        connection.exec_driver_sql(f"create schema if not exists {SCHEMA}")
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(_MIGRATIONS))
        config.set_main_option("path_separator", "os")
        command.upgrade(config, "head")

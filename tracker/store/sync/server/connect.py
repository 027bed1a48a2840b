"""Connections to the server: found by its address, never with a password in a message, and never waited for long."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from tracker.core.errors import UsageError
from tracker.core.text import plain
from tracker.store.sync.server.schema import SCHEMA
from tracker.store.sync.target import UnreachableError

CONNECT_SECONDS = 5
"""How long a server may take to answer at all."""
_OPTIONS = "-c lock_timeout=10s -c statement_timeout=60s -c client_min_messages=warning"
"""What a statement may take; 20,000 rows take one or two seconds."""
_MIGRATIONS = Path(__file__).with_name("migrations")


def address(text: str) -> URL:
    """The address of a server. Raises `UsageError` where it is none, and where the driver is not installed."""
    try:
        url = make_url(text.replace("postgres://", "postgresql://", 1))
    except ArgumentError:
        raise UsageError("this is no address of a server; such as postgresql://anna@host/database") from None
    if not find_spec("psycopg"):
        raise UsageError("a server needs one package more: pip install 'roadmap-tracker[sync]'")
    return url.set(drivername="postgresql+psycopg")


def engine_of(url: URL) -> Engine:
    """An engine for a server. The password comes from the usual places: ~/.pgpass, PGPASSWORD, a service file."""
    options = {"connect_timeout": CONNECT_SECONDS, "options": _OPTIONS, "tcp_user_timeout": 10_000}
    return create_engine(url, poolclass=NullPool, connect_args=options, hide_parameters=True)


@contextmanager
def reached(name: str) -> Iterator[None]:
    """Turn what the server or the network says into `UnreachableError`."""
    try:
        yield
    except DBAPIError as error:
        lines = [line for line in str(error.orig).splitlines() if line.strip()]
        said = plain(lines[0]) if lines else "no answer"
        raise UnreachableError(f"{name} cannot be used: {said}") from None


def setup(url: URL, scripts: Path = _MIGRATIONS) -> None:
    """Make the schema, or bring it up to date: by the user who owns it. Raises `UnreachableError`."""
    engine = engine_of(url)
    with reached(name_of(url)), engine.begin() as connection:
        connection.exec_driver_sql(f"create schema if not exists {SCHEMA}")
        command.upgrade(_config(connection, scripts), "head")


def check_version(connection: Connection, name: str) -> None:
    """Raise `UsageError` where the schema is not there, or is not the one that this program knows."""
    there = connection.exec_driver_sql(f"select to_regclass('{SCHEMA}.alembic_version')").scalar_one()
    if there is None:
        raise UsageError(f"{name} is not set up for tracker; who owns the database does that: tracker sync --setup")
    version = connection.exec_driver_sql(f"select version_num from {SCHEMA}.alembic_version").scalar_one()
    known = ScriptDirectory.from_config(_config(connection, _MIGRATIONS)).get_current_head() or ""
    if version > known:
        raise UsageError(f"{name} was set up by a newer tracker ({version}; this one knows {known}); update this one")
    if version < known:
        raise UsageError(
            f"{name} was set up by an older tracker ({version}; this one needs {known}); who owns the database "
            "brings it up to date: tracker sync --setup"
        )


def name_of(url: URL) -> str:
    """The address as it is shown and remembered: without a password."""
    return url.set(drivername="postgresql", password=None).difference_update_query(["password"]).render_as_string()


def _config(connection: Connection, scripts: Path) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(scripts))
    config.set_main_option("path_separator", "os")
    return config

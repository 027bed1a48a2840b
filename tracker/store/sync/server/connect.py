"""Connections to the server: found by its address, never with a password in a message, and never waited for long.

They go through the driver alone. SQLAlchemy, which takes 0.4 s to import, is put on top of it where tables are written.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tracker.core.errors import UsageError
from tracker.core.text import plain
from tracker.store.sync.target import UnreachableError

if TYPE_CHECKING:
    from psycopg import Connection

SCHEMA = "tracker"
VERSION = "0002"
"""The newest revision in `migrations/versions/`, by which a program and a server know whether they fit."""
CONNECT_SECONDS = 5
"""How long a server may take to answer at all."""
_OPTIONS = "-c lock_timeout=10s -c statement_timeout=60s -c client_min_messages=warning"
"""What a statement may take; 20,000 rows take one or two seconds."""


def address(text: str) -> str:
    """The address of a server. Raises `UsageError` where it is none, and where the driver is not installed."""
    driver = _driver()
    try:
        driver.conninfo.conninfo_to_dict(text)
        urlsplit(text)
    except (driver.Error, ValueError):
        raise UsageError("this is no address of a server; such as postgresql://anna@host/database") from None
    return text


def name_of(address: str) -> str:
    """The address as it is shown and remembered: without a password."""
    parts = urlsplit(address)
    who, _, where = parts.netloc.rpartition("@")
    user = who.partition(":")[0]
    query = "&".join(pair for pair in parts.query.split("&") if not pair.startswith("password="))
    return f"postgresql://{user}{'@' * bool(who)}{where}{parts.path}{'?' * bool(query)}{query}"


def connect(address: str) -> Connection[Any]:
    """A connection. The password comes from the usual places: ~/.pgpass, PGPASSWORD, a service file."""
    connection: Connection[Any] = _driver().connect(
        address, connect_timeout=CONNECT_SECONDS, options=_OPTIONS, tcp_user_timeout=10_000
    )
    return connection


@contextmanager
def reached(name: str) -> Iterator[None]:
    """Turn what the server or the network says into `UnreachableError`."""
    try:
        yield
    except _driver().Error as error:
        lines = [line for line in str(error).splitlines() if line.strip()]
        said = plain(lines[0]) if lines else "no answer"
        raise UnreachableError(f"{name} cannot be used: {said}") from None


def check_version(connection: Connection[Any], name: str) -> None:
    """Raise `UsageError` where the schema is not there, or is not the one that this program knows."""
    if _value(connection, f"select to_regclass('{SCHEMA}.alembic_version')") is None:
        raise UsageError(f"{name} is not set up for tracker; who owns the database does that: tracker sync --setup")
    version = _value(connection, f"select version_num from {SCHEMA}.alembic_version")
    if version > VERSION:
        raise UsageError(f"{name} was set up by a newer tracker ({version}; this one knows {VERSION}); update this one")
    if version < VERSION:
        raise UsageError(
            f"{name} was set up by an older tracker ({version}; this one needs {VERSION}); who owns the database "
            "brings it up to date: tracker sync --setup"
        )


def _value(connection: Connection[Any], query: str) -> Any:
    row = connection.execute(query.encode()).fetchone()
    return row[0] if row else None


def _driver() -> Any:
    try:
        return import_module("psycopg")  # an extra
    except ImportError:
        raise UsageError("a server needs one package more: pip install 'roadmap-tracker[sync]'") from None

"""SQLAlchemy over a connection to the server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine
from sqlalchemy.exc import DBAPIError

from tracker.store.sync.server import connect


def engine_of(address: str) -> Engine:
    """An engine for a server; each connection is a new one."""
    return create_engine(
        "postgresql+psycopg://", creator=lambda: connect.connect(address), poolclass=NullPool, hide_parameters=True
    )


def driver_of(connection: Connection) -> Any:
    """The connection of the driver below one of SQLAlchemy."""
    return connection.connection.driver_connection


@contextmanager
def reached(name: str) -> Iterator[None]:
    """Turn what the server or the network says into `UnreachableError`."""
    with connect.reached(name):
        try:
            yield
        except DBAPIError as error:
            raise error.orig or error from None

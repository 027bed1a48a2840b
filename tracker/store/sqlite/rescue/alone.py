"""Connections to a store on a file system without shared memory, which only one process can use at a time."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from tracker.store.sqlite.trouble import no_writing

PRIMARY = 0xFF  # the part of an extended result code that names the kind
HOW: dict[str, Any] = {"isolation_level": None, "check_same_thread": False}


def needs_to_be_alone(path: Path, error: sqlite3.OperationalError) -> bool:
    """Whether `error` says that nothing can be written though the store is not read-only.

    Without shared memory SQLite reads a store, but writes to it only when nobody else can.
    """
    return getattr(error, "sqlite_errorcode", 0) & PRIMARY == sqlite3.SQLITE_READONLY and not no_writing(path)


def alone_again(path: Path) -> tuple[sqlite3.Connection, bool]:
    """A connection in the place of one that could not write, and whether it is the only one that there can be."""
    try:
        return exclusive(path, "select 1 from meta"), True
    except sqlite3.OperationalError:
        return sqlite3.connect(path, **HOW), False


def exclusive(path: Path, query: str) -> sqlite3.Connection:
    """A connection with the index of the log in the memory of this process, which only one may have then.

    `query` has to work on it, as in `tried`.
    """
    connection = sqlite3.connect(path, **HOW)
    connection.execute("pragma locking_mode = exclusive")
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma synchronous = full")
    return tried(connection, query)


def tried(connection: sqlite3.Connection, query: str) -> sqlite3.Connection:
    """The connection, on which `query` works; closed before the error is raised when it does not."""
    try:
        connection.execute(query).fetchone()
    except BaseException:
        connection.close()
        raise
    return connection

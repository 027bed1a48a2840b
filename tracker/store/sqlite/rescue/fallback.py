"""Opening a store where the usual way does not work: nothing can be written, or there is no shared memory."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from functools import partial
from pathlib import Path

from tracker.core.errors import StoreError
from tracker.store.sqlite.connection import Database
from tracker.store.sqlite.rescue.alone import HOW, PRIMARY, exclusive, tried
from tracker.store.sqlite.rescue.remains import log_of
from tracker.store.sqlite.trouble import no_writing

_KINDS = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL}


def open_otherwise(path: Path, error: sqlite3.OperationalError, query: str, *, current: bool) -> Database | None:
    """Open the store at `path`, which `error` kept from being opened; None when there is no other way.

    `query` has to work on it. `current` is whether it has the newest schema; an older one is not read.
    """
    if getattr(error, "sqlite_errorcode", 0) & PRIMARY not in _KINDS:
        return None
    reason = no_writing(path)
    if not reason:
        return _alone(path, query)
    if not current:
        raise StoreError(f"The store {path} is of an older version and cannot be upgraded: {reason}.") from error
    log = log_of(path)
    if log.exists() and log.stat().st_size:
        return _from_copy(path, reason, query)
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, **HOW)
    return _read_only(path, tried(connection, query), reason)


def _read_only(path: Path, connection: sqlite3.Connection, reason: str) -> Database:
    database = Database(path, connection)
    database.read_only = reason
    database.notices.append(f"The store {path} is open for reading only: {reason}.")
    return database


def _from_copy(path: Path, reason: str, query: str) -> Database:
    """What stands in the log is read too, which takes a place where SQLite can write."""
    try:
        folder = Path(tempfile.mkdtemp(prefix="tracker-"))
        for file in (path, log_of(path)):
            shutil.copyfile(file, folder / file.name)
    except OSError as error:
        why = f"{reason}, and there is no room for a copy ({error.strerror})"
        raise StoreError(f"The store {path} cannot be read: {why}.") from None
    copy = sqlite3.connect(folder / path.name, **HOW)
    try:
        database = _read_only(path, tried(copy, query), reason)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    database.after = partial(shutil.rmtree, folder, ignore_errors=True)
    return database


def _alone(path: Path, query: str) -> Database | None:
    try:
        database = Database(path, exclusive(path, query))
    except sqlite3.OperationalError:
        return None
    database.alone = True
    database.notices.append(
        f"The file system of {path} has no shared memory, so that only one tracker at a time can use the store. "
        "TRACKER_HOME names another folder for it."
    )
    return database

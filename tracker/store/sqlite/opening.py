"""Opening a store: looked at first, created whole, and never touched when it is not ours to touch."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.core.errors import StoreError
from tracker.store.sqlite.connection import BUSY_SECONDS, CACHE_KIB, LAST, Database, guarded
from tracker.store.sqlite.count import read_count
from tracker.store.sqlite.open_file import inode

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.store.sqlite.rescue.remains import Remains

SCHEMA_VERSION = 4
APPLICATION_ID = 0x74726B72  # "trkr", as it stands in the header of the file
_MAGIC = b"SQLite format 3\x00"
_HEADER_SIZE = 100
_ROLLBACK = 1  # in the header, of a store that has no write-ahead log
_OTHERS = 0o077  # the permissions of everybody but the user


def open_database(path: str | Path, busy_seconds: float = BUSY_SECONDS, traces: Sequence[str | Path] = ()) -> Database:
    """Open the store at `path`, creating it when there is none; `traces` are files that only lie beside a used one.

    Raises `StoreError`, and leaves the file byte for byte as it was, when it is no store of ours, was written by a
    newer version, is damaged, or cannot be opened.
    """
    path = os.fspath(path)
    status, count, notices, remains = _looked_at(path), read_count(path), list[str](), None
    version, rollback = _written_version(path) if status and status.st_size else (0, False)
    with guarded(path):
        if not version or os.path.lexists(f"{path}-wal"):
            from pathlib import Path  # 8 ms, as the next only where a store is not sound and closed

            from tracker.store.sqlite.rescue import remains as rest  # 2 ms, 3 % of a `status`

            if status is None or not version:
                size = status.st_size if status else None
                notices.append(rest.refuse_lost(Path(path), size, count, [*map(Path, traces)]))
                count = None
            else:
                notices.append(rest.set_foreign_log_aside(Path(path), status.st_ino, count))
            remains = rest.Remains(Path(path))
            Path(path).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        database = _opened(path, busy_seconds, version, remains)
        database.alone |= rollback
        last, number = database.last_event(), inode(path)
        if count and (last < count.events or count.store not in {0, number} or not count.told):
            from pathlib import Path  # as above, and as rare

            from tracker.store.sqlite.rescue.remains import note_length  # as above

            notices.append(note_length(Path(path), count, last, number))
        if not status or (status.st_mode | os.stat(os.path.dirname(path) or ".").st_mode) & _OTHERS:  # noqa: PTH116, PTH120
            from pathlib import Path  # as above, once for each store

            from tracker.store.sqlite.rescue.remains import make_private  # as above

            make_private(Path(path))
    database.notices += filter(None, notices)
    return database


def _opened(path: str, busy_seconds: float, version: int, remains: Remains | None) -> Database:
    connection = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None, check_same_thread=False)
    copy = None
    try:
        connection.execute("pragma foreign_keys = on")
        connection.execute("pragma synchronous = full")
        connection.execute(f"pragma cache_size = {-CACHE_KIB}")
        connection.execute("pragma temp_store = memory")  # else a large act writes every page once more
        if version == 0:
            _create(connection)
        elif version < SCHEMA_VERSION:
            from pathlib import Path  # as in `open_database`

            from tracker.store.sqlite.migrate import migrate  # Alembic and the ORM: 0.3 s

            copy = migrate(Path(path))
        connection.execute(LAST).fetchone()
    except BaseException as error:
        if remains:
            remains.end(connection, error)
        else:
            connection.close()
        if isinstance(error, sqlite3.OperationalError) and version:
            from pathlib import Path  # as in `open_database`

            from tracker.store.sqlite.rescue.fallback import open_otherwise  # 6 ms, where the usual way does not work

            if other := open_otherwise(Path(path), error, LAST, current=version == SCHEMA_VERSION):
                return other
        raise
    database = Database(path, connection, remains)
    if copy:
        database.notices.append(f"The store was upgraded; a copy of it as it was before: {copy}")
    return database


def check_header(path: Path) -> None:
    """Raise `StoreError` when the file at `path` is no store of ours, by its header, or of a newer version."""
    _looked_at(str(path))
    _written_version(str(path))


def _looked_at(path: str) -> os.stat_result | None:
    """What is at `path`; None for nothing. Raises `StoreError` for what is no file: a pipe would be waited for."""
    try:
        status = os.stat(path)  # noqa: PTH116  # pathlib is a quarter of `import sqlite3`
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"The store {path} cannot be read ({error.strerror}). Nothing was changed.") from error
    if not stat.S_ISREG(status.st_mode):
        what = "a folder" if stat.S_ISDIR(status.st_mode) else "a pipe, a device or a socket"
        raise StoreError(f"The store {path} cannot be read (it is {what}). Nothing was changed; move it away.")
    return status


def _written_version(path: str) -> tuple[int, bool]:
    """The schema version in the file's header, and whether it has no log; read without SQLite: nothing is touched."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123  # as in `_looked_at`
            header = file.read(_HEADER_SIZE)
    except OSError as error:
        raise StoreError(f"The store {path} cannot be read ({error.strerror}). Nothing was changed.") from error
    if len(header) < _HEADER_SIZE or not header.startswith(_MAGIC):
        raise StoreError(f"{path} is not a store: it is no SQLite file. It was left as it is; move it away.")
    version, application = int.from_bytes(header[60:64]), int.from_bytes(header[68:72])
    if application != APPLICATION_ID:
        raise StoreError(f"{path} is a SQLite file of another program. It was left as it is; move it away.")
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"The store {path} was written by a newer version of tracker (schema {version}; this one knows "
            f"{SCHEMA_VERSION}). It was left as it is; install the newer version again."
        )
    return version, header[18] == _ROLLBACK


def _create(connection: sqlite3.Connection) -> None:
    """The whole schema in one transaction. WAL comes after it, so that the header says what is there from the first."""
    connection.execute("begin immediate")
    if not connection.execute("pragma user_version").fetchone()[0]:
        for statement in _statements():
            connection.execute(statement)
        connection.execute(f"pragma application_id = {APPLICATION_ID}")
        connection.execute(f"pragma user_version = {SCHEMA_VERSION}")
    connection.commit()
    connection.execute("pragma journal_mode = wal")


def _statements() -> Iterator[str]:
    from pathlib import Path  # as in `open_database`

    text = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
    statement = ""
    for line in text.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""

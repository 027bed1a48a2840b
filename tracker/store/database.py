"""The store's file: opened safely, created whole, and never touched when it is not ours to touch."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from tracker.core.errors import StoreError

SCHEMA_VERSION = 2
APPLICATION_ID = 0x74726B72  # "trkr", as it stands in the header of the file
BUSY_SECONDS = 5.0
_CACHE_KIB = 65_536  # of pages, where so many are used: random ids touch all of an index

_MAGIC = b"SQLite format 3\x00"
_HEADER_SIZE = 100


class Database:
    """A connection to the store. One transaction at a time, from any thread."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._lock = RLock()

    def close(self) -> None:
        """Close the connection; nothing waits to be written."""
        self._connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for queries. Raises `StoreError` when the store cannot be read."""
        with self._lock, guarded(self.path):
            yield self._connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection inside one transaction: all of it is kept, durably, or nothing is."""
        with self._lock, guarded(self.path):
            self._connection.execute("begin immediate")
            try:
                yield self._connection
            except BaseException:
                self._connection.rollback()
                raise
            self._connection.commit()

    def wait_at_most(self, seconds: float) -> None:
        """How long to wait for another process that is writing."""
        with self.reading() as connection:
            connection.execute(f"pragma busy_timeout = {int(seconds * 1000)}")

    def outside_changes(self) -> int:
        """A number that changes when another process has written to the store."""
        with self.reading() as connection:
            return int(connection.execute("pragma data_version").fetchone()[0])


def open_database(path: Path, busy_seconds: float = BUSY_SECONDS) -> Database:
    """Open the store at `path`, creating it when there is none.

    Raises `StoreError`, and leaves the file byte for byte as it was, when it is no store of ours, was written by a
    newer version, is damaged, or cannot be opened.
    """
    version = _written_version(path)
    with guarded(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("pragma foreign_keys = on")
            connection.execute("pragma synchronous = full")
            connection.execute(f"pragma cache_size = {-_CACHE_KIB}")
            connection.execute("pragma temp_store = memory")  # else a large act writes every page once more
            if version == 0:
                _create(connection)
            elif version < SCHEMA_VERSION:
                from tracker.store.migrate import migrate  # brings in Alembic and the ORM

                migrate(path)
            connection.execute("select count(*) from meta").fetchone()
        except BaseException:
            connection.close()
            raise
    return Database(path, connection)


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say about `path` into one sentence for a person."""
    try:
        yield
    except (sqlite3.IntegrityError, UnicodeEncodeError):
        raise
    except sqlite3.OperationalError as error:
        raise StoreError(_operational(path, str(error))) from error
    except (sqlite3.DatabaseError, ValueError) as error:  # a ValueError is text or JSON that was overwritten
        raise StoreError(_damaged(path, str(error))) from error
    except OSError as error:
        raise StoreError(f"The store {path} cannot be opened ({error.strerror}). Nothing was changed.") from error


def _damaged(path: Path, said: str) -> str:
    return (
        f"The store {path} is damaged ({said}). It was left as it is; put a copy of it aside, then bring back "
        "a backup, or move it away to start anew."
    )


def _operational(path: Path, said: str) -> str:
    if "decode" in said:  # what it says goes on with the whole text
        return _damaged(path, "a text is not UTF-8")
    if "locked" in said or "busy" in said:
        return (
            f"Another program is holding the store {path}. Nothing was written and nothing is lost; "
            "close that program or try again."
        )
    if "no such table" in said or "no such column" in said:
        return f"The store {path} lacks a part of its schema ({said}). It was left as it is; bring back a backup."
    if "full" in said:
        return f"The disk is full: the store {path} could not take the change. What was kept before is safe."
    return f"The store {path} cannot be used ({said}). It was left as it is; check its folder and the disk."


def _written_version(path: Path) -> int:
    """The schema version in the file's header, read without SQLite so that nothing is touched; 0 for no file."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_SIZE)
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise StoreError(f"The store {path} cannot be read ({error.strerror}). Nothing was changed.") from error
    if not header:
        return 0
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
    return version


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
    text = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
    statement = ""
    for line in text.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""

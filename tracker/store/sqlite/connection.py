"""The store's file: opened safely, created whole, and never touched when it is not ours to touch."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, RLock
from typing import TYPE_CHECKING

from tracker.core.errors import StoreError, StoreReplacedError
from tracker.store.sqlite.count import read_count, write_count

if TYPE_CHECKING:
    from tracker.store.sqlite.rescue.remains import Remains

SCHEMA_VERSION = 2
APPLICATION_ID = 0x74726B72  # "trkr", as it stands in the header of the file
BUSY_SECONDS = 5.0
_READER_SECONDS = 0.1  # a reader waits for nothing but the moment in which another process recovers the log
_CACHE_KIB = 65_536  # of pages, where so many are used: random ids touch all of an index

_MAGIC = b"SQLite format 3\x00"
_HEADER_SIZE = 100
_ROLLBACK = 1  # in the header, of a store that has no write-ahead log
_OTHERS = 0o077  # the permissions of everybody but the user
_LAST = "select (select max(seq) from event), (select count(*) from meta)"


class Database:
    """The open store. One transaction at a time, from any thread; who reads never waits for one that writes.

    `read_only` is the reason why nothing can be written, or empty. `alone` means that no second connection is possible.
    """

    read_only = ""
    alone = False
    wrote = False
    """Whether this process has written to the store since it was opened."""
    after: Callable[[], None] | None = None
    """What is to be done when it is closed."""

    def __init__(self, path: Path, connection: sqlite3.Connection, remains: Remains | None = None) -> None:
        self.path, self.notices = path, list[str]()
        """What the user should know about the store."""
        self._connection, self._lock, self._remains = connection, RLock(), remains
        self._reader: sqlite3.Connection | None = None
        self._reader_lock = Lock()
        self._seen, self._busy = 0, BUSY_SECONDS
        self._file, self._log, self._left = _inode(path), 0, False
        self._as_left, self._known = _stamp(path), 0

    def close(self) -> None:
        """Close the connections; nothing waits to be written. A store that is not ours any more is not touched."""
        for connection in (self._reader, self._connection):
            if connection is not None and not self._left:
                connection.close()
        if self._left and self._remains:
            self._remains.put_back()
        if self.after:
            self.after()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection for queries. Raises `StoreError` when the store cannot be read.

        While another thread writes, it is a connection of its own that sees what was committed before.
        """
        if self._lock.acquire(blocking=self.alone or bool(self.read_only)):
            try:
                with self._guarded():
                    yield self._connection
            finally:
                self._lock.release()
        else:
            with self._reader_lock, self._guarded():
                yield self._beside()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection inside one transaction: all of it is kept, durably, or nothing is.

        Raises `StoreReplacedError` when the file at the path is not the open one any more.
        """
        with self._lock, self._guarded():
            if self.read_only:
                raise StoreError(f"Nothing can be written to the store {self.path}: {self.read_only}.")
            self._begin()
            try:
                self._must_be_ours()
                yield self._connection
                self._must_be_ours()
                last = self._connection.execute(_LAST).fetchone()[0] or 0
            except BaseException:
                self._connection.rollback()
                raise
            self._connection.commit()
            self.wrote, self._known, self._as_left = True, last, _stamp(self.path)
            write_count(self.path, events=last, store=self._file, log=self._log)

    def _begin(self) -> None:
        try:
            self._connection.execute("begin immediate")
        except sqlite3.OperationalError as error:
            if self.alone:
                raise
            from tracker.store.sqlite.rescue.fallback import (  # only where there is no shared memory
                alone_again,
                needs_to_be_alone,
            )

            if not needs_to_be_alone(self.path, error):
                raise
            self._connection.close()  # it would be in the way itself
            self._connection, self.alone = alone_again(self.path)
            self._connection.execute("begin immediate")

    def wait_at_most(self, seconds: float) -> None:
        """How long to wait for another process that is writing."""
        self._busy = seconds
        with self.reading() as connection:
            connection.execute(f"pragma busy_timeout = {int(seconds * 1000)}")

    def outside_changes(self) -> int:
        """A number that changes when another process has written to the store; while one writes here, the last one."""
        if self._lock.acquire(blocking=False):
            try:
                with self._guarded():
                    self._seen = int(self._connection.execute("pragma data_version").fetchone()[0])
            finally:
                self._lock.release()
        return self._seen

    def checkpoint(self) -> bool:
        """Bring everything into the one file, so that a copy of it is whole; False when another program is in the way.

        Raises `StoreReplacedError` as `writing` does.
        """
        if self.read_only:
            return False
        with self._lock, self._guarded():
            self._must_be_ours()
            self._connection.execute("pragma busy_timeout = 0")
            try:
                busy = self._connection.execute("pragma wal_checkpoint(truncate)").fetchone()[0]
            finally:
                self._connection.execute(f"pragma busy_timeout = {int(self._busy * 1000)}")
            self._as_left = _stamp(self.path)
            return not busy

    def copy_to(self, target: Path) -> None:
        """Write everything in the open store to a new store at `target`, also when its own file is gone by now.

        Raises `TrackerError` when `target` cannot be written, `StoreError` when the store cannot be read.
        """
        from tracker.store.sqlite.backups import copy_store

        with self._lock, self._guarded():
            copy_store(self._connection, target, check=self._left)

    def notices_read(self) -> None:
        """The user has read the notices."""
        if self.notices and not self.read_only:
            write_count(self.path, told=1)

    def only(self) -> sqlite3.Connection | None:
        """The connection, where there can be no other one to this store."""
        return self._connection if self.alone or self.read_only else None

    def last_event(self) -> int:
        """The number of the newest event."""
        with self.reading() as connection:
            return int(connection.execute(_LAST).fetchone()[0] or 0)

    def has_work(self) -> bool:
        """Whether the user has ever done anything here."""
        with self.reading() as connection:
            return bool(connection.execute("select exists (select 1 from event where why <> 'load')").fetchone()[0])

    def _beside(self) -> sqlite3.Connection:
        """The connection for reading while another thread writes; opened when it is needed first."""
        if self._reader is None:
            self._must_be_ours()  # a file that took its place has another content
            uri = f"{self.path.absolute().as_uri()}?mode=ro"
            self._reader = sqlite3.connect(
                uri, uri=True, timeout=_READER_SECONDS, isolation_level=None, check_same_thread=False
            )
            self._reader.execute(f"pragma cache_size = {-_CACHE_KIB}")
            self._reader.execute("pragma temp_store = memory")
        return self._reader

    def check_file(self) -> None:
        """Raise `StoreReplacedError` when the file at the path is not the open one; not while another thread writes."""
        if not self.read_only and self._lock.acquire(blocking=False):
            try:
                with self._guarded():
                    self._must_be_ours()
            finally:
                self._lock.release()

    def _must_be_ours(self) -> None:
        """Raise `StoreReplacedError` when the file at the path is not the one that is open.

        Only looked at from outside: closing another handle on it would drop the locks that SQLite has on it.
        """
        try:
            found = self.path.stat()
        except FileNotFoundError:
            what = "removed"
        else:
            if found.st_ino != self._file:
                what = "replaced by another file"
            elif not found.st_size:
                what = "emptied"
            elif (found.st_size, found.st_mtime_ns) != self._as_left and not self._is_continued():
                what = "replaced by the content of another file"
            else:
                self._log = _inode(self.path.with_name(f"{self.path.name}-wal"))
                return
        self._leave(replaced=what.startswith("replaced"))
        raise StoreReplacedError(
            f"The store {self.path} was {what} while it was open. Nothing was written to it; "
            "what you have open can be saved as a store of its own."
        )

    def _is_continued(self) -> bool:
        """Whether a file that somebody else has written to still holds the newest event that is known here.

        Another tracker may have brought its log into it; a copy of something else has it not. Looked up over a
        connection that has no pages in its memory yet.
        """
        query = "select uid from event where seq = (select max(seq) from event where seq <= ?)"
        known = self._known or (self._connection.execute(_LAST).fetchone()[0] or 0)
        fresh = sqlite3.connect(self.path, timeout=_READER_SECONDS, isolation_level=None)
        try:
            there = fresh.execute(query, (known,)).fetchone()
            self._as_left = _stamp(self.path)
        except sqlite3.DatabaseError:
            return False
        finally:
            fresh.close()
        return bool(there == self._connection.execute(query, (known,)).fetchone())

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """As `guarded`; a store that turns out to be damaged is left with its log and all."""
        try:
            with guarded(self.path):
                yield
        except StoreError as error:
            if isinstance(error.__cause__, sqlite3.DatabaseError) and (self._remains or self.wrote):
                from tracker.store.sqlite.trouble import is_damage

                if is_damage(error.__cause__):
                    self._leave()
            raise

    def leave_alone(self) -> None:
        """Close it, when it comes to that, without the checkpoint that closing brings: the store has faults."""
        if self._remains:
            self._leave()

    def _leave(self, *, replaced: bool = False) -> None:
        """Never touch the files again: neither a checkpoint nor the deletion of the log that closing brings."""
        if self._left:
            return
        self._left = True
        from tracker.store.sqlite.rescue.remains import Remains, set_own_log_aside

        if replaced:
            set_own_log_aside(self.path, self._log)
        (self._remains or Remains(self.path)).leave(self._connection, self._reader)


def open_database(path: Path, busy_seconds: float = BUSY_SECONDS, traces: Sequence[Path] = ()) -> Database:
    """Open the store at `path`, creating it when there is none; `traces` are files that only lie beside a used one.

    Raises `StoreError`, and leaves the file byte for byte as it was, when it is no store of ours, was written by a
    newer version, is damaged, or cannot be opened.
    """
    found, count, notices, remains = _looked_at(path), read_count(path), list[str](), None
    version, rollback = _written_version(path) if found and found.st_size else (0, False)
    with guarded(path):
        if not version or os.path.lexists(f"{path}-wal"):
            from tracker.store.sqlite.rescue import remains as rest  # a store that is there and closed has none

            if found is None or not version:
                notices.append(rest.refuse_lost(path, found.st_size if found else None, count, traces))
                count = None
            else:
                notices.append(rest.set_foreign_log_aside(path, found.st_ino, count))
            remains = rest.Remains(path)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        database = _opened(path, busy_seconds, version, remains)
        database.alone |= rollback
        last, inode = database.last_event(), _inode(path)
        if count and (last < count.events or count.store not in {0, inode} or not count.told):
            from tracker.store.sqlite.rescue.remains import note_length  # as rare

            notices.append(note_length(path, count, last, inode))
        if not found or (found.st_mode | path.parent.stat().st_mode) & _OTHERS:
            from tracker.store.sqlite.rescue.remains import make_private  # once for each store

            make_private(path)
    database.notices += filter(None, notices)
    return database


def _opened(path: Path, busy_seconds: float, version: int, remains: Remains | None) -> Database:
    connection = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None, check_same_thread=False)
    copy = None
    try:
        connection.execute("pragma foreign_keys = on")
        connection.execute("pragma synchronous = full")
        connection.execute(f"pragma cache_size = {-_CACHE_KIB}")
        connection.execute("pragma temp_store = memory")  # else a large act writes every page once more
        if version == 0:
            _create(connection)
        elif version < SCHEMA_VERSION:
            from tracker.store.sqlite.migrate import migrate  # brings in Alembic and the ORM

            copy = migrate(path)
        connection.execute(_LAST).fetchone()
    except BaseException as error:
        if remains:
            remains.end(connection, error)
        else:
            connection.close()
        if isinstance(error, sqlite3.OperationalError) and version:
            from tracker.store.sqlite.rescue.fallback import open_otherwise  # only where the usual way does not work

            if other := open_otherwise(path, error, _LAST, current=version == SCHEMA_VERSION):
                return other
        raise
    database = Database(path, connection, remains)
    if copy:
        database.notices.append(f"The store was upgraded; a copy of it as it was before: {copy}")
    return database


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say about `path` into one sentence for a person."""
    try:
        yield
    except (sqlite3.IntegrityError, UnicodeEncodeError):
        raise
    except (sqlite3.DatabaseError, ValueError, OSError) as error:
        from tracker.store.sqlite.trouble import store_error  # only for who is in trouble

        raise store_error(path, error) from error


def _stamp(path: Path) -> tuple[int, int]:
    """Size and time of a file: another pair after somebody has written to it."""
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return 0


def check_header(path: Path) -> None:
    """Raise `StoreError` when the file at `path` is no store of ours, by its header, or of a newer version."""
    _looked_at(path)
    _written_version(path)


def _looked_at(path: Path) -> os.stat_result | None:
    """What is at `path`; None for nothing. Raises `StoreError` for what is no file: a pipe would be waited for."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"The store {path} cannot be read ({error.strerror}). Nothing was changed.") from error
    if not stat.S_ISREG(found.st_mode):
        what = "a folder" if stat.S_ISDIR(found.st_mode) else "a pipe, a device or a socket"
        raise StoreError(f"The store {path} cannot be read (it is {what}). Nothing was changed; move it away.")
    return found


def _written_version(path: Path) -> tuple[int, bool]:
    """The schema version in the file's header, and whether it has no log; read without SQLite: nothing is touched."""
    try:
        with path.open("rb") as file:
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
    text = Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")
    statement = ""
    for line in text.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""

"""The open store: one that writes at a time, readers beside it, and what SQLite says turned into a sentence."""

from __future__ import annotations

import sqlite3
from _thread import RLock  # what `threading` gives out: that takes 6 % of `import sqlite3`
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from tracker.core.errors import StoreError, StoreReplacedError
from tracker.store.sqlite.count import write_count
from tracker.store.sqlite.open_file import OpenFile
from tracker.store.sqlite.rows import Garbled

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.store.sqlite.rescue.remains import Remains

BUSY_SECONDS = 5.0
_READER_SECONDS = 0.1  # a reader waits for nothing but the moment in which another process recovers the log
CACHE_KIB = 65_536  # of pages, where so many are used: random ids touch all of an index
LAST = "select max(seq), (select hex(uid) from event order by seq desc limit 1), (select count(*) from meta) from event"


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

    def __init__(self, path: str | Path, connection: sqlite3.Connection, remains: Remains | None = None) -> None:
        self.path, self.notices = str(path), list[str]()
        """What the user should know about the store."""
        self.garbled: Garbled = {}
        """What was met in it that cannot be read."""
        self._connection, self._lock, self._remains = connection, RLock(), remains
        self._reader: sqlite3.Connection | None = None
        self._reader_lock = RLock()  # an answer may ask again while it is read
        self._seen, self._busy = 0, BUSY_SECONDS
        self._file, self._left = OpenFile(self.path, connection), False

    def close(self) -> None:
        """Close the connections; nothing waits to be written. A store that is not ours any more is not touched.

        One in which something cannot be read, and to which nothing was written, stays as it was found.
        """
        if self.garbled and not self.wrote:
            self.leave_alone()
        if not self.read_only and not self._left:
            with suppress(StoreError, sqlite3.Error):  # closing brings the log into the file
                self._must_be_ours()
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
            except BaseException:
                self._connection.rollback()
                raise
            self._connection.commit()
            self.wrote = True
            last = self._file.committed(self._connection)
            write_count(self.path, events=last, store=self._file.inode, log=self._file.log)

    def _begin(self) -> None:
        try:
            self._connection.execute("begin immediate")
        except sqlite3.OperationalError as error:
            if self.alone:
                raise
            from pathlib import Path  # as in `OpenFile`

            from tracker.store.sqlite.rescue.alone import alone_again, needs_to_be_alone  # 1 % of a `status`

            if not needs_to_be_alone(path := Path(self.path), error):
                raise
            self._connection.close()  # it would be in the way itself
            self._connection, self.alone = alone_again(path)
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
            self._file.checkpointed(whole=not busy)
            return not busy

    def copy_to(self, target: Path) -> None:
        """Write everything in the open store to a new store at `target`, also when its own file is gone by now.

        Raises `TrackerError` when `target` cannot be written, `StoreError` when the store cannot be read.
        """
        from tracker.store.sqlite.copying import copy_store  # 1 % of a `status`

        with self._lock, self._guarded():
            copy_store(self._connection, target, check=self._left)

    def notices_read(self) -> None:
        """The user has read the notices."""
        if self.notices and not self.read_only:
            write_count(self.path, told=1)

    def last_event(self) -> int:
        """The number of the newest event."""
        with self.reading() as connection:
            return int(connection.execute(LAST).fetchone()[0] or 0)

    def has_work(self) -> bool:
        """Whether the user has ever done anything here."""
        with self.reading() as connection:
            return bool(connection.execute("select exists (select 1 from event where why <> 'load')").fetchone()[0])

    def _beside(self) -> sqlite3.Connection:
        """The connection for reading while another thread writes; opened when it is needed first."""
        if self._reader is None:
            self._must_be_ours()  # a file that took its place has another content
            from pathlib import Path  # as in `OpenFile`

            uri = f"{Path(self.path).absolute().as_uri()}?mode=ro"
            self._reader = sqlite3.connect(
                uri, uri=True, timeout=_READER_SECONDS, isolation_level=None, check_same_thread=False
            )
            self._reader.execute(f"pragma cache_size = {-CACHE_KIB}")
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
        """Raise `StoreReplacedError` when the file at the path is not the one that is open; see `OpenFile`."""
        what = self._file.what_became(self._connection)
        if not what:
            return
        self._leave(replaced=what.startswith("replaced"))
        raise StoreReplacedError(
            f"The store {self.path} was {what} while it was open. Nothing was written to it; "
            "what you have open can be saved as a store of its own."
        )

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """As `guarded`; a store that turns out to be damaged is left with its log and all."""
        try:
            with guarded(self.path):
                yield
        except StoreError as error:
            from tracker.store.sqlite.trouble import is_about_content  # with the others, 1 % of a `status`

            if (self._remains or self.wrote) and is_about_content(error.__cause__):
                self._leave()
            raise

    def must_be_sound(self) -> None:
        """Raise `StoreError` when the file is damaged, also where reading did not notice. Reads all of it."""
        from tracker.store.sqlite.trouble import must_be_sound  # as in `_guarded`

        with self.reading() as connection:
            must_be_sound(connection)

    def is_sound(self) -> bool:
        """Whether SQLite finds all of the file in order, and nothing unreadable was met. Reads all of it."""
        with suppress(StoreError):
            self.must_be_sound()
            return not self.garbled
        return False

    def leave_alone(self) -> None:
        """Close it, when it comes to that, without the checkpoint that closing brings: the store has faults."""
        if self._remains:
            self._leave()

    def _leave(self, *, replaced: bool = False) -> None:
        """Never touch the files again: neither a checkpoint nor the deletion of the log that closing brings."""
        if self._left:
            return
        self._left = True
        from pathlib import Path  # as in `OpenFile`

        from tracker.store.sqlite.rescue.remains import Remains, set_own_log_aside  # 2 ms, 3 % of a `status`

        if replaced:
            set_own_log_aside(Path(self.path), self._file.log)
        (self._remains or Remains(Path(self.path))).leave(self._connection, self._reader)


@contextmanager
def guarded(path: str | Path) -> Iterator[None]:
    """Turn what SQLite and the system say about `path` into one sentence for the user."""
    try:
        yield
    except (sqlite3.IntegrityError, UnicodeEncodeError):
        raise
    except (sqlite3.DatabaseError, ValueError, OSError) as error:
        from pathlib import Path  # as in `OpenFile`

        from tracker.store.sqlite.trouble import store_error  # as in `_guarded`

        raise store_error(Path(path), error) from error

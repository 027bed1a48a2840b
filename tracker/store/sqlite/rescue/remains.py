"""What lies at and beside the path of a store before it is opened: logs, empty files, permissions.

Imported only when there is something that a sound and closed store does not have.
"""

from __future__ import annotations

import ctypes
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tracker.core.errors import StoreError
from tracker.core.text import plural
from tracker.store.sqlite.backups import folder_of, newest
from tracker.store.sqlite.count import Count, count_file, write_count
from tracker.store.sqlite.trouble import way_back

_OTHERS = 0o077  # the permissions of everybody but the user
_PRIMARY = 0xFF  # the part of an extended result code that names the kind
_NOT_ITS_CONTENT = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
}
_ALIVE = 128  # the byte of the shared memory that SQLite keeps locked for as long as a process uses it


def log_of(path: Path) -> Path:
    """The write-ahead log of the store at `path`."""
    return path.with_name(f"{path.name}-wal")


def memory_of(path: Path) -> Path:
    """The shared memory of the store at `path`."""
    return path.with_name(f"{path.name}-shm")


class Remains:
    """The log and the shared memory as they were before the store was opened, to leave them so if it is refused."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._had_log = log_of(path).exists()
        try:
            self._memory: bytes | None = memory_of(path).read_bytes()
        except OSError:
            self._memory = None

    def end(self, connection: sqlite3.Connection, error: BaseException) -> None:
        """Let go of a connection that could not be used: as it is when the store was there to be read, else closed."""
        if getattr(error, "sqlite_errorcode", 0) & _PRIMARY in _NOT_ITS_CONTENT:
            connection.close()
        else:
            self.leave(connection)

    def leave(self, *connections: sqlite3.Connection | None) -> None:
        """Forget the connections without closing them, which would write the log into the store and delete it."""
        for connection in connections:
            if connection is not None:
                ctypes.pythonapi.Py_IncRef(ctypes.py_object(connection))
        self.put_back()

    def put_back(self) -> None:
        """Make the shared memory what it was, unless another program uses it."""
        with suppress(OSError):
            self._put_back()

    def _put_back(self) -> None:
        log, memory = log_of(self._path), memory_of(self._path)
        if not self._had_log and log.exists() and not log.stat().st_size:
            log.unlink()
        if not memory.is_file() or _in_use(memory):
            return
        if self._memory is None:
            memory.unlink()
        elif memory.read_bytes() != self._memory:
            memory.write_bytes(self._memory)


def _in_use(memory: Path) -> bool:
    """Whether another process has the store open; a lock of this process is in nobody's way."""
    try:
        import fcntl  # not on every system
    except ImportError:  # a system without such locks
        return True
    with memory.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, _ALIVE)
        except OSError:
            return True
    return False


def used_by_another(path: Path) -> bool:
    """Whether another process has the store at `path` open. Not to be asked while this process has it open."""
    return memory_of(path).is_file() and _in_use(memory_of(path))


def refuse_lost(path: Path, size: int | None, count: Count | None, traces: Sequence[Path]) -> str:
    """Raise `StoreError` when an empty or missing file (`size` is None) cannot be all that there was.

    A file that is gone without a log was taken away on purpose, as far as anybody can tell: what to say of that is
    returned.
    """
    log = log_of(path)
    logged = log.is_file() and log.stat().st_size > 0
    events = count.events if count else 0
    if not size and path.exists() and path.stat().st_size:
        return ""  # another process has begun it since it was looked at
    if size is None and not logged:
        if not events:
            return ""
        count_file(path).unlink(missing_ok=True)
        return f"The store {path}, which had {plural(events, 'event')}, is gone; a new one was begun. {_back(path)}"
    if size is None:
        raise StoreError(
            f"The store {path} is gone, but its log {log.name} is there. It was left as it is; {way_back(path)}. "
            f"To start anew: move {log.name} away too."
        )
    if logged or events or any(trace.exists() for trace in traces):
        raise StoreError(
            f"The store {path} is empty, and it was not so before. It was left as it is; {way_back(path)}. "
            "To start anew: move it away."
        )
    return ""


def set_foreign_log_aside(path: Path, inode: int, count: Count | None) -> str:
    """Take the log of a store that was replaced out of the way of the one that is at `path` now.

    SQLite would write it into the file that is there, which destroys it. Returns what to say of it.
    """
    if count is None or count.store in {0, inode}:
        return ""
    log = log_of(path)
    if not _is(log, count.log):
        return ""
    memory_of(path).unlink(missing_ok=True)
    return _set_aside(log)


def note_length(path: Path, count: Count, last: int, inode: int) -> str:
    """Take note of a journal that became shorter, or of a store that was copied here; returns what to say of it."""
    gone = max(0, count.events - last)
    missing, told = count.missing + gone, int(count.told and not gone)
    write_count(path, events=last, missing=missing, told=told, store=inode, log=0)
    if told or not missing:
        return ""
    return (
        f"The journal is shorter than it was: {missing:,} of its newest events are gone from the store, by damage or "
        f"because an older copy took its place. {_back(path)} More about it: tracker doctor"
    )


def set_own_log_aside(path: Path, log: int) -> None:
    """The same, by the program that has the replaced store open and knows the inode of its log."""
    with suppress(OSError):
        if _is(log_of(path), log):
            memory_of(path).unlink(missing_ok=True)
            _set_aside(log_of(path))


def free_name(path: Path) -> Path:
    """`path`, with a number when there is such a file already."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def make_private(path: Path) -> None:
    """Take away from others what an older version let them read: folders of the store and its backups, our files."""
    names = ("device", path.name, path.stem + "-before-schema-")
    with suppress(OSError):
        backups = folder_of(path)
        for folder in (path.parent, backups):
            if folder.is_dir() and not folder.is_symlink():
                folder.chmod(0o700)
        for file in path.parent.iterdir():
            is_ours = file.name.startswith(names) and file.is_file() and not file.is_symlink()
            if is_ours and file.stat().st_mode & _OTHERS:
                file.chmod(0o600)


def _set_aside(log: Path) -> str:
    if not log.stat().st_size:
        log.unlink()
        return ""
    kept = free_name(log.with_name(f"{log.name}-replaced"))
    log.rename(kept)
    return f"The store was replaced by another file while it was open; the log of the old one is kept as {kept}."


def _is(path: Path, inode: int) -> bool:
    try:
        return bool(inode) and path.stat().st_ino == inode
    except OSError:
        return False


def _back(path: Path) -> str:
    backup = newest(path)
    return f"To go back to the newest backup: tracker restore {backup}." if backup else "There is no backup of it."

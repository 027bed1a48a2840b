"""What SQLite and the system say about a store, as one sentence. Imported only when there is trouble."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from tracker.core.errors import StoreError
from tracker.store.sqlite.backups import newest
from tracker.store.sqlite.rows import is_about_text

_PRIMARY = 0xFF  # the part of an extended result code that names the kind
_NO_LOCKS = {sqlite3.SQLITE_IOERR_LOCK, sqlite3.SQLITE_IOERR_RDLOCK, sqlite3.SQLITE_PROTOCOL}
_CORRUPT_DISK = sqlite3.SQLITE_IOERR_CORRUPTFS
_SMALLEST_FREE = 2**17  # bytes; SQLite takes 32 KiB for its shared memory and a few pages for one change


def is_damage(error: BaseException | None) -> bool:
    """Whether this is SQLite's own verdict that the file is damaged."""
    code = getattr(error, "sqlite_errorcode", 0)
    return code & _PRIMARY in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB} or code == _CORRUPT_DISK


def must_be_sound(connection: sqlite3.Connection) -> None:
    """Raise SQLite's error for damage when its check of the whole file finds any, also where reading goes well."""
    said = connection.execute("pragma integrity_check(1)").fetchone()[0]
    if said != "ok":
        error = sqlite3.DatabaseError(said.splitlines()[-1])
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def is_about_content(error: BaseException | None) -> bool:
    """Whether `error` is about what stands in the store, and not about the disk or another program."""
    about_text = isinstance(error, sqlite3.Error) and is_about_text(error)
    return about_text or isinstance(error, ValueError) or is_damage(error)


def store_error(path: Path, error: Exception) -> StoreError:
    """The error to raise for what `error` says of the store at `path`."""
    if isinstance(error, sqlite3.Error):
        return StoreError(_of_sqlite(path, error))
    if isinstance(error, OSError):
        return StoreError(f"The store {path} cannot be opened ({error.strerror}). Nothing was changed.")
    return StoreError(_not_understood(path, str(error)))


def _not_understood(path: Path, said: str) -> str:
    return (
        f"The store {path} holds something that cannot be read ({said}). It was left as it is. To save what can be "
        f"read: tracker doctor --repair; {way_back(path)}."
    )


def damaged(path: Path, said: str) -> str:
    """The sentence for a damaged store, with the shortest way back that there is."""
    return (
        f"The store {path} is damaged ({said}). It was left as it is. To save what can still be read: "
        f"tracker doctor --repair; {way_back(path)}."
    )


def way_back(path: Path) -> str:
    """How to bring the newest backup back; where there is none, how to start anew."""
    backup = newest(path)
    if backup is None:
        return "there is no backup of it; to start anew, move it away"
    return f"to go back to the newest backup: tracker restore {backup}"


def no_writing(path: Path) -> str:
    """Why nothing can be written at `path`: the file system, the permissions or the room; empty when it can."""
    for place in (path.parent, path):
        if place.exists() and not os.access(place, os.W_OK):
            return f"{place} is read-only for you"
    try:
        system = os.statvfs(path.parent)
    except (OSError, AttributeError):
        return ""
    return "the disk is full" if system.f_bavail * system.f_frsize < _SMALLEST_FREE else ""


def _of_sqlite(path: Path, error: sqlite3.Error) -> str:
    said, code = str(error), getattr(error, "sqlite_errorcode", 0)
    kind, reason = code & _PRIMARY, no_writing(path)
    if is_about_text(error):  # what it says goes on with the whole text
        sentence = _not_understood(path, "a text is not UTF-8")
    elif is_damage(error):
        sentence = damaged(path, said)
    elif code in _NO_LOCKS:
        sentence = (
            f"The store {path} is on a file system without file locks, where a store is not safe. Nothing was "
            "changed; keep it on another one (TRACKER_HOME names the folder)."
        )
    elif kind in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        sentence = (
            f"Another program is holding the store {path}. Nothing was written and nothing is lost; "
            "close that program or try again."
        )
    elif "no such table" in said or "no such column" in said:  # SQLite has no code of its own for these
        sentence = f"The store {path} lacks a part of its schema ({said}). It was left as it is; {way_back(path)}."
    elif kind == sqlite3.SQLITE_FULL:
        sentence = f"The disk is full: the store {path} could not take the change. What was kept before is safe."
    elif kind == sqlite3.SQLITE_READONLY or reason:
        reason = reason or f"{path} is read-only"
        sentence = f"The store {path} could not take the change: {reason}. What was kept before is safe."
    else:
        sentence = f"The store {path} cannot be used ({said}). It was left as it is; check its folder and the disk."
    return sentence

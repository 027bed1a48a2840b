"""Copies of a whole store, made while it is open and safe on disk before they have their name."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

from tracker.core.errors import TrackerError
from tracker.store.sqlite.trouble import is_damage, must_be_sound

FOLDER = "backups"
ENDING = ".db"
AUTOMATIC = "auto-"
KEPT = 7
"""Automatic backups, one a day."""
_UNFINISHED = ".tracker-"
_ABANDONED = 3600.0  # seconds without a change; a copy of the largest store takes a few


def folder_of(path: Path) -> Path:
    """Where the backups of the store at `path` are."""
    return path.with_name(FOLDER)


def listed(path: Path) -> list[Path]:
    """The backups of the store at `path`, newest first."""
    try:
        whole = [one for one in folder_of(path).glob(f"*{ENDING}") if not one.name.startswith(_UNFINISHED)]
        found = [(one.stat().st_mtime_ns, one) for one in whole if one.is_file()]
    except OSError:
        return []
    return [one for _, one in sorted(found, reverse=True)]


def newest(path: Path) -> Path | None:
    """The newest backup of the store at `path`."""
    return next(iter(listed(path)), None)


def copy_store(source: sqlite3.Connection, target: Path, *, check: bool = False) -> None:
    """Write everything that `source` sees as a new store at `target`: whole and on disk, or not at all.

    `check` is for a source whose file may not be its own any more: a copy that is not sound is damage.

    Raises `TrackerError` where it cannot be written, and what SQLite raises where `source` cannot be read.
    """
    beside = target.with_name(f"{_UNFINISHED}{os.getpid()}-{target.name}")
    try:
        private_folder(target.parent)
        _delete_abandoned(target.parent)
        os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(sqlite3.connect(beside, isolation_level=None)) as copy:
            source.backup(copy)
            if check:
                must_be_sound(copy)
        sync_file(beside)
        beside.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise TrackerError(f"{target} cannot be written: {error.strerror}") from None
    except sqlite3.Error as error:
        if is_damage(error):
            raise
        raise TrackerError(f"{target} cannot be written: {error}") from None
    finally:
        for left in (beside, *(beside.with_name(beside.name + end) for end in ("-wal", "-shm", "-journal"))):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _delete_abandoned(folder: Path) -> None:
    """Delete the copies in `folder` that a process began and was killed before it had finished them."""
    for left in folder.glob(f"{_UNFINISHED}[0-9]*-*"):
        with suppress(OSError):
            if left.is_file() and time.time() - left.stat().st_mtime > _ABANDONED:
                left.unlink()


def private_folder(folder: Path) -> None:
    """Make a folder that only the user can look into, and those above it; one that is there stays as it is."""
    missing = [one for one in folder.parents if not one.exists()]
    for one in (*reversed(missing), folder):
        one.mkdir(mode=0o700, exist_ok=True)


def sync_file(path: Path) -> None:
    """Have the system put the content of a file on the disk. Raises `OSError`."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Have the system put the names in a folder on the disk, on systems that can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def keep_newest(path: Path) -> None:
    """Delete the automatic backups of the store at `path` beyond the newest ones."""
    automatic = [one for one in listed(path) if one.name.startswith(AUTOMATIC)]
    for old in automatic[KEPT:]:
        with suppress(OSError):
            old.unlink()

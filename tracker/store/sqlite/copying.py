"""Copies of a whole store, made while it is open and safe on disk before they have their name."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from tracker.core.errors import TrackerError
from tracker.store import unfinished
from tracker.store.durable import private_folder, sync_file, sync_folder
from tracker.store.sqlite.trouble import is_damage, must_be_sound


def copy_store(source: sqlite3.Connection, target: Path, *, check: bool = False) -> None:
    """Write everything that `source` sees as a new store at `target`: whole and on disk, or not at all.

    `check` is for a source whose file may not be its own any more: a copy that is not sound is damage.

    Raises `TrackerError` where it cannot be written, and what SQLite raises where `source` cannot be read.
    """
    beside = unfinished.beside(target)
    try:
        private_folder(target.parent)
        unfinished.delete_left(target.parent)
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

"""Backups of the whole store: made, listed, and brought back."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from tracker.core.errors import StoreError, TrackerError
from tracker.core.text import plain
from tracker.store.durable import sync_file, sync_folder
from tracker.store.sqlite.backups import folder_of, listed, newest
from tracker.store.sqlite.connection import guarded
from tracker.store.sqlite.copying import copy_store
from tracker.store.sqlite.count import count_file, write_count
from tracker.store.sqlite.opening import check_header
from tracker.store.sqlite.rescue.foreign_parts import foreign_parts
from tracker.store.sqlite.rescue.remains import free_name, log_of, memory_of, used_by_another
from tracker.store.unfinished import folder_beside
from tracker.workspace.clock import system_clock, utc
from tracker.workspace.paths import Paths


class KeptBackup(NamedTuple):
    """A backup: its file, when it was made (UTC), its bytes, and how many events it holds; None when unreadable."""

    file: Path
    made: str
    size: int
    events: int | None


class Restored(NamedTuple):
    """What was brought back, with how many events, and where the store that was there is now; None when there was none.

    `readable` is whether that one could be read; if not, it was moved aside with its log.
    """

    file: Path
    events: int
    before: Path | None
    readable: bool


def default_target(paths: Paths) -> Path:
    """Where a backup goes that is given no name: beside the store, with date and time."""
    return free_name(folder_of(paths.store) / f"tracker-{_now()}.db")


def kept(paths: Paths) -> list[KeptBackup]:
    """Every backup beside the store, newest first."""
    return [
        KeptBackup(file, utc(file.stat().st_mtime), file.stat().st_size, _events(file)) for file in listed(paths.store)
    ]


def named(paths: Paths, name: str | None) -> Path:
    """The backup that the user means: a file, or a name in the folder of backups; without a name the newest.

    Raises `TrackerError` where there is none.
    """
    if name is None:
        backup = newest(paths.store)
        if backup is None:
            raise TrackerError(f"there is no backup in {folder_of(paths.store)}; name a file: tracker restore FILE")
        return backup
    for file in (Path(name).expanduser(), folder_of(paths.store) / name, folder_of(paths.store) / f"{name}.db"):
        if file.is_file():
            return file
    raise TrackerError(
        f"{name or 'an empty name'} is no file, and no backup in {folder_of(paths.store)}; see: tracker restore --list"
    )


def restore(paths: Paths, file: Path) -> Restored:
    """Put the backup `file` in the place of the store: wholly, or not at all.

    The store that is there becomes a backup itself; one that cannot be read is moved aside with its log. Raises
    `StoreError` when `file` is no sound store of ours or another program has the store open, `TrackerError` when the
    disk does not take it.
    """
    store = paths.store
    if used_by_another(store):
        raise StoreError(f"Another program has the store {store} open. Nothing was changed; close it and try again.")
    try:
        store.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with folder_beside(store) as folder:
            new = folder / "new.db"
            events = _checked_copy(file, new)
            before, readable = _put_aside(store)
            new.replace(store)
            sync_folder(store.parent)
        count_file(store).unlink(missing_ok=True)
        write_count(store, events=events, store=store.stat().st_ino)
    except OSError as error:
        raise TrackerError(f"{error.filename or store} cannot be written: {error.strerror}") from None
    return Restored(file, events, before, readable)


def _checked_copy(file: Path, new: Path) -> int:
    """Copy a backup, with the log if it has one, and see that it is whole; returns the number of its last event."""
    check_header(file)
    shutil.copyfile(file, new)
    new.chmod(0o600)
    if log_of(file).is_file():
        shutil.copyfile(log_of(file), log_of(new))
    with guarded(file), closing(sqlite3.connect(new, isolation_level=None)) as connection:
        said = connection.execute("pragma integrity_check(1)").fetchone()[0]
        if said != "ok":
            raise StoreError(f"The backup {file} is damaged ({said}); nothing was changed.")
        if foreign := foreign_parts(connection):
            raise StoreError(
                f"The backup {file} has parts that tracker has not made ({', '.join(map(plain, foreign))}). "
                "Nothing was changed."
            )
        events = int(connection.execute("select max(seq) from event").fetchone()[0] or 0)
        connection.execute("pragma wal_checkpoint(truncate)")
    sync_file(new)
    return events


def _put_aside(store: Path) -> tuple[Path | None, bool]:
    """Keep the store that is there; returns where it is now, and whether it can be read."""
    if not store.exists():
        if log_of(store).exists():
            log_of(store).rename(free_name(store.with_name(f"{log_of(store).name}-left")))
        return None, True
    target = free_name(folder_of(store) / f"before-restore-{_now()}.db")
    try:
        check_header(store)
        with folder_beside(store) as folder:
            copy = folder / store.name  # so that a store which turns out to be damaged is not touched
            for file, to in ((store, copy), (log_of(store), log_of(copy))):
                if file.is_file():
                    shutil.copyfile(file, to)
            with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
                readable = connection.execute("pragma quick_check(1)").fetchone()[0] == "ok"
                if readable:
                    copy_store(connection, target)
    except (StoreError, sqlite3.DatabaseError):
        readable = False
    if not readable:
        moved = free_name(store.with_name(f"{store.stem}-damaged{store.suffix}"))
        if log_of(store).exists():
            log_of(store).rename(log_of(moved))
        memory_of(store).unlink(missing_ok=True)
        store.rename(moved)
        return moved, False
    log_of(store).unlink(missing_ok=True)
    memory_of(store).unlink(missing_ok=True)
    return target, True


def _events(file: Path) -> int | None:
    try:
        check_header(file)
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
            return int(connection.execute("select count(*) from event").fetchone()[0])
    except (StoreError, sqlite3.Error):
        return None


def _now() -> str:
    """This moment as a part of a file's name: 20261128-153012."""
    return utc(system_clock()).partition(".")[0].replace("-", "").replace(":", "").replace("T", "-")

"""What a store needs after it was written to: everything in the one file, and a backup a day."""

from __future__ import annotations

from tracker.store.sqlite.backups import AUTOMATIC, ENDING, folder_of, keep_newest
from tracker.store.sqlite.connection import Database
from tracker.store.sqlite.count import Count, read_count, write_count

_OTHERS = 0o077  # the permissions of everybody but the user
_DAY = 10  # characters of a moment in ISO 8601


def maintain(database: Database, now: str) -> None:
    """Bring everything into the one file; make the backup of the day `now` is in when something changed since the last.

    Raises `StoreReplacedError` when the file is not the open one any more, `TrackerError` when no backup can be made.
    """
    if database.read_only:
        return
    database.checkpoint()
    folder = folder_of(database.path)
    if folder.is_dir() and not folder.is_symlink() and folder.stat().st_mode & _OTHERS:
        folder.chmod(0o700)  # an older version made it for everybody
    target = folder / f"{AUTOMATIC}{now[:_DAY]}{ENDING}"
    last = database.last_event()
    count = read_count(database.path) or Count()
    if target.exists() or count.backed_up == last or not database.has_work():
        return
    database.copy_to(target)
    keep_newest(database.path)
    write_count(database.path, backed_up=last)

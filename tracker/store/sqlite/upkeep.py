"""What a store needs after it was written to: everything in the one file, and a backup a day."""

from __future__ import annotations

import os

from tracker.store.sqlite.backups import AUTOMATIC, ENDING, FOLDER, keep_newest
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
    folder = os.path.join(os.path.dirname(database.path), FOLDER)  # noqa: PTH118, PTH120  # as in `open_file`
    if os.path.isdir(folder) and not os.path.islink(folder) and os.stat(folder).st_mode & _OTHERS:  # noqa: PTH112, PTH114, PTH116
        os.chmod(folder, 0o700)  # noqa: PTH101  # an older version made it for everybody
    target = os.path.join(folder, f"{AUTOMATIC}{now[:_DAY]}{ENDING}")  # noqa: PTH118
    last = database.last_event()
    count = read_count(database.path) or Count()
    if os.path.exists(target) or count.backed_up == last or not database.has_work():  # noqa: PTH110
        return
    from pathlib import Path  # as in `open_file`, once a day

    database.copy_to(Path(target))
    keep_newest(Path(database.path))
    write_count(database.path, backed_up=last)

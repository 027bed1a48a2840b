"""The file under an open store, and whether the one at its path is still this one.

Noticed before the next write: a file that is gone, another file, an empty one, and another store whose content was
written into the same file, also while what is newest here stands in the log only. Not noticed: such a store that has
every event known here (it went on from this one, and then it is one that can be gone on with, unless the log still
holds something), one of the same size and time, and one that is written between the look and the end of the commit.
"""

import os
import sqlite3
from contextlib import closing

_WAIT = 0.1  # seconds, for the moment in which another process recovers the log
_LAST = "select seq, hex(uid) from event order by seq desc limit 1"
_AT = "select hex(uid) from event where seq = ?"


_Last = tuple[int, str]
"""The number and the uid of the newest event."""
_NONE: _Last = (0, "")


class OpenFile:
    """What is known of the file at `path`, which `connection` has open, without looking into it again."""

    log = 0
    """The inode of its write-ahead log."""

    def __init__(self, path: str, connection: sqlite3.Connection) -> None:
        self._path = path
        self.inode = inode(path)
        self._stamp = _stamp(path)
        self._known, self._held = _last(connection), _NONE
        if not _size(_log_of(path)):
            self._held = self._known

    def committed(self, connection: sqlite3.Connection) -> int:
        """Something was written by us; returns the number of the newest event."""
        self._known, self._stamp = _last(connection), _stamp(self._path)
        return self._known[0]

    def checkpointed(self, *, whole: bool) -> None:
        """What stood in the log was brought into the file by us, all of it where it is `whole`."""
        self._stamp = _stamp(self._path)
        if whole:
            self._held = self._known

    def what_became(self, connection: sqlite3.Connection) -> str:
        """What somebody did with it, as a participle; empty when it is there and ours.

        Looked at from outside first: that costs one question to the system.
        """
        try:
            status = os.stat(self._path)  # noqa: PTH116  # as in `_stamp`
        except FileNotFoundError:
            return "removed"
        if status.st_ino != self.inode:
            return "replaced by another file"
        if not status.st_size:
            return "emptied"
        if (status.st_size, status.st_mtime_ns) != self._stamp and not self._is_continued(connection):
            return "replaced by the content of another file"
        self.log = inode(_log_of(self._path))
        return ""

    def _is_continued(self, connection: sqlite3.Connection) -> bool:
        """Whether a file that somebody else has written to is ours: another tracker may have brought its log into it.

        Its own content is looked at, without the log that lies beside it and that may be ours alone.
        """
        stamp = _stamp(self._path)
        try:
            is_ours = self._has_what_is_known(connection)
        except sqlite3.DatabaseError:  # also for as long as another tracker is at it: the log tells it then
            is_ours = self._has_it_with_its_log()
        if is_ours:
            self._stamp = stamp
        return is_ours

    def _has_what_is_known(self, connection: sqlite3.Connection) -> bool:
        from pathlib import Path  # 8 ms, and only after another program has written

        known, known_uid = self._known
        alone = f"{Path(self._path).absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(alone, uri=True, isolation_level=None)) as file:
            (last, uid), there = _last(file), file.execute(_AT, (known,)).fetchone()
        if last >= known:
            return not known or there == (known_uid,)
        held, _ = self._held
        return last >= held and connection.execute(_AT, (last,)).fetchone() == (uid,)

    def _has_it_with_its_log(self) -> bool:
        known, uid = self._known
        try:
            with closing(sqlite3.connect(self._path, timeout=_WAIT, isolation_level=None)) as fresh:
                there = fresh.execute(_AT, (known,)).fetchone()
        except sqlite3.DatabaseError:
            return False
        return not known or there == (uid,)


def inode(path: str) -> int:
    """The inode of a file; 0 for none."""
    try:
        return os.stat(path).st_ino  # noqa: PTH116  # as in `_stamp`
    except OSError:
        return 0


def _last(connection: sqlite3.Connection) -> _Last:
    row = connection.execute(_LAST).fetchone()
    return (row[0], row[1]) if row else _NONE


def _log_of(path: str) -> str:
    return f"{path}-wal"


def _size(path: str) -> int:
    return _stamp(path)[0]


def _stamp(path: str) -> tuple[int, int]:
    """Size and time of a file: another pair after somebody has written to it."""
    try:
        status = os.stat(path)  # noqa: PTH116  # pathlib is a quarter of `import sqlite3`
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns

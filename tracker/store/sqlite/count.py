"""How many events the store had, kept in a small file beside it: it notices a journal that became shorter.

SQLite drops what stands behind a damaged place in its write-ahead log without a word. The file is written after each
commit and never before it, so that it is never ahead of the disk; it is not worth an fsync.
"""

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path


_ENDING = "-count"  # behind the name of the store


class Count(NamedTuple):
    """What the file says.

    `events` is the number of the last event; `missing` of them are known to be gone, and `told` is 1 once the
    user has read that. `backed_up` is the last event in the newest automatic backup. `store`, `log` and `file` are the
    inodes of the store, of its write-ahead log and of this file: a log that belongs to another store is known by them.
    """

    events: int = 0
    missing: int = 0
    told: int = 1
    backed_up: int = 0
    store: int = 0
    log: int = 0
    file: int = 0


def count_file(path: "Path") -> "Path":
    """Where the count for the store at `path` is."""
    return path.with_name(f"{path.name}{_ENDING}")


def read_count(path: "str | Path") -> Count | None:
    """What was kept beside the store at `path`; None for no such file, or one that is none of ours.

    In a folder that was copied, the inodes are those of other files and are left out.
    """
    try:
        handle = os.open(f"{path}{_ENDING}", os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return None
    try:
        count = _decoded(handle)
        copied = count is not None and count.file != os.fstat(handle).st_ino
        return count._replace(store=0, log=0, file=0) if count and copied else count
    finally:
        os.close(handle)


def write_count(path: "str | Path", **changes: int) -> Count | None:
    """Change what is kept beside the store at `path`; None where it cannot be written, which harms nothing."""
    with suppress(OSError):
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NONBLOCK", 0)
        handle = os.open(f"{path}{_ENDING}", flags, 0o600)
        try:
            inode = os.fstat(handle).st_ino
            count = (_decoded(handle) or Count())._replace(**changes, file=inode)
            content = (json.dumps(count._asdict()) + "\n").encode()
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, content)
            os.ftruncate(handle, len(content))
        finally:
            os.close(handle)
        return count
    return None


def _decoded(handle: int) -> Count | None:
    try:
        values = json.loads(os.read(handle, 4096))
        count = Count(**values)
    except (OSError, ValueError, TypeError):
        return None
    whole = all(type(value) is int and value >= 0 for value in count)
    return count if whole else None

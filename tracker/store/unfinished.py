"""Files and folders of writes that are still going on; those that a killed program left are deleted by the next one.

Their names begin with `.tracker-` and the number of the process. They are taken for left over when nothing was written
to them for an hour and no process has that number any more, so that neither a slow write nor a file of the user's is
touched.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tracker.store.sqlite.backups import UNFINISHED

_OURS = re.compile(r"\.tracker-([1-9]\d{0,9})(?:-.+)?")
_EARLIER_FOLDER = re.compile(r"\.tracker-[a-z0-9_]{8}")
"""Folders of versions that did not write the number of the process into the name."""
_IN_FOLDERS = re.compile(r"(?:new|damaged|pages|tracker)\.db(?:-wal|-shm|-journal)?")
_QUIET = 3600.0  # seconds; a copy of the largest store takes a few


def beside(target: Path) -> Path:
    """The name under which `target` is written until all of it is there."""
    return target.with_name(f"{UNFINISHED}{os.getpid()}-{target.name[-100:]}")


@contextmanager
def folder_beside(target: Path) -> Iterator[Path]:
    """A folder on the disk of `target` for what is made on the way to it. Raises `OSError`."""
    delete_left(target.parent)
    with tempfile.TemporaryDirectory(prefix=f"{UNFINISHED}{os.getpid()}-", dir=target.parent) as folder:
        yield Path(folder)


def left_over(folder: Path) -> list[Path]:
    """What killed programs have left in a folder."""
    try:
        ours = [path for path in folder.iterdir() if path.name.startswith(UNFINISHED)]
    except OSError:
        return []
    return sorted(path for path in ours if _is_left(path))


def delete_left(folder: Path) -> None:
    """Delete what killed programs have left in a folder."""
    for path in left_over(folder):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with suppress(OSError):
                path.unlink()


def _is_left(path: Path) -> bool:
    made = _OURS.fullmatch(path.name)
    earlier = _EARLIER_FOLDER.fullmatch(path.name)
    if path.is_symlink() or not (made or earlier):
        return False
    try:
        if path.is_dir():
            inside = list(path.iterdir())
            times = [path.stat().st_mtime, *(file.stat().st_mtime for file in inside)]
            is_ours = all(_IN_FOLDERS.fullmatch(file.name) and file.is_file() for file in inside)
        else:
            times, is_ours = [path.stat().st_mtime], path.is_file() and made is not None
    except OSError:
        return False
    return is_ours and time.time() - max(times) > _QUIET and not (made and _is_running(int(made[1])))


def _is_running(number: int) -> bool:
    """Whether a process has this number, of this user or another."""
    try:
        os.kill(number, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True

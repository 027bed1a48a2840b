"""Files and folders that are on the disk, and only for the user, before anything relies on them."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def private_folder(folder: Path) -> None:
    """Make a folder that only the user can look into, and those above it; one that is there stays as it is."""
    missing = [parent for parent in folder.parents if not parent.exists()]
    for parent in (*reversed(missing), folder):
        parent.mkdir(mode=0o700, exist_ok=True)


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

"""The backups that lie beside a store: where they are, which there are, and how many are kept."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "backups"
ENDING = ".db"
AUTOMATIC = "auto-"
KEPT = 7
"""Automatic backups, one a day."""
UNFINISHED = ".tracker-"
"""How the name of a file begins until all of it is written."""


def folder_of(path: Path) -> Path:
    """Where the backups of the store at `path` are."""
    return path.with_name(FOLDER)


def listed(path: Path) -> list[Path]:
    """The backups of the store at `path`, newest first."""
    try:
        whole = [file for file in folder_of(path).glob(f"*{ENDING}") if not file.name.startswith(UNFINISHED)]
        dated = [(file.stat().st_mtime_ns, file) for file in whole if file.is_file()]
    except OSError:
        return []
    return [file for _, file in sorted(dated, reverse=True)]


def newest(path: Path) -> Path | None:
    """The newest backup of the store at `path`."""
    return next(iter(listed(path)), None)


def keep_newest(path: Path) -> None:
    """Delete the automatic backups of the store at `path` beyond the newest ones."""
    automatic = [file for file in listed(path) if file.name.startswith(AUTOMATIC)]
    for old in automatic[KEPT:]:
        with suppress(OSError):
            old.unlink()

"""The backups that lie beside a store: where they are, which there are, and how many are kept."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

FOLDER = "backups"
ENDING = ".db"
AUTOMATIC = "auto-"
KEPT = 7
"""Automatic backups, one a day."""
UNFINISHED = ".tracker-"
"""How the name of a copy begins until all of it is written."""


def folder_of(path: Path) -> Path:
    """Where the backups of the store at `path` are."""
    return path.with_name(FOLDER)


def listed(path: Path) -> list[Path]:
    """The backups of the store at `path`, newest first."""
    try:
        whole = [one for one in folder_of(path).glob(f"*{ENDING}") if not one.name.startswith(UNFINISHED)]
        found = [(one.stat().st_mtime_ns, one) for one in whole if one.is_file()]
    except OSError:
        return []
    return [one for _, one in sorted(found, reverse=True)]


def newest(path: Path) -> Path | None:
    """The newest backup of the store at `path`."""
    return next(iter(listed(path)), None)


def keep_newest(path: Path) -> None:
    """Delete the automatic backups of the store at `path` beyond the newest ones."""
    automatic = [one for one in listed(path) if one.name.startswith(AUTOMATIC)]
    for old in automatic[KEPT:]:
        with suppress(OSError):
            old.unlink()

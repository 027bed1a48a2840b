"""One store of each schema so far, as SQL; the same ticks, note, roadmap and undo in each.

They were written by the schema's own migrations: a new schema adds a file, and none is ever changed.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.endurance.homes import store, write_settings

FOLDER = Path(__file__).parent
VERSIONS = sorted(int(file.stem) for file in FOLDER.glob("*.sql"))


def old_home(home: Path, version: int) -> Path:
    """Make a home whose store has the schema of that version."""
    path = store(home)
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((FOLDER / f"{version}.sql").read_text(encoding="utf-8"))
        connection.execute("pragma journal_mode = wal")
    (path.parent / "device").write_text("old-laptop\n", encoding="utf-8")
    write_settings(home)
    return home

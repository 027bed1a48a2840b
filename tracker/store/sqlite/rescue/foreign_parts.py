"""Triggers and views in a store that tracker has not made: they would write, or answer, in the place of its own."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tracker.store.sqlite.opening import SCHEMA_VERSION

_SCHEMA = Path(__file__).parent.parent / "schema.sql"
_PARTS = "select name, sql from sqlite_schema where type in ('trigger', 'view')"
_EARLIER = {"event_is_gone"}
"""Triggers that older schemas have."""


def foreign_parts(connection: sqlite3.Connection) -> list[str]:
    """Their names. A store of an older schema, whose triggers are made anew when it is opened, is asked for names only.

    Raises what SQLite raises where the store cannot be read.
    """
    with closing(sqlite3.connect(":memory:")) as ours:
        ours.executescript(_SCHEMA.read_text(encoding="utf-8"))
        known = dict(ours.execute(_PARTS).fetchall())
    there = dict(connection.execute(_PARTS).fetchall())
    if connection.execute("pragma user_version").fetchone()[0] == SCHEMA_VERSION:
        return sorted(name for name, sql in there.items() if known.get(name) != sql)
    return sorted(there.keys() - known.keys() - _EARLIER)

"""Rows of a store that somebody may have written by hand: what is no text is handed on, to be named and left out."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

Values = Sequence[object] | Mapping[str, object]


def rows(connection: sqlite3.Connection, query: str, values: Values = ()) -> list[tuple[Any, ...]]:
    """What `query` gives; a text that is not UTF-8 comes as bytes, which no column here has otherwise."""
    try:
        return connection.execute(query, values).fetchall()
    except sqlite3.OperationalError as error:
        if not is_about_text(error):
            raise
    connection.text_factory = _text_or_bytes
    try:
        return connection.execute(query, values).fetchall()
    finally:
        connection.text_factory = str


def is_about_text(error: sqlite3.Error) -> bool:
    """Whether the driver says that a text is not UTF-8; SQLite itself has no code for it."""
    return not getattr(error, "sqlite_errorcode", 0) and "decode" in str(error)


def _text_or_bytes(raw: bytes) -> str | bytes:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw

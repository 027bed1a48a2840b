"""Rows of a store that somebody may have written by hand: what is no text is handed on, to be named and left out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Garbled = dict[tuple[str, str], str]
"""What cannot be read and is left out: what it is and its id, with what is wrong."""
IS_MOMENT = "(current.at >= '0001' and strftime('%Y-%m-%dT%H:%M:%fZ', current.at, '+0 days') = current.at)"
"""Whether a row of the current values has a moment as we write it: SQLite writes any other in another way, or not.

Without the `+0 days` it does not reckon, and leaves the thirtieth of February as it is.
"""
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


def each_row(connection: sqlite3.Connection, query: str, values: Values = ()) -> Iterator[tuple[Any, ...]]:
    """The same, read only as far as they are asked for."""
    number = 0
    try:
        for row in connection.execute(query, values):
            yield row
            number += 1
    except sqlite3.OperationalError as error:
        if not is_about_text(error):
            raise
        yield from rows(connection, query, values)[number:]


def only_texts(records: Sequence[tuple[Any, ...]], what: str, garbled: Garbled) -> list[Any]:
    """Those of the rows that `rows` gave in which all is text; the others are named by their first column."""
    whole = []
    for row in records:
        if {*map(type, row)} == {str}:
            whole.append(row)
        else:
            leave_out(garbled, what, row[0])
    return whole


def moments(records: Sequence[tuple[Any, ...]], what: str, garbled: Garbled) -> dict[str, str]:
    """The moments by their ids, of rows with an id, a moment and what `IS_MOMENT` says of it; the others are named."""
    whole: dict[str, str] = {}
    for id_, moment, is_moment in records:
        if type(id_) is type(moment) is str and is_moment:
            whole[id_] = moment
        else:
            leave_out(garbled, what, id_, "its time cannot be read")
    return whole


def leave_out(garbled: Garbled, what: str, id_: object, problem: str = "a column has another type") -> None:
    """Take note that a row cannot be read and is left out."""
    garbled[what, id_ if type(id_) is str else "an id that is no text"] = problem


def is_about_text(error: sqlite3.Error) -> bool:
    """Whether the driver says that a text is not UTF-8; SQLite itself has no code for it."""
    return not getattr(error, "sqlite_errorcode", 0) and "decode" in str(error)


def _text_or_bytes(raw: bytes) -> str | bytes:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw

"""What programs write before a table: `sep=;` of Excel, `#separator:tab` of Anki, and lines about the file."""

from __future__ import annotations

import re
from typing import NamedTuple

_EXCEL = re.compile(r"\"?sep=(.)\"?[ \t,;]*\r?\n", re.IGNORECASE)
_ANKI = re.compile(r"(?:#[a-z][a-z ]{2,30}:[^\r\n]*\r?\n)+", re.IGNORECASE)
_ANKI_LINE = re.compile(r"#([a-z ]+):[ \t]*([^\r\n]*)", re.IGNORECASE)
_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "colon": ":"}
_WIDE = 3  # cells of a row that surely belongs to the table
_MOST_ROWS = 12  # before a table; the exports of programs that have such rows have up to five


class Preamble(NamedTuple):
    """The length of what stands before a table, its lines, its separator, and the names of the columns.

    Anki writes no names into the table itself.
    """

    length: int = 0
    lines: int = 0
    separator: str = ""
    names: tuple[str, ...] = ()
    is_anki: bool = False


def preamble(text: str) -> Preamble:
    """What stands before the rows of `text`."""
    if match := _EXCEL.match(text):
        return Preamble(match.end(), 1, match[1])
    match = _ANKI.match(text)
    if not match or "separator" not in match[0].casefold():
        return Preamble()
    settings = {key.casefold(): value for key, value in _ANKI_LINE.findall(match[0])}
    separator = settings["separator"].strip()
    separator = _SEPARATORS.get(separator.casefold(), separator[:1] or "\t")
    names = tuple(settings["columns"].split(separator)) if "columns" in settings else ()
    return Preamble(match.end(), match[0].count("\n"), separator, names, is_anki=True)


def rows_before(rows: list[list[str]]) -> int:
    """How many rows stand before a table: with one cell each, where most rows have three or more."""
    widths = [len(list(filter(None, row))) for row in rows[: 2 * _MOST_ROWS]]
    first = next((index for index, width in enumerate(widths[:_MOST_ROWS]) if width > 1), 0)
    wide = sum(width >= _WIDE for width in widths[first:])
    return first if wide * 2 > len(widths) - first else 0

"""What programs write before a table: `sep=;` of Excel, `#separator:tab` of Anki, and lines about the file."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_EXCEL = re.compile(r"\"?sep=(.)\"?[ \t,;]*\r?\n", re.IGNORECASE)
_ANKI = re.compile(r"(?:#[a-z][a-z ]{2,30}:[^\r\n]*\r?\n)+", re.IGNORECASE)
_ANKI_LINE = re.compile(r"#([a-z ]+):[ \t]*([^\r\n]*)", re.IGNORECASE)
_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " ", "colon": ":"}
_WIDE = 3  # cells of a row that surely belongs to the table
_PART = "Group"  # the name of the column with the titles of parts
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


def rows_before(rows: list[list[str]], is_head: Callable[[list[str]], bool]) -> int:
    """How many rows stand before a table: with one cell each, where most rows have three or more.

    Before a row that is surely the head of a table they may also have two, as in `Plan name,Study`.
    """
    widths = [len(list(filter(None, row))) for row in rows[: 2 * _MOST_ROWS]]
    first = next((index for index, width in enumerate(widths[:_MOST_ROWS]) if width > 1), 0)
    wide = next((index for index, width in enumerate(widths[:_MOST_ROWS]) if width >= _WIDE), 0)
    if wide and is_head(rows[wide]):
        return wide
    return first if sum(width >= _WIDE for width in widths[first:]) * 2 > len(widths) - first else 0


class Sections(NamedTuple):
    """A table whose head stands again above each of its parts: the title of its part is the first cell of each row.

    `first` is the number of rows before it.
    """

    first: int
    rows: list[list[str]]
    lines: list[int]


def sections(rows: list[list[str]], lines: list[int], is_head: Callable[[list[str]], bool]) -> Sections | None:
    """The table of parts that `rows` are, with its head once, as Monday writes it; None for every other table."""
    place = next((index for index, row in enumerate(rows[:_MOST_ROWS]) if len(list(filter(None, row))) >= _WIDE), -1)
    head = rows[place] if place >= 0 else []
    if not is_head(head) or head not in rows[place + 1 :]:
        return None
    titles = [index - 1 for index, row in enumerate(rows) if row == head and index and _is_title(rows[index - 1])]
    parts, numbers, title = [[_PART, *head]], [lines[place]], ""
    first = place - 1 if place - 1 in titles else place
    for index, row in enumerate(rows[first:], first):
        if index in titles:
            title = row[0]
        elif row != head:
            parts.append([title, *row])
            numbers.append(lines[index])
    return Sections(first, parts, numbers)


def _is_title(row: list[str]) -> bool:
    return bool(row[0]) and not any(row[1:])

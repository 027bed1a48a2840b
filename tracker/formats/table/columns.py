"""Guessing what each column of a table holds, from the names of the columns and from their values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracker.core.address import web
from tracker.core.errors import RoadmapFileError
from tracker.core.importing.columns import Columns, UntitledError
from tracker.core.roadmap.model import Mark
from tracker.core.text import plain
from tracker.formats.table.column_names import (
    ASIDE,
    BOARDS,
    DAYS,
    FLAGS,
    GROUPS,
    IDS,
    LINKS,
    NAMES,
    NOTES,
    OUTER,
    PARENTS,
    TITLES,
)
from tracker.formats.table.dates import is_date
from tracker.formats.table.status import holds_states, is_answer, is_status_header, status

_PAIR = re.compile(r"(.+)[_ -](?:name|title)", re.IGNORECASE)
_SAMPLE = 500  # rows that a guess looks at
# Measured on the tables of tests/formats and tests/corpus: they are read in the same way with _DISTINCT from 0.2 to 1,
# _REPEATED from 0.6 to 0.9 (groups are lost below), and _LIST up to 3 (lists are lost above).
_DISTINCT = 0.8  # a column holds titles where at least this share of its values are different
_REPEATED = 0.7  # a column holds groups where at most this share of its values are different
_MOST_NAMED = 12  # columns in a message
EMPTY = frozenset(("", "[]", "{}", "null"))
"""What programs write into a cell in which nothing stands."""
_QUOTES = {'"': '"', "“": "”", "«": "»", "「": "」"}
_LIST = 3  # a column holds lists where its middle value, by separators, has at least so many


class Table(NamedTuple):
    """The rows of a file. `names` are the columns, empty where they have none; `lines` say where each row begins.

    `before` are lines before the table, with their numbers.
    """

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    before: tuple[tuple[int, str], ...] = ()

    def number(self, name: str) -> int:
        """The number of a column from its number or name. Raises `RoadmapFileError` where there is no such column."""
        # A number counts as a number even where a column has it as its name: so every column can be named.
        if name.isascii() and name.isdigit() and 1 <= int(name[:6]) <= len(self.names):
            return int(name[:6])
        folded = [known.casefold() for known in self.names]
        if name and name.casefold() in folded:
            return folded.index(name.casefold()) + 1
        raise RoadmapFileError(f'this table has no column "{plain(name)}"; it has {self.every()}')

    def label(self, number: int) -> str:
        """The text for a column in a sentence: its name, or its number where it has none."""
        return self.names[number - 1][:40] or str(number)

    def every(self) -> str:
        """The columns for a sentence: `"Unit", "Topic", "3"`."""
        labels = [f'"{self.label(number)}"' for number in range(1, len(self.names) + 1)]
        return ", ".join(labels[:_MOST_NAMED]) + (" and more" if len(labels) > _MOST_NAMED else "")

    def values(self, index: int) -> list[str]:
        """The values in the column with this index, without empty cells, from the first `_SAMPLE` rows."""
        return [row[index] for row in self.rows[:_SAMPLE] if row[index] not in EMPTY]


def names_columns(row: Sequence[str]) -> bool:
    """True where a row holds a word that is often the name of a column."""
    words = [cell.casefold() for cell in row]
    return any(word in NAMES or _PAIR.fullmatch(word) for word in words)


def is_header(rows: Sequence[Sequence[str]]) -> bool:
    """True when the first row of a table names its columns."""
    return names_columns(rows[0]) or not any(
        cell.isdecimal() or web(cell) or (status(cell) is not None and not _is_name_of_states(cell, index, rows[1:]))
        for index, cell in enumerate(rows[0])
    )


def _is_name_of_states(cell: str, index: int, rows: Sequence[Sequence[str]]) -> bool:
    """True where a cell such as "Done" stands above answers to it, such as yes and no, and not among other states."""
    below = [row[index] for row in rows if row[index]]
    return is_status_header(cell) and bool(below) and all(map(is_answer, below))


def guess(table: Table, title: int = 0) -> Columns:
    """The likeliest columns. `title` is the number of the column of titles, or 0 where it is guessed too.

    Columns without another use become notes. Raises `UntitledError` where no column can hold the titles.
    """
    names = folded_names(table)
    values = [table.values(index) for index in range(len(names))]
    free = [index for index in range(len(names)) if index != title - 1]
    links = [index for index in free if _holds_links(names[index], values[index])]
    days = [index for index in free if _holds_days(names[index], values[index])]
    boards = [index for index in free if names[index] in BOARDS and _is_board(values[index])]
    marks = _status_indexes([index for index in free if index not in {*links, *days, *boards}], names, values)
    texts = [
        index for index in range(len(names)) if index not in {*links, *days, *marks} and _holds_text(values[index])
    ]
    pairs = [
        index for index in texts if _PAIR.fullmatch(names[index]) and names[index] not in {*TITLES, *OUTER, *ASIDE}
    ]
    ids = [index for index in free if names[index] in IDS]
    titles = title - 1 if title else pairs[-1] if len(pairs) > 1 else _title(texts, ids, names, values)
    if titles is None:
        has = f"it has {table.every()}; to name one: tracker import FILE --columns title=NAME"
        raise UntitledError(f"no column of this table holds titles; {has}")
    split = holds_lists(table, titles + 1)
    if len(pairs) > 1 and titles in pairs:
        groups = pairs[: pairs.index(titles)]
        ids = [index for index in range(titles) if _is_code_of(names[index], names[titles])]
    else:
        texts = [index for index in texts if index != titles and index not in ids]
        groups = [index for index in texts if _is_group(index, titles, names[index], values[index])]
    if split:
        groups = groups or [index for index in texts if index < titles][-1:]
    groups.sort(key=lambda index: OUTER.get(names[index], -1))
    marks = marks or [index for index in boards if index in groups]
    parents = [index for index in free if names[index] in PARENTS and index not in groups]
    status, link, id_, day, parent = (
        indexes[0] + 1 if indexes else 0 for indexes in (marks, links, ids, days, parents)
    )
    taken = {titles + 1, status, link, id_, day, parent, *(index + 1 for index in groups)}
    notes = tuple(number for number in range(1, len(names) + 1) if number not in taken)
    return Columns(titles + 1, tuple(index + 1 for index in groups), status, link, notes, id_, day, parent, split)


def board_of(table: Table, columns: Columns) -> int:
    """The number of the groups that are the columns of a board, where another column only says yes or no; else 0."""
    if not columns.status or columns.status in columns.groups:
        return 0
    names = folded_names(table)
    boards = (
        number for number in columns.groups if names[number - 1] in BOARDS and _is_board(table.values(number - 1))
    )
    return next(boards, 0) if all(map(is_answer, table.values(columns.status - 1))) else 0


def folded_names(table: Table) -> list[str]:
    """The names of the columns as they are looked up."""
    return [" ".join(name.casefold().replace("_", " ").split()) for name in table.names]


def holds_lists(table: Table, number: int) -> bool:
    """True where the cells of a column hold lists: the middle one has at least `_LIST` separators."""
    counts = sorted(len(parts(value)) - 1 for value in table.values(number - 1))
    return bool(counts) and counts[len(counts) // 2] >= _LIST


def parts(cell: str) -> list[str]:
    """The parts of a cell that is a list. What stands in brackets or quotes is not taken apart."""
    pieces, depth, quote = [""], 0, ""
    for sign in cell:
        if quote:
            quote = "" if sign == quote else quote
        elif sign in _QUOTES and _closes(cell, sign):
            quote = _QUOTES[sign]
        elif sign in "([{（【":
            depth += 1
        elif sign in ")]}）】":
            depth = max(0, depth - 1)
        if sign in ",;、，；" and not quote and (not depth or cell.count("(") != cell.count(")")):
            pieces.append("")
        else:
            pieces[-1] += sign
    return [part for part in map(str.strip, pieces) if part]


def _closes(cell: str, sign: str) -> bool:
    """Whether a quotation that begins with `sign` ends in the same cell."""
    return cell.count(sign) % 2 == 0 if _QUOTES[sign] == sign else _QUOTES[sign] in cell


def is_remark(name: str) -> bool:
    """True where a value of this column needs no column name before it in a note."""
    return not name or name.casefold() in NOTES


def status_columns(table: Table) -> list[int]:
    """The numbers of all columns that say what is done. Who learns the same thing in two languages may have two."""
    names = folded_names(table)
    values = [table.values(index) for index in range(len(names))]
    return [index + 1 for index in _status_indexes(range(len(names)), names, values) if values[index]]


def _status_indexes(among: Iterable[int], names: list[str], values: list[list[str]]) -> list[int]:
    """The columns that say what is done: first those that are called so, and of these first those that say anything."""
    indexes = [index for index in among if _holds_status(names[index], values[index])]
    indexes = [index for index in indexes if names[index] not in NOTES] or indexes
    return sorted(indexes, key=lambda index: (not is_status_header(names[index]), not values[index]))


def _holds_links(name: str, values: list[str]) -> bool:
    return sum(bool(web(value)) for value in values) * 2 > len(values) or (name in LINKS and not values)


def _holds_status(name: str, values: list[str]) -> bool:
    if name in FLAGS or name in ASIDE or name in IDS:
        return False
    return holds_states(name, values) and (is_status_header(name) or name not in TITLES)


def _holds_days(name: str, values: list[str]) -> bool:
    """True where a column is called after something that is done, and holds days."""
    dates = sum(map(is_date, values))
    return dates * 2 > len(values) and (name in DAYS or is_status_header(name))


def _is_board(values: list[str]) -> bool:
    """True where groups are called as states are, one of them as what is done."""
    return any(status(value) is Mark.DONE for value in values)


def _holds_text(values: list[str]) -> bool:
    wordy = sum(any(sign.isalpha() for sign in value) and not web(value) and not is_date(value) for value in values)
    return bool(values) and wordy * 2 > len(values)


def _title(texts: list[int], ids: list[int], names: list[str], values: list[list[str]]) -> int | None:
    texts = [index for index in texts if index not in ids]
    if "issue key" in names and "summary" in names:  # Jira calls the title of an issue so; elsewhere it is a note
        return names.index("summary")
    named = [index for index in texts if names[index] in TITLES]
    if named:
        return max(named, key=lambda index: (TITLES[names[index]], -index))
    aside = {*NOTES, *ASIDE, *FLAGS, *PARENTS, *OUTER}
    plain = [index for index in texts if names[index] not in aside and not is_status_header(names[index])]
    plain = plain or [index for index in texts if names[index] not in NOTES]
    distinct = [index for index in plain if len(set(values[index])) >= _DISTINCT * len(values[index])]
    return next(iter(distinct or plain), None)


def _is_group(index: int, title: int, name: str, values: list[str]) -> bool:
    if name in NOTES or name in ASIDE or name in PARENTS:
        return False
    return name in GROUPS or name in OUTER or (index < title and len(set(values)) <= _REPEATED * len(values))


def _is_code_of(name: str, title: str) -> bool:
    match = _PAIR.fullmatch(title)
    return match is not None and re.fullmatch(re.escape(match[1]) + r"[_ -](?:code|id|key)", name) is not None

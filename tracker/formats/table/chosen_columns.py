"""Columns of a table as a person writes them: `title=Topic,groups=Unit+Part,status=4`, by name or by number.

What is left out stays as guessed; what is there and empty (`status=`) is no column. A guess never takes a column that
the person gave to something else.
"""

from __future__ import annotations

import re

from tracker.core.errors import UsageError
from tracker.core.importing.columns import JOINT, SEVERAL, SPLIT, USES, Columns, Use
from tracker.core.text import plain
from tracker.formats.table.columns import Table, guess, holds_lists

_KEYS = [*(use.value for use in USES), SPLIT]
_KEY = re.compile(r"(?:^|,) ?(\w+)=")
_YES = {"yes": True, "no": False}


def chosen(table: Table, text: str) -> Columns:
    """The columns that `text` says. Raises `UsageError` for what is not written so, `RoadmapFileError` as `guess`."""
    said = _said(text)
    given = {use: _numbers(table, use, said[use.value]) for use in USES if use.value in said}
    if given.get(Use.TITLE) == ():
        raise UsageError("a table cannot be read without a column of titles")
    columns = guess(table, *given.get(Use.TITLE, ()))
    taken = {number for numbers in given.values() for number in numbers}
    found = {use: _left(columns.numbers(use), taken) for use in USES} | given
    if not found[Use.TITLE]:
        raise UsageError(f"say which column has the titles too; this table has {table.every()}")
    if Use.NOTES not in given:
        others = {number for use, numbers in found.items() if use is not Use.NOTES for number in numbers}
        found[Use.NOTES] = tuple(number for number in range(1, len(table.names) + 1) if number not in others)
    title, groups, status, link, notes, id_ = (found[use] for use in USES)
    split = _YES[said[SPLIT]] if SPLIT in said else holds_lists(table, title[0])
    return Columns(title[0], groups, sum(status), sum(link), notes, sum(id_), split)


def _left(numbers: tuple[int, ...], taken: set[int]) -> tuple[int, ...]:
    return tuple(number for number in numbers if number not in taken)


def _said(text: str) -> dict[str, str]:
    """What is written, by its keys."""
    before, *parts = _KEY.split(text)
    if before or not parts:
        raise UsageError(f'"{plain(text)}" does not say what is in the columns; such as title=Topic,status=4')
    said: dict[str, str] = {}
    for key, value in zip(parts[::2], parts[1::2], strict=True):
        if key not in _KEYS:
            raise UsageError(f'a column cannot be "{plain(key)}"; it can be {", ".join(_KEYS[:-1])}')
        if key in said:
            raise UsageError(f'"{key}" is said twice; several columns are joined by "{JOINT}"')
        said[key] = value.strip()
    if said.get(SPLIT, "yes") not in _YES:
        raise UsageError(f"{SPLIT} is yes or no: whether each part of a title is a topic")
    return said


def _numbers(table: Table, use: Use, text: str) -> tuple[int, ...]:
    """The columns of one key. Raises `RoadmapFileError` for one that is not there."""
    if not text:
        return ()
    if use not in SEVERAL or text.casefold() in map(str.casefold, table.names):
        return (table.number(text),)
    return tuple(dict.fromkeys(table.number(part.strip()) for part in text.split(JOINT)))

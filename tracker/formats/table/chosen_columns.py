"""The columns of a table as the user writes them: `title=Topic,groups=Unit+Part,status=4`, by name or by number.

A use that is left out is guessed; a use that is empty (`status=`) has no column. A guess never takes a column that the
user gave to another use.
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
    """The columns in `text`. Raises `UsageError` where it is not written so, and `RoadmapFileError` as `guess` does."""
    settings = _settings(text)
    written = {use: _numbers(table, use, settings[use.value]) for use in USES if use.value in settings}
    if written.get(Use.TITLE) == ():
        raise UsageError("a table cannot be read without a column of titles")
    columns = guess(table, *written.get(Use.TITLE, ()))
    taken = {number for numbers in written.values() for number in numbers}
    used: dict[Use, tuple[int, ...]] = {use: _left(columns.numbers(use), taken) for use in USES} | written
    if not used[Use.TITLE]:
        raise UsageError(f"say which column has the titles too; this table has {table.every()}")
    if Use.NOTES not in written:
        others = {number for use, numbers in used.items() if use is not Use.NOTES for number in numbers}
        used[Use.NOTES] = tuple(number for number in range(1, len(table.names) + 1) if number not in others)
    split = _YES[settings[SPLIT]] if SPLIT in settings else holds_lists(table, used[Use.TITLE][0])
    return Columns.of(used, split=split)


def _left(numbers: tuple[int, ...], taken: set[int]) -> tuple[int, ...]:
    return tuple(number for number in numbers if number not in taken)


def _settings(text: str) -> dict[str, str]:
    """The values in `text` by their keys. Raises `UsageError` where a key is unknown or written twice."""
    before, *parts = _KEY.split(text)
    if before or not parts:
        raise UsageError(f'"{plain(text)}" does not say what the columns hold; write it as in title=Topic,status=4')
    settings: dict[str, str] = {}
    for key, value in zip(parts[::2], parts[1::2], strict=True):
        if key not in _KEYS:
            raise UsageError(f'a column cannot be "{plain(key)}"; it can be {", ".join(_KEYS[:-1])}')
        if key in settings:
            raise UsageError(f'"{key}" is there twice; join several columns with "{JOINT}"')
        settings[key] = value.strip()
    if settings.get(SPLIT, "yes") not in _YES:
        raise UsageError(f"{SPLIT} is yes or no: whether each part of a title is a topic")
    return settings


def _numbers(table: Table, use: Use, text: str) -> tuple[int, ...]:
    """The columns of one key. Raises `RoadmapFileError` for a column that the table does not have."""
    if not text:
        return ()
    if use not in SEVERAL or text.casefold() in map(str.casefold, table.names):
        return (table.number(text),)
    return tuple(dict.fromkeys(table.number(name.strip()) for name in text.split(JOINT)))

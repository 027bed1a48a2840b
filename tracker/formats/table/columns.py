"""Which column of a table means what: a guess from the names of the columns and from what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tracker.core.address import web
from tracker.core.errors import RoadmapFileError
from tracker.core.importing.columns import Columns, UntitledError
from tracker.core.text import plain
from tracker.formats.table.status import is_status_header, status


def _words(text: str) -> dict[str, int]:
    """Words and their places."""
    return {word: place for place, word in enumerate(text.split())}


_TITLES = _words(  # the more of these a table has, the further right the title: Unit, Topic, Microtopic
    "unit section category chapter module area phase track group "
    "topic topics subject skill skills "
    "title name task item course lesson question problem concept resource "
    "nombre título titulo tarea tema thema titel aufgabe titre nom sujet tâche 主題 主题 标题 標題 "
    "題目 题目 名称 名稱 任務 任务 название тема задача "
    "subtopic sub-topic microtopic subtask sub-task"
)
_GROUPS = _words("unit section category chapter module area phase track group week part stage domain")
_LINKS = _words("url urls link links href resource resources website enlace 链接 連結 ссылка")
_NOTES = _words("note notes comment comments remark remarks description details summary nota notas 备注 備註")
_IDS = _words("id uid key code slug identifier")
_NAMES = _LINKS.keys() | _NOTES.keys() | _IDS.keys() | _TITLES.keys()
_PAIR = re.compile(r"(.+)[_ -](?:name|title)", re.IGNORECASE)
_SAMPLE = 500  # rows that a guess looks at
_DISTINCT = 0.8  # of the values of a column are different where it holds titles
_REPEATED = 0.7  # at most, where it holds groups
_MOST_NAMED = 12  # columns in a sentence
_LIST = 3  # separators in the middle title of a table whose cells hold lists


class Table(NamedTuple):
    """The rows of a file. `names` are the columns, empty where they have none; `lines` say where each row begins."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]

    def number(self, name: str) -> int:
        """The number of a column, by that or by its name. Raises `RoadmapFileError` when there is none."""
        # A name that is a number in reach stands for that number: every column can be meant by one.
        if name.isascii() and name.isdigit() and 1 <= int(name[:6]) <= len(self.names):
            return int(name[:6])
        folded = [known.casefold() for known in self.names]
        if name and name.casefold() in folded:
            return folded.index(name.casefold()) + 1
        raise RoadmapFileError(f'this table has no column "{plain(name)}"; it has {self.every()}')

    def label(self, number: int) -> str:
        """What to call a column in a sentence: its name, else its number."""
        return self.names[number - 1][:40] or str(number)

    def every(self) -> str:
        """All columns, in a sentence."""
        labels = [f'"{self.label(number)}"' for number in range(1, len(self.names) + 1)]
        return ", ".join(labels[:_MOST_NAMED]) + (" and more" if len(labels) > _MOST_NAMED else "")

    def values(self, at: int) -> list[str]:
        """What stands in a column, without its empty cells, in the rows that a guess looks at."""
        return [row[at] for row in self.rows[:_SAMPLE] if row[at]]


def names_columns(row: Sequence[str]) -> bool:
    """True when a row holds a word that people name columns with."""
    words = [cell.casefold() for cell in row]
    return any(word in _NAMES or _PAIR.fullmatch(word) for word in words)


def is_header(row: Sequence[str]) -> bool:
    """True when the first row of a table names its columns."""
    return names_columns(row) or not any(status(cell) is not None or cell.isdecimal() or web(cell) for cell in row)


def guess(table: Table, title: int = 0) -> Columns:
    """The likeliest columns, with `title` as the titles' where it is not 0. What means nothing becomes notes.

    Raises `UntitledError` when none of them can be the titles.
    """
    names = [name.casefold() for name in table.names]
    values = [table.values(at) for at in range(len(names))]
    free = [at for at in range(len(names)) if at != title - 1]
    links = [at for at in free if _holds_links(names[at], values[at])]
    done = [at for at in free if at not in links and _holds_status(names[at], values[at])]
    texts = [at for at, found in enumerate(values) if at not in links and at not in done and _holds_text(found)]
    pairs = [at for at in texts if _PAIR.fullmatch(names[at])]
    ids = [at for at in free if names[at] in _IDS]
    at = title - 1 if title else pairs[-1] if len(pairs) > 1 else _title(texts, ids, names, values)
    if at is None:
        has = f"it has {table.every()}; to name one: tracker import FILE --columns title=NAME"
        raise UntitledError(f"no column of this table holds titles; {has}")
    split = holds_lists(table, at + 1)
    if len(pairs) > 1 and at in pairs:
        groups, ids = pairs[: pairs.index(at)], [one for one in range(at) if _is_code_of(names[one], names[at])]
    else:
        texts = [one for one in texts if one != at and one not in ids]
        groups = [one for one in texts if _is_group(one, at, names[one], values[one])]
    if split:
        groups = groups or [one for one in texts if one < at][-1:]
    status, link, id_ = (found[0] + 1 if found else 0 for found in (done, links, ids))
    taken = {at + 1, status, link, id_, *(one + 1 for one in groups)}
    notes = tuple(number for number in range(1, len(names) + 1) if number not in taken)
    return Columns(at + 1, tuple(one + 1 for one in groups), status, link, notes, id_, split)


def holds_lists(table: Table, number: int) -> bool:
    """True where the middle value of a column is a list."""
    values = table.values(number - 1)
    return bool(values) and sorted(one.count(",") + one.count(";") for one in values)[len(values) // 2] >= _LIST


def is_remark(name: str) -> bool:
    """True where the values of a column are understood without its name beside them."""
    return not name or name.casefold() in _NOTES


def status_columns(table: Table) -> list[int]:
    """All columns that say what is done; people who learn one thing in two languages have two."""
    return [at + 1 for at, name in enumerate(table.names) if _holds_status(name.casefold(), table.values(at))]


def _holds_links(name: str, values: list[str]) -> bool:
    return sum(bool(web(value)) for value in values) * 2 > len(values) or (name in _LINKS and not values)


def _holds_status(name: str, values: list[str]) -> bool:
    known = sum(status(value) is not None and not value.isdecimal() for value in values)
    if is_status_header(name):
        return not values or sum(status(value) is not None for value in values) * 2 >= len(values)
    return known > 0 and known == len(values) and name not in _TITLES


def _holds_text(values: list[str]) -> bool:
    wordy = sum(any(sign.isalpha() for sign in value) and not web(value) for value in values)
    return bool(values) and wordy * 2 > len(values)


def _title(texts: list[int], ids: list[int], names: list[str], values: list[list[str]]) -> int | None:
    texts = [at for at in texts if at not in ids]
    named = [at for at in texts if names[at] in _TITLES]
    if named:
        return max(named, key=lambda at: (_TITLES[names[at]], -at))
    plain = [at for at in texts if names[at] not in _NOTES]
    distinct = [at for at in plain if len(set(values[at])) >= _DISTINCT * len(values[at])]
    return next(iter(distinct or plain), None)


def _is_group(at: int, title: int, name: str, values: list[str]) -> bool:
    if name in _NOTES:
        return False
    return name in _GROUPS or (at < title and len(set(values)) <= _REPEATED * len(values))


def _is_code_of(name: str, title: str) -> bool:
    found = _PAIR.fullmatch(title)
    return found is not None and re.fullmatch(re.escape(found[1]) + r"[_ -](?:code|id|key)", name) is not None

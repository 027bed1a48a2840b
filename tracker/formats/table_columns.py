"""Which column of a table means what: a guess from the names of the columns and from what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tracker.core.errors import RoadmapFileError
from tracker.core.text import plain
from tracker.formats.address import web
from tracker.formats.status import is_status_header, status


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
_LIST = 3  # separators in the middle title of a table whose cells hold lists


class Columns(NamedTuple):
    """Columns by their names, or by their numbers counted from 1. What is empty is not there.

    `split` makes a topic of each part of a title cell that holds a list.
    """

    title: str
    groups: tuple[str, ...] = ()
    status: str = ""
    url: str = ""
    notes: tuple[str, ...] = ()
    id: str = ""
    split: bool = False


class Table(NamedTuple):
    """The rows of a file. `names` are the columns; `lines` say where each row begins."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]

    def at(self, name: str) -> int:
        """The place of a column. Raises `RoadmapFileError` when there is none of that name or number."""
        folded = [known.casefold() for known in self.names]
        if name.casefold() in folded:
            return folded.index(name.casefold())
        if name.isascii() and name.isdigit() and 1 <= int(name[:6]) <= len(self.names):
            return int(name) - 1
        raise RoadmapFileError(f'this table has no column "{plain(name)}"; it has {_list(self.names)}')

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


def guess(table: Table) -> Columns:
    """The likeliest columns. Raises `RoadmapFileError` when none of them can be the titles."""
    names = [name.casefold() for name in table.names]
    values = [table.values(at) for at in range(len(names))]
    links = [at for at, name in enumerate(names) if _holds_links(name, values[at])]
    done = [at for at, name in enumerate(names) if at not in links and _holds_status(name, values[at])]
    texts = [at for at, found in enumerate(values) if at not in links and at not in done and _holds_text(found)]
    pairs = [at for at in texts if _PAIR.fullmatch(names[at])]
    ids = [at for at, name in enumerate(names) if name in _IDS]
    title = pairs[-1] if len(pairs) > 1 else _title([at for at in texts if at not in ids], names, values)
    if title is None:
        raise RoadmapFileError(f"no column of this table holds titles; it has {_list(table.names)}")
    middle = sorted(value.count(",") + value.count(";") for value in values[title])[len(values[title]) // 2]
    split = middle >= _LIST
    if len(pairs) > 1:
        groups, ids = pairs[:-1], [at for at in range(title) if _is_code_of(names[at], names[title])]
    else:
        groups = [at for at in texts if at != title and at not in ids and _is_group(at, title, names[at], values[at])]
    if split:
        groups = groups or [at for at in texts if at < title and at not in ids][-1:]
    notes = [at for at, name in enumerate(names) if name in _NOTES and at not in {title, *groups}]

    def name(at: int) -> str:
        known = table.names[at]
        return known if known and names.index(names[at]) == at else str(at + 1)

    return Columns(
        name(title),
        tuple(name(at) for at in groups),
        name(done[0]) if done else "",
        name(links[0]) if links else "",
        tuple(name(at) for at in notes),
        name(ids[0]) if ids else "",
        split,
    )


def status_columns(table: Table) -> list[str]:
    """All columns that say what is done; people who learn one thing in two languages have two."""
    return [name for at, name in enumerate(table.names) if _holds_status(name.casefold(), table.values(at))]


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


def _title(texts: list[int], names: list[str], values: list[list[str]]) -> int | None:
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


def _list(names: Sequence[str]) -> str:
    return ", ".join(f'"{plain(name[:40])}"' for name in names[:12]) + (" and more" if len(names) > 12 else "")  # noqa: PLR2004  a line

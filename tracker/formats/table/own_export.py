"""Reading the table that our own export writes, also as earlier versions wrote it."""

from __future__ import annotations

import re

from tracker.core.roadmap.model import Level, Link, Mark
from tracker.formats import exact_hours
from tracker.formats.address import KIND
from tracker.formats.outline_builder import Draft
from tracker.formats.table.columns import Table
from tracker.formats.table.writer import COLUMNS, FORMULA_SIGNS

_EARLIER = ("id", "title", "mark", "level", "hours", "group", "counts", "done_when", "needs", "link", "note")
_LINK = re.compile(r"([^:\n]{1,60}): (.*) <([^<>\s]*)>")
_TITLES = re.compile(r"((?:[^\\/]|\\.)+?)(?: / |\Z)")
_ESCAPED = re.compile(r"\\(.)")


def is_own(table: Table) -> bool:
    """True for a table that our export wrote."""
    return tuple(name.casefold() for name in table.names) in {COLUMNS, _EARLIER}


def own_tree(table: Table) -> Draft:
    """The drafts of our export, without the `'` that it puts before a sign that would start a formula."""
    names = tuple(name.casefold() for name in table.names)
    root = Draft("")
    groups: dict[tuple[str, ...], Draft] = {(): root}
    topics: dict[str, tuple[Draft, tuple[str, ...]]] = {}
    marks, levels = {mark.value: mark for mark in Mark}, {level.value: level for level in Level}
    for line, row in zip(table.lines, table.rows, strict=True):
        cells = {name: _unguarded(cell) for name, cell in zip(names, row, strict=False)}
        path = _path(cells["group"]) if "under" in cells else tuple(filter(None, cells["group"].split(" / ")))
        parent, above = topics.get(cells.get("under", ""), (root, ()))
        for depth in range(len(above) + 1, len(path) + 1):
            key = (cells.get("under", ""), *path[:depth])
            if key not in groups:
                groups[key] = Draft(path[depth - 1], line)
                parent.children.append(groups[key])
            parent = groups[key]
        draft = Draft(cells["title"], line, marks.get(cells["mark"], Mark.TODO), cells["id"])
        draft.level = levels.get(cells["level"])
        draft.hours = exact_hours.read(cells["hours"]) or 0.0
        draft.done_when = cells["done_when"]
        draft.done_at = cells.get("done_at", "") if draft.mark is Mark.DONE else ""
        draft.notes = [cells["note"]] if cells["note"] else []
        draft.links = _links(cells.get("links", cells.get("link", "")))
        parent.children.append(draft)
        topics.setdefault(cells["id"], (draft, (*path, draft.title)))
        root.title = root.title or cells.get("roadmap", "")
    return root


def _path(group: str) -> tuple[str, ...]:
    """The titles in a cell of groups."""
    return tuple(_ESCAPED.sub(r"\1", title) for title in _TITLES.findall(group))


def _links(cell: str) -> list[Link]:
    links = []
    for line in filter(None, map(str.strip, cell.split("\n"))):
        match = _LINK.fullmatch(line)
        links.append(Link(match[1], match[2], match[3]) if match else Link(KIND, line, line))
    return links


def _unguarded(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell.lstrip("'").startswith(FORMULA_SIGNS) else cell

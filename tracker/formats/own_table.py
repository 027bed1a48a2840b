"""What our own JSON and TOML say of a roadmap, read from tables that anybody may have changed by hand."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from tracker.core.errors import RoadmapFileError
from tracker.core.outline import Outline
from tracker.core.roadmap import Level, Link, Mark, Rule
from tracker.formats.address import KIND
from tracker.formats.draft import DEEPEST, Draft, outline
from tracker.formats.json import VERSION
from tracker.formats.number import MOST_HOURS


def read_table(name: str, data: Mapping[str, Any]) -> Outline:
    """The outline of a whole export. Raises `RoadmapFileError` where it is damaged, or of a newer version."""
    version = data.get("version")
    if not isinstance(version, int) or version > VERSION:
        raise RoadmapFileError(f"this export has version {version!r:.20}; this program reads up to {VERSION}")
    found = outline(name, Draft(_text(data, "title"), children=_children(data, 1)), [])
    if not found.items:
        raise RoadmapFileError("nothing in this file can be ticked")
    return found._replace(summary=_text(data, "summary"), about=_text(data, "about"))


def _children(table: Mapping[str, Any], depth: int) -> list[Draft]:
    children = table.get("children") or ()
    if not isinstance(children, Sequence) or isinstance(children, str):
        raise RoadmapFileError('this export is damaged: "children" is not a list')
    if depth > DEEPEST and children:
        raise RoadmapFileError(f"this file nests more than {DEEPEST} levels deep")
    return [_draft(child, depth) for child in children]


def _draft(table: Any, depth: int) -> Draft:
    if not isinstance(table, Mapping):
        raise RoadmapFileError("this export is damaged: something that is no topic and no group stands in its tree")
    mark, level, rule = _one_of(table, "mark", Mark), _one_of(table, "level", Level), _one_of(table, "rule", Rule)
    note, links = _text(table, "note"), table.get("links") or ()
    if not isinstance(links, Sequence) or isinstance(links, str):
        raise RoadmapFileError('this export is damaged: "links" is not a list')
    return Draft(
        _text(table, "title"),
        mark=Mark(mark) if mark else None,
        anchor=_text(table, "id" if mark else "key"),
        level=Level(level) if level else None,
        hours=_hours(table.get("hours")),
        done_when=_text(table, "done_when"),
        rule=Rule(rule) if rule else Rule.ALL,
        optional=table.get("optional") is True,
        chosen=table.get("chosen") is True,
        notes=note.split("\n") if note else [],
        links=[_link(link) for link in links],
        children=_children(table, depth + 1),
    )


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise RoadmapFileError(f'this export is damaged: "{key}" is not a text')
    return value


def _one_of(table: Mapping[str, Any], key: str, kind: type[Mark | Level | Rule]) -> str:
    value = _text(table, key)
    if value and value not in {one.value for one in kind}:
        raise RoadmapFileError(f'this export is damaged: "{key}" is one of {", ".join(kind)}, not "{value[:40]}"')
    return value


def _hours(value: Any) -> float:
    if value is None:
        return 0.0
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise RoadmapFileError('this export is damaged: "hours" is not a number')
    if not (math.isfinite(value) and 0 <= value <= MOST_HOURS):
        raise RoadmapFileError(f'this export is damaged: "hours" is not a number from 0 to {MOST_HOURS:g}')
    return float(value)


def _link(link: Any) -> Link:
    if not isinstance(link, Mapping):
        raise RoadmapFileError("this export is damaged: a link is no table with a url")
    return Link(_text(link, "kind") or KIND, _text(link, "title"), _text(link, "url"), checked=False)

"""Reading a roadmap from our own JSON or TOML export. Anybody may have changed the file by hand: all is checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import Outline
from tracker.core.numbers import is_number
from tracker.core.overlay.records import MOST_HOURS
from tracker.core.roadmap.model import MOST_MONTHS, Level, Link, Mark, Rule
from tracker.formats.address import KIND
from tracker.formats.json.writer import VERSION
from tracker.formats.outline_builder import DEEPEST, Draft, outline
from tracker.formats.version import check_version


def read_table(name: str, data: Mapping[str, Any]) -> Outline:
    """The outline of an export. Raises `RoadmapFileError` where it is damaged or of a newer version."""
    check_version(data, "export", VERSION)
    imported = outline(name, Draft(text_at(data, "title"), children=_children(data, 1)), [])
    if not imported.items:
        raise RoadmapFileError("nothing in this file can be ticked")
    return imported._replace(summary=text_at(data, "summary"), about=text_at(data, "about"))


def _children(table: Mapping[str, Any], depth: int) -> list[Draft]:
    children = table.get("children") or ()
    if not isinstance(children, Sequence) or isinstance(children, str):
        raise RoadmapFileError('this export is damaged: "children" is not a list')
    if depth > DEEPEST and children:
        raise RoadmapFileError(f"this file nests more than {DEEPEST} levels deep")
    return [_draft(child, depth) for child in children]


def _draft(table: Any, depth: int) -> Draft:
    if not isinstance(table, Mapping):
        raise RoadmapFileError("this export is damaged: its tree holds something that is no topic and no group")
    mark, level, rule = one_of(table, "mark", Mark), one_of(table, "level", Level), one_of(table, "rule", Rule)
    note, links = text_at(table, "note"), table.get("links") or ()
    if not isinstance(links, Sequence) or isinstance(links, str):
        raise RoadmapFileError('this export is damaged: "links" is not a list')
    return Draft(
        text_at(table, "title"),
        mark=Mark(mark) if mark else None,
        anchor=text_at(table, "id" if mark else "key"),
        level=Level(level) if level else None,
        hours=number_of(table, "hours", MOST_HOURS),
        months=number_of(table, "months", MOST_MONTHS),
        cost=text_at(table, "cost"),
        hardware=text_at(table, "hardware"),
        done_when=text_at(table, "done_when"),
        done_at=text_at(table, "done_at") if mark == Mark.DONE else "",
        rule=Rule(rule) if rule else Rule.ALL,
        optional=table.get("optional") is True,
        chosen=table.get("chosen") is True,
        notes=note.split("\n") if note else [],
        links=[link_of(link) for link in links],
        children=_children(table, depth + 1),
    )


def text_at(table: Mapping[str, Any], key: str) -> str:
    """The text of a key, "" where the key is missing. Raises `RoadmapFileError` where it is no text."""
    value = table.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise RoadmapFileError(f'this export is damaged: "{key}" is not a text')
    return value


def one_of(table: Mapping[str, Any], key: str, kind: type[Mark | Level | Rule]) -> str:
    """The text of a key that holds a value of the enum `kind`, or "". Raises `RoadmapFileError` for anything else."""
    value = text_at(table, key)
    if value and value not in {member.value for member in kind}:
        raise RoadmapFileError(f'this export is damaged: "{key}" must be one of {", ".join(kind)}, not "{value[:40]}"')
    return value


def number_of(table: Mapping[str, Any], key: str, most: float) -> float:
    """The number of a key, 0 where it is missing. Raises `RoadmapFileError` for what is no number from 0 to `most`."""
    value = table.get(key)
    if value is None:
        return 0.0
    if not is_number(value, 0, most):
        raise RoadmapFileError(f'this export is damaged: "{key}" is not a number from 0 to {most:g}')
    return float(value)


def link_of(link: Any) -> Link:
    """A link, with its address as in the file. Raises `RoadmapFileError` for what is no table."""
    if not isinstance(link, Mapping):
        raise RoadmapFileError("this export is damaged: a link is no table with a url")
    return Link(text_at(link, "kind") or KIND, text_at(link, "title"), text_at(link, "url"), checked=False)

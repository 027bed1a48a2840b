"""A roadmap of any depth as one TOML file to edit by hand, with the user's own additions and edits in it."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

from tracker.core.bounds import boundless_line
from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import Outline
from tracker.core.roadmap.document import Document
from tracker.core.roadmap.model import Level, Link, Mark, Rule, Topic
from tracker.core.text import plain
from tracker.formats import exact_hours
from tracker.formats.exported_roadmap import read_table
from tracker.formats.json.writer import FORMAT, VERSION
from tracker.formats.outline_builder import Draft, outline

NAME = "toml"

_HEAD = """\
# A roadmap with your marks. An entry with a mark (todo, doing, done or skipped) is a topic, one without is a group.
# Keep the ids: by its id a topic finds its mark again. `tracker import` and `tracker update` read this file.
"""


def write(document: Document) -> str:
    """The TOML file; `read` reads it."""
    roadmap = document.progress.roadmap
    head = {
        "format": FORMAT,
        "version": VERSION,
        "roadmap": roadmap.id,
        "title": roadmap.title,
        "summary": roadmap.summary,
    }
    lines = [_HEAD, *(f"{key} = {_value(value)}" for key, value in head.items() if value != "")]
    lines += _tables(document)
    return "\n".join(lines) + "\n"


def read(text: str) -> Outline:
    """The outline of our TOML export or of a skill's file. Raises `RoadmapFileError` for any other TOML."""
    if boundless_line(text):
        raise RoadmapFileError("this TOML is nested too deeply to be a roadmap")
    try:
        data = tomllib.loads(text)
    except RecursionError:
        raise RoadmapFileError("this TOML is nested too deeply to be a roadmap") from None
    except tomllib.TOMLDecodeError as error:
        raise RoadmapFileError(f"this is not TOML: {plain(str(error))[:200]}") from None
    except ValueError:  # Python refuses an integer of more than 4,300 digits
        raise RoadmapFileError("this TOML holds a number too large to be read") from None
    return read_table(NAME, data) if data.get("format") == FORMAT else _skill(text)


def _skill(text: str) -> Outline:
    from tracker.formats.library_files.reader import FindingsError, read_skill  # pydantic: 110 ms

    try:
        skill = read_skill(text)
    except FindingsError as error:
        problems = [f"line {finding.line}: {finding.message}" for finding in error.findings]
        message = f'this TOML is no roadmap: it neither says format = "{FORMAT}", nor is it a skill'
        raise RoadmapFileError(message, problems) from None
    root = Draft(skill.title, notes=[skill.summary, "", *skill.about.split("\n")])
    for section in skill.sections:
        group = Draft(section.title)
        root.children.append(group)
        for topic in section.topics:
            card = skill.cards[topic.id]
            draft = Draft(topic.title, 0, Mark.TODO, topic.id, topic.level, topic.hours, card.done_when)
            draft.months, draft.cost, draft.hardware = topic.months, topic.cost, topic.hardware
            draft.links = list(card.links)
            group.children.append(draft)
    return outline(NAME, root, [])


def _tables(document: Document) -> Iterator[str]:
    for place, (depth, _) in enumerate(document.tree.lines()):
        if place:
            yield f"\n[[{'.'.join(['children'] * depth)}]]"
            for key, value in _facts(document, place):
                if value:
                    yield f"{key} = {_value(value)}"


def _facts(document: Document, place: int) -> Iterator[tuple[str, Any]]:
    node, card = document.tree.nodes[place], document.card(place)
    yield "title", node.title
    if isinstance(node, Topic):
        yield "id", node.id
        yield "mark", document.progress.mark(node.id).value
        yield "done_at", document.done_at(place)
        yield "hours", node.hours
        yield "months", node.months
        yield "cost", node.cost
        yield "hardware", node.hardware
        yield "done_when", card.done_when
        yield "links", card.links
    else:
        yield "key", node.key
        yield "rule", node.rule.value if node.rule is Rule.ANY else ""
        yield "optional", node.optional
        yield "chosen", document.progress.is_chosen(place)
    yield "level", node.level.value if isinstance(node.level, Level) else ""
    yield "note", document.note(place)


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        links = (link for link in value if isinstance(link, Link))
        return "[\n" + "".join(f"  {_link(link)},\n" for link in links) + "]"
    if isinstance(value, (bool, int)):
        return str(value).lower()
    return exact_hours.written(value) if isinstance(value, float) else _written(value)


def _written(value: str) -> str:
    return re.sub(r"[^ -~]", _escaped, json.dumps(value, ensure_ascii=False))  # TOML's escapes are JSON's


def _escaped(match: re.Match[str]) -> str:
    """A character as itself, or as an escape where it could control a terminal."""
    sign = match[0]
    if "\ud800" <= sign <= "\udfff":
        return "\\uFFFD"
    return sign if plain(sign) else f"\\U{ord(sign):08X}"


def _link(link: Link) -> str:
    return f"{{ kind = {_written(link.kind)}, title = {_written(link.title)}, url = {_written(link.url)} }}"

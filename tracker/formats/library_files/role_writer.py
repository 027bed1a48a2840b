"""A role as a role file: the same TOML as the bundled roles have, so that it can be read, checked and shared."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tracker.core.own_roles.record import OwnRole
from tracker.core.roadmap.library import Need, SkillNeed, TopicNeed
from tracker.core.text import inert, plain

_UNWRITTEN = "Not written yet."


def write_role(id_: str, role: OwnRole) -> str:
    """The role file. What a role of the user's own may leave out, and a file may not, says that it is not written."""
    texts = {"about": role.about, "day": role.day, "neighbours": role.neighbours, "way_in": role.way_in}
    head = {"id": id_, "title": role.title, "summary": role.summary[:100].strip() or "A role of my own"}
    lines = [f"{key} = {_string(text)}" for key, text in head.items()]
    lines += [f"{key} = {_string(text or _UNWRITTEN)}" for key, text in texts.items()]
    for need in role.needs:
        lines += ["", "[[needs]]", *_table(need)]
    if role.ready:
        lines += ["", "[ready]", f"about = {_string(_UNWRITTEN)}"]
    for need in role.ready:
        lines += ["", "[[ready.needs]]", *_table(need)]
    return "\n".join(lines) + "\n"


def _table(need: Need) -> Iterator[str]:
    for key, value in _fields(need):
        yield f"{key} = {value}"


def _fields(need: Need) -> Iterator[tuple[str, str]]:
    """The keys of a need with their values as TOML."""
    if isinstance(need, SkillNeed):
        yield "skill", _string(need.skill)
        yield "level", _string(need.level.value)
    elif isinstance(need, TopicNeed):
        yield "topic", _string(need.topic)
    else:
        yield "id", _string(need.id)
        yield "title", _string(need.title)
        members = ", ".join(
            f"{{ {', '.join(f'{key} = {value}' for key, value in _fields(member))} }}" for member in need.needs
        )
        yield f"{need.rule.value}_of", f"[{members}]"
    if need.optional:
        yield "optional", "true"


def _string(text: str) -> str:
    """A TOML string: its escapes are those of JSON."""
    return json.dumps(inert(text) if plain(text) else text, ensure_ascii=False)

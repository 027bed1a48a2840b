"""Whether a table surely has the shape of a roadmap file, told without the model that declares it.

Pydantic costs more time to import than the whole bundled library costs to read. So a file that fits here is taken
at once, and only one that does not is shown to `tracker.formats.library_files.model`, which has the last word and says
what is wrong. A test holds that nothing fits here which the model refuses.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Literal, get_args

from tracker.core.numbers import is_number
from tracker.core.roadmap.model import Level
from tracker.core.text import plain

SKILL_ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
TOPIC_ID = r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)+$"
LONGEST_SUMMARY = 100
LONGEST_TITLE = 400
MOST_HOURS = 1000
FEWEST_MONTHS, MOST_MONTHS = 0.25, 120
LONGEST_NEED = 80  # what a topic costs or which hardware it takes, in one line
LAST = 1000  # the place in lists of a role that names none
LinkKind = Literal["docs", "spec", "paper", "course", "book", "video", "article", "tool", "data"]

Kind = Literal["skill", "role"]
Check = Callable[[Any], bool]


def visible(text: str) -> bool:
    """Whether a person would see anything of `text`."""
    return bool(plain(text))


def one_line(text: str) -> bool:
    """Whether `text` is one line that a person sees just as it is written."""
    return bool(text) and text == plain(text)


def web(address: str) -> bool:
    """Whether `address` is one of the web, safe to show and to open."""
    return address.startswith(("https://", "http://")) and " " not in address and address == plain(address)


def _line(value: Any) -> bool:
    return type(value) is str and visible(value)


def _at_most(length: int) -> Check:
    return lambda value: type(value) is str and len(value) <= length and visible(value)


def _need_line(value: Any) -> bool:
    return type(value) is str and len(value) <= LONGEST_NEED and one_line(value)


def _matching(pattern: str) -> Check:
    match = re.compile(pattern.removesuffix("$")).fullmatch
    return lambda value: type(value) is str and match(value) is not None


def _one_of(words: frozenset[str]) -> Check:
    return lambda value: type(value) is str and value in words


def _hours(value: Any) -> bool:
    return is_number(value, 0, MOST_HOURS) and value > 0


def _months(value: Any) -> bool:
    return type(value) in {int, float} and FEWEST_MONTHS <= value <= MOST_MONTHS


def _flag(value: Any) -> bool:
    return type(value) is bool


def _list(check: Check, least: int = 0) -> Check:
    return lambda value: type(value) is list and len(value) >= least and all(map(check, value))


def _table(required: dict[str, Check], optional: dict[str, Check]) -> Check:
    every = {**required, **optional}

    def fits(value: Any) -> bool:
        if type(value) is not dict or not required.keys() <= value.keys():
            return False
        for key, part in value.items():
            check = every.get(key)
            if check is None or not check(part):
                return False
        return True

    return fits


def _need(value: Any) -> bool:
    return _need_table(value)


_skill_id, _topic_id = _matching(SKILL_ID), _matching(TOPIC_ID)
_level = _one_of(frozenset(level.value for level in Level))
_lines, _topic_ids, _some_needs = _list(_line), _list(_topic_id), _list(_need, least=1)

_link = _table(
    {
        "kind": _one_of(frozenset(get_args(LinkKind))),
        "title": _line,
        "url": lambda value: type(value) is str and web(value),
    },
    {"checked": _flag},
)
_topic = _table(
    {
        "id": _topic_id,
        "title": _at_most(LONGEST_TITLE),
        "level": _level,
        "hours": _hours,
        "done_when": _line,
        "links": _list(_link, least=1),
    },
    {
        "months": _months,
        "cost": _need_line,
        "hardware": _need_line,
        "needs": _topic_ids,
        "aliases": _lines,
        "former_ids": _topic_ids,
        "project": _flag,
    },
)
_section = _table({"title": _line, "topics": _list(_topic, least=1)}, {})
_need_table = _table(
    {},
    {
        "skill": _skill_id,
        "level": _level,
        "topic": _topic_id,
        "id": _skill_id,
        "title": _line,
        "any_of": _some_needs,
        "all_of": _some_needs,
        "optional": _flag,
    },
)
_head: dict[str, Check] = {"id": _skill_id, "title": _line, "summary": _at_most(LONGEST_SUMMARY), "about": _line}

FITS: dict[Kind, Check] = {
    "skill": _table({**_head, "sections": _list(_section, least=1)}, {"aliases": _lines}),
    "role": _table(
        {**_head, "day": _line, "neighbours": _line, "way_in": _line, "needs": _some_needs},
        {
            "aliases": _lines,
            "links": _list(_link),
            "builds_on": _skill_id,
            "order": lambda value: type(value) is int,
            "ready": _table({"about": _line, "needs": _some_needs}, {}),
        },
    ),
}

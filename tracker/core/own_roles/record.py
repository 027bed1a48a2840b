"""A role of the user's own as the journal keeps it: its needs and, where it was made of an advert, what became of that.

Only the needs are stored. The tree is built from them and the skills of today when it is read, so that an update of
the library reaches it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any, NamedTuple

from tracker.core.address import web
from tracker.core.ids import is_name, is_roadmap
from tracker.core.roadmap.library import GroupNeed, Need, SkillNeed, TopicNeed
from tracker.core.roadmap.model import Level, Rule
from tracker.core.text import plain, plain_lines

_LONGEST_TITLE, _LONGEST_TEXT = 400, 10_000
_MOST_NEEDS = 2_000
"""Needs of one role; the largest bundled role has 330, topics in groups counted one by one."""
_DEEPEST = 10


class AdvertState(StrEnum):
    """How far an application has come."""

    INTERESTING = "interesting"
    APPLIED = "applied"
    INTERVIEW = "interview"
    CLOSED = "closed"


class SavedAdvert(NamedTuple):
    """What a role remembers of the advert that it was made of. `date` is the day it was saved, as in 2026-01-31."""

    date: str
    link: str = ""
    state: AdvertState = AdvertState.INTERESTING


class OwnRole(NamedTuple):
    """A role of the user's own. Groups of needs have ids that are unique in it. `ready` makes one ready to apply."""

    title: str
    needs: tuple[Need, ...]
    summary: str = ""
    about: str = ""
    day: str = ""
    neighbours: str = ""
    way_in: str = ""
    advert: SavedAdvert | None = None
    ready: tuple[Need, ...] = ()


_TEXTS = ("summary", "about", "day", "neighbours", "way_in")


def encode_role(role: OwnRole) -> str:
    """A role as the journal keeps it."""
    parts: dict[str, Any] = {"title": role.title, "needs": [_need_object(need) for need in role.needs]}
    parts |= {name: text for name in _TEXTS if (text := getattr(role, name))}
    if role.ready:
        parts["ready"] = [_need_object(need) for need in role.ready]
    if role.advert:
        parts["advert"] = role.advert._asdict()
    return json.dumps(parts, separators=(",", ":"), ensure_ascii=False)


def _need_object(need: Need) -> dict[str, Any]:
    if isinstance(need, SkillNeed):
        parts: dict[str, Any] = {"skill": need.skill, "level": need.level.value}
    elif isinstance(need, TopicNeed):
        parts = {"topic": need.topic}
    else:
        members = [_need_object(member) for member in need.needs]
        parts = {"id": need.id, "title": need.title, f"{need.rule.value}_of": members}
    return parts | {"optional": True} if need.optional else parts


def decode_role(text: str) -> tuple[OwnRole | None, str]:
    """The role that the journal or a backup has, or what is wrong with it. Its texts are made safe to show."""
    try:
        parts = json.loads(text)
    except (ValueError, RecursionError):
        return None, "it is damaged"
    try:
        return _role(parts), ""
    except (KeyError, TypeError, ValueError, AttributeError):
        return None, "it is no role"


def _role(parts: Any) -> OwnRole:
    title = plain(parts["title"])[:_LONGEST_TITLE]
    needs, ready = (tuple(_need(need, 0) for need in parts.get(key, ())) for key in ("needs", "ready"))
    if not title or not needs or sum(1 for _ in _each((*needs, *ready))) > _MOST_NEEDS:
        raise ValueError
    texts = {name: plain_lines(parts.get(name, ""))[:_LONGEST_TEXT] for name in _TEXTS}
    advert = parts.get("advert")
    saved = (
        SavedAdvert(plain(advert["date"])[:10], web(advert["link"]), AdvertState(advert["state"])) if advert else None
    )
    return OwnRole(title, needs, **texts, advert=saved, ready=ready)


def _each(needs: tuple[Need, ...]) -> Iterator[Need]:
    for need in needs:
        yield need
        if isinstance(need, GroupNeed):
            yield from _each(need.needs)


def _need(parts: Any, depth: int) -> Need:
    optional = parts.get("optional") is True
    if "skill" in parts:
        return SkillNeed(_checked(parts["skill"], is_roadmap), Level(parts["level"]), optional)
    if "topic" in parts:
        return TopicNeed(_checked(parts["topic"], is_name), optional)
    rule = Rule.ANY if "any_of" in parts else Rule.ALL
    members = tuple(_need(need, depth + 1) for need in parts[f"{rule.value}_of"])
    if depth > _DEEPEST or not members:
        raise ValueError
    return GroupNeed(_checked(parts["id"], is_roadmap), plain(parts["title"])[:_LONGEST_TITLE], rule, members, optional)


def _checked(id_: str, fits: Callable[[str], bool]) -> str:
    if not fits(id_):
        raise ValueError
    return id_

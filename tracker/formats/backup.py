"""The backup of everything: one JSON object with the journal and all editions of roadmaps, documented in the README."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from tracker.core.backup import Backup, Kept
from tracker.core.errors import RoadmapFileError
from tracker.core.journal import Event, Field, Why
from tracker.core.roadmap import (
    Anchor,
    Card,
    Group,
    Kind,
    Level,
    Link,
    Mark,
    Node,
    Profile,
    Roadmap,
    Rule,
    Topic,
)
from tracker.formats.draft import DEEPEST
from tracker.formats.loading import load

FORMAT = "tracker-backup"
VERSION = 1
_DAMAGED = "this backup is damaged"


def write(backup: Backup) -> str:
    """The backup as JSON, an event and an edition a line."""
    events = ",\n".join(_compact(event._asdict()) for event in backup.events)
    editions = ",\n".join(_compact(_edition(kept)) for kept in backup.editions)
    head = f'"format": "{FORMAT}", "version": {VERSION}'
    return f'{{{head},\n"journal": [\n{events}\n],\n"editions": [\n{editions}\n]}}\n'


def read(text: str) -> Backup:
    """The backup that `text` is. Raises `RoadmapFileError` where it is damaged, or of a newer version."""
    data = load(text)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise RoadmapFileError("this is no backup")
    version = data.get("version")
    if not isinstance(version, int) or version > VERSION:
        raise RoadmapFileError(f"this backup has version {version!r:.20}; this program reads up to {VERSION}")
    try:
        events = tuple(_event(event) for event in data["journal"])
        editions = tuple(_kept(kept) for kept in data["editions"])
    except KeyError as error:
        raise RoadmapFileError(f"{_DAMAGED}: {error} is missing") from None
    except (TypeError, ValueError, AttributeError) as error:
        raise RoadmapFileError(f"{_DAMAGED}: {error}") from None
    return Backup(events, editions)


def _compact(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


def _edition(kept: Kept) -> dict[str, Any]:
    return {
        "source": kept.source,
        "version": kept.version,
        "loaded_at": kept.loaded_at,
        "roadmaps": [_roadmap(roadmap, profile) for roadmap, profile in kept.roadmaps],
        "cards": {id_: _card(card) for id_, card in kept.cards.items()},
        "anchors": {id_: anchor._asdict() for id_, anchor in kept.anchors.items()},
    }


def _roadmap(roadmap: Roadmap, profile: Profile) -> dict[str, Any]:
    head = {"id": roadmap.id, "kind": roadmap.kind, "title": roadmap.title, "summary": roadmap.summary}
    ready = _node(roadmap.ready) if roadmap.ready else None
    return {**head, "profile": profile._asdict(), "root": _node(roadmap.root), "ready": ready}


def _node(node: Node) -> dict[str, Any]:
    """A node without what is as it usually is."""
    usual = Topic("", "") if isinstance(node, Topic) else Group("", "")
    parts = {name: value for name, value in node._asdict().items() if value != getattr(usual, name)}
    if node.children:
        parts["children"] = [_node(child) for child in node.children]
    return parts


def _card(card: Card) -> dict[str, Any]:
    return {**card._asdict(), "links": [link._asdict() for link in card.links]}


def _event(data: Mapping[str, Any]) -> Event:
    texts = {name: _text(data[name]) for name in ("uid", "at", "device", "act", "subject")}
    value, was, reverses = (None if data[name] is None else _text(data[name]) for name in ("value", "was", "reverses"))
    field = Field(data["field"])
    if field is Field.MARK:
        value, was = (Mark(mark).value if mark else None for mark in (value, was))
    return Event(
        texts["uid"], texts["at"], texts["device"], texts["act"], Why(data["why"]), reverses, field, texts["subject"],
        value, was,
    )  # fmt: skip


def _kept(data: Mapping[str, Any]) -> Kept:
    roadmaps = tuple((_read_roadmap(one), _read_profile(one["profile"])) for one in data["roadmaps"])
    cards = {_text(id_): _read_card(card) for id_, card in data["cards"].items()}
    anchors = {_text(id_): Anchor(_text(one["id"]), Mark(one["mark"])) for id_, one in data["anchors"].items()}
    return Kept(_text(data["source"]), _text(data["version"]), _text(data["loaded_at"]), roadmaps, cards, anchors)


def _read_roadmap(data: Mapping[str, Any]) -> Roadmap:
    root, ready = _read_node(data["root"], 0), _read_node(data["ready"], 0) if data["ready"] else None
    if not isinstance(root, Group) or isinstance(ready, Topic):
        raise TypeError("the root of a roadmap is a topic")
    return Roadmap(_text(data["id"]), Kind(data["kind"]), _text(data["title"]), _text(data["summary"]), root, ready)


def _read_node(data: Mapping[str, Any], depth: int) -> Node:
    if depth > DEEPEST + 1:
        raise ValueError(f"a roadmap is more than {DEEPEST} levels deep")
    level = Level(data["level"]) if data.get("level") else None
    children = tuple(_read_node(child, depth + 1) for child in data.get("children", ()))
    title = _text(data["title"])
    if "key" in data:
        rule, optional = Rule(data.get("rule", Rule.ALL)), data.get("optional") is True
        return Group(_text(data["key"]), title, rule, optional, children, _text(data.get("skill", "")), level)
    hours = data.get("hours", 0.0)
    if isinstance(hours, bool) or not isinstance(hours, (int, float)) or not math.isfinite(hours) or hours < 0:
        raise ValueError("hours are no number")
    needs = tuple(_text(need) for need in data.get("needs", ()))
    flags = data.get("project") is True, data.get("by_children") is True
    return Topic(_text(data["id"]), title, level, hours, needs, *flags, children)


def _read_card(data: Mapping[str, Any]) -> Card:
    links = tuple(
        Link(_text(link["kind"]), _text(link["title"]), _text(link["url"]), link["checked"] is True)
        for link in data["links"]
    )
    aliases, formers = (tuple(_text(one) for one in data[name]) for name in ("aliases", "former_ids"))
    return Card(_text(data["done_when"]), links, aliases, formers)


def _read_profile(data: Mapping[str, Any]) -> Profile:
    about, day, neighbours, way_in, ready = (_text(data[name]) for name in Profile._fields[:-1])
    return Profile(about, day, neighbours, way_in, ready, tuple(_text(alias) for alias in data["aliases"]))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("something is no text that has to be one")
    return value

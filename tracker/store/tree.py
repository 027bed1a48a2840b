"""A roadmap's tree as JSON: short, because it is read at every start."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from tracker.core.flat import Flat, flatten
from tracker.core.roadmap import Card, Group, Kind, Level, Link, Node, Profile, Roadmap, Rule, Topic

LARGE = 2_000
"""Nodes; a tree of more is kept by columns, which are read without making any of them."""

_LEVELS = {level.value: level for level in Level}
_write = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode  # making one anew costs more than using it


def encode_tree(roadmap: Roadmap) -> str:
    """The tree, and the smaller one that makes a junior ready to apply, as JSON; a large tree by columns."""
    if not roadmap.ready and len(flat := flatten(roadmap.root)) > LARGE:
        return _write([_joined(flat.names), _joined(flat.titles), flat.ends, flat.groups, flat.rest])
    ready = _pack(roadmap.ready) if roadmap.ready else None
    return _write([_pack(roadmap.root), ready])


def decode_roadmap(id_: str, kind: str, title: str, summary: str, tree: str) -> Roadmap:
    """The roadmap of a row."""
    root, *rest = json.loads(tree)
    if isinstance(root, str):
        return Roadmap(id_, Kind(kind), title, summary, _flat(root, *rest).root)
    unpacked, [ready] = _unpack(root), rest
    smaller = _unpack(ready) if ready else None
    if not isinstance(unpacked, Group):
        raise TypeError("a roadmap's root is a group")
    return Roadmap(id_, Kind(kind), title, summary, unpacked, smaller if isinstance(smaller, Group) else None)


def _joined(texts: Iterable[str]) -> str:
    return "".join(f"{text}\n" for text in texts)  # one long text is read ten times as fast as many short ones


def _flat(names: str, titles: str, ends: list[int], groups: list[int], rest: dict[str, dict[str, Any]]) -> Flat:
    named = {int(at): {name: _FIELDS.get(name, _same)(value) for name, value in f.items()} for at, f in rest.items()}
    return Flat(names.split("\n")[:-1], titles.split("\n")[:-1], ends, groups, named)


def _same(value: Any) -> Any:
    return value


_FIELDS: dict[str, Callable[[Any], Any]] = {"level": Level, "rule": Rule, "needs": tuple}


def _pack(node: Node) -> list[Any]:
    if isinstance(node, Topic):
        flags = node.project + 2 * node.by_children
        packed: list[Any] = [node.id, node.title, node.level or "", node.hours, node.needs, flags]
        return [*packed, [_pack(child) for child in node.children]] if node.children else packed
    key = node.key if node.rule is Rule.ALL else f"{node.key}?"
    children = [_pack(child) for child in node.children]
    return [children, key, node.title, int(node.optional), node.skill, node.level or ""]


def _unpack(packed: list[Any]) -> Node:
    if isinstance(packed[0], list):
        children, key, title, optional, skill, level = packed
        rule = Rule.ANY if key.endswith("?") else Rule.ALL
        below = tuple([_unpack(child) for child in children])
        return Group(key.rstrip("?"), title, rule, bool(optional), below, skill, _LEVELS.get(level))
    id_, title, level, hours, needs, flags, *rest = packed
    below = tuple([_unpack(child) for child in rest[0]]) if rest else ()
    return Topic(id_, title, _LEVELS.get(level), hours, tuple(needs), bool(flags & 1), bool(flags & 2), below)


def encode_card(card: Card) -> str:
    """A topic's card as JSON."""
    return _write(card)


def decode_card(text: str) -> Card:
    """The card of a row."""
    done_when, links, aliases, former = json.loads(text)
    return Card(done_when, tuple(Link(*link) for link in links), tuple(aliases), tuple(former))


def encode_profile(profile: Profile) -> str:
    """What a person reads about a roadmap, as JSON."""
    return _write(profile)


def decode_profile(text: str) -> Profile:
    """The profile of a row."""
    about, day, neighbours, way_in, ready, aliases = json.loads(text)
    return Profile(about, day, neighbours, way_in, ready, tuple(aliases))

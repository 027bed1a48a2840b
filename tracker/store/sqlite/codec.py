"""A roadmap's tree as JSON: short, because it is read at every start."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tracker.core.roadmap.lazy import LazyChildren
from tracker.core.roadmap.model import Card, Group, Kind, Level, Link, Node, Profile, Roadmap, Rule, Topic
from tracker.core.roadmap.tree import Tree, flatten
from tracker.store.sqlite.connection import guarded

LARGE = 2_000
"""Nodes; a tree of more is kept by columns, which are read without making any of them."""

_BY_COLUMNS = '["'  # a list of nodes begins with another list, or is empty
_NONE = "null"
_LEVELS = {level.value: level for level in Level}
_write = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode  # making one anew costs more than using it


def encode_tree(roadmap: Roadmap) -> str:
    """The tree in three lines of JSON: its root, what is below it, and the smaller tree of a role.

    What is below a root is read when somebody looks at it, and in a large tree no more of it than that.
    """
    root = roadmap.root
    _, *head = _pack(root._replace(children=()))
    if len(flat := flatten(root)) > LARGE:
        below = _write([_joined(flat.names), _joined(flat.titles), flat.ends, flat.groups, flat.rest])
    else:
        below = _write([_pack(child) for child in root.children])
    return "\n".join((_write(head), below, _write(_pack(roadmap.ready) if roadmap.ready else None)))


def decode_roadmap(path: Path, row: tuple[str, str, str, str, str]) -> Roadmap:
    """The roadmap of a row in the store at `path`: id, kind, title, summary, tree.

    What is below its root may raise a `StoreError` when somebody looks at it.
    """
    id_, kind, title, summary, tree = row
    head, *rest = tree.split("\n")
    if not rest:  # as stores have it that were written before there were large trees
        packed, smaller = json.loads(head)
        return Roadmap(id_, Kind(kind), title, summary, _group(packed), _group(smaller) if smaller else None)
    below, ready = rest

    def children() -> tuple[Node, ...]:
        with guarded(path):
            return tuple([_unpack(child) for child in json.loads(below)])

    if below.startswith(_BY_COLUMNS):
        root = _flat(*json.loads(below)).root
    else:
        root = _group([[], *json.loads(head)])._replace(children=LazyChildren(children))
    return Roadmap(id_, Kind(kind), title, summary, root, _group(json.loads(ready)) if ready != _NONE else None)


def _group(packed: list[Any]) -> Group:
    group = _unpack(packed)
    if not isinstance(group, Group):
        raise TypeError("a roadmap's root is a group")
    return group


def _joined(texts: Iterable[str]) -> str:
    return "".join(f"{text}\n" for text in texts)  # one long text is read ten times as fast as many short ones


def _flat(names: str, titles: str, ends: list[int], groups: list[int], rest: dict[str, dict[str, Any]]) -> Tree:
    named = {int(at): {name: _FIELDS.get(name, _same)(value) for name, value in f.items()} for at, f in rest.items()}
    return Tree(names.split("\n")[:-1], titles.split("\n")[:-1], ends, groups, named)


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

"""What a store keeps of a roadmap, as JSON: values by their names and with a version, without what is as usual.

So a value may lack a field that came later, and may have one that this program does not know. Only the nodes of a
small tree, all of which are read at every start, are lists: what most of them have, then the rest by name. Version 1,
as older stores have it, named nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tracker.core.errors import StoreError
from tracker.core.roadmap.lazy import LazyChildren
from tracker.core.roadmap.model import Card, Group, Kind, Level, Link, Node, Profile, Roadmap, Rule, Topic
from tracker.core.roadmap.tree import Tree, fields_of, flatten
from tracker.store.sqlite.connection import guarded

VERSION = 2
LARGE = 2_000
"""Nodes; a tree of more is kept by columns, which are read without making any of them."""

_BY_COLUMNS = '["'  # a list of nodes begins with another list, or is empty
_NONE = "null"
_LEVELS = {level.value: level for level in Level}
_COMMON = (("level", ""), ("hours", 0.0), ("needs", ()))  # of most topics, so that names would cost a start 3 per cent
_write = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode  # making one anew costs more than using it


def encode_tree(roadmap: Roadmap) -> str:
    """The tree in three lines of JSON: version and root, what is below it, and the smaller tree of a role.

    What is below a root is read when somebody looks at it, and in a large tree no more of it than that.
    """
    root = roadmap.root
    head = {"version": VERSION, "key": root.key, "title": root.title, **fields_of(root)}
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
        root = _flat(*json.loads(below)[:5]).root
    else:
        root = _root(json.loads(head))._replace(children=LazyChildren(children))
    return Roadmap(id_, Kind(kind), title, summary, root, _group(json.loads(ready)) if ready != _NONE else None)


def _group(packed: list[Any]) -> Group:
    group = _unpack(packed)
    if not isinstance(group, Group):
        raise TypeError("a roadmap's root is a group")
    return group


def _joined(texts: Iterable[str]) -> str:
    return "".join(f"{text}\n" for text in texts)  # one long text is read ten times as fast as many short ones


def _flat(names: str, titles: str, ends: list[int], groups: list[int], rest: dict[str, dict[str, Any]]) -> Tree:
    is_group = set(groups).__contains__
    said = ((int(at), fields) for at, fields in rest.items())
    named = {at: _known(_GROUP if is_group(at) else _TOPIC, fields) for at, fields in said}
    return Tree(names.split("\n")[:-1], titles.split("\n")[:-1], ends, groups, named)


_Readers = Mapping[str, Callable[[Any], Any]]


def _same(value: Any) -> Any:
    return value


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(values)


def _links(values: Any) -> tuple[Link, ...]:
    return tuple([Link(**_known(_LINK, said)) for said in values])


def _readers(kind: type[NamedTuple], *apart: str, **other: Callable[[Any], Any]) -> _Readers:
    """What makes the fields of a kind of value from JSON; `apart` are those that stand elsewhere."""
    return {name: other.get(name, _same) for name in kind._fields if name not in apart}


_TOPIC = _readers(Topic, "id", "title", "children", level=_LEVELS.get, needs=_texts)
_GROUP = _readers(Group, "key", "title", "children", level=_LEVELS.get, rule=Rule)
_LINK = _readers(Link)
_CARD = _readers(Card, links=_links, aliases=_texts, former_ids=_texts)
_PROFILE = _readers(Profile, aliases=_texts, links=_links)


def _known(readers: _Readers, said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: readers[name](value) for name, value in said.items() if name in readers}


def _pack(node: Node) -> list[Any]:
    children, more = [_pack(child) for child in node.children], fields_of(node)
    if isinstance(node, Group):
        return [children, node.key, node.title, more]
    common = [more.pop(name, usual) for name, usual in _COMMON]
    packed: list[Any] = [node.id, node.title, *common]
    return [*packed, more, children] if children else [*packed, more] if more else packed


def _unpack(packed: list[Any]) -> Node:
    if isinstance(packed[0], list):
        children, key, title, more = packed if isinstance(packed[3], dict) else _group_1(*packed)
        return Group(key, title, children=tuple([_unpack(child) for child in children]), **_known(_GROUP, more))
    id_, title, level, hours, needs, *rest = packed
    if not rest:
        return Topic(id_, title, _LEVELS.get(level), hours, tuple(needs))
    more, *children = rest if isinstance(rest[0], dict) else _topic_1(*rest)
    below = tuple([_unpack(child) for child in children[0]]) if children else ()
    return Topic(id_, title, _LEVELS.get(level), hours, tuple(needs), children=below, **_known(_TOPIC, more))


def _root(head: Any) -> Group:
    if isinstance(head, list):
        return _group([[], *head])
    said = _of_version(head)
    return Group(said["key"], said["title"], **_known(_GROUP, said))


def _group_1(*packed: Any) -> list[Any]:
    """A group of version 1 as one of today."""
    children, key, title, optional, skill, level = packed
    rule = Rule.ANY if key.endswith("?") else Rule.ALL
    said = {"rule": rule, "optional": bool(optional), "skill": skill, "level": level}
    return [children, key.rstrip("?"), title, said]


def _topic_1(flags: int, *children: Any) -> list[Any]:
    """What stands behind the common fields of a topic of version 1, as it does in one of today."""
    return [{"project": bool(flags & 1), "by_children": bool(flags & 2)}, *children]


def _of_version(said: dict[str, Any]) -> dict[str, Any]:
    if said["version"] > VERSION:
        raise StoreError(f"a roadmap in the store has version {said['version']}; this program reads up to {VERSION}")
    return said


def _written(value: Card | Profile | Link) -> dict[str, Any]:
    """A value by the names of its fields, without what is as usual."""
    usual = value._field_defaults
    said = {name: part for name, part in value._asdict().items() if name not in usual or part != usual[name]}
    if not isinstance(value, Link) and "links" in said:
        said["links"] = [_written(link) for link in said["links"]]
    return said


def encode_card(card: Card) -> str:
    """A topic's card as JSON."""
    return _write({"version": VERSION, **_written(card)})


def decode_card(text: str) -> Card:
    """The card of a row."""
    said = json.loads(text)
    if isinstance(said, list):
        done_when, links, aliases, former = said
        return Card(done_when, tuple([Link(*link) for link in links]), tuple(aliases), tuple(former))
    return Card(**_known(_CARD, _of_version(said)))


def encode_profile(profile: Profile) -> str:
    """What a person reads about a roadmap, as JSON."""
    return _write({"version": VERSION, **_written(profile)})


def decode_profile(text: str) -> Profile:
    """The profile of a row."""
    said = json.loads(text)
    if isinstance(said, list):
        about, day, neighbours, way_in, ready, aliases = said
        return Profile(about, day, neighbours, way_in, ready, tuple(aliases))
    return Profile(**_known(_PROFILE, _of_version(said)))

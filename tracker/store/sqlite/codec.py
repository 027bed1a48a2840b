"""What a store keeps of a roadmap, as JSON: values by their names and with a version, without what is as usual.

So a value may lack a field that came later, and may have one that this program does not know. Only the nodes of a
small tree, all of which are read at every start, are lists: what most of them have, then the rest by name. Version 1,
as older stores have it, named nothing.

What is read may have been written by hand or be damaged: everything has its type checked, and what does not fit is
a `GarbledError`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from operator import lt
from typing import Any, NamedTuple

from tracker.core.roadmap.lazy import LazyChildren
from tracker.core.roadmap.model import Card, Group, Kind, Level, Link, Node, Profile, Roadmap, Rule, Topic
from tracker.core.roadmap.tree import Tree, fields_of, flatten

VERSION = 2
LARGE = 2_000
"""Nodes; a tree of more is kept by columns, which are read without making any of them."""

_BY_COLUMNS = '["'  # a list of nodes begins with another list, or is empty
_NONE = "null"
_LEVELS = {level.value: level for level in Level}
_COMMON = (("level", ""), ("hours", 0.0), ("needs", ()))  # of most topics, so that names would cost a start 3 per cent
_COMMON_TYPES = {(str, str, str, hours, list) for hours in (int, float)}
_ENDLESS = float("inf")
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


class GarbledError(Exception):
    """What stands in a column is not what a store has there."""


@contextmanager
def _understood() -> Iterator[None]:
    try:
        yield
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise GarbledError(str(error) or type(error).__name__) from None


def _refuse(problem: str) -> None:
    raise GarbledError(problem)


def decode_roadmap(row: tuple[Any, ...], lost: Callable[[str], None] = _refuse) -> Roadmap:
    """The roadmap of a row: id, kind, title, summary, tree. Raises `GarbledError`.

    What is below its root is read when somebody looks at it; where that cannot be done, `lost` is told why, and
    there is nothing below it.
    """
    with _understood():
        return _roadmap(row, lost)


def _roadmap(row: tuple[Any, ...], lost: Callable[[str], None]) -> Roadmap:
    id_, kind, title, summary, tree = _texts(row)
    head, *rest = tree.split("\n")
    if not rest:  # as stores have it that were written before there were large trees
        packed, smaller = json.loads(head)
        return Roadmap(id_, Kind(kind), title, summary, _group(packed), _group(smaller) if smaller else None)
    below, ready = rest

    def children() -> tuple[Node, ...]:
        try:
            with _understood():
                return tuple([_unpack(child) for child in json.loads(below)])
        except GarbledError as error:
            lost(str(error))
            return ()

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


def _root(head: Any) -> Group:
    if isinstance(head, list):
        return _group([[], *head])
    said = _of_version(head)
    return Group(_text(said["key"]), _text(said["title"]), **_known(_GROUP, said))


def _joined(texts: Iterable[str]) -> str:
    return "".join(f"{text}\n" for text in texts)  # one long text is read ten times as fast as many short ones


def _flat(names: str, titles: str, ends: list[int], groups: list[int], rest: dict[str, dict[str, Any]]) -> Tree:
    is_group = set(groups).__contains__
    said = ((int(at), fields) for at, fields in rest.items())
    named = {at: _known(_GROUP if is_group(at) else _TOPIC, fields) for at, fields in said}
    tree = Tree(names.split("\n")[:-1], titles.split("\n")[:-1], ends, groups, named)
    many = len(tree.names)
    if not many == len(tree.titles) == len(ends) or {*map(type, ends)} != {int} or {*map(type, groups)} != {int}:
        raise TypeError("the columns of a tree are of different lengths or types")
    if not all(map(lt, range(many), ends)) or ends[0] != many or max(ends) != many or groups[0]:
        raise ValueError("the parts of a tree do not fit into each other")
    if groups != sorted(set(groups)) or groups[-1] >= many or any(not 0 <= at < many for at in named):
        raise ValueError("a place is not in the tree")
    return tree


# -- types ------------------------------------------------------------------------------------------------------------


def _texts(values: Iterable[Any]) -> tuple[str, ...]:
    found = tuple(values)
    if not {*map(type, found)} <= {str}:
        raise TypeError("a text is of another type")
    return found


def _text(value: Any) -> str:
    return _texts((value,))[0]


def _list(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("a list is of another type")
    return _texts(value)


def _bool(value: Any) -> bool:
    if type(value) is not bool:
        raise TypeError("a yes or no is of another type")
    return value


def _number(value: Any) -> float:
    if type(value) not in {int, float} or not 0 <= value < _ENDLESS:
        raise ValueError("a number is none that counts")
    return float(value)


def _links(values: Any) -> tuple[Link, ...]:
    return tuple([Link(**_known(_LINK, said)) for said in values])


_Readers = Mapping[str, Callable[[Any], Any]]


def _readers(kind: type[NamedTuple], *apart: str, **other: Callable[[Any], Any]) -> _Readers:
    """What makes the fields of a kind of value from JSON, texts if nothing is said; `apart` stand elsewhere."""
    return {name: other.get(name, _text) for name in kind._fields if name not in apart}


_TOPIC = _readers(
    Topic, "id", "title", "children", level=_LEVELS.get, needs=_list, hours=_number, months=_number, project=_bool,
    by_children=_bool,
)  # fmt: skip
_GROUP = _readers(Group, "key", "title", "children", level=_LEVELS.get, rule=Rule, optional=_bool)
_LINK = _readers(Link, checked=_bool)
_CARD = _readers(Card, links=_links, aliases=_list, former_ids=_list)
_PROFILE = _readers(Profile, aliases=_list, links=_links)


def _known(readers: _Readers, said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: readers[name](value) for name, value in said.items() if name in readers}


# -- nodes ------------------------------------------------------------------------------------------------------------


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
        below = tuple([_unpack(child) for child in children])
        return Group(_text(key), _text(title), children=below, **_known(_GROUP, more))
    id_, title, level, hours, needs, *rest = packed
    if (type(id_), type(title), type(level), type(hours), type(needs)) not in _COMMON_TYPES:
        raise TypeError("a topic has other parts")
    if not 0 <= hours < _ENDLESS:
        raise ValueError("hours are no number")
    if needs:
        _texts(needs)
    if not rest:
        return Topic(id_, title, _LEVELS.get(level), hours, tuple(needs))
    more, *children = rest if isinstance(rest[0], dict) else _topic_1(*rest)
    below = tuple([_unpack(child) for child in children[0]]) if children else ()
    return Topic(id_, title, _LEVELS.get(level), hours, tuple(needs), children=below, **_known(_TOPIC, more))


def _group_1(*packed: Any) -> list[Any]:
    """A group of version 1 as one of today."""
    children, key, title, optional, skill, level = packed
    rule = Rule.ANY if _text(key).endswith("?") else Rule.ALL
    said = {"rule": rule, "optional": bool(optional), "skill": skill, "level": level}
    return [children, key.rstrip("?"), title, said]


def _topic_1(flags: int, *children: Any) -> list[Any]:
    """What stands behind the common fields of a topic of version 1, as it does in one of today."""
    return [{"project": bool(flags & 1), "by_children": bool(flags & 2)}, *children]


# -- texts to read ----------------------------------------------------------------------------------------------------


def _of_version(said: Any) -> dict[str, Any]:
    if not isinstance(said, dict) or type(said["version"]) is not int:
        raise TypeError("a value has no version")
    if said["version"] > VERSION:
        raise ValueError(f"it has version {said['version']}; this program reads up to {VERSION}")
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
    """The card of a row. Raises `GarbledError`."""
    with _understood():
        said = json.loads(_text(text))
        if isinstance(said, list):
            done_when, links, aliases, former = said
            return Card(_text(done_when), tuple([_link_1(*link) for link in links]), _list(aliases), _list(former))
        return Card(**_known(_CARD, _of_version(said)))


def _link_1(kind: Any, title: Any, url: Any, checked: Any = True) -> Link:
    return Link(_text(kind), _text(title), _text(url), _bool(checked))


def encode_profile(profile: Profile) -> str:
    """What the user reads about a roadmap, as JSON."""
    return _write({"version": VERSION, **_written(profile)})


def decode_profile(text: str) -> Profile:
    """The profile of a row. Raises `GarbledError`."""
    with _understood():
        said = json.loads(_text(text))
        if isinstance(said, list):
            *texts, aliases = said
            about, day, neighbours, way_in, ready = _texts(texts)
            return Profile(about, day, neighbours, way_in, ready, _list(aliases))
        return Profile(**_known(_PROFILE, _of_version(said)))

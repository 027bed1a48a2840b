"""A roadmap's tree as JSON: short, because it is read at every start.

What is read may have been written by hand or be damaged: everything has its type checked, and what does not fit is
a `GarbledError`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from operator import lt
from typing import Any

from tracker.core.roadmap.lazy import LazyChildren
from tracker.core.roadmap.model import Card, Group, Kind, Level, Link, Node, Profile, Roadmap, Rule, Topic
from tracker.core.roadmap.tree import Tree, flatten

LARGE = 2_000
"""Nodes; a tree of more is kept by columns, which are read without making any of them."""

_BY_COLUMNS = '["'  # a list of nodes begins with another list, or is empty
_NONE = "null"
_LEVELS = {level.value: level for level in Level}
_TOPICS = {(str, str, str, hours, list, int, *below) for hours in (int, float) for below in ((), (list,))}
_GROUP = (list, str, str, int, str, str)
_ENDLESS = float("inf")
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
        root = _flat(*json.loads(below)).root
    else:
        root = _group([[], *json.loads(head)])._replace(children=LazyChildren(children))
    return Roadmap(id_, Kind(kind), title, summary, root, _group(json.loads(ready)) if ready != _NONE else None)


def _group(packed: list[Any]) -> Group:
    group = _unpack(packed)
    if not isinstance(group, Group):
        raise TypeError("a roadmap's root is a group")
    return group


def _texts(values: Iterable[Any]) -> tuple[str, ...]:
    found = tuple(values)
    if not {*map(type, found)} <= {str}:
        raise TypeError("a text is of another type")
    return found


def _joined(texts: Iterable[str]) -> str:
    return "".join(f"{text}\n" for text in texts)  # one long text is read ten times as fast as many short ones


def _flat(names: str, titles: str, ends: list[int], groups: list[int], rest: dict[str, dict[str, Any]]) -> Tree:
    named = {int(at): {name: _FIELDS[name](value) for name, value in f.items()} for at, f in rest.items()}
    tree = Tree(names.split("\n")[:-1], titles.split("\n")[:-1], ends, groups, named)
    many = len(tree.names)
    if not many == len(tree.titles) == len(ends) or {*map(type, ends)} != {int} or {*map(type, groups)} != {int}:
        raise TypeError("the columns of a tree are of different lengths or types")
    if not all(map(lt, range(many), ends)) or ends[0] != many or max(ends) != many or groups[0]:
        raise ValueError("the parts of a tree do not fit into each other")
    if groups != sorted(set(groups)) or groups[-1] >= many or any(not 0 <= at < many for at in named):
        raise ValueError("a place is not in the tree")
    return tree


def _bool(value: Any) -> bool:
    if type(value) is not bool:
        raise TypeError("a yes or no is of another type")
    return value


def _hours(value: Any) -> float:
    if type(value) not in {int, float} or not 0 <= value < _ENDLESS:
        raise ValueError("hours are no number")
    return float(value)


def _text(value: Any) -> str:
    return _texts((value,))[0]


def _list(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("a list is of another type")
    return _texts(value)


_FIELDS: dict[str, Callable[[Any], Any]] = {
    "level": Level,
    "rule": Rule,
    "needs": _list,
    "hours": _hours,
    "project": _bool,
    "by_children": _bool,
    "optional": _bool,
    "skill": _text,
}


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
        if (*map(type, packed),) != _GROUP:
            raise TypeError("a group has other parts")
        children, key, title, optional, skill, level = packed
        rule = Rule.ANY if key.endswith("?") else Rule.ALL
        below = tuple([_unpack(child) for child in children])
        return Group(key.rstrip("?"), title, rule, bool(optional), below, skill, _LEVELS.get(level))
    if (*map(type, packed),) not in _TOPICS:
        raise TypeError("a topic has other parts")
    id_, title, level, hours, needs, flags, *rest = packed
    if needs:
        _texts(needs)
    if not 0 <= hours < _ENDLESS:
        raise ValueError("hours are no number")
    below = tuple([_unpack(child) for child in rest[0]]) if rest else ()
    return Topic(id_, title, _LEVELS.get(level), hours, tuple(needs), bool(flags & 1), bool(flags & 2), below)


def encode_card(card: Card) -> str:
    """A topic's card as JSON."""
    return _write(card)


def decode_card(text: str) -> Card:
    """The card of a row. Raises `GarbledError`."""
    with _understood():
        done_when, links, aliases, former = json.loads(_text(text))
        return Card(_text(done_when), tuple(_link(*link) for link in links), _list(aliases), _list(former))


def _link(kind: Any, title: Any, url: Any, checked: Any = True) -> Link:
    return Link(_text(kind), _text(title), _text(url), _bool(checked))


def encode_profile(profile: Profile) -> str:
    """What a person reads about a roadmap, as JSON."""
    return _write(profile)


def decode_profile(text: str) -> Profile:
    """The profile of a row. Raises `GarbledError`."""
    with _understood():
        *texts, aliases = json.loads(_text(text))
        about, day, neighbours, way_in, ready = _texts(texts)
        return Profile(about, day, neighbours, way_in, ready, _list(aliases))

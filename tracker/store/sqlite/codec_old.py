"""How versions 1 and 2 kept a roadmap in a store: read here, and never written any more.

Version 1 has nested lists, at first in one line and then in three (root, what is below it, the smaller tree of a role).
Version 2 has three lines too, nodes with named fields, and columns for a tree of more than 2,000 nodes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from tracker.core.roadmap.model import Card, Group, Link, Node, Profile, Rule
from tracker.core.roadmap.tree import Line, Tree, tree_of
from tracker.store.sqlite.values import read_group, read_text, read_topic, text_list, texts, yes_or_no

_BY_COLUMNS = '["'  # a list of nodes begins with another list, or is empty


def old_trees(text: str) -> tuple[Tree, Tree | None]:
    """The tree and the smaller tree of a roadmap."""
    head, *rest = text.split("\n")
    if not rest:
        nested, smaller = json.loads(head)
        return tree_of(_lines(nested, 0)), tree_of(_lines(smaller, 0)) if smaller else None
    below, ready = rest
    said = json.loads(head)
    root = _group([[], *said]) if isinstance(said, list) else read_group(said)
    if below.startswith(_BY_COLUMNS):
        tree = tree_of([(0, root), *_columns(*json.loads(below)[:5])])
    else:
        tree = tree_of([(0, root), *(line for child in json.loads(below) for line in _lines(child, 1))])
    smaller = json.loads(ready)
    return tree, tree_of(_lines(smaller, 0)) if smaller else None


def _lines(packed: list[Any], depth: int) -> Iterator[Line]:
    """A node and what is below it. A group begins with its children, a topic with children ends with them."""
    if isinstance(packed[0], list):
        yield depth, _group(packed)
        children = packed[0]
    else:
        id_, title, level, hours, needs, *rest = packed
        more, *below = rest if rest and isinstance(rest[0], dict) else _topic_1(*rest)
        yield depth, read_topic([id_, title, level, hours, needs, more])
        children = below[0] if below else []
    for child in children:
        yield from _lines(child, depth + 1)


def _group(packed: list[Any]) -> Group:
    _, key, title, *rest = packed
    if isinstance(rest[0], dict):
        return read_group({**rest[0], "key": key, "title": title})
    optional, skill, level = rest
    rule = Rule.ANY if read_text(key).endswith("?") else Rule.ALL
    said = {"rule": rule, "optional": bool(optional), "skill": skill, "level": level}
    return read_group({**said, "key": key.rstrip("?"), "title": title})


def _topic_1(flags: int = 0, *children: Any) -> list[Any]:
    """What stands behind the common fields of a topic of version 1, as version 2 has it."""
    return [{"project": bool(flags & 1), "by_children": bool(flags & 2)}, *children]


def _columns(names: str, titles: str, ends: list[int], groups: list[int], rest: Mapping[str, Any]) -> Iterator[Line]:
    """The nodes below the root of a tree by columns. `rest` has what the few nodes with more fields have."""
    every, called, places = names.split("\n")[:-1], titles.split("\n")[:-1], set(groups)
    if not len(every) == len(called) == len(ends) or {*map(type, ends)} != {int} or not places <= {*range(len(every))}:
        raise TypeError("the columns of a tree are of different lengths or types")
    if any(not 0 <= int(place) < len(every) for place in rest) or ends[0] != len(every) or 0 not in places:
        raise ValueError("a place is not in the tree")
    if any(a >= b for a, b in pairwise(groups)):
        raise ValueError("a place is not in the tree")
    open_ends: list[int] = []
    for place, (name, title, end) in enumerate(zip(every, called, ends, strict=True)):
        while open_ends and open_ends[-1] <= place:
            open_ends.pop()
        if not place < end <= (open_ends[-1] if open_ends else len(every)):
            raise ValueError("the parts of a tree do not fit into each other")
        if place:
            yield len(open_ends), _node(name, title, rest.get(str(place), {}), is_group=place in places)
        open_ends.append(end)


def _node(name: str, title: str, said: Mapping[str, Any], *, is_group: bool) -> Node:
    if is_group:
        return read_group({**said, "key": name, "title": title})
    return read_topic([name, title, said.get("level", ""), said.get("hours", 0.0), said.get("needs", []), said])


def old_card(said: list[Any]) -> Card:
    """A card of version 1."""
    done_when, links, aliases, former = said
    return Card(read_text(done_when), tuple([_link(*link) for link in links]), text_list(aliases), text_list(former))


def _link(kind: Any, title: Any, url: Any, checked: Any = True) -> Link:
    return Link(read_text(kind), read_text(title), read_text(url), yes_or_no(checked))


def old_profile(said: list[Any]) -> Profile:
    """What version 1 has to read about a roadmap."""
    *parts, aliases = said
    about, day, neighbours, way_in, ready = texts(parts)
    return Profile(about, day, neighbours, way_in, ready, text_list(aliases))

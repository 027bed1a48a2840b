"""What a store keeps of a roadmap, as JSON: values by their names and with a version, without what is as usual.

So a value may lack a field that came later, and may have one that this program does not know. Only topics, which are
read by the thousand, are lists: id and title, then level, hours and prerequisites, then the rest by name.

What is read may have been written by hand or be damaged: everything has its type checked, and what does not fit is
a `GarbledError`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from tracker.core.roadmap.model import Card, Group, Kind, Link, Node, Profile, Roadmap, Topic
from tracker.core.roadmap.tree import Tree, ends_of
from tracker.store.sqlite.codec_old import old_card, old_profile, old_trees
from tracker.store.sqlite.values import CARD, PROFILE, known, read_group, read_text, read_topic, texts, understood

VERSION = 3
"""Of trees, cards and profiles; cards and profiles are as in version 2."""

ReadTopics = dict[str, tuple[list[Any], Topic]]
"""Topics that were read, each with the list that it was made of: a topic stands in many trees, and is made once."""

_NONE: tuple[list[Any], Topic] = ([], Topic("", ""))
_COMMON = (("level", ""), ("hours", 0.0), ("needs", ()))  # of most topics of the library, which need no names for them
_write = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode  # making one anew costs more than using it


def encode_tree(roadmap: Roadmap) -> str:
    """The tree and the smaller tree of a role: the nodes of each in reading order, and their depths."""
    said: dict[str, Any] = {"version": VERSION, **_packed(roadmap.tree)}
    if roadmap.ready:
        said["ready"] = _packed(roadmap.ready)
    return _write(said)


def _packed(tree: Tree) -> dict[str, Any]:
    return {"depths": [depth for depth, _ in tree.lines()], "nodes": [_pack(node) for node in tree.nodes]}


def decode_roadmap(row: tuple[Any, ...], topics: ReadTopics) -> Roadmap:
    """The roadmap of a row: id, kind, title, summary, tree. Raises `GarbledError`.

    `topics` are those of the trees that were read before it, and become those of this one too.
    """
    with understood():
        id_, kind, title, summary, text = texts(row)
        return Roadmap(id_, Kind(kind), title, summary, *_trees(text, topics))


def _trees(text: str, topics: ReadTopics) -> tuple[Tree, Tree | None]:
    if "\n" in text or text.startswith("["):
        return old_trees(text)
    said = _of_version(json.loads(text))
    return _tree(said, topics), _tree(said["ready"], topics) if "ready" in said else None


def _tree(said: Mapping[str, Any], topics: ReadTopics) -> Tree:
    nodes: list[Node] = []
    for packed in said["nodes"]:
        if type(packed) is list:
            same, topic = topics.get(packed[0], _NONE)
            if same != packed:
                topic = read_topic(packed)
                topics[topic.id] = packed, topic
            nodes.append(topic)
        else:
            nodes.append(read_group(packed))
    depths = said["depths"]
    if {*map(type, depths)} != {int} or len(depths) != len(nodes):
        raise TypeError("depths are no numbers, or not one for each node")
    if not isinstance(nodes[0], Group):
        raise TypeError("a roadmap's root is a group")
    return Tree(tuple(nodes), ends_of(depths))


# -- nodes ------------------------------------------------------------------------------------------------------------


def _pack(node: Node) -> list[Any] | dict[str, Any]:
    said = _written(node)
    if isinstance(node, Group):
        return said
    packed: list[Any] = [said.pop("id"), said.pop("title")]
    if said:
        packed += [said.pop(name, usual) for name, usual in _COMMON]
    return [*packed, said] if said else packed


# -- texts to read ----------------------------------------------------------------------------------------------------


def _of_version(said: Any) -> dict[str, Any]:
    if not isinstance(said, dict) or type(said["version"]) is not int:
        raise TypeError("a value has no version")
    if said["version"] > VERSION:
        raise ValueError(f"it has version {said['version']}; this program reads up to {VERSION}")
    return said


def _written(value: Node | Card | Profile | Link) -> dict[str, Any]:
    """A value by the names of its fields, without what is as usual."""
    usual = value._field_defaults
    said = {name: part for name, part in value._asdict().items() if name not in usual or part != usual[name]}
    if "links" in said:
        said["links"] = [_written(link) for link in said["links"]]
    return said


def encode_card(card: Card) -> str:
    """A topic's card as JSON."""
    return _write({"version": VERSION, **_written(card)})


def decode_card(text: str) -> Card:
    """The card of a row. Raises `GarbledError`."""
    with understood():
        said = json.loads(read_text(text))
        if isinstance(said, list):
            return old_card(said)
        return Card(**known(CARD, _of_version(said)))


def encode_profile(profile: Profile) -> str:
    """What the user reads about a roadmap, as JSON."""
    return _write({"version": VERSION, **_written(profile)})


def decode_profile(text: str) -> Profile:
    """The profile of a row. Raises `GarbledError`."""
    with understood():
        said = json.loads(read_text(text))
        if isinstance(said, list):
            return old_profile(said)
        return Profile(**known(PROFILE, _of_version(said)))

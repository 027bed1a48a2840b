"""An own roadmap: the tree that the outline of a file becomes, and the outline that a tree was.

An own roadmap is a snapshot of its own source: the source is the roadmap's id, the version a hash of what it holds.
Every topic has an id of its own, ``roadmap/k3w9…``, which is random and stays: ticks, notes, links and what the user
changes hang on it, and nothing in it says where the topic stands or what it is called. An id that the file gives is
kept instead where there is one, so that what this program wrote comes back as the same topics. What an update needs to
find a topic again (explicit id, title, path, heading, parent, links, order, and the mark upstream) is in the snapshot:
most of it is the tree and the cards themselves, the rest are `SourceKey`s. The user's overlay is no part of the
snapshot; it lies in the journal (`core.overlay.records`).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from typing import NamedTuple

from tracker.core.ids import is_name, is_roadmap
from tracker.core.importing.outline import Item, Outline, walk
from tracker.core.roadmap.model import Card, Group, Kind, Link, Mark, Node, Roadmap, SourceKey, Topic
from tracker.core.roadmap.tree import Line, tree_of
from tracker.core.text import slug

_LONGEST_ID = 40


class ImportedRoadmap(NamedTuple):
    """An own roadmap as its file has it.

    `cards`, `anchors`, `marks`, `times` and `notes` go by topics' ids, `anchors` and `notes` by groups' keys too.
    `times` say when a topic was done, where the file does; `chosen` has the options that the file says count, by the
    keys of their groups.
    """

    roadmap: Roadmap
    about: str
    cards: Mapping[str, Card]
    anchors: Mapping[str, SourceKey]
    marks: Mapping[str, Mark]
    times: Mapping[str, str]
    notes: Mapping[str, str]
    chosen: Mapping[str, str]


def roadmap_id(title: str, taken: Container[str]) -> str:
    """An id for a roadmap of this title that none has yet."""
    base = slug(title)[:_LONGEST_ID].strip("-") or "roadmap"
    base = base if is_roadmap(base) else "roadmap"
    number, candidate = 1, base
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def explicit_id(item: Item, roadmap: str) -> str:
    """The id that `item` has in its file, as an id in `roadmap`; empty where it gives none that we can use."""
    if not item.anchor:
        return ""
    if item.mark is None:
        tail = item.anchor.partition("/")[2] or item.anchor
        return f"{roadmap}/{tail}" if is_name(tail) else ""
    if not is_name(item.anchor):
        return ""
    return item.anchor if "/" in item.anchor else f"{roadmap}/{item.anchor}"


def in_common(outline: Outline, roadmap: str, names: Container[str]) -> dict[str, Item]:
    """The topics of a file whose ids are `names` that something else has already, by these ids."""
    shared: dict[str, Item] = {}
    for _, item in walk(outline.items):
        id_ = explicit_id(item, roadmap) if item.mark is not None else ""
        if id_ and id_ in names:
            shared.setdefault(id_, item)
    return shared


def ids_for(
    outline: Outline,
    roadmap: str,
    new_id: Callable[[], str],
    known: Sequence[str] = (),
    *,
    taken: Container[str] = (),
    apart: Container[str] = (),
) -> list[str]:
    """An id for every item in reading order: the one in `known` where that is not empty, else its own, else a new one.

    Only a topic of ours may stand in two places; every other id is used once, and none that is `taken` is new. An id
    that is to stay `apart` belongs to something else: a topic that the file gives it has a new one instead.
    """
    used = {id_ for id_ in known if id_}
    instead: dict[str, str] = {}
    ids: list[str] = []
    for number, (_, item) in enumerate(walk(outline.items)):
        id_ = known[number] if known else ""
        if not id_:
            id_ = explicit_id(item, roadmap)
            twice = item.mark is not None and id_ == item.anchor
            if id_ and item.mark is not None and id_ in apart and id_ not in used:
                if id_ not in instead:
                    instead[id_] = _new(roadmap, new_id, used, taken)
                id_ = instead[id_]
            elif not id_ or (id_ in used and not twice):
                id_ = _new(roadmap, new_id, used, taken)
            used.add(id_)
        ids.append(id_)
    return ids


def _new(roadmap: str, new_id: Callable[[], str], used: Container[str], taken: Container[str]) -> str:
    while True:
        id_ = f"{roadmap}/{new_id()}"
        if id_ not in used and id_ not in taken:
            return id_


def build_roadmap(outline: Outline, id_: str, title: str, ids: Sequence[str]) -> ImportedRoadmap:
    """The roadmap `id_` that `outline` describes, its items called `ids` in reading order."""
    cards: dict[str, Card] = {}
    source_keys: dict[str, SourceKey] = {}
    marks: dict[str, Mark] = {}
    times: dict[str, str] = {}
    notes: dict[str, str] = {}
    chosen: dict[str, str] = {}
    lines: list[Line] = [(0, Group(id_, title))]
    path = [id_]
    for name, (depth, item) in zip(ids, walk(outline.items), strict=True):
        path[depth:] = [name]
        node = _node(item, name)
        lines.append((depth, node))
        mark = item.mark or Mark.TODO
        if item.anchor or mark is not Mark.TODO:
            source_keys[name] = SourceKey(item.anchor, mark)
        if item.note:
            notes[name] = item.note
        if item.chosen:
            chosen[path[depth - 1]] = node.id
        if mark is not Mark.TODO:
            marks[name] = mark
        if item.done_at:
            times[name] = item.done_at
        if isinstance(node, Topic) and (item.links or item.done_when):
            cards[name] = Card(item.done_when, item.links)
    roadmap = Roadmap(id_, Kind.OWN, title, outline.summary, tree_of(lines))
    return ImportedRoadmap(roadmap, outline.about, cards, source_keys, marks, times, notes, chosen)


def _node(item: Item, name: str) -> Node:
    if item.mark is None:
        return Group(name, item.title, item.rule, item.optional, "", item.level)
    beside = (item.months, item.cost, item.hardware)
    return Topic(name, item.title, item.level, item.hours, (), False, False, *beside)


def items_of(
    roadmap: Roadmap, cards: Mapping[str, Card], anchors: Mapping[str, SourceKey]
) -> tuple[list[str], tuple[Item, ...]]:
    """The ids in reading order and the items of a roadmap's tree, as its file had them: what an update compares."""
    tree = roadmap.tree

    def below(place: int) -> tuple[Item, ...]:
        return tuple([item(child) for child in tree.children(place)])

    def item(place: int) -> Item:
        node = tree.nodes[place]
        anchor = anchors.get(node.name, SourceKey())
        if isinstance(node, Group):
            children, rule, optional = below(place), node.rule, node.optional
            return Item(node.title, None, anchor.id, node.level, children=children, rule=rule, optional=optional)
        links: tuple[Link, ...] = cards[node.id].links if node.id in cards else ()
        topic = Item(node.title, anchor.mark, anchor.id, node.level, node.hours, links=links, children=below(place))
        return topic._replace(months=node.months, cost=node.cost, hardware=node.hardware)

    return [node.name for node in tree.nodes[1:]], below(0)

"""The person's own layer over a roadmap: topics and groups they added, and what they changed.

It lies in the journal, a record a topic or group, kept apart from every edition: so undo works on it, every update
keeps it, and it is laid over the tree when the tree is read. What was added below a part that is no longer there goes
to the end of its roadmap: nothing of the person's ever vanishes with somebody else's text. A skill stands in many
roles; what is added to it, or changed in it, is there in all of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from tracker.core.errors import UsageError
from tracker.core.ids import is_name
from tracker.core.numbers import is_number, is_whole
from tracker.core.roadmap.model import Card, Group, Level, Link, Node, Roadmap, Topic
from tracker.core.roadmap.tree import Below, Tree, flatten
from tracker.core.text import plain

DEEPEST = 50
"""Levels of additions below each other: as many as a roadmap of a file may have."""
MOST_HOURS = 100_000.0
MOST_ORDER = 10**9
_LONGEST_TITLE = 400


class OverlayRecord(NamedTuple):
    """One record. An addition has a `roadmap`; anything else changes what is there, and None leaves a thing as it is.

    `under` is the group's key or the topic's id that it was added below, empty for the roadmap itself. `after` is the
    sibling it stands behind, empty for the first place. `order` counts additions from 1, so that they stay in their
    order; it is below 0 for what an update took out of a roadmap, in the archive and when it is brought back.
    """

    roadmap: str = ""
    under: str = ""
    group: bool = False
    title: str = ""
    hours: float | None = None
    links: tuple[Link, ...] | None = None
    after: str | None = None
    level: Level | None = None
    done_when: str = ""
    order: int = 0


Overlay = Mapping[str, OverlayRecord]
"""Records by the id of the topic or the key of the group that they add or change."""


def encode(own: OverlayRecord) -> str:
    """A record as the journal keeps it."""
    plain = OverlayRecord()
    parts = {name: value for name, value in own._asdict().items() if value != getattr(plain, name)}
    return json.dumps(parts, separators=(",", ":"), ensure_ascii=False)


def decode(text: str) -> OverlayRecord:
    """The record that the journal has; an empty one, which changes nothing, where it cannot be read."""
    return read_record(text)[0]


def read_record(text: str) -> tuple[OverlayRecord, str]:
    """The record that the journal has, and what is wrong where it cannot be read: then it is an empty one."""
    try:
        parts = json.loads(text)
    except (ValueError, RecursionError):  # damaged, a number of thousands of digits, or brackets in brackets
        return OverlayRecord(), "it is damaged"
    if not isinstance(parts, dict):
        return OverlayRecord(), "it is no record"
    wrong = next((name for name, value in parts.items() if name in _FITS and not _FITS[name](value)), "")
    if wrong:
        return OverlayRecord(), f'its "{wrong}" is not what it has to be'
    if parts.get("links") is not None:
        parts["links"] = tuple(map(_link, parts["links"]))
    if parts.get("level"):
        parts["level"] = Level(parts["level"])
    texts = {name: plain(parts[name]) for name in ("title", "done_when") if name in parts}
    return OverlayRecord(**{name: value for name, value in parts.items() if name in OverlayRecord._fields} | texts), ""


def _link(parts: list[Any]) -> Link:
    kind, title, url, *checked = parts
    return Link(plain(kind), plain(title), plain(url), *checked)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_links(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_link, value))


def _is_link(value: Any) -> bool:
    lengths = (3, 4)  # as `Link` has them; `checked` may be left out
    sized = isinstance(value, list) and len(value) in lengths and all(map(_is_text, value[:3]))
    return sized and all(isinstance(checked, bool) for checked in value[3:])


def _or_none(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: value is None or fits(value)


_FITS: Mapping[str, Callable[[Any], bool]] = {
    "roadmap": lambda value: value == "" or (_is_text(value) and is_name(value)),
    "under": lambda value: value == "" or (_is_text(value) and is_name(value)),
    "group": lambda value: isinstance(value, bool),
    "title": _is_text,
    "hours": _or_none(lambda value: is_number(value, 0, MOST_HOURS)),
    "links": _or_none(_is_links),
    "after": _or_none(_is_text),
    "level": _or_none(lambda value: _is_text(value) and value in {level.value for level in Level}),
    "done_when": _is_text,
    "order": lambda value: is_whole(value, -MOST_ORDER, MOST_ORDER),
}
"""What the value of each field of a record has to be."""


def checked_title(text: str) -> str:
    """A title that a person gives, in one safe line. Raises `UsageError` for an empty and for an endless one."""
    title = plain(text)
    if not title or len(title) > _LONGEST_TITLE:
        raise UsageError(f"a title has 1 to {_LONGEST_TITLE} characters")
    return title


def decode_all(texts: Mapping[str, str]) -> Overlay:
    """Every record of the journal that can be laid over a tree; `unreadable` tells of the others."""
    found = {id_: decode(text) for id_, text in texts.items()}
    wrong = misplaced(found)
    return {id_: own for id_, own in found.items() if id_ not in wrong} if wrong else found


def unreadable(texts: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with the records of the journal that are left out, by their ids."""
    read = {id_: read_record(text) for id_, text in texts.items()}
    damaged = {id_: wrong for id_, (_, wrong) in read.items() if wrong}
    return damaged | misplaced({id_: own for id_, (own, _) in read.items()})


def misplaced(layer: Overlay) -> dict[str, str]:
    """What is wrong with additions that no tree can hold, by their ids: they would stand in it without an end."""
    added = {id_: own.under for id_, own in layer.items() if own.roadmap}
    wrong = {id_: "an addition cannot have the id of a roadmap" for id_ in added if "/" not in id_}
    depths: dict[str, int] = {}
    for id_ in added:
        path: list[str] = []
        here = id_
        while here in added and here not in depths:
            path.append(here)
            depths[here] = 0
            here = added[here]
        circle = path[path.index(here) :] if here in path else []
        wrong = dict.fromkeys(circle, "it stands below itself") | wrong
        for one in path[::-1][len(circle) :]:
            depths[one] = depths.get(added[one], 0) + 1
            if depths[one] > DEEPEST:
                wrong[one] = f"it stands below more than {DEEPEST} additions"
    return wrong


def card_of(card: Card, own: OverlayRecord) -> Card:
    """A topic's card with what the person changed in it."""
    links = card.links if own.links is None else own.links
    return card._replace(links=links, done_when=own.done_when or card.done_when)


def apply_overlay(roadmap: Roadmap, layer: Overlay) -> Roadmap:
    """`roadmap` with the person's layer over it. The smaller tree of a role takes changes, but no additions."""
    homes = {roadmap.id} | {group.skill for group in _skills(roadmap.root)}
    added = {id_: own for id_, own in layer.items() if own.roadmap in homes}
    edits = {id_: own for id_, own in layer.items() if not own.roadmap}
    if not added and not edits:
        return roadmap
    flat = flatten(roadmap.root) if isinstance(roadmap.root.children, Below) else None
    laying = _Applying(edits, added, _touched(flat, edits, added) if flat else None)
    root = laying.group(roadmap.root, roadmap.root.key)
    lost = laying.left(roadmap.id)
    if lost:
        root = root._replace(children=(*root.children, *lost))
    if flat:
        root = flatten(root).root  # a large tree stays one by columns
    ready = roadmap.ready
    if ready and edits:
        ready = _Applying(edits, {}, None).group(ready, ready.key)
    title = root.title if roadmap.root.key in edits else roadmap.title
    return roadmap._replace(root=root, ready=ready, title=title)


def _skills(root: Group) -> Iterable[Group]:
    stack: list[Group] = [root]
    while stack:
        here = stack.pop()
        if here.skill:
            yield here
        else:
            stack.extend(child for child in here.children if isinstance(child, Group))


def _touched(flat: Tree, edits: Overlay, added: Overlay) -> set[str]:
    """The names of the nodes that a layer changes or adds to, and of those that lead to them."""
    named = {*edits, *(own.under for own in added.values())}
    places = [table[name] for name in named for table in (flat.keys, flat.places) if name in table]
    return {flat.names[0]} | {flat.names[above] for at in places for above in (*flat.path(at), at)}


class _Applying:
    """One walk over a tree. `by_parent` has the additions that have not found their place yet.

    Nodes that are not `touched` are left as they are, unseen; None stands for all.
    """

    def __init__(self, edits: Overlay, added: Overlay, touched: set[str] | None) -> None:
        self.edits, self.added, self.touched = edits, added, touched
        self.by_parent: dict[str, dict[str, OverlayRecord]] = {}
        for id_, own in sorted(added.items(), key=lambda pair: pair[1].order):
            self.by_parent.setdefault(own.under or own.roadmap, {})[id_] = own
        self.placed: set[str] = set()

    def node(self, node: Node, name: str) -> Node:
        if self.touched is not None and _name(node) not in self.touched:
            return node
        if isinstance(node, Group):
            return self.group(node, name)
        own = self.edits.get(node.id)
        children = self.members(node.children, node.id, node.id)
        if own is None and children is node.children:
            return node
        own = own or OverlayRecord()
        hours = node.hours if own.hours is None else own.hours
        return node._replace(title=own.title or node.title, hours=hours, children=children)

    def group(self, group: Group, name: str) -> Group:
        """`name` is the group's key as it is in the roadmap of the skill that it belongs to."""
        name = group.skill or name
        own = self.edits.get(name) or self.edits.get(group.key) or OverlayRecord()
        children = self.members(group.children, name, group.key)
        if children is group.children and not own.title:
            return group
        return group._replace(title=own.title or group.title, children=children)

    def members(self, children: Sequence[Node], name: str, key: str) -> Sequence[Node]:
        """The children of what is called `name`, changed and in the person's order, with what was added to them."""
        found = tuple([self.node(c, f"{name}/{c.id}" if isinstance(c, Group) else c.id) for c in children])
        new = {**self.by_parent.get(name, {}), **(self.by_parent.get(key, {}) if key != name else {})}
        if not new and not any(self._after(node) is not None for node in found):
            return children if all(a is b for a, b in zip(found, children, strict=True)) else found
        self.placed |= new.keys()
        return _in_order([*found, *(self.made(id_, own) for id_, own in new.items())], self._after)

    def made(self, id_: str, own: OverlayRecord) -> Node:
        """An addition as a node, with what was added to it in turn."""
        children = self.members((), id_, id_)
        if own.group:
            return Group(id_, own.title, children=children, level=own.level)
        return Topic(id_, own.title, own.level, own.hours or 0.0, children=children)

    def left(self, roadmap: str) -> list[Node]:
        """Additions to `roadmap` whose place is no longer there, with what was added to them."""
        found: list[Node] = []
        for id_, own in sorted(self.added.items(), key=lambda pair: pair[1].order):
            if own.roadmap == roadmap and id_ not in self.placed and own.under not in self.added:
                self.placed.add(id_)
                found.append(self.made(id_, own))
        return found

    def _after(self, node: Node) -> str | None:
        own = self.added.get(_name(node)) or self.edits.get(_name(node))
        return own.after if own else None


def _name(node: Node) -> str:
    return node.key if isinstance(node, Group) else node.id


def _in_order(nodes: list[Node], after: Any) -> tuple[Node, ...]:
    """Siblings with each that has a place of its own put there; places that are no more stay where they are."""
    found = list(nodes)
    names = {_name(node) for node in nodes}
    for node in nodes:
        behind = after(node)
        if behind is None or (behind and behind not in names - {_name(node)}):
            continue
        found.remove(node)
        at = [_name(one) for one in found].index(behind) + 1 if behind else 0
        found.insert(at, node)
    return tuple(found)

"""The user's overlay over a roadmap: topics and groups they added, and what they changed.

It lies in the journal, a record a topic or group, kept apart from every snapshot: so undo works on it, every update
keeps it, and it is laid over the tree when the tree is read. What was added below a part that is no longer there goes
to the end of its roadmap: nothing of the user's ever vanishes with somebody else's text. A skill stands in many
roles; what is added to it, or changed in it, is there in all of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from tracker.core.errors import UsageError
from tracker.core.ids import is_name
from tracker.core.numbers import is_number, is_whole
from tracker.core.roadmap.model import Card, Group, Level, Link, Roadmap, Topic
from tracker.core.roadmap.tree import Line, Tree, tree_of
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
    order; it is below 0 for what an update took out of a roadmap, in the archive and when it is brought back. `where`
    are the titles above such a topic, as they were.
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
    where: str = ""


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
    texts = {name: plain(parts[name]) for name in ("title", "done_when", "where") if name in parts}
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
    "where": _is_text,
    "order": lambda value: is_whole(value, -MOST_ORDER, MOST_ORDER),
}
"""What the value of each field of a record has to be."""


def checked_title(text: str) -> str:
    """A title that the user gives, in one safe line. Raises `UsageError` for an empty and for an endless one."""
    title = plain(text)
    if not title or len(title) > _LONGEST_TITLE:
        raise UsageError(f"a title has 1 to {_LONGEST_TITLE} characters")
    return title


def decode_all(texts: Mapping[str, str]) -> Overlay:
    """Every record of the journal that can be laid over a tree; `unreadable` tells of the others."""
    records = {id_: decode(text) for id_, text in texts.items()}
    wrong = misplaced(records)
    return {id_: own for id_, own in records.items() if id_ not in wrong} if wrong else records


def unreadable(texts: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with the records of the journal that are left out, by their ids."""
    read = {id_: read_record(text) for id_, text in texts.items()}
    damaged = {id_: wrong for id_, (_, wrong) in read.items() if wrong}
    return damaged | misplaced({id_: own for id_, (own, _) in read.items()})


def misplaced(overlay: Overlay) -> dict[str, str]:
    """What is wrong with additions that no tree can hold, by their ids: they would stand in it without an end."""
    added = {id_: own.under for id_, own in overlay.items() if own.roadmap}
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
        for place in path[::-1][len(circle) :]:
            depths[place] = depths.get(added[place], 0) + 1
            if depths[place] > DEEPEST:
                wrong[place] = f"it stands below more than {DEEPEST} additions"
    return wrong


def card_of(card: Card, own: OverlayRecord) -> Card:
    """A topic's card with what the user changed in it."""
    links = card.links if own.links is None else own.links
    return card._replace(links=links, done_when=own.done_when or card.done_when)


def apply_overlay(roadmap: Roadmap, overlay: Overlay) -> Roadmap:
    """`roadmap` with the user's overlay over it. The smaller tree of a role takes changes, but no additions."""
    homes = homes_of(roadmap)
    added = {id_: own for id_, own in overlay.items() if own.roadmap in homes}
    edits = {id_: own for id_, own in overlay.items() if not own.roadmap and is_about(id_, roadmap.tree, homes)}
    if not added and not edits:
        return roadmap
    tree = tree_of(_Applying(roadmap.tree, edits, added).lines(roadmap.id))
    ready = roadmap.ready
    if ready and edits:
        ready = tree_of(_Applying(ready, edits, {}).lines(roadmap.id))
    title = tree.root.title if tree.root.key in edits else roadmap.title
    return roadmap._replace(tree=tree, ready=ready, title=title)


def homes_of(roadmap: Roadmap) -> set[str]:
    """The roadmaps of which a record changes or extends this one: itself, and the skills in it."""
    return {roadmap.id} | {node.skill for node in roadmap.tree.nodes if isinstance(node, Group) and node.skill}


def is_about(name: str, tree: Tree, homes: AbstractSet[str]) -> bool:
    """Whether a change of what is called so may change a tree that has these homes."""
    return name in tree.places or name in tree.groups or name.partition("/")[0] in homes


class _Applying:
    """One walk over a tree. `by_parent` has the additions by what they stand below."""

    def __init__(self, tree: Tree, edits: Overlay, added: Overlay) -> None:
        self.tree, self.edits, self.added = tree, edits, added
        self.by_parent: dict[str, list[str]] = {}
        self.in_order = [id_ for id_, _ in sorted(added.items(), key=lambda pair: pair[1].order)]
        for id_ in self.in_order:
            self.by_parent.setdefault(added[id_].under or added[id_].roadmap, []).append(id_)
        self.placed: set[str] = set()

    def lines(self, roadmap: str) -> Iterator[Line]:
        """The tree with everything laid over it; additions to `roadmap` whose place is no longer there come last."""
        yield from self._node(0, self.tree.root.key, 0)
        for id_ in self.in_order:
            own = self.added[id_]
            if own.roadmap == roadmap and id_ not in self.placed and own.under not in self.added:
                self.placed.add(id_)
                yield from self._addition(id_, 1)

    def _node(self, place: int, name: str, depth: int) -> Iterator[Line]:
        """What stands at a place. `name` is a group's key as it is in the roadmap of the skill that it belongs to."""
        node = self.tree.nodes[place]
        if isinstance(node, Group):
            name = node.skill or name
            own = self.edits.get(name) or self.edits.get(node.key) or OverlayRecord()
            yield depth, node._replace(title=own.title) if own.title else node
        else:
            own = self.edits.get(node.id) or OverlayRecord()
            hours = node.hours if own.hours is None else own.hours
            yield depth, node._replace(title=own.title or node.title, hours=hours)
        if self.tree.has_children(place) or self.by_parent:
            yield from self._members(place, name, node.name, depth + 1)

    def _members(self, place: int, name: str, key: str, depth: int) -> Iterator[Line]:
        """What is below what is called `name`, in the user's order, with what was added to it."""
        added = list(dict.fromkeys((*self.by_parent.get(name, ()), *self.by_parent.get(key, ()))))
        self.placed.update(added)
        children = [_Sibling(self.tree.nodes[child].name, child) for child in self.tree.children(place)]
        for sibling in _in_order([*children, *map(_Sibling, added)], self._after):
            if sibling.place:
                node = self.tree.nodes[sibling.place]
                below = f"{name}/{node.id}" if isinstance(node, Group) else node.id
                yield from self._node(sibling.place, below, depth)
            else:
                yield from self._addition(sibling.name, depth)

    def _addition(self, id_: str, depth: int) -> Iterator[Line]:
        """An addition with what was added to it in turn."""
        own = self.added[id_]
        topic = Topic(id_, own.title, own.level, own.hours or 0.0)
        yield depth, Group(id_, own.title, level=own.level) if own.group else topic
        below = self.by_parent.get(id_, [])
        self.placed.update(below)
        for sibling in _in_order([*map(_Sibling, below)], self._after):
            yield from self._addition(sibling.name, depth + 1)

    def _after(self, name: str) -> str | None:
        own = self.added.get(name) or self.edits.get(name)
        return own.after if own else None


class _Sibling(NamedTuple):
    """A node below the same node as others; `place` is 0 for an addition, which has none yet."""

    name: str
    place: int = 0


def _in_order(siblings: list[_Sibling], after: Callable[[str], str | None]) -> list[_Sibling]:
    """Siblings with each that has a place of its own put there; places that are no more stay where they are."""
    ordered = list(siblings)
    for sibling in siblings:
        behind = after(sibling.name)
        if behind is None:
            continue
        names = [other.name for other in ordered if other.name != sibling.name]
        if not behind or behind in names:
            ordered.remove(sibling)
            ordered.insert([other.name for other in ordered].index(behind) + 1 if behind else 0, sibling)
    return ordered

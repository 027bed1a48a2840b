"""A file that this program wrote itself has the user's own additions and edits in it. Here they are told apart again.

Additions stay what they are, records of the overlay, and are not taken for topics of the file; what was edited is
compared as the roadmap's own file has it. Otherwise the next version of that file would find neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tracker.core.importing.build import explicit_id
from tracker.core.importing.outline import Item, Outline, walk
from tracker.core.importing.titles import exact
from tracker.core.overlay.records import OverlayRecord
from tracker.core.roadmap.model import Card, Node, Roadmap, SourceKey, Topic


class OwnFile(NamedTuple):
    """An outline without what the user added; `additions` are the topics left out, by their ids."""

    outline: Outline
    additions: Mapping[str, Item]


def without_overlay(
    outline: Outline, roadmap: Roadmap, cards: Mapping[str, Card], layer: Mapping[str, OverlayRecord]
) -> OwnFile:
    """`outline` without the overlay's additions and edits. `roadmap` and `cards` are as its file had them last."""
    begin = f"{roadmap.id}/"
    if not layer or not any(item.anchor.startswith(begin) for _, item in walk(outline.items)):
        return OwnFile(outline, {})
    parts = _Parts(roadmap, cards, layer)
    return OwnFile(outline._replace(items=parts.kept(outline.items)), parts.additions)


def with_earlier_keys(outline: Outline, ids: list[str], anchors: Mapping[str, SourceKey]) -> Outline:
    """`outline`, in which an item that names a topic by our own id has the id that the roadmap's file gave it."""
    names = iter(ids)

    def earlier(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple([with_earlier_key(item, next(names)) for item in items])

    def with_earlier_key(item: Item, name: str) -> Item:
        anchor = anchors.get(name, SourceKey()).id if item.anchor == name else item.anchor
        return item._replace(anchor=anchor, children=earlier(item.children))

    return outline._replace(items=earlier(outline.items))


class _Parts:
    """Walks over the items of a file, and collects the user's additions among them."""

    def __init__(self, roadmap: Roadmap, cards: Mapping[str, Card], layer: Mapping[str, OverlayRecord]) -> None:
        self.roadmap = roadmap.id
        self.cards = cards
        self.layer = layer
        self.nodes = {node.name: node for node in roadmap.tree.nodes}
        # Most formats write no keys of groups: one that was added is known by its title.
        self.group_titles = {exact(own.title) for own in layer.values() if own.group and own.roadmap == roadmap.id}
        self.additions: dict[str, Item] = {}

    def kept(self, items: tuple[Item, ...]) -> tuple[Item, ...]:
        """The items that are the file's own, with those below them."""
        return tuple([item for part in items if (item := self.stripped(part)) is not None])

    def stripped(self, item: Item) -> Item | None:
        """An item without the overlay; None for an addition below which nothing of the file stands."""
        id_ = explicit_id(item, self.roadmap)
        below = self.kept(item.children)
        own = self.layer.get(id_, OverlayRecord())
        if not below and self.is_added(item, own):
            if item.mark is not None:
                self.additions[id_] = item
            return None
        return _unedited(item, own, self.nodes.get(id_), self.cards.get(id_, Card()))._replace(children=below)

    def is_added(self, item: Item, own: OverlayRecord) -> bool:
        """Whether an item is an addition of the user's to this roadmap."""
        if own.roadmap == self.roadmap:
            return True
        return item.mark is None and bool(item.children) and exact(item.title) in self.group_titles


def _unedited(item: Item, own: OverlayRecord, node: Node | None, card: Card) -> Item:
    """An item with what the file had where it now has what the user made of it."""
    if node is None or own.roadmap:
        return item
    if own.title == item.title:
        item = item._replace(title=node.title)
    if own.level and own.level is item.level:
        item = item._replace(level=node.level)
    if isinstance(node, Topic):
        if own.hours == item.hours:
            item = item._replace(hours=node.hours)
        if own.links is not None and [link.url for link in own.links] == [link.url for link in item.links]:
            item = item._replace(links=card.links)
        if own.done_when and own.done_when == item.done_when:
            item = item._replace(done_when=card.done_when)
    return item


def edited_additions(additions: Mapping[str, Item], layer: Mapping[str, OverlayRecord]) -> dict[str, OverlayRecord]:
    """The records of additions that were changed by hand in the file."""
    changed: dict[str, OverlayRecord] = {}
    for id_, item in additions.items():
        own = layer[id_]
        links = item.links if {link.url for link in item.links} != {link.url for link in own.links or ()} else own.links
        edited = own._replace(
            title=item.title, hours=item.hours or own.hours, links=links, level=item.level or own.level
        )
        edited = edited._replace(done_when=item.done_when or own.done_when)
        if edited != own:
            changed[id_] = edited
    return changed

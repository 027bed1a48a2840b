"""What a user adds to a roadmap and changes in it, as commands to the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tracker.core.address import web
from tracker.core.errors import NotFoundError, UsageError
from tracker.core.journal.commands import SetOverlay
from tracker.core.journal.events import Change
from tracker.core.overlay.records import MOST_HOURS, OverlayRecord, checked_title, encode
from tracker.core.roadmap.find import find
from tracker.core.roadmap.model import Level, Link
from tracker.core.roadmap.tree import Tree
from tracker.core.text import plain
from tracker.workspace.clock import new_id
from tracker.workspace.workspace import Workspace


class Wanted(NamedTuple):
    """What a user says of a topic or group; None leaves a thing as it is. An empty `after` is the first place."""

    title: str | None = None
    hours: float | None = None
    links: tuple[str, ...] | None = None
    after: str | None = None
    level: Level | None = None
    done_when: str | None = None


def add(workspace: Workspace, roadmap: str, wanted: Wanted, under: str = "", *, group: bool = False) -> str:
    """Add a topic or group to a roadmap; returns its id. `under` is a part of it, by its key, id or title.

    Raises `NotFoundError` and `UsageError`.
    """
    tree = workspace.roadmap(roadmap).tree
    parent = place_in(tree, under) if under else 0
    overlay = workspace.overlay()
    record = OverlayRecord(roadmap, tree.nodes[parent].name if parent else "", group)
    own = _with(record, wanted, _titles(tree, tree.children(parent)))
    if not own.title:
        raise UsageError("a topic needs a title")
    id_ = f"{roadmap}/{new_id()}"
    order = 1 + max((record.order for record in overlay.values()), default=0)
    workspace.record(SetOverlay(((id_, encode(own._replace(order=order))),)))
    return id_


def edit(workspace: Workspace, id_: str, wanted: Wanted) -> None:
    """Change a topic, or a group by its key. Raises `NotFoundError` and `UsageError`."""
    own = workspace.overlay().get(id_, OverlayRecord())
    changed = _with(own, wanted, _siblings(workspace, id_) if wanted.after else {})
    if wanted.links and changed.links:  # those that it has already keep their titles
        known = {link.url: link for link in workspace.card(id_).links}
        changed = changed._replace(links=tuple(known.get(link.url, link) for link in changed.links))
    workspace.record(SetOverlay(((id_, encode(changed)),)))


def remove(workspace: Workspace, id_: str) -> list[str]:
    """Take an addition out again with what was added below it; their ids. Raises `UsageError` for anything else."""
    broken = [Change(broken.field, id_, None) for broken in workspace.unreadable() if broken.id == id_]
    if broken:
        workspace.change(broken)
        return [id_]
    overlay = workspace.overlay()
    if id_ not in overlay or not overlay[id_].roadmap:
        raise UsageError(f'"{id_}" is not an addition of yours; to leave a topic out of the count: tracker skip {id_}')
    gone = [id_]
    for parent in gone:
        gone += [below for below, own in overlay.items() if own.under == parent]
    workspace.record(SetOverlay(tuple((addition, None) for addition in gone)))
    return gone


def place_in(tree: Tree, text: str) -> int:
    """The place of the group or topic that `text` means, with the roadmap's id before it or not.

    Raises `NotFoundError` or `AmbiguousError`.
    """
    titles = _titles(tree, range(1, len(tree)))
    text = text if text in titles else text.removeprefix(f"{tree.root.key}/")
    place = tree.place_of(find(text, titles, "part of it", writes=True))
    return place or 0


def _titles(tree: Tree, places: Iterable[int]) -> dict[str, tuple[str]]:
    """What stands at some places, by its key or id, with its title."""
    return {node.name: (node.title,) for node in map(tree.nodes.__getitem__, places)}


def _siblings(workspace: Workspace, id_: str) -> dict[str, tuple[str]]:
    for roadmap in reversed(workspace.roadmaps()):
        tree = roadmap.tree
        place = tree.place_of(id_)
        if place:
            titles = _titles(tree, tree.children(tree.parents[place]))
            return {name: title for name, title in titles.items() if name != id_}
    raise NotFoundError(f'no topic or group has the id "{id_}"')


def _with(own: OverlayRecord, wanted: Wanted, siblings: Mapping[str, Sequence[str]]) -> OverlayRecord:
    """A record with what is wanted in it, checked."""
    if wanted.title is not None:
        own = own._replace(title=checked_title(wanted.title))
    if wanted.hours is not None:
        if not 0 <= wanted.hours <= MOST_HOURS:
            raise UsageError(f"hours are a number from 0 to {MOST_HOURS:g}")
        own = own._replace(hours=wanted.hours)
    if wanted.links is not None:
        own = own._replace(links=tuple(_link(url) for url in wanted.links))
    if wanted.after is not None:
        own = own._replace(after=find(wanted.after, siblings, "sibling", writes=True) if wanted.after else "")
    if wanted.done_when is not None:
        own = own._replace(done_when=plain(wanted.done_when))
    return own._replace(level=wanted.level or own.level)


def _link(url: str) -> Link:
    address = web(url)
    if not address:
        raise UsageError(f"a link is an http or https address: {plain(url)}")
    return Link("link", address, address, checked=False)

"""What a user adds to a roadmap and changes in it, as commands to the journal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tracker.core.errors import NotFoundError, UsageError
from tracker.core.journal.commands import SetOverlay
from tracker.core.journal.events import Change
from tracker.core.overlay.records import MOST_HOURS, OverlayRecord, checked_title, encode
from tracker.core.roadmap.find import find
from tracker.core.roadmap.model import Group, Level, Link, Node, Roadmap, Topic
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
    tree = workspace.roadmap(roadmap)
    parent: Node = node_in(tree, under) if under else tree.root
    layer = workspace.layer()
    own = _with(OverlayRecord(roadmap, "" if parent is tree.root else name_of(parent), group), wanted, parent.children)
    if not own.title:
        raise UsageError("a topic needs a title")
    id_ = f"{roadmap}/{new_id()}"
    order = 1 + max((one.order for one in layer.values()), default=0)
    workspace.record(SetOverlay(((id_, encode(own._replace(order=order))),)))
    return id_


def edit(workspace: Workspace, id_: str, wanted: Wanted) -> None:
    """Change a topic, or a group by its key. Raises `NotFoundError` and `UsageError`."""
    own = workspace.layer().get(id_, OverlayRecord())
    changed = _with(own, wanted, _siblings(workspace, id_) if wanted.after else ())
    if wanted.links and changed.links:  # those that it has already keep their titles
        known = {link.url: link for link in workspace.card(id_).links}
        changed = changed._replace(links=tuple(known.get(link.url, link) for link in changed.links))
    workspace.record(SetOverlay(((id_, encode(changed)),)))


def remove(workspace: Workspace, id_: str) -> list[str]:
    """Take an addition out again with what was added below it; their ids. Raises `UsageError` for anything else."""
    broken = [Change(one.field, id_, None) for one in workspace.unreadable() if one.id == id_]
    if broken:
        workspace.change(broken)
        return [id_]
    layer = workspace.layer()
    if id_ not in layer or not layer[id_].roadmap:
        raise UsageError(f'"{id_}" is not an addition of yours; to leave a topic out of the count: tracker skip {id_}')
    gone = [id_]
    for parent in gone:
        gone += [below for below, own in layer.items() if own.under == parent]
    workspace.record(SetOverlay(tuple((one, None) for one in gone)))
    return gone


def node_in(roadmap: Roadmap, text: str) -> Node:
    """The group or topic of `roadmap` that `text` means, with the roadmap's id before it or not.

    Raises `NotFoundError` or `AmbiguousError`.
    """
    nodes = {name_of(node): node for node in _nodes(roadmap.root)}
    text = text if text in nodes else text.removeprefix(f"{roadmap.id}/")
    return nodes[find(text, {name: (node.title,) for name, node in nodes.items()}, "part of it")]


def parent_of(roadmap: Roadmap, id_: str) -> Node | None:
    """The group or topic that holds a topic or group; None when `roadmap` has no such thing."""
    nodes = (roadmap.root, *_nodes(roadmap.root))
    return next((node for node in nodes if any(name_of(child) == id_ for child in node.children)), None)


def name_of(node: Node) -> str:
    """The key of a group or the id of a topic: what the layer calls it."""
    return node.key if isinstance(node, Group) else node.id


def _nodes(root: Group) -> list[Node]:
    found: list[Node] = []
    stack: list[Node] = [*reversed(root.children)]
    while stack:
        here = stack.pop()
        found.append(here)
        stack.extend(reversed(here.children))
    return found


def _siblings(workspace: Workspace, id_: str) -> Sequence[Node]:
    for roadmap in reversed(workspace.roadmaps()):
        parent = parent_of(roadmap, id_)
        if parent:
            return tuple(node for node in parent.children if name_of(node) != id_)
    raise NotFoundError(f'no topic or group has the id "{id_}"')


def _with(own: OverlayRecord, wanted: Wanted, siblings: Sequence[Node]) -> OverlayRecord:
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
        names = {name_of(node): (node.title,) for node in siblings}
        own = own._replace(after=find(wanted.after, names, "sibling") if wanted.after else "")
    if wanted.done_when is not None:
        own = own._replace(done_when=plain(wanted.done_when))
    return own._replace(level=wanted.level or own.level)


def _link(url: str) -> Link:
    from tracker.core.address import web

    address = web(url)
    if not address:
        raise UsageError(f"a link is an http or https address: {plain(url)}")
    return Link("link", address, address, checked=False)


def is_topic(node: Node) -> bool:
    """True for a topic, false for a group."""
    return isinstance(node, Topic)

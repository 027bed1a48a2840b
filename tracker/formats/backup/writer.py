"""The backup of everything: one JSON object with the journal and all snapshots of roadmaps. The README documents it."""

from __future__ import annotations

import json
from typing import Any

from tracker.core.errors import RoadmapFileError
from tracker.core.journal.backup import Backup, StoredSnapshot
from tracker.core.journal.events import Event
from tracker.core.journal.kinds import KINDS, Shape, mark_of
from tracker.core.overlay.records import read_record
from tracker.core.own_roles.record import decode_role
from tracker.core.roadmap.model import Card, Profile, Roadmap
from tracker.core.roadmap.tree import Tree
from tracker.formats.backup.reader import read as read_data
from tracker.formats.json.load import load
from tracker.formats.version import check_version

FORMAT = "tracker-backup"
VERSION = 1


def write(backup: Backup) -> str:
    """The backup as JSON, one line for each event and each snapshot."""
    events = ",\n".join(_compact(event_object(event)) for event in backup.events if event.is_known)
    snapshots = ",\n".join(_compact(snapshot_object(kept)) for kept in backup.snapshots)
    head = f'"format": "{FORMAT}", "version": {VERSION}'
    return f'{{{head},\n"journal": [\n{events}\n],\n"editions": [\n{snapshots}\n]}}\n'


def read(text: str) -> Backup:
    """The backup in `text`. Raises `RoadmapFileError` where it is damaged or of a newer version."""
    data = load(text)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise RoadmapFileError("this is no backup")
    check_version(data, "backup", VERSION)
    return read_data(data)


def event_object(event: Event) -> dict[str, Any]:
    """An event of a known kind as a JSON object."""
    return {**_readable(event).as_object(), "clock": event.clock}


def _readable(event: Event) -> Event:
    """`event` without a value that no program can read: a backup that holds one would be refused when it is imported.

    Such a value has no effect in the store either.
    """
    shape = KINDS[event.field].value
    if shape is Shape.MARK:
        return event._replace(value=mark_of(event.value), was=mark_of(event.was))
    if shape not in {Shape.RECORD, Shape.ROLE}:
        return event
    problem = decode_role if shape is Shape.ROLE else read_record
    value, was = (text if text is None or not problem(text)[1] else None for text in (event.value, event.was))
    return event._replace(value=value, was=was)


def _compact(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


def snapshot_object(snapshot: StoredSnapshot) -> dict[str, Any]:
    """A snapshot as a JSON object."""
    return {
        "source": snapshot.source,
        "version": snapshot.version,
        "loaded_at": snapshot.loaded_at,
        "roadmaps": [_roadmap(roadmap, profile) for roadmap, profile in snapshot.roadmaps],
        "cards": {id_: _card(card) for id_, card in snapshot.cards.items()},
        "anchors": {id_: source_key._asdict() for id_, source_key in snapshot.anchors.items()},
    }


def _roadmap(roadmap: Roadmap, profile: Profile) -> dict[str, Any]:
    head = {"id": roadmap.id, "kind": roadmap.kind, "title": roadmap.title, "summary": roadmap.summary}
    ready = _nested(roadmap.ready, 0) if roadmap.ready else None
    said = {**profile._asdict(), "links": [link._asdict() for link in profile.links]}
    return {**head, "profile": said, "root": _nested(roadmap.tree, 0), "ready": ready}


def _nested(tree: Tree, place: int) -> dict[str, Any]:
    """A node and what is below it, without what is as it usually is."""
    node = tree.nodes[place]
    usual = node._field_defaults
    parts = {name: value for name, value in node._asdict().items() if name not in usual or value != usual[name]}
    if tree.has_children(place):
        parts["children"] = [_nested(tree, child) for child in tree.children(place)]
    return parts


def _card(card: Card) -> dict[str, Any]:
    return {**card._asdict(), "links": [link._asdict() for link in card.links]}

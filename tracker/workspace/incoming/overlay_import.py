"""A layer that comes as a file of its own, and is laid over the roadmaps that are here."""

from __future__ import annotations

from collections.abc import Container

from tracker.core.errors import RoadmapFileError
from tracker.core.journal.commands import SetOverlay
from tracker.core.journal.events import Event
from tracker.core.overlay.merge import OverlayMergePlan, meet
from tracker.core.overlay.records import Overlay, encode
from tracker.workspace.incoming.source import Source
from tracker.workspace.workspace import Workspace


def read_layer(source: Source) -> Overlay | None:
    """The layer that a file is; None for every other file. Raises `RoadmapFileError` where it is damaged."""
    if source.content[:1] != b"{" or b'"tracker-layer"' not in source.content[:100]:
        return None
    from tracker.formats.detect import decoded
    from tracker.formats.overlay import read

    return read(decoded(source.content))


def plan(workspace: Workspace, theirs: Overlay) -> OverlayMergePlan:
    """What becomes of another layer here, before any of it is laid. Raises `RoadmapFileError` where it cannot be."""
    names = workspace.topic_names()
    _refuse_strangers(workspace, theirs, names)
    return meet(theirs, workspace.layer(), workspace.roadmap_names(), names)


def _refuse_strangers(workspace: Workspace, theirs: Overlay, names: Container[str]) -> None:
    """Raise `RoadmapFileError` for an addition to a roadmap below a topic that only other roadmaps have."""
    known = workspace.roadmap_names()
    inside: dict[str, set[str]] = {}
    for number, (id_, own) in enumerate(theirs.items(), 1):
        if own.roadmap not in known or own.under not in names or own.under in theirs:
            continue
        if own.roadmap not in inside:
            inside[own.roadmap] = set(workspace.roadmap(own.roadmap).tree.ids())
        if own.under not in inside[own.roadmap]:
            where = f"{id_} stands in {own.roadmap}, below {own.under} of another roadmap"
            raise RoadmapFileError(f"this layer is damaged: record {number}: {where}")


def record(workspace: Workspace, meeting: OverlayMergePlan) -> list[Event]:
    """Lay what is new, in one act that undo takes back."""
    return workspace.record(SetOverlay(tuple((id_, encode(own)) for id_, own in meeting.new)))

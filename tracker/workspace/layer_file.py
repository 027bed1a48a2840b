"""A layer that comes as a file of its own, and is laid over the roadmaps that are here."""

from __future__ import annotations

from tracker.core.decide import Lay
from tracker.core.journal import Event
from tracker.core.layer import Layer, encode
from tracker.core.layers import Meeting, meet
from tracker.workspace.reading import Source
from tracker.workspace.workspace import Workspace


def read_layer(source: Source) -> Layer | None:
    """The layer that a file is; None for every other file. Raises `RoadmapFileError` where it is damaged."""
    if source.content[:1] != b"{" or b'"tracker-layer"' not in source.content[:100]:
        return None
    from tracker.formats.detect import decoded
    from tracker.formats.own_layer import read

    return read(decoded(source.content))


def plan(workspace: Workspace, theirs: Layer) -> Meeting:
    """What becomes of another layer here, before any of it is laid."""
    return meet(theirs, workspace.layer(), workspace.roadmap_names(), workspace.topic_names())


def record(workspace: Workspace, meeting: Meeting) -> list[Event]:
    """Lay what is new, in one act that undo takes back."""
    return workspace.record(Lay(tuple((id_, encode(own)) for id_, own in meeting.new)))

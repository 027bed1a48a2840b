"""The person's own layer as a file of its own: taken out, and laid over the roadmaps of another store."""

from __future__ import annotations

from tracker.core.decide import Lay
from tracker.core.journal import Event
from tracker.core.layer import Layer, encode
from tracker.core.layers import Meeting, meet, part_of
from tracker.workspace.reading import Source
from tracker.workspace.workspace import Workspace


def mine(workspace: Workspace, roadmap: str = "") -> Layer:
    """What the person added and changed, in one roadmap or, without an id, in all of them."""
    layer = workspace.layer()
    return part_of(layer, workspace.roadmap(roadmap)) if roadmap else layer


def written(layer: Layer) -> str:
    """A layer as the text of a file."""
    from tracker.formats.own_layer import write  # only for who takes it out

    return write(layer)


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

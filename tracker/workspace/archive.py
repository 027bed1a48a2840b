"""What updates took out of a user's own roadmaps, and the way back."""

from __future__ import annotations

from typing import NamedTuple

from tracker.core.errors import NotFoundError
from tracker.core.journal.commands import Restore
from tracker.core.journal.events import Field
from tracker.core.overlay.records import decode
from tracker.core.roadmap.find import find
from tracker.core.roadmap.model import Mark
from tracker.workspace.workspace import Workspace


class Archived(NamedTuple):
    """A topic that an update took out of its roadmap, the mark it keeps, when it went, in UTC, and what it stood in."""

    id: str
    title: str
    mark: Mark
    at: str
    group: str = ""


def archive(workspace: Workspace, roadmap: str) -> list[Archived]:
    """What updates took out of a roadmap, latest first."""
    state, times = workspace.state(), workspace.touched(Field.ARCHIVE)
    records = {id_: decode(text) for id_, text in state.archive.items()}
    archived = [
        Archived(id_, record.title, state.marks.get(id_, Mark.TODO), times[id_], record.where)
        for id_, record in records.items()
        if record.roadmap == roadmap
    ]
    archived.sort(key=lambda topic: (topic.title, topic.group))
    return sorted(archived, key=lambda topic: topic.at, reverse=True)


def restore(workspace: Workspace, roadmap: str, texts: list[str]) -> list[str]:
    """Put topics back as additions of the user's own; their ids. Raises `NotFoundError` or `AmbiguousError`."""
    names = {topic.id: (topic.title,) for topic in archive(workspace, roadmap)}
    if not names:
        raise NotFoundError(f"nothing of {roadmap} is archived")
    ids = [find(text, names, "archived topic", writes=True) for text in texts]
    workspace.record(Restore(tuple(ids)))
    return ids

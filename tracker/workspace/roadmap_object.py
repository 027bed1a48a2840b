"""A roadmap as Python values, for programs; without all that writing a file takes."""

from __future__ import annotations

from typing import Any

from tracker.core.journal.events import State
from tracker.core.progress.measure import Progress
from tracker.core.roadmap.document import Document
from tracker.formats.json.writer import as_object
from tracker.workspace.mark_times import mark_times
from tracker.workspace.workspace import Workspace


def roadmap_object(workspace: Workspace, progress: Progress, state: State) -> dict[str, Any]:
    """A roadmap with its cards, as the JSON export has it."""
    return as_object(Document(progress, workspace.cards(), state.notes, mark_times(workspace, state)))

"""Progress from roadmap.sh: read, shown, and recorded in the roadmaps of the person's own that have its topics."""

from __future__ import annotations

from tracker.core.errors import NotFoundError
from tracker.core.importing.progress_file import Home, ProgressImportPlan, place
from tracker.core.journal.events import Event
from tracker.core.roadmap.model import Kind, Mark
from tracker.workspace.incoming.source import Source
from tracker.workspace.workspace import Workspace


def read_marks(source: Source, format_: str = "") -> dict[str, Mark] | None:
    """The marks by the ids of nodes, where a file is progress from roadmap.sh; None where it is something else.

    `format_` is the format that the person insists on. Raises `RoadmapFileError` where the file cannot be read.
    """
    if source.files is not None:
        return None
    from tracker.formats.detect import progress  # every reader there is

    return progress(source.content, format_)


def plan(workspace: Workspace, marks: dict[str, Mark]) -> ProgressImportPlan:
    """Where the marks belong, before any is recorded. Raises `NotFoundError` where no roadmap has one of the nodes."""
    own = [one for one in workspace.roadmaps() if one.kind is Kind.OWN]
    homes = [Home(one, workspace.upstream(one.id).anchors) for one in own]
    placing = place(marks, homes, workspace.state())
    if not placing.placed:
        raise NotFoundError(
            "this is progress from roadmap.sh, and no roadmap of your own has its topics: "
            "import the roadmap itself first (a download from roadmap.sh), then this"
            if marks
            else "this is progress from roadmap.sh in which nothing is done, learning or skipped"
        )
    return placing


def record(workspace: Workspace, placing: ProgressImportPlan) -> list[Event]:
    """Record the marks, in one act that undo takes back."""
    return workspace.change(placing.changes)

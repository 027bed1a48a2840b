"""The one way in: whatever a file or folder is, it is opened here, and both faces go on with what they get."""

from __future__ import annotations

from collections.abc import Callable

from tracker.core.importing.stages import ProgressCallback, no_progress
from tracker.workspace.incoming.backup_import import BackupImport
from tracker.workspace.incoming.incoming import Incoming
from tracker.workspace.incoming.overlay_import import OverlayImport
from tracker.workspace.incoming.progress_import import ProgressImport
from tracker.workspace.incoming.questions import Answers
from tracker.workspace.incoming.roadmap_import import RoadmapImport
from tracker.workspace.incoming.roadmap_update import RoadmapUpdate
from tracker.workspace.incoming.role_import import RoleImport
from tracker.workspace.incoming.source import Source
from tracker.workspace.workspace import Workspace

KINDS: list[Callable[[Workspace, Source, Answers, ProgressCallback], Incoming | None]] = [
    BackupImport.open,
    OverlayImport.open,
    ProgressImport.open,
    RoleImport.open,
    RoadmapImport.open,
]
"""What a source can be, in the order in which it is tried; each gives none for what is something else."""


def open_source(
    workspace: Workspace,
    source: Source,
    answers: Answers | None = None,
    progress: ProgressCallback = no_progress,
    *,
    update: str = "",
) -> Incoming:
    """What `source` is, ready to be shown and saved. With `update` it is a newer version of the roadmap of that id.

    Raises `RoadmapFileError` for what cannot be read, `UsageError` for answers that do not fit, `NotFoundError` for
    what belongs to a roadmap that is not here, and `UnansweredError` where a question has to be answered first.
    """
    answers = answers or {}
    if update:
        return RoadmapUpdate.open(workspace, source, answers, progress, update)
    opened = (open_(workspace, source, answers, progress) for open_ in KINDS)
    return next(incoming for incoming in opened if incoming)

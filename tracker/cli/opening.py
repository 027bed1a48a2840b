"""Opening the workspace for a command: what the user should know about the store is said on stderr, once."""

from __future__ import annotations

from tracker.cli.show import talk
from tracker.workspace import Workspace


def opened() -> Workspace:
    """The workspace of the user who runs the command. Raises `StoreError` and `RoadmapFileError`."""
    workspace = Workspace.open()
    if told := workspace.warnings():
        for sentence in told:
            talk(sentence)
        workspace.warnings_told()
    return workspace

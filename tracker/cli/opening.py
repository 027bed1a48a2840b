"""Opening the workspace for a command: what the user should know about the store is said on stderr first."""

from __future__ import annotations

from tracker.cli.output import talk
from tracker.workspace import Workspace


def opened() -> Workspace:
    """The workspace of the user who runs the command. Raises `StoreError` and `RoadmapFileError`."""
    workspace = Workspace.open()
    if warnings := workspace.warnings():
        for sentence in warnings:
            talk(sentence)
        workspace.warnings_told()
    if unreadable := workspace.unreadable():
        from tracker.wording.history import describe_unreadable  # only for who has such a record

        for sentence in describe_unreadable(unreadable):
            talk(sentence)
    return workspace

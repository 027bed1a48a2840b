"""Opening the workspace for a command, with warnings about the store on stderr."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tracker.cli.output import talk
from tracker.workspace import Workspace

if TYPE_CHECKING:
    from tracker.workspace.at_rest import Database


@contextmanager
def opened(database: Database | None = None) -> Iterator[Workspace]:
    """The user's workspace, of their store where that is open already. Raises `StoreError` and `RoadmapFileError`.

    Warnings about the whole store are written first; what the command could not read and left out, at the end.
    """
    with Workspace.open(database) as workspace:
        if warnings := workspace.warnings():
            for sentence in warnings:
                talk(sentence)
            workspace.warnings_told()
        if unreadable := workspace.unreadable():
            from tracker.wording.history import describe_unreadable  # 1 % of a `status`

            for sentence in describe_unreadable(unreadable):
                talk(sentence)
        try:
            yield workspace
        finally:
            for sentence in workspace.left_out():
                talk(sentence)

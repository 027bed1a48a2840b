"""Opening the workspace for a command: what the user should know about the store is said on stderr."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tracker.cli.output import talk
from tracker.workspace import Workspace


@contextmanager
def opened() -> Iterator[Workspace]:
    """The workspace of the user who runs the command. Raises `StoreError` and `RoadmapFileError`.

    What is wrong with the store as a whole is said first; what the command met in it and left out, at the end.
    """
    with Workspace.open() as workspace:
        if warnings := workspace.warnings():
            for sentence in warnings:
                talk(sentence)
            workspace.warnings_told()
        if unreadable := workspace.unreadable():
            from tracker.wording.history import describe_unreadable  # only for who has such a record

            for sentence in describe_unreadable(unreadable):
                talk(sentence)
        try:
            yield workspace
        finally:
            for sentence in workspace.left_out():
                talk(sentence)

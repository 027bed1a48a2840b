"""The workspace as commands open it: a record that cannot be read is named first, and the rest goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tracker.cli.show import talk
from tracker.workspace import Workspace


@contextmanager
def opened() -> Iterator[Workspace]:
    """The workspace of the person who runs the program."""
    with Workspace.open() as workspace:
        if wrong := workspace.unreadable():
            from tracker.core.tell import tell_unreadable  # only for who has such a record

            for text in tell_unreadable(wrong):
                talk(text)
        yield workspace

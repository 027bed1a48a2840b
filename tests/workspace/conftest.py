"""Workspaces over the small library, and ways to change its files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import FrozenClock, paths_in
from tracker.workspace import Workspace

Opens = Callable[[], Workspace]


def change(file: Path, old: str, new: str) -> None:
    """Replace what stands exactly once in a file."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old)
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def opens(home: Path, small_library: Path, clock: FrozenClock) -> Iterator[Opens]:
    """Opens the workspace of the home, on the small library, as often as a program starts."""
    opened: list[Workspace] = []

    def begin() -> Workspace:
        opened.append(Workspace(paths_in(home, small_library), clock))
        return opened[-1]

    yield begin
    for workspace in opened:
        workspace.close()


@pytest.fixture
def workspace(opens: Opens) -> Iterator[Workspace]:
    """The workspace, open."""
    with closing(opens()) as opened:
        yield opened

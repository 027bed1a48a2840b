"""What the screens look like, few and stable: drawn on the tests' own small library, with a clock that stands still."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.conftest import closed_later
from tests.conftest import SMALL_LIBRARY, FrozenClock, paths_in
from tracker.core.journal.commands import Choose, SetMark, SetTarget, WriteNote
from tracker.core.roadmap.model import Mark
from tracker.tui.app import TrackerApp
from tracker.workspace import Workspace

Compare = Callable[..., bool]


@pytest.fixture
def drawn(home: Path, clock: FrozenClock) -> Callable[..., TrackerApp]:
    """An app on the small library, with a little done in it; or with nothing done yet."""

    def make(theme: str, *, begun: bool = True) -> TrackerApp:
        workspace = closed_later(Workspace(paths_in(home, SMALL_LIBRARY), clock))
        if begun:
            workspace.record(SetTarget("deckhand"))
            topics = list(workspace.topic_names())
            workspace.record(SetMark(tuple(topics[:3]), Mark.DONE))
            workspace.record(SetMark((topics[3],), Mark.DOING))
            workspace.record(WriteNote(topics[0], "with [brackets] and a second line\nhere"))
            workspace.record(Choose("deckhand/drive", "engines"))
        app = TrackerApp(workspace)
        app.theme = theme
        return app

    return make


@pytest.mark.parametrize(
    ("theme", "size", "keys"),
    [
        pytest.param("tracker-dark", (80, 24), (), id="home-80-dark"),
        pytest.param("tracker-light", (120, 40), (), id="home-120-light"),
        pytest.param("tracker-light", (80, 24), ("enter", "0", "down", "down"), id="study-80-light"),
        pytest.param("tracker-dark", (120, 40), ("enter", "0", "down", "down"), id="study-120-dark"),
        pytest.param("tracker-dark", (44, 14), ("enter", "0", "down", "down"), id="study-44-dark"),
        pytest.param("tracker-dark", (80, 24), ("enter", "percent_sign"), id="why-80-dark"),
        pytest.param("tracker-light", (80, 24), ("enter", "question_mark"), id="keys-80-light"),
        pytest.param("tracker-dark", (80, 24), ("enter", "down", "c"), id="choose-80-dark"),
        pytest.param("tracker-light", (80, 24), ("A",), id="adverts-80-light"),
        pytest.param("tracker-dark", (80, 24), ("A", "a", "w", "o", "r", "d"), id="paste-80-dark"),
        pytest.param("tracker-light", (120, 40), ("N",), id="compose-120-light"),
    ],
)
def test_a_screen_looks_as_it_did(
    drawn: Callable[..., TrackerApp], snap_compare: Compare, theme: str, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    assert snap_compare(drawn(theme), terminal_size=size, press=keys)


@pytest.mark.parametrize(
    "keys", [pytest.param((), id="welcome-80-dark"), pytest.param(("enter", "enter", "down"), id="placement-80-dark")]
)
def test_the_first_run_looks_as_it_did(
    drawn: Callable[..., TrackerApp], snap_compare: Compare, keys: tuple[str, ...]
) -> None:
    assert snap_compare(drawn("tracker-dark", begun=False), terminal_size=(80, 24), press=keys)

"""What the screens look like, few and stable: drawn on the tests' own small library, with a clock that stands still."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from tests.app.conftest import closed_later
from tests.conftest import SMALL_LIBRARY, FrozenClock, paths_in
from tracker.core.journal.commands import Choose, SetMark, SetReview, SetTarget, WriteNote
from tracker.core.roadmap.model import Mark
from tracker.settings import DEFAULTS
from tracker.tui.app import TrackerApp
from tracker.workspace import Workspace

Compare = Callable[..., bool]

STUDY = ("enter", "0")
"""The keys from home to a topic in the tree of the target."""


@pytest.fixture
def drawn(home: Path, clock: FrozenClock) -> Callable[..., TrackerApp]:
    """An app on the small library, with a little done in it; with nothing done yet; or with all of the target done.

    The theme "ascii" is the dark one in a terminal without Unicode.
    """

    def make(theme: str, *, begun: bool = True, finished: bool = False) -> TrackerApp:
        workspace = closed_later(Workspace(paths_in(home, SMALL_LIBRARY), clock))
        if begun:
            workspace.record(SetTarget("deckhand"))
            topics = list(workspace.topic_names())
            workspace.record(SetMark(tuple(topics[:3]), Mark.DONE))
            workspace.record(SetMark((topics[3],), Mark.DOING))
            workspace.record(WriteNote(topics[0], "with [brackets] and a second line\nhere"))
            workspace.record(Choose("deckhand/drive", "engines"))
            if finished:
                workspace.record(SetMark(tuple(workspace.roadmap("deckhand").tree.ids()), Mark.DONE))
        app = TrackerApp(workspace, DEFAULTS._replace(glyphs="ascii") if theme == "ascii" else DEFAULTS)
        app.theme = "tracker-dark" if theme == "ascii" else theme
        return app

    return make


@pytest.mark.parametrize(
    ("theme", "size", "keys"),
    [
        pytest.param("tracker-dark", (80, 24), (), id="home-80-dark"),
        pytest.param("tracker-light", (80, 24), (), id="home-80-light"),
        pytest.param("ascii", (80, 24), (), id="home-80-ascii"),
        pytest.param("ansi-dark", (80, 24), (), id="home-80-terminal"),
        pytest.param("tracker-dark", (120, 40), (), id="home-120-dark"),
        pytest.param("tracker-light", (120, 40), (), id="home-120-light"),
        pytest.param("tracker-dark", (200, 60), (), id="home-200-dark"),
        pytest.param("ansi-light", (200, 60), (), id="home-200-terminal"),
        pytest.param("tracker-dark", (80, 24), STUDY, id="study-80-dark"),
        pytest.param("tracker-light", (80, 24), STUDY, id="study-80-light"),
        pytest.param("ascii", (80, 24), STUDY, id="study-80-ascii"),
        pytest.param("ansi-dark", (80, 24), STUDY, id="study-80-terminal"),
        pytest.param("tracker-dark", (120, 40), STUDY, id="study-120-dark"),
        pytest.param("tracker-light", (120, 40), STUDY, id="study-120-light"),
        pytest.param("tracker-light", (200, 60), STUDY, id="study-200-light"),
        pytest.param("ascii", (200, 60), STUDY, id="study-200-ascii"),
        pytest.param("tracker-dark", (44, 14), STUDY, id="study-44-dark"),
        pytest.param("tracker-dark", (80, 24), ("enter", "percent_sign"), id="why-80-dark"),
        pytest.param("tracker-light", (80, 24), ("enter", "question_mark"), id="keys-80-light"),
        pytest.param("tracker-dark", (80, 24), ("enter", "c"), id="choose-80-dark"),
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


@pytest.mark.parametrize("theme", ["tracker-dark", "tracker-light"])
def test_a_finished_target_looks_as_it_did(drawn: Callable[..., TrackerApp], snap_compare: Compare, theme: str) -> None:
    assert snap_compare(drawn(theme, finished=True), terminal_size=(80, 24))


MONTH = 30 * 86_400


@pytest.mark.parametrize(
    ("key", "theme", "size"),
    [
        pytest.param(key, theme, size, id=f"{name}-{size[0]}-{theme.removeprefix('tracker-')}")
        for key, name in (("W", "plan"), ("C", "compare"), ("P", "pace"), ("V", "review"))
        for theme, size in (("tracker-dark", (80, 24)), ("tracker-light", (120, 40)))
    ],
)
def test_an_answer_looks_as_it_did(
    drawn: Callable[..., TrackerApp],
    clock: FrozenClock,
    snap_compare: Compare,
    key: str,
    theme: str,
    size: tuple[int, int],
) -> None:
    """After four months in which something was done, with reviews that are due."""
    clock.forward(-4 * MONTH)
    app = drawn(theme)
    for topic in ("engines/start", "engines/service", "sails/hoist", "charts/plot"):
        clock.forward(MONTH)
        app.workspace.record(SetMark((topic,), Mark.DONE))
    app.workspace.record(SetReview("charts", True))
    app.session.state = app.workspace.state()

    async def answered(pilot: Pilot[None]) -> None:
        while app.session.reviews is None:
            await pilot.pause(0.02)
        await pilot.press(key)
        while not app.screen.query("#words") or str(app.screen.query_one("#words", Static).render()) == "…":
            await pilot.pause(0.02)

    assert snap_compare(app, terminal_size=size, run_before=answered)

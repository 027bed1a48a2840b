"""An app over a store of its own, on the bundled roadmaps."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tracker.core.journal.commands import Watch
from tracker.tui.app import TrackerApp
from tracker.tui.screens.study import StudyScreen
from tracker.tui.widgets.headline import Headline
from tracker.workspace import Workspace
from tracker.workspace.paths import Paths, library_folder

_OPEN: list[Workspace] = []


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """Close what the test has opened: the app leaves that to who gave it a workspace."""
    yield
    while _OPEN:
        _OPEN.pop().close()


@pytest.fixture(autouse=True)
async def _tasks_as_in_a_terminal() -> None:
    """Begin tasks at once, as Textual does from Python 3.12 on where it runs in a terminal, and not under a pilot."""
    if eager := getattr(asyncio, "eager_task_factory", None):
        asyncio.get_running_loop().set_task_factory(eager)


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder into which the bundled roadmaps are loaded already; copied, never used itself."""
    home = tmp_path_factory.mktemp("loaded")
    Workspace(paths_in(home, library_folder())).close()
    return home


@pytest.fixture
def fresh(loaded: Path, tmp_path: Path) -> Path:
    """A home in which nothing was done yet."""
    return Path(shutil.copytree(loaded, tmp_path / "begun"))


@pytest.fixture
def begun(fresh: Path) -> Path:
    """A home of somebody who is past the first run and keeps SQL in view."""
    with workspace_in(fresh) as workspace:
        workspace.record(Watch("sql", True))
    return fresh


@pytest.fixture
def open_app(begun: Path) -> Callable[[], TrackerApp]:
    """Opens the app on the home, as often as a test starts it."""
    return lambda: TrackerApp(workspace_in(begun))


def paths_in(home: Path, library: Path) -> Paths:
    """Everything under `home`."""
    return Paths(home / "data", home / "config", home / "cache", library)


def workspace_in(home: Path) -> Workspace:
    """The workspace of a home, as another process would open it."""
    return closed_later(Workspace(paths_in(home, library_folder())))


def closed_later(workspace: Workspace) -> Workspace:
    """The same workspace, closed when the test ends."""
    _OPEN.append(workspace)
    return workspace


async def study(pilot: Pilot[None], roadmap: str) -> StudyScreen:
    """Open a roadmap's study screen."""
    app = pilot.app
    assert isinstance(app, TrackerApp)
    screen = StudyScreen(app.session, roadmap)
    await app.push_screen(screen)
    await pilot.pause()
    while not screen.is_mounted:  # a pause ends early on a busy machine
        await pilot.pause()
    return screen


def headline(pilot: Pilot[None]) -> str:
    """The two lines on top of the screen."""
    return pilot.app.screen.query_one(Headline).render().plain


async def leave(pilot: Pilot[None]) -> None:
    """Quit as a user does, so that everything is written."""
    await pilot.press("q")
    await pilot.pause()


async def settled(pilot: Pilot[None]) -> None:
    """Wait until everything wished is written and shown."""
    app = pilot.app
    assert isinstance(app, TrackerApp)
    await app.session.written()
    await pilot.pause()

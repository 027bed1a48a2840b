"""The app syncs beside itself: at its start where that is set, and by a key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.app.conftest import workspace_in
from tests.sync.conftest import Device
from tracker.core.journal.commands import SetMark, Watch
from tracker.core.roadmap.model import Mark
from tracker.settings.model import Settings, SyncSettings
from tracker.tui.app import TrackerApp


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A shared folder in which the laptop has left a tick."""
    folder = tmp_path / "shared"
    folder.mkdir()
    laptop = Device(tmp_path / "laptop" / "t.db", "laptop-00aa11", 1_750_000_000.0)
    laptop.do(SetMark(("git/commit",), Mark.DONE))
    laptop.sync(laptop.folder(folder))
    laptop.database.close()
    return folder


@pytest.fixture
def app(home: Path, bundled_home: Path, shared: Path) -> Callable[..., TrackerApp]:
    """Makes the app over the home, with the target in its settings."""
    (home / "config").mkdir(exist_ok=True)

    def made(target: Path = shared, *, auto: bool) -> TrackerApp:
        (home / "config" / "settings.toml").write_text(f"[sync]\ntarget = '{target}'\n", encoding="utf-8")
        workspace = workspace_in(home)
        workspace.record(Watch("sql", True))
        return TrackerApp(workspace, Settings(sync=SyncSettings(str(target), auto)))

    return made


def files(folder: Path) -> int:
    """How many segments there are."""
    return len(list(folder.glob("*/*.events")))


async def said(pilot: Pilot[None]) -> str:
    """What the app says about the sync, when it is over."""
    if syncs := [worker for worker in pilot.app.workers if worker.group == "sync"]:
        await pilot.app.workers.wait_for_complete(syncs)
    await pilot.pause()
    return "|".join(note.message for note in pilot.app._notifications if note.title == "Sync")


async def test_a_key_syncs_and_says_what_came_and_went(app: Callable[..., TrackerApp]) -> None:
    running = app(auto=False)
    async with running.run_test() as pilot:
        assert "git/commit" not in running.session.state.marks
        await pilot.press("Y")
        await pilot.pause()
        assert await said(pilot) == "1 from laptop, 1 sent"
        await running.session.look_outside()
        assert running.session.state.marks["git/commit"] is Mark.DONE
    running.workspace.close()


async def test_with_auto_the_app_syncs_when_it_opens(app: Callable[..., TrackerApp], shared: Path) -> None:
    running = app(auto=True)
    async with running.run_test() as pilot:
        await pilot.pause()
        assert await said(pilot) == "1 from laptop, 1 sent"
    running.workspace.close()
    assert files(shared) == 2


async def test_a_target_that_is_not_there_is_one_quiet_line(app: Callable[..., TrackerApp], tmp_path: Path) -> None:
    running = app(tmp_path / "stick", auto=True)
    async with running.run_test() as pilot:
        await pilot.pause()
        line = await said(pilot)
        assert "cannot be read: No such file or directory" in line
        assert "\n" not in line
        assert [note.severity for note in pilot.app._notifications] == ["information"]
    running.workspace.close()


async def test_an_app_that_is_left_in_the_middle_of_a_sync_does_not_wait_for_it(
    app: Callable[..., TrackerApp], shared: Path
) -> None:
    running = app(auto=True)
    async with running.run_test() as pilot:
        await pilot.press("q")
        await pilot.pause()
    assert running.return_code == 0
    running.workspace.close()

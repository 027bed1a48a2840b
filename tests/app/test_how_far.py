"""A long act goes on in a thread: the step is shown, the app stays awake, and Escape leaves it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Input

from tests.app.conftest import leave, settled, workspace_in
from tests.app.test_own import PLAN, bring
from tracker.core.errors import CancelledByUserError
from tracker.core.importing.stages import Step
from tracker.core.roadmap.model import Kind
from tracker.tui.app import TrackerApp
from tracker.tui.panels.import_file import ImportScreen
from tracker.tui.screens.home import HomeScreen
from tracker.tui.widgets.progress_bar import ProgressBar
from tracker.workspace.incoming.source import LARGE_IMPORT

LINE = "- [x] A topic with a title that is as long as those that people write into their lists\n"
LARGE = f"# Large plan\n\n{LINE * (LARGE_IMPORT // len(LINE) + 1)}"


class OneBar(App[None]):
    """An app with nothing else in it."""

    def compose(self) -> ComposeResult:
        yield ProgressBar()


async def test_the_step_that_is_on_is_shown() -> None:
    app = OneBar()
    async with app.run_test() as pilot:
        bar = app.query_one(ProgressBar)
        advance = bar.begin()
        assert not bar.display
        await asyncio.to_thread(advance, Step.READING)
        while not bar.display:
            await pilot.pause(0.02)
        assert str(bar.visual) == "Reading …"
        bar.end()
        assert not bar.display


async def test_another_act_ends_the_one_that_goes_on() -> None:
    app = OneBar()
    async with app.run_test():
        bar = app.query_one(ProgressBar)
        first = bar.begin()
        first(Step.READING)
        second = bar.begin()
        with pytest.raises(CancelledByUserError):
            first(Step.READING)
        second(Step.READING)
    with pytest.raises(CancelledByUserError):  # nobody looks any more
        second(Step.READING)


async def test_escape_leaves_while_a_file_is_read(
    open_app: Callable[[], TrackerApp], begun: Path, tmp_path: Path
) -> None:
    (tmp_path / "large.md").write_text(LARGE, encoding="utf-8")
    app = open_app()
    async with app.run_test() as pilot:
        await pilot.press("I")
        await pilot.pause()
        app.screen.query_one(Input).value = str(tmp_path / "large.md")
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        await leave(pilot)
    assert not own(begun)


async def test_escape_while_it_is_saved_leaves_everything_as_it_is(
    open_app: Callable[[], TrackerApp], begun: Path, tmp_path: Path
) -> None:
    (tmp_path / "large.md").write_text(LARGE, encoding="utf-8")
    app, gate = open_app(), Event()
    async with app.run_test() as pilot:
        await bring(pilot, tmp_path / "large.md")
        screen = app.screen
        assert isinstance(screen, ImportScreen)
        while screen.incoming is None:
            await pilot.pause(0.02)
        before = asyncio.create_task(app.session.do(gate.wait))  # saving has to wait for this
        await pilot.press("ctrl+s", "escape")
        while not screen.left:  # escape waits a moment for what ctrl+s has begun
            await pilot.pause(0.02)
        assert app.screen is screen
        gate.set()
        await before
        while app.screen is screen:
            await pilot.pause(0.02)
        await settled(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert "large-plan" not in app.session.roadmaps
        await leave(pilot)
    assert not own(begun)


async def test_a_file_comes_in_once_however_often_it_is_asked_for(
    open_app: Callable[[], TrackerApp], begun: Path, tmp_path: Path
) -> None:
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    app, gate = open_app(), Event()
    async with app.run_test() as pilot:
        await bring(pilot, tmp_path / "plan.md")
        screen = app.screen
        before = asyncio.create_task(app.session.do(gate.wait))  # saving has to wait for this
        await pilot.press("ctrl+s", "ctrl+s")
        gate.set()
        await before
        while app.screen is screen:
            await pilot.pause(0.02)
        await leave(pilot)
    assert own(begun) == ["my-plan"]
    with workspace_in(begun) as workspace:
        assert [act.events[0].subject for act in workspace.undoable(2)].count("my-plan") == 1


def own(home: Path) -> list[str]:
    """The user's own roadmaps, as another process finds them."""
    with workspace_in(home) as workspace:
        return [roadmap.id for roadmap in workspace.roadmaps() if roadmap.kind is Kind.OWN]

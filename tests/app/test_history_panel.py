"""The history: the change first, local time, one entry or back to there; and what an undo takes away is said."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.app.conftest import headline, leave, settled, study
from tests.app.test_own import PLAN, bring, save
from tracker.core.journal.commands import SetMark
from tracker.core.roadmap.model import Mark
from tracker.tui.app import TrackerApp
from tracker.tui.panels.import_file import ImportScreen
from tracker.tui.panels.pick import PickScreen
from tracker.workspace.clock import local

AppOpener = Callable[[], TrackerApp]
THREE = ("git/rebase", "git/forks", "git/branches")


@pytest.fixture
def tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("tokyo")
def test_times_are_those_of_the_clock_on_the_wall() -> None:
    assert local("2026-01-31T15:31:00.000Z") == "2026-02-01 00:31"


async def test_one_entry_is_undone_alone_or_with_all_since(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        for topic in THREE:
            app.session.handle(SetMark((topic,), Mark.DONE))
        await study(pilot, "git")
        await pilot.press("H")
        await pilot.pause()
        assert isinstance(app.screen, PickScreen)
        assert app.screen.choices[0].title.startswith("todo → done: ")
        assert len(app.screen.choices[0].note) == len("00:31")
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, PickScreen)
        await pilot.press("enter")
        await settled(pilot)
        assert set(app.session.state.marks) == set(THREE[1:])
        assert "redoes it" in headline(pilot)
        await pilot.press("H")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.press("down", "enter")
        await settled(pilot)
        assert app.session.state.marks == {}
        assert "one by one" in headline(pilot)
        await leave(pilot)


async def test_undo_of_an_import_says_what_went_and_how_to_get_it_back(open_app: AppOpener, tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    app = open_app()
    async with app.run_test() as pilot:
        await bring(pilot, tmp_path / "plan.md")
        await save(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert "Undone: the import of My plan. U brings it back" in headline(pilot)
        await pilot.press("U")
        await settled(pilot)
        assert "my-plan" in app.session.roadmaps
        await study(pilot, "my-plan")
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert isinstance(app.screen, ImportScreen)
        assert app.screen.roadmap == "my-plan"
        await pilot.press("escape")
        await leave(pilot)

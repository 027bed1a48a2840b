"""Taking a roadmap out in the app: a format, a file, and never over a file that the user wants to keep."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from tests.app.conftest import headline, leave, study, workspace_in
from tests.app.test_own import bring, save
from tracker.core.roadmap.model import Mark
from tracker.tui.app import TrackerApp
from tracker.tui.panels.ask import AskScreen
from tracker.tui.panels.import_file import ImportScreen
from tracker.tui.panels.pick import PickScreen
from tracker.tui.screens.home import HomeScreen
from tracker.tui.screens.study import StudyScreen
from tracker.tui.widgets.roadmap_list import RoadmapList
from tracker.tui.widgets.roadmap_tree import RoadmapTree
from tracker.workspace.export import FORMATS

AppOpener = Callable[[], TrackerApp]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the user is, inside their home."""
    here = tmp_path / "person" / "here"
    here.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(here.parent))
    monkeypatch.chdir(here)
    return here


async def pick(pilot: Pilot[None], key: str) -> None:
    """Pick the choice with this key."""
    screen = pilot.app.screen
    assert isinstance(screen, PickScreen)
    number = [choice.key for choice in screen.choices].index(key)
    await pilot.press(*["down"] * number, "enter")
    await pilot.pause()


def asked(pilot: Pilot[None]) -> tuple[str, str]:
    """What is asked for a line of text, and what stands in the line."""
    screen = pilot.app.screen
    assert isinstance(screen, AskScreen)
    return str(screen.query_one(Static).visual).strip(), screen.query_one(Input).value


async def answer(pilot: Pilot[None], text: str) -> None:
    """Write this into the line that is asked for, and wait for another question or for the end of the export."""
    screen = pilot.app.screen
    assert isinstance(screen, AskScreen)
    screen.query_one(Input).value = text
    await pilot.press("enter")
    while pilot.app.screen is screen or (is_over(pilot) and "Written: " not in headline(pilot)):
        await pilot.pause(0.02)


def names_in(folder: Path) -> list[str]:
    """The files of a folder."""
    return sorted(path.name for path in folder.iterdir())


def is_over(pilot: Pilot[None]) -> bool:
    """Whether nothing is asked any more."""
    return isinstance(pilot.app.screen, HomeScreen | StudyScreen)


async def test_every_format_goes_from_home_into_the_folder_where_the_user_is(open_app: AppOpener, folder: Path) -> None:
    async with open_app().run_test() as pilot:
        pilot.app.screen.query_one(RoadmapList).go_to_key("Skills docker")
        for name, format_ in FORMATS.items():
            await pilot.press("X")
            await pilot.pause()
            await pick(pilot, name)
            default = asked(pilot)[1]
            assert default == f"~/here/docker.{format_.ending}"
            await answer(pilot, default)
            assert f"Written: {default}" in headline(pilot)
        await leave(pilot)
    assert names_in(folder) == sorted(f"docker.{format_.ending}" for format_ in FORMATS.values())
    assert (folder / "docker.md").read_text(encoding="utf-8").startswith("# Docker\n")
    assert json.loads((folder / "docker.json").read_text(encoding="utf-8"))["format"] == "tracker-roadmap"


async def test_a_roadmap_goes_out_with_the_tick_of_a_moment_ago(open_app: AppOpener, folder: Path) -> None:
    async with open_app().run_test() as pilot:
        (await study(pilot, "docker")).query_one(RoadmapTree).reveal("docker/compose")
        await pilot.press("space", "X")
        await pilot.pause()
        await pick(pilot, "markdown")
        await answer(pilot, "~/mine.md")
        assert "Written: ~/mine.md" in headline(pilot)
        await leave(pilot)
    assert "\n- [x] " in (folder.parent / "mine.md").read_text(encoding="utf-8")


async def test_everything_goes_out_as_one_backup_and_comes_back(
    open_app: AppOpener, folder: Path, loaded: Path, tmp_path: Path
) -> None:
    async with open_app().run_test() as pilot:
        (await study(pilot, "docker")).query_one(RoadmapTree).reveal("docker/compose")
        await pilot.press("space", "X")
        await pilot.pause()
        await pick(pilot, "everything")
        await answer(pilot, asked(pilot)[1])
        assert "Written: ~/here/tracker-backup.json; import it to restore everything" in headline(pilot)
        await leave(pilot)
    backup = folder / "tracker-backup.json"
    assert json.loads(backup.read_text(encoding="utf-8"))["format"] == "tracker-backup"
    app = TrackerApp(workspace_in(Path(shutil.copytree(loaded, tmp_path / "other"))))
    async with app.run_test() as pilot:
        await pilot.press("escape")
        await pilot.pause()
        assert "of them new here" in await bring(pilot, backup)
        assert app.session.state.marks == {}
        await pilot.press("ctrl+t", "ctrl+r")
        await save(pilot)
        assert app.session.state.marks == {"docker/compose": Mark.DONE}
        assert "sql" in app.session.state.watched
        assert "What the backup has is here now." in headline(pilot)
        await leave(pilot)


async def test_a_damaged_backup_is_told_and_brings_nothing(open_app: AppOpener, folder: Path) -> None:
    (folder / "backup.json").write_text('{"format": "tracker-backup", "version": 1}', encoding="utf-8")
    app = open_app()
    async with app.run_test() as pilot:
        assert "damaged" in await bring(pilot, folder / "backup.json")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, ImportScreen)
        await pilot.press("escape")
        await leave(pilot)


async def test_a_file_that_is_there_is_replaced_only_when_the_user_says_so(open_app: AppOpener, folder: Path) -> None:
    kept = folder / "sql.md"
    kept.write_text("mine", encoding="utf-8")
    async with open_app().run_test() as pilot:
        await study(pilot, "sql")
        await pilot.press("X")
        await pilot.pause()
        await pick(pilot, "markdown")
        await answer(pilot, "sql.md")
        await pick(pilot, "leave")
        assert asked(pilot) == ("That file stays as it is. Another one?", "sql.md")
        assert kept.read_text(encoding="utf-8") == "mine"
        await answer(pilot, "sql.md")
        await pilot.press("escape")
        await pilot.pause()
        assert kept.read_text(encoding="utf-8") == "mine"
        await answer(pilot, "sql.md")
        await pick(pilot, "replace")
        while not is_over(pilot) or "Written: " not in headline(pilot):
            await pilot.pause(0.02)
        await leave(pilot)
    assert kept.read_text(encoding="utf-8").startswith("# SQL\n")
    assert names_in(folder) == ["sql.md"]


async def test_what_cannot_be_written_is_told_and_asked_for_again(open_app: AppOpener, folder: Path) -> None:
    async with open_app().run_test() as pilot:
        await study(pilot, "sql")
        await pilot.press("X")
        await pilot.pause()
        await pick(pilot, "html")
        for path, why in (("nowhere/sql.html", "No such file or directory"), (".", "directory"), ("a" * 300, "long")):
            await answer(pilot, path)
            words, line = asked(pilot)
            assert "cannot be written: " in words
            assert why in words
            assert line == path
        await pilot.press("escape")
        await pilot.pause()
        assert is_over(pilot)
        assert "Writ" not in headline(pilot)
        await leave(pilot)
    assert names_in(folder) == []

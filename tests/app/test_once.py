"""A screen is left once; what comes after it, or for a roadmap that is gone, changes nothing and breaks nothing."""

from __future__ import annotations

import gc
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from textual._styles_cache import StylesCache
from textual.app import ComposeResult

from tests.app.conftest import study
from tracker.tui.app import TrackerApp
from tracker.tui.palette import PaletteScreen
from tracker.tui.panels.ask import AskScreen
from tracker.tui.panels.pick import Choice, PickScreen
from tracker.tui.panels.replaced import ask_about_store
from tracker.tui.panels.why import WhyScreen
from tracker.tui.screens.home import HomeScreen
from tracker.tui.screens.study import StudyScreen
from tracker.workspace.incoming.open_source import open_source
from tracker.workspace.incoming.source import read_source

OpenApp = Callable[[], TrackerApp]


async def imported(app: TrackerApp, folder: Path) -> str:
    """The id of a roadmap that the app's user has just imported."""
    (folder / "plan.md").write_text("# A plan\n- [ ] One\n- [ ] Two\n", encoding="utf-8")
    source = read_source(str(folder / "plan.md"))
    incoming = open_source(app.session.workspace, source)
    await app.session.do(lambda: incoming.save(app.session.workspace))
    return "a-plan"


@pytest.mark.parametrize("keys", [["enter", "escape"], ["escape", "enter"], ["enter", "enter"], ["escape", "escape"]])
@pytest.mark.parametrize("opens", ["T", "f1", "H", "ctrl+l"])
async def test_a_panel_is_answered_once(open_app: OpenApp, opens: str, keys: list[str]) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await study(pilot, "sql")
        await pilot.press("j", "space", opens)
        while len(app.screen_stack) < 3:
            await pilot.pause(0.02)
        for key in keys:  # without the pause after a key that the pilot makes
            app.simulate_key(key)
        await pilot.pause()
        assert [type(screen) for screen in app.screen_stack[:1]] == [HomeScreen]


async def test_the_first_answer_counts(open_app: OpenApp) -> None:
    app, answers = open_app(), list[str | None]()
    async with app.run_test() as pilot:
        panel = AskScreen("Title", "Which?", {})
        await app.push_screen(panel, answers.append)
        panel.dismiss("first")
        panel.dismiss("second")
        await pilot.pause()
        assert answers == ["first"]
        assert isinstance(app.screen, HomeScreen)


async def test_an_answer_behind_another_screen_waits_for_that_to_go(open_app: OpenApp) -> None:
    app, answers = open_app(), list[str | None]()
    async with app.run_test() as pilot:
        behind, front = AskScreen("Title", "Which?", {}), PickScreen("In front", "", [Choice("one", "One")])
        await app.push_screen(behind, answers.append)
        await app.push_screen(front)
        behind.dismiss("answer")
        await pilot.pause()
        assert app.screen is front
        front.dismiss(None)
        await pilot.pause()
        assert answers == ["answer"]
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize("after", [["enter", "escape"], ["pagedown"], ["escape", "colon"], ["d", "enter", "escape"]])
async def test_keys_at_once_in_the_palette(open_app: OpenApp, after: list[str]) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        for _ in range(3):
            for key in ["colon", *after]:
                app.simulate_key(key)
            await pilot.pause()
        while isinstance(app.screen, PaletteScreen):
            await pilot.press("escape")
            await pilot.pause()


@pytest.mark.parametrize("in_front", [False, True])
async def test_a_roadmap_that_was_taken_out_closes_its_screen(
    open_app: OpenApp, tmp_path: Path, in_front: bool
) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        plan = await imported(app, tmp_path)
        await study(pilot, plan)
        if in_front:
            await pilot.press("percent_sign")
            await pilot.pause()
            assert isinstance(app.screen, WhyScreen)
        await app.session.undo()
        await pilot.pause()
        if in_front:
            await pilot.press("escape")
            await pilot.pause()
        assert [type(screen) for screen in app.screen_stack] == [HomeScreen]


async def test_a_roadmap_that_was_taken_out_is_not_opened(open_app: OpenApp, tmp_path: Path) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        plan = await imported(app, tmp_path)
        await app.session.undo()
        await pilot.pause()
        app.push_screen(StudyScreen(app.session, plan))
        await pilot.pause()
        await pilot.pause()
        assert [type(screen) for screen in app.screen_stack] == [HomeScreen]


async def test_a_roadmap_that_comes_back_while_its_screen_opens_breaks_nothing(
    open_app: OpenApp, tmp_path: Path
) -> None:
    app = open_app()

    class ComesBack(StudyScreen):
        """Opened for a roadmap that is gone, and is back when the screen has been composed without it."""

        CSS_PATH = str(Path(str(sys.modules[StudyScreen.__module__].__file__)).with_name("study.tcss"))

        def compose(self) -> ComposeResult:
            roadmap = app.session.roadmaps.standings.pop(self.roadmap)
            yield from super().compose()
            app.session.roadmaps.standings[self.roadmap] = roadmap

    async with app.run_test() as pilot:
        plan = await imported(app, tmp_path)
        app.push_screen(ComesBack(app.session, plan))
        await pilot.pause()
        await pilot.pause()
        assert [type(screen) for screen in app.screen_stack] == [HomeScreen]


async def test_rows_of_a_roadmap_that_was_taken_out_can_still_be_drawn(open_app: OpenApp, tmp_path: Path) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        plan = await imported(app, tmp_path)
        await app.session.undo()
        await pilot.pause()
        assert app.session.progress(plan).total.percent is None
        assert len(app.session.tree(plan).places) == len(app.session.tree("nothing").places)


async def test_keys_meant_for_the_screen_below_do_not_answer_what_comes_by_itself(open_app: OpenApp) -> None:
    app, answers = open_app(), list[str | None]()
    async with app.run_test() as pilot:
        panel = ask_about_store("It was replaced.", 2)
        await app.push_screen(panel, answers.append)
        for key in ("space", "j", "enter", "escape"):  # at once: a pause between them would be one in typing
            app.simulate_key(key)
        await pilot.pause()
        assert app.screen is panel
        assert not panel.query_one(".panel").border_subtitle
        while not panel.listens:
            await pilot.pause(0.05)
        await pilot.press("enter")
        await pilot.pause()
    assert answers == ["open"]


async def test_ctrl_c_leaves_while_typing(open_app: OpenApp) -> None:
    for keys in (["T"], ["slash", "x"], ["colon"], ["f1"]):
        app = open_app()
        async with app.run_test() as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            await pilot.press("ctrl+c")
            await pilot.pause()
            assert not app.is_running or app._exit, keys


async def test_what_was_drawn_on_screens_that_were_left_is_freed(open_app: OpenApp) -> None:
    def alive() -> int:
        gc.collect()
        return sum(isinstance(kept, StylesCache) for kept in gc.get_objects())

    app = open_app()
    async with app.run_test() as pilot:
        await pilot.pause()
        before = alive()
        for _ in range(4):
            await study(pilot, "docker")
            await pilot.press("b")
            await pilot.pause()
        assert alive() - before <= len([*app.screen.walk_children()])


@pytest.mark.parametrize("number", [15, 1])
async def test_a_note_that_is_open_is_kept_when_a_signal_ends_the_app(open_app: OpenApp, number: int) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        screen = await study(pilot, "ai-engineer")
        await pilot.press("full_stop", "e")
        await pilot.pause()
        row = screen.tree_view.row
        assert row
        await pilot.press(*"half a word")
        await app._leave_soon(number)
    app.session.queue.finish()
    assert app.session.workspace.state().notes[row.node.id] == "half a word"


async def test_an_export_of_everything_is_for_the_user_alone(open_app: OpenApp, tmp_path: Path) -> None:
    app, folder = open_app(), tmp_path / "out"
    folder.mkdir(mode=0o755)
    async with app.run_test() as pilot:
        await pilot.press("X", "end", "enter")
        await pilot.pause()
        assert isinstance(app.screen, AskScreen)
        app.screen.query_one("Input").value = str(folder / "all.json")  # type: ignore[attr-defined]  # found by its name
        await pilot.press("enter")
        while not (folder / "all.json").exists():
            await pilot.pause(0.02)
    assert (folder / "all.json").stat().st_mode & 0o777 == 0o600
    shutil.rmtree(folder)

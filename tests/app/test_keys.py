"""The help lists what works now, filters as one types, and runs what is picked."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.command import Command, CommandList
from textual.pilot import Pilot
from textual.widgets import Input, Static

from tests.app.conftest import leave, study
from tracker.tui.actions import Heading, action_of
from tracker.tui.app import TrackerApp
from tracker.tui.keymap import bindings
from tracker.tui.panels.docs import DocsScreen
from tracker.tui.panels.keys import KeysScreen, live_keys
from tracker.tui.panels.why import WhyScreen

AppOpener = Callable[[], TrackerApp]


async def test_help_lists_the_live_keys(open_app: AppOpener) -> None:
    async with open_app().run_test() as pilot:
        home = {key.does for key in live_keys(pilot.app.screen)}
        assert "Search roadmaps and your notes" in home
        await study(pilot, "docker")
        here = {key.does for key in live_keys(pilot.app.screen)}
        assert any(does.startswith("Mark done") for does in here)
        assert "Search roadmaps and your notes" not in here
        await leave(pilot)


async def test_help_filters_as_one_types_and_enter_runs(open_app: AppOpener) -> None:
    async with open_app().run_test() as pilot:
        await study(pilot, "docker")
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(pilot.app.screen, KeysScreen)
        await pilot.press(*"why this", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, WhyScreen)
        await pilot.press("escape")
        await leave(pilot)


async def test_no_line_of_the_help_is_cut_in_80_columns(open_app: AppOpener) -> None:
    async with open_app().run_test(size=(80, 24)) as pilot:
        for keys in ("question_mark",), ("escape", "enter", "question_mark"):
            await pilot.press(*keys)
            await pilot.pause()
            screen = pilot.app.screen
            assert isinstance(screen, KeysScreen)
            width = screen.list.scrollable_content_region.width
            lines = ["".join(text for text, _ in screen.list.draw(row, width)) for row in screen.list.rows]
            assert len(lines) > 20
            assert not [line for line in lines if "…" in line]


async def test_a_long_help_is_paged_through(open_app: AppOpener) -> None:
    async with open_app().run_test(size=(80, 24)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, KeysScreen)
        first = screen.list.cursor
        await pilot.press("pagedown")
        assert screen.list.cursor > first + 5
        await pilot.press("pageup")
        assert screen.list.cursor == first


async def test_escape_closes_the_help_and_runs_nothing(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await study(pilot, "docker")
        await pilot.press("question_mark")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert app.session.state.marks == {}
        assert not isinstance(app.screen, KeysScreen)
        await leave(pilot)


WANTED = {
    "undo": "Undo",
    "redo": "Redo",
    "export": "Export",
    "backup": "Export",
    "skip": "Skip",
    "tick": "Tick",
    "choose": "Choose",
    "target": "Target",
    "filter": "Filter",
    "rename": "Rename",
    "note": "Note",
    "settings": "Docs",
}


async def test_what_people_look_for_is_found_first_by_its_standard_name(open_app: AppOpener) -> None:
    async with open_app().run_test() as pilot:
        await study(pilot, "docker")
        await pilot.press("question_mark")
        await pilot.pause()
        panel = pilot.app.screen
        assert isinstance(panel, KeysScreen)
        assert {words: panel.fitting(words)[0].name for words in WANTED} == WANTED
        await pilot.press("escape")
        await pilot.press("b")
        await pilot.press("question_mark")
        await pilot.pause()
        panel = pilot.app.screen
        assert isinstance(panel, KeysScreen)
        assert panel.fitting("import")[0].name == "Import"
        assert panel.fitting("restore")[0].name in ("Archive", "Import")
        await pilot.press("escape")
        await leave(pilot)


async def test_the_palette_finds_by_label_command_and_synonym_and_begins_with_what_matters(open_app: AppOpener) -> None:
    async with open_app().run_test(size=(100, 40)) as pilot:
        await study(pilot, "docker")
        await pilot.press("colon")
        await pilot.pause()
        names = listed(pilot)
        assert names[0] == "Tick"
        assert names[-2:] == ["Theme", "Screenshot"]
        assert not {"Maximize", "Quit the application as soon as possible", "Up"} & {*names}
        for typed, name in {**WANTED, "colour": "Theme", "undo": "Undo"}.items():
            palette = pilot.app.screen.query_one(Input)
            palette.value = typed
            await pilot.pause()
            for _ in range(200):
                if listed(pilot)[:1] == [name]:
                    break
                await pilot.pause(0.02)
            assert listed(pilot)[:1] == [name], typed
        await pilot.press("escape")
        await pilot.pause()
        assert len(pilot.app.screen_stack) == 2
        await leave(pilot)


async def test_the_help_has_headings_with_moving_last(open_app: AppOpener) -> None:
    async with open_app().run_test() as pilot:
        await study(pilot, "docker")
        await pilot.press("question_mark")
        await pilot.pause()
        panel = pilot.app.screen
        assert isinstance(panel, KeysScreen)
        headings = [row.heading for row in panel.list.rows if not row.action]
        assert headings == list(Heading)
        assert panel.list.row is not None
        assert panel.list.row.name == "Tick"
        await pilot.press("escape")
        await leave(pilot)


def test_every_key_has_a_heading_and_words_to_be_found_by() -> None:
    panels = {
        "panel",
        "pick",
        "choose",
        "columns",
        "import",
        "update",
        "note",
        "filtering",
        "leaving",
        "why",
        "score",
        "search",
    }
    named = [bound.id for bound in bindings() if bound.id.partition(".")[0] not in {*panels, "proposals", "card"}]
    plain = {"app.suspend", "app.interrupt", "app.leave", "app.quit", "welcome.skip", "placement.finish"}
    assert [id_ for id_ in named if not action_of(id_).words and id_ not in plain] == []


def test_no_two_unrelated_actions_share_a_letter() -> None:
    keys = {key for bound in bindings() for key in bound.keys if bound.screens & {"home", "study"}}
    assert keys & {"e", "r", "l"} == {"e", "r", "l"}
    assert keys & {"E", "R", "L"} == set()


async def test_the_manual_is_read_in_the_app(open_app: AppOpener) -> None:
    async with open_app().run_test() as pilot:
        await pilot.press("f2")
        await pilot.pause()
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, DocsScreen)
        assert "floor(100" in str(pilot.app.screen.query_one(Static).visual)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("escape")
        await leave(pilot)


def listed(pilot: Pilot[None]) -> list[str]:
    """The commands in the palette, by name."""
    commands = pilot.app.screen.query_one(CommandList)
    options = map(commands.get_option_at_index, range(commands.option_count))
    return [option.hit.text or "" for option in options if isinstance(option, Command)]


async def test_enter_picks_what_fits_all_that_was_typed(open_app: AppOpener) -> None:
    async with open_app().run_test() as pilot:
        await pilot.press("colon")
        await pilot.pause()
        for key in (*"theme", "enter"):
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        while not any("themes" in line.placeholder for line in pilot.app.screen.query(Input)):
            await pilot.pause(0.02)
        await pilot.press("escape")
        await leave(pilot)

"""Keys can be given to other things, by id: each has one, says what it does, stands in the help, and really moves."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot

from tests.app.conftest import headline, settled, study, workspace_in
from tracker.core.roadmap.model import Mark
from tracker.settings import Settings
from tracker.settings.read import read_settings
from tracker.tui.app import TrackerApp
from tracker.tui.hints import key_of, use_keys
from tracker.tui.keymap import _app_classes, bindings, key_name, known, own_bindings
from tracker.tui.panels.keys import KeysScreen, live_keys
from tracker.tui.panels.pick import PickScreen
from tracker.tui.widgets.keys_footer import KeysFooter
from tracker.tui.widgets.rows import Rows

PLACES = {
    "home": (),
    "study": ("enter",),
    "note": ("enter", "0", "j", "j", "e"),
    "why": ("enter", "percent_sign"),
}
"""Modules of screens, and the keys that lead there from the first one."""


def app_in(home: Path, **keys: str) -> TrackerApp:
    """The app with these keys; `__` stands for the dot of an id."""
    return TrackerApp(workspace_in(home), Settings(keys={id_.replace("__", "."): given for id_, given in keys.items()}))


async def rows_of_the_help(pilot: Pilot[None]) -> dict[str, str]:
    """What the help says: by what is done, the keys."""
    await pilot.press("f1")
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, KeysScreen)
    return {key.does: key.keys for key in screen.query_one(Rows).rows}


async def theme_kept(app: TrackerApp) -> None:
    """Wait until the theme that was picked is written, or refused."""
    for worker in list(app.workers):
        if worker.group == "theme":
            await worker.wait()


# -- every binding ----------------------------------------------------------------------------------------------------


def test_every_binding_has_an_id_and_says_what_it_does() -> None:
    every = [(kind.__name__, *bound) for kind in _app_classes() for bound in own_bindings(kind)]
    assert len(every) > 50
    assert [(kind, binding.key) for kind, id_, binding, _ in every if not id_ or not binding.tooltip] == []


def test_an_id_means_one_thing() -> None:
    meanings = defaultdict(set)
    for kind in _app_classes():
        for id_, binding, keys in own_bindings(kind):
            meanings[id_].add((keys, binding.action, binding.tooltip))
    assert {id_: uses for id_, uses in meanings.items() if len(uses) > 1} == {}


def test_every_id_works_on_a_screen() -> None:
    assert [bound.id for bound in bindings() if not bound.screens] == []


@pytest.mark.parametrize("place", PLACES)
async def test_every_key_that_works_here_is_on_the_map_and_in_the_help(place: str, begun: Path) -> None:
    """The map is found by reading the modules; here it is compared with the app that runs."""
    app = app_in(begun)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(*PLACES[place])
        await pilot.pause()
        assert type(app.screen).__module__.rpartition(".")[2] == place
        here = [
            active.binding for active in app.screen.active_bindings.values() if active.enabled and active.binding.id
        ]
        told = " ".join((await rows_of_the_help(pilot)).values()).split()
    assert here
    assert {binding.id for binding in here} - {bound.id for bound in bindings() if place in bound.screens} == set()
    assert {app.get_key_display(binding) for binding in here} - set(told) == set()


# -- keys of one's own ------------------------------------------------------------------------------------------------


async def test_a_key_of_ones_own_works_and_the_old_one_no_longer(begun: Path) -> None:
    app = app_in(begun, tree__tick="x,ctrl+t")
    async with app.run_test() as pilot:
        await study(pilot, "docker")
        await pilot.press("0", "home", "down", "space")
        await settled(pilot)
        assert app.session.state.marks == {}
        await pilot.press("x")
        await settled(pilot)
        assert list(app.session.state.marks.values()) == [Mark.DONE]
        await pilot.press("down", "ctrl+t")
        await settled(pilot)
        assert list(app.session.state.marks.values()) == [Mark.DONE, Mark.DONE]


async def test_two_keys_can_change_places(begun: Path) -> None:
    app = app_in(begun, tree__tick="d", tree__doing="space")
    async with app.run_test() as pilot:
        await study(pilot, "docker")
        await pilot.press("0", "home", "down", "d", "down", "space")
        await settled(pilot)
        assert list(app.session.state.marks.values()) == [Mark.DONE, Mark.DOING]


async def test_a_letter_of_another_keyboard_works(begun: Path) -> None:
    app = app_in(begun, rows__down="down,n", study__next_match="ctrl+n")
    async with app.run_test() as pilot:
        await study(pilot, "docker")
        tree = app.screen.query_one("#tree")
        await pilot.press("home")
        before = tree.cursor  # type: ignore[attr-defined]  # a list of rows
        await pilot.press("n")
        assert tree.cursor == before + 1  # type: ignore[attr-defined]  # a list of rows


async def test_help_lists_user_keys(begun: Path) -> None:
    """taskwarrior-tui#126: the help shows the keys that the user has, not those the program came with."""
    app = app_in(begun, tree__tick="x,ctrl+t")
    async with app.run_test() as pilot:
        await study(pilot, "docker")
        told = await rows_of_the_help(pilot)
        (keys,) = [keys for does, keys in told.items() if does.startswith("Mark done")]
    assert keys.split() == ["x", "^t"]


async def test_the_footer_shows_user_keys(begun: Path) -> None:
    app = app_in(begun, tree__tick="x")
    async with app.run_test(size=(120, 40)) as pilot:
        await study(pilot, "docker")
        line = str(app.screen.query_one(KeysFooter).render())
    assert " x Tick " in line


async def test_a_click_on_the_footer_presses_the_key(begun: Path) -> None:
    app = app_in(begun)
    async with app.run_test(size=(120, 40)) as pilot:
        await study(pilot, "docker")
        footer = app.screen.query_one(KeysFooter)
        await pilot.click(footer, offset=(str(footer.render()).index("Help"), 0))
        await pilot.pause()
        assert isinstance(app.screen, KeysScreen)


async def test_the_palette_opens_with_either_key(begun: Path) -> None:
    for key in ("ctrl+p", "colon"):
        app = app_in(begun)
        async with app.run_test() as pilot:
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.screen, CommandPalette)


async def test_help_opens_while_typing_and_only_once(begun: Path) -> None:
    app = app_in(begun)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(*PLACES["note"], "f1", "f1")
        await pilot.pause()
        assert [type(screen).__name__ for screen in app.screen_stack].count("KeysScreen") == 1


# -- what can be given ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("x", "x"),
        ("X", "X"),
        ("é", "é"),
        ("?", "question_mark"),
        ("-", "minus"),
        ("+", "plus"),
        ("space", "space"),
        ("comma", "comma"),
        ("f5", "f5"),
        ("ctrl+x", "ctrl+x"),
        ("alt+left", "alt+left"),
        ("shift+tab", "shift+tab"),
        ("percent_sign", "percent_sign"),
    ],
)
def test_a_key_by_any_of_its_names(key: str, name: str) -> None:
    assert key_name(key) == name


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("", 'such as "x"'),
        ("spcae", 'did you mean "space"?'),
        ("Ctrl+X", 'did you mean "ctrl+x"?'),
        ("shift+x", 'write "X"'),
        ("hyperspace+x", "such as"),
        ("spce", 'did you mean "space"'),
    ],
)
def test_what_nobody_can_press_gets_a_hint(key: str, hint: str) -> None:
    with pytest.raises(ValueError, match=re.escape(hint)):
        key_name(key)


def test_a_key_that_something_else_has_on_the_same_screen_is_an_error_that_names_both(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('[keys]\n"tree.fold" = "u"\n', encoding="utf-8")
    reading = read_settings(file, known)
    assert reading.settings.keys == {}
    (line,) = reading.lines()
    assert line.startswith(f"{file}:2: ")
    assert '.undo"' in line
    assert '"tree.fold"' in line


# -- the rest of the settings in the app ------------------------------------------------------------------------------


async def test_faults_are_shown_and_the_app_goes_on(begun: Path) -> None:
    app = TrackerApp(workspace_in(begun), faults=["settings.toml:3: no [such] thing; did you mean it?"])
    async with app.run_test() as pilot:
        await pilot.pause()
        (shown,) = app._notifications
        assert shown.message == "settings.toml:3: no [such] thing; did you mean it?"
        assert shown.title == "Settings"
        assert live_keys(app.screen)


async def test_a_theme_that_is_picked_is_kept_and_the_rest_of_the_file_stays(begun: Path) -> None:
    file = begun / "config" / "settings.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text('# mine\ntheme = "dracula"  # for now\nmouse = false\n', encoding="utf-8")
    app = TrackerApp(workspace_in(begun), Settings(theme="dracula"))
    async with app.run_test() as pilot:
        assert app.theme == "dracula"
        app.theme = "nord"
        await pilot.pause()
        await theme_kept(app)
    assert file.read_text(encoding="utf-8") == '# mine\ntheme = "nord"  # for now\nmouse = false\n'


async def test_a_theme_that_nobody_picked_is_not_written(begun: Path) -> None:
    async with TrackerApp(workspace_in(begun)).run_test() as pilot:
        await pilot.pause()
    assert not (begun / "config" / "settings.toml").exists()


async def test_a_file_that_cannot_be_edited_is_said_and_left(begun: Path) -> None:
    file = begun / "config" / "settings.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text("theme = \n", encoding="utf-8")
    app = TrackerApp(workspace_in(begun))
    async with app.run_test() as pilot:
        app.theme = "nord"
        await pilot.pause()
        await theme_kept(app)
        await pilot.pause()
        assert any("the theme is not kept" in notice.message for notice in app._notifications)
    assert file.read_text(encoding="utf-8") == "theme = \n"


# -- keys in sentences ------------------------------------------------------------------------------------------------


def subtitle(pilot: Pilot[None]) -> str:
    """The hint below the panel that is open."""
    return str(pilot.app.screen.query_one(".panel").border_subtitle)


async def test_sentences_name_the_keys_that_the_user_has(begun: Path) -> None:
    keys = {"study__undo": "x", "study__search": "comma", "tree__filter": "f5", "list__open": "space"}
    app = app_in(begun, study__watch="left_square_bracket", tree__previous_open="Q", **keys)
    async with app.run_test(size=(120, 40)) as pilot:
        assert "Space to make it your target" in headline(pilot)
        await study(pilot, "docker")
        await pilot.press("n")
        assert "press ,." in headline(pilot)
        await pilot.press("t")
        assert "the target; [ keeps" in headline(pilot)
        await pilot.press("f5")
        await pilot.pause()
        assert isinstance(app.screen, PickScreen)
        await pilot.press("escape")
        await pilot.press("A", *"Mine", "enter")
        await settled(pilot)
        await pilot.pause()
        assert ". x undoes it." in headline(pilot)
        await pilot.press("x")
        await settled(pilot)
        assert not app.session.state.overlay


@pytest.mark.parametrize(
    ("keys", "hint"),
    [
        (("0", "j", "j", "e"), "Ctrl+G saves and closes · Ctrl+E opens $EDITOR"),
        (("percent_sign",), "Ctrl+G closes"),
        (("f1",), "type to filter · Enter runs · Ctrl+G closes"),
        (("ctrl+l",), "Space ticks it · Ctrl+G closes"),
        (("0", "j", "j", "o"), "Space does it · Ctrl+G closes"),
        (("A",), "Enter confirms · Ctrl+G cancels"),
    ],
)
async def test_panels_name_the_keys_that_the_user_has(keys: tuple[str, ...], hint: str, begun: Path) -> None:
    app = app_in(begun, panel__close="ctrl+g,f3", note__keep="f2", pick__pick="space")
    async with app.run_test(size=(120, 40)) as pilot:
        await study(pilot, "docker")
        await pilot.press(*keys)
        await pilot.pause()
        assert subtitle(pilot) == hint


def test_a_hint_without_keys_of_ones_own_names_the_first_key_of_each() -> None:
    use_keys({})
    named = [key_of(id_) for id_ in ("study.why", "panel.close", "note.keep", "pick.pick", "tree.tick", "study.link")]
    assert named == ["%", "Esc", "Ctrl+S", "Enter", "Space", "K"]
    with pytest.raises(KeyError):
        key_of("study.nothing")

"""The app can be read on every terminal: with 16 colours, with none, without Unicode, on light and dark grounds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal.conftest import Terminal

Start = Callable[..., Terminal]

pytestmark = pytest.mark.usefixtures("begun")

FEW_COLOURS = {"TERM": "xterm", "COLORTERM": ""}
ALL_COLOURS = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


def write_settings(begun: Path, text: str) -> None:
    (begun / "config").mkdir(exist_ok=True)
    (begun / "config" / "settings.toml").write_text(text, encoding="utf-8")


def walk(app: Terminal) -> Iterator[str]:
    """Go through the app, and stop at each screen when it is there."""
    assert app.shows("Data Analyst")
    assert app.shows("Quit")
    yield "home"
    app.press("?")
    assert app.shows("Keys of this screen")
    assert app.shows("Undo")
    yield "help"
    app.press("escape")
    assert app.until(lambda: "Keys of this screen" not in app.text())
    app.press(":")
    assert app.shows("Search for commands")
    assert app.shows("Undo")
    yield "palette"
    app.press("escape")
    assert app.until(lambda: "Search for commands" not in app.text())
    app.press("enter")
    assert app.shows("Tick")
    app.press("0", "down", "down", "space")
    assert app.shows(": done")
    yield "study"


def cells(app: Terminal) -> Iterator[tuple[int, str, str, str, bool]]:
    """Every letter and digit: its line, itself, its colour, its ground, and whether it is reversed."""
    for y in range(app.screen.lines):
        for x in range(app.screen.columns):
            cell = app.screen.buffer[y][x]
            if cell.data.isalnum():
                yield y, cell.data, cell.fg, cell.bg, cell.reverse


def unseen(app: Terminal, *, text: str = "white", ground: str = "black") -> str:
    """The letters that have the colour of their ground, on a terminal with these two default colours."""
    seen = list(cells(app))
    assert len(seen) > 100
    return "".join(
        char for _, char, fg, bg, _ in seen if (text if fg == "default" else fg) == (ground if bg == "default" else bg)
    )


def highlighted(app: Terminal) -> set[int]:
    """The lines in which something is reversed or stands on a ground of its own."""
    grounds = [bg for *_, bg, _ in cells(app)]
    usual = max(set(grounds), key=grounds.count)
    return {y for y, _, _, bg, reverse in cells(app) if reverse or bg != usual}


def colours_sent(app: Terminal) -> list[bytes]:
    """What was sent that asks for a colour: not the default ones, not bold, dim, italic, underlined and reversed."""
    codes = [code for sent in re.findall(rb"\x1b\[([\d;]*)m", app.raw) for code in sent.split(b";")]
    return [code for code in codes if len(code) > 1 and code not in (b"22", b"23", b"24", b"27", b"39", b"49")]


@pytest.mark.parametrize("theme", ["auto", "ansi-dark", "ansi-light", "nord"])
def test_no_color_ansi_theme_is_visible(theme: str, terminal: Start, begun: Path) -> None:
    """mistral-vibe#1030: with Textual 8.2.8, NO_COLOR and a theme of the terminal's own colours drew black on black."""
    write_settings(begun, f'theme = "{theme}"\n')
    app = terminal(NO_COLOR="1", **ALL_COLOURS)
    for screen in walk(app):
        assert unseen(app) == unseen(app, text="black", ground="white") == "", screen
        assert highlighted(app), screen
    assert colours_sent(app) == []


def test_a_theme_picked_in_spite_of_no_color_is_visible_too(terminal: Start) -> None:
    app = terminal(NO_COLOR="1", **ALL_COLOURS)
    assert app.shows("Data Analyst")
    app.press(":")
    assert app.shows("Search for commands")
    app.press(*"theme")
    assert app.shows("Change the current theme")
    app.press("enter")
    assert app.shows("Search for themes")
    app.press(*"tracker-light")
    assert app.until(lambda: "nord" not in app.text())
    app.press("enter")
    assert app.until(lambda: any(bg not in ("default", "000000") for _, _, _, bg, _ in cells(app)))
    assert unseen(app) == ""
    greys = {colour for _, _, *pair, _ in cells(app) for colour in pair if colour != "default"}
    assert all(re.fullmatch(r"(..)\1\1", colour) for colour in greys)


def test_an_empty_no_color_says_nothing(terminal: Start) -> None:
    app = terminal(NO_COLOR="", **ALL_COLOURS)
    assert app.shows("Data Analyst")
    assert colours_sent(app)


@pytest.mark.parametrize("theme", ["auto", "tracker-dark", "tracker-light", "ansi-dark"])
def test_sixteen_colours_are_enough(theme: str, terminal: Start, begun: Path) -> None:
    write_settings(begun, f'theme = "{theme}"\n')
    app = terminal(**FEW_COLOURS)
    for screen in walk(app):
        assert unseen(app) == "", screen
        assert highlighted(app), screen
    assert not {code for code in colours_sent(app) if code in (b"38", b"48")}


def test_sixteen_colours_on_a_light_ground(terminal: Start) -> None:
    app = terminal(**FEW_COLOURS)
    says_light(app)
    for screen in walk(app):
        assert unseen(app, text="black", ground="white") == "", screen


def test_256_colours_are_enough(terminal: Start) -> None:
    app = terminal(TERM="xterm-256color", COLORTERM="")
    for screen in walk(app):
        assert unseen(app) == "", screen
        assert highlighted(app), screen


def test_without_unicode_everything_is_ascii(terminal: Start) -> None:
    app = terminal(LC_ALL="C", **ALL_COLOURS)
    for screen in walk(app):
        assert app.text().isascii(), screen
        assert unseen(app) == "", screen
    assert "x " in app.text()
    assert "Space Tick" in app.text()


def test_signs_of_ascii_where_they_are_wanted(terminal: Start, begun: Path) -> None:
    write_settings(begun, 'glyphs = "ascii"\n')
    app = terminal()
    *_, last = walk(app)
    assert last == "study"
    assert not set("○◐✓▸▾●━") & set(app.text())


def test_a_dumb_terminal_is_told_about_the_commands(terminal: Start) -> None:
    app = terminal(TERM="dumb")
    assert app.leaves() == 2
    assert "every action has a command" in app.text().replace("\n", "")
    assert b"\x1b[" not in app.raw


# -- the ground of the terminal ---------------------------------------------------------------------------------------


def answers(app: Terminal, answer: str) -> None:
    """Make the terminal answer this when it is asked who it is."""

    def send(data: str) -> None:
        """Whatever the terminal would say itself is left unsaid."""
        app.child.send(answer)

    app.screen.write_process_input = send  # type: ignore[method-assign]  # the door that pyte has


def says_light(app: Terminal) -> None:
    """Make the terminal answer as one with a white background does."""
    answer = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?6c"
    answers(app, answer)


def ground(app: Terminal) -> str:
    return str(app.screen.buffer[12][0].bg)


def test_the_theme_is_light_where_the_terminal_is(terminal: Start) -> None:
    app = terminal(**ALL_COLOURS)
    says_light(app)
    assert app.shows("Data Analyst")
    assert app.until(lambda: ground(app) == "fbfaf7")


def test_the_theme_is_dark_where_the_terminal_does_not_say(terminal: Start) -> None:
    app = terminal(**ALL_COLOURS)
    answers(app, "")
    assert app.shows("Data Analyst")
    assert app.until(lambda: ground(app) == "15191e")


def test_the_theme_follows_what_the_terminal_set_where_it_does_not_say(terminal: Start) -> None:
    app = terminal(COLORFGBG="0;15", **ALL_COLOURS)
    assert app.shows("Data Analyst")
    assert app.until(lambda: ground(app) == "fbfaf7")


def test_a_theme_that_is_set_is_used_and_the_terminal_is_not_asked(terminal: Start, begun: Path) -> None:
    write_settings(begun, 'theme = "nord"\n')
    app = terminal(**ALL_COLOURS)
    assert app.shows("Data Analyst")
    assert app.until(lambda: ground(app) == "2e3440")
    assert b"\x1b]11;?" not in app.raw


def test_a_user_who_types_already_is_not_talked_over(terminal: Start) -> None:
    """What they typed would be taken for the answer."""
    app = terminal(**ALL_COLOURS)
    app.press("x")
    assert app.shows("Data Analyst")
    assert b"\x1b]11;?" not in app.raw


# -- the rest of the settings -----------------------------------------------------------------------------------------


def test_the_mouse_is_left_to_the_terminal_where_that_is_wanted(terminal: Start, begun: Path) -> None:
    write_settings(begun, "mouse = false\n")
    app = terminal()
    assert app.shows("Data Analyst")
    assert b"\x1b[?1000h" not in app.raw


def test_keys_of_ones_own(terminal: Start, begun: Path) -> None:
    write_settings(begun, '[keys]\n"app.quit" = "Q"\n')
    app = terminal()
    assert app.shows("Q Quit")
    app.press("Q")
    assert app.leaves() == 0


def test_a_fault_in_the_settings_is_told_and_the_app_opens(terminal: Start, begun: Path) -> None:
    write_settings(begun, 'mouse = true\ntheme = "nrod"\n')
    app = terminal(columns=120, lines=40)
    assert app.shows("Data Analyst")
    assert app.shows('did you mean "nord"?')
    assert "settings.toml:2" in app.text().replace(" ", "").replace("\n", "")

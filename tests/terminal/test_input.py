"""What a terminal sends: a paste is text whatever is in it, and an answer is no key, however late it comes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.conftest import Terminal
from tests.terminal.test_program import command
from tracker.tui.terminal.input_filter import InputFilter

Start = Callable[..., Terminal]

START, END = "\x1b[200~", "\x1b[201~"
PASTES = {
    "a bare escape": "one \x1b two q",
    "an escape at the end": "two q\x1b",
    "a long sequence": "one \x1b[38;5;1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19q two",
    "a key": "one \x1b[A\x1bOP\x03\x11 two",
    "a title": "one \x1b]0;q\x07 two",
    "another start": f"one {START} two q",
    "an end with more behind it": f"one {END}q two",
}


@pytest.mark.parametrize("name", PASTES)
def test_a_paste_is_text(name: str, terminal: Start, begun: Path) -> None:
    (begun / "config").mkdir(exist_ok=True)
    (begun / "config" / "settings.toml").write_text('theme = "tracker-dark"\n', encoding="utf-8")
    app = terminal()
    assert app.shows("Pick a role")
    app.press(":")
    assert app.shows("Search for commands")
    app.press(f"{START}{PASTES[name]}{END}")
    assert app.until(lambda: "two" in app.text())
    assert app.child.isalive()
    app.press("\x11")
    assert app.leaves() == 0


def test_a_paste_where_nothing_takes_text_does_nothing(terminal: Start, begun: Path) -> None:
    command(begun, "target", "ai-engineer")
    app = terminal()
    assert app.shows("AI Engineer")
    app.press(f"{START}\x1b[Bq w \x1b q \x11{END}")
    app.press("?")
    assert app.shows("type to filter")
    app.press("ctrl+c")
    assert app.leaves() == 0
    assert "machine" not in command(begun, "watch")


def test_a_late_answer_is_no_key_and_sets_the_theme(terminal: Start, begun: Path) -> None:
    app = terminal()
    assert begun.is_dir()
    assert app.shows("Pick a role")
    dark = app.screen.buffer[0][0].bg
    app.child.send("\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;22c")
    assert app.until(lambda: app.screen.buffer[0][0].bg != dark)
    app.child.send("\x1b]11;rgb:ffff/ff")
    app.child.send("ff/ffff\x07\x1b[?62;")
    app.child.send("22c")
    app.press("?")
    assert app.shows("type to filter")
    assert "62" not in app.text()
    app.press("ctrl+c")
    assert app.leaves() == 0


def test_sizes_that_no_terminal_has_are_not_believed(terminal: Start, begun: Path) -> None:
    assert begun.is_dir()
    app = terminal(COLUMNS="1000000", LINES="1000000")
    assert app.shows("Pick a role")
    app.press("q")
    assert app.leaves() == 0


def through(*reads: str | None) -> tuple[str, list[str]]:
    """What the parser of keys gets of these reads, and the answers; None is a pause."""
    answers: list[str] = []
    filter_ = InputFilter(answers.append)
    return "".join(filter_.idle() if read is None else filter_.feed(read) for read in (*reads, None)), answers


@pytest.mark.parametrize(
    ("reads", "passed"),
    [
        ((f"{START}a{END}b",), f"{START}a{END}b"),
        ((f"{START}a\x1b", f"[201~{END}"), f"{START}a{END}"),
        ((f"{START}a", "\x1b", None, "q", END), f"{START}aq{END}"),
        ((f"{START}a{END}q", None, f"b{END}"), f"{START}a{END}qb{END}"),
        ((f"{START}a{END}q", f"b{END}"), f"{START}aqb{END}"),
        ((f"{START}a{END}q{START}b{END}",), f"{START}aqb{END}"),
        (("\x1b", None, "[A"), "\x1b[A"),
        (("\x1b[A\x1bOP\x1b[<0;1;2M",), "\x1b[A\x1bOP\x1b[<0;1;2M"),
        (("\x1b[?2026;2$y",), "\x1b[?2026;2$y"),
        (("a\x1b[?6", "2;22cb"), "ab"),
        (("\x1b[20", "0~x", END), f"{START}x{END}"),
        ((f"{START}é\n\tb\x9b\x00{END}",), f"{START}é\n\tb{END}"),
    ],
)
def test_what_reaches_the_parser_of_keys(reads: tuple[str | None, ...], passed: str) -> None:
    assert through(*reads)[0] == passed


def test_answers_are_told_and_not_passed_on() -> None:
    assert through("\x1b]11;rgb:0/", "0/0\x1b", "\\q") == ("q", ["11;rgb:0/0/0"])
    assert through("\x1bP>|name 1.0\x1b\\q") == ("q", [])
    assert through("\x1b]11;rgb:0/0", None) == ("", [])

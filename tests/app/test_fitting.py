"""What gives way on a terminal that can show less, as a value: themes, signs, and what stands in their place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tracker.tui.terminal.capabilities import BEST, Terminal, _was_set_light, read_light
from tracker.tui.terminal.filters import as_ascii


@pytest.mark.parametrize(
    ("terminal", "wanted", "theme"),
    [
        (BEST, "auto", "tracker-dark"),
        (Terminal(light=True), "auto", "tracker-light"),
        (Terminal(light=True), "nord", "nord"),
        (Terminal(colours=False), "auto", "ansi-dark"),
        (Terminal(colours=False, light=True), "auto", "ansi-light"),
        (Terminal(colours=False), "nord", "ansi-dark"),
    ],
)
def test_the_theme_that_fits(terminal: Terminal, wanted: str, theme: str) -> None:
    assert terminal.theme(wanted) == theme


@pytest.mark.parametrize(
    ("terminal", "wanted", "signs"),
    [
        (BEST, "auto", "unicode"),
        (BEST, "ascii", "ascii"),
        (Terminal(signs=False), "auto", "ascii"),
        (Terminal(signs=False), "unicode", "unicode"),
    ],
)
def test_the_signs_that_fit(terminal: Terminal, wanted: str, signs: str) -> None:
    assert terminal.glyphs(wanted) == signs


@pytest.mark.parametrize(
    ("answer", "light"),
    [
        (b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?6c", True),
        (b"\x1b]11;rgb:fd/f6/e3\x07\x1b[?62;c", True),
        (b"\x1b]11;rgb:0000/0000/0000\x1b\\", False),
        (b"\x1b]11;rgb:2e2e/3434/4040\x1b\\", False),
        (b"\x1b]11;rgba:ffff/ffff/ffff/8080\x1b\\", True),
        (b"\x1b[?6c", None),
        (b"", None),
    ],
)
def test_what_terminals_answer_about_their_background(answer: bytes, light: bool | None) -> None:
    assert read_light(answer) is light


@pytest.mark.parametrize(
    ("value", "light"), [("0;15", True), ("0;default;15", True), ("15;0", False), ("15", True), ("", False)]
)
def test_what_terminals_set_about_their_background(value: str, light: bool) -> None:
    assert _was_set_light({"COLORFGBG": value}) is light


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("✓ Été · 100 %", "x Ete . 100 %"),
        ("╭──╮│█▁", "+--+|#-"),
        ("日本", "????"),
        ("e\u0301", "e"),
        ("Привет", "??????"),
        ("a → b…", "a > b~"),
    ],
)
def test_what_stands_in_the_place_of_signs(text: str, shown: str) -> None:
    assert as_ascii(text) == shown


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Mn", "Me", "Mc"])))
def test_columns_stay_where_they_were(text: str) -> None:
    """One sign at a time, since that is how the terminal without Unicode would have counted them."""
    shown = as_ascii(text)
    assert shown.isascii()
    assert len(shown) == sum(cell_len(char) for char in text)

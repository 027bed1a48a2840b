"""Text from files and people is shown as text: no terminal obeys it, no layout breaks."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.effort import hours
from tracker.core.text import inert, plain, plain_lines, plural, slug


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Rebase a branch", "Rebase a branch"),
        ("  spaces around\t", "spaces around"),
        ("", ""),
        ("[bold]markup[/bold] $warning <b>", "[bold]markup[/bold] $warning <b>"),
        ("red \x1b[31malert\x1b[0m", "red  [31malert [0m"),
        ("bell\x07 and \x9b31m", "bell  and  31m"),
        ("two\r\nlines", "two lines"),
        ("a\u2028b\u2029c\ufeff", "a b c"),
        ("file\u202etxt.exe", "file txt.exe"),
        ("iso\u2066late\u2069d", "iso late d"),
        ("half a pair \ud83d here", "half a pair   here"),
        ("Größe, サイズ, الحجم, 🚀", "Größe, サイズ, الحجم, 🚀"),
        ("Daten\u00adbank", "Datenbank"),
        ("a\u2060b\u2064c\ufff0", "abc"),
        ("shown\U000e0068\U000e0069\U000e007f\U000e0001", "shown"),
        (
            "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f flag",
            "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f flag",
        ),
        ("\U0001f3f4\U000e0067 no flag", "\U0001f3f4 no flag"),
        ("می\u200cخواهم ไทย\u200bไทย", "می\u200cخواهم ไทย\u200bไทย"),
        ("葛\U000e0100 ☂\ufe0f", "葛\U000e0100 ☂\ufe0f"),
        ("👩\u200d💻", "👩\u200d💻"),
        ("x" * 400, "x" * 400),
    ],
)
def test_a_title_is_one_line_of_text(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text(max_size=40))
def test_nothing_a_terminal_obeys_is_left(text: str) -> None:
    shown = plain(text)
    for letter in shown:
        assert unicodedata.category(letter) not in {"Cc", "Cs", "Zl", "Zp"}
        assert unicodedata.bidirectional(letter) not in {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
    assert plain(shown) == shown


BIDI_CONTROL = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # PropList.txt of Unicode 17
HIDDEN = (
    0xAD,
    *range(0x2060, 0x2066),
    *range(0x206A, 0x2070),
    0xFEFF,
    *range(0xFFF0, 0xFFFC),
    0x1D173,
    0xE0001,
    0xE0041,
)


@pytest.mark.parametrize("make", [plain, plain_lines, inert])
def test_nothing_that_turns_text_round_or_hides_it_is_left(make: Callable[[str], str]) -> None:
    for sign in (*BIDI_CONTROL, *map(chr, HIDDEN)):
        shown = make(f"a{sign}b{sign}c")
        assert sign not in shown
        assert re.fullmatch("a ?b ?c", shown)


@given(st.text(st.characters(categories=("L", "N", "P", "S", "M"))))
def test_letters_signs_and_numbers_are_kept(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\ntwo", "one\ntwo"),
        ("one\r\ntwo\n", "one\ntwo"),
        ("one\n\n  \nfour", "one\n\n\nfour"),
        ("a\tb", "a   b"),
        ("a\x1b]0;title\x07", "a ]0;title"),
        ("", ""),
    ],
)
def test_a_note_keeps_its_lines(text: str, shown: str) -> None:
    assert plain_lines(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("- list\n  - nested", "- list\n  - nested"),
        ("code:\n\treturn 1", "code:\n    return 1"),
    ],
)
def test_a_note_keeps_its_indentation(text: str, shown: str) -> None:
    assert plain_lines(text) == shown


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("Retrieve, then answer", "retrieve-then-answer"),
        ("CI/CD", "ci-cd"),
        ("  C++ & friends_", "c-friends"),
        ("Größe", "grösse"),
        ("日本語", "日本語"),
        ("!?", ""),
    ],
)
def test_a_title_makes_a_short_id(title: str, id_: str) -> None:
    assert slug(title) == id_


@given(st.text(max_size=30))
def test_a_short_id_stays_as_it_is(text: str) -> None:
    assert slug(slug(text)) == slug(text)


@pytest.mark.parametrize(
    ("value", "shown"), [(3.0, "3 h"), (2.5, "2.5 h"), (0.0, "0 h"), (0.25, "0.25 h"), (850, "850 h")]
)
def test_hours_are_written_as_people_write_them(value: float, shown: str) -> None:
    assert hours(value) == shown


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "0 topics"), (1, "1 topic"), (2, "2 topics"), (12_345, "12,345 topics")]
)
def test_one_topic_and_several_topics(count: int, shown: str) -> None:
    assert plural(count, "topic") == shown


def test_what_is_taken_out_is_never_printable() -> None:
    """So that printable text, nearly all of it, needs no look at its signs."""
    text = "".join(filter(str.isprintable, map(chr, range(sys.maxunicode + 1))))
    assert inert(f"\n{text}") == f"\n{text}"
    assert plain(f"\n{text}") == text.strip()

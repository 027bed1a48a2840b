"""Boxes as people write them in Markdown: each line is a topic, or is listed with its number; and codings of files."""

from __future__ import annotations

import pytest

from tests.formats.outlines import item, tree
from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import Outline
from tracker.core.importing.titles import exact
from tracker.formats import detect
from tracker.formats.markdown.reader import read


def skipped(outline: Outline) -> dict[int, str]:
    """The lines that became no topic, with the reason."""
    return {warned.line: warned.message.partition(": ")[2] for warned in outline.warnings if warned.skipped}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("- [1] Knots", "its mark is unknown"),
        ("- [0] Knots", "its mark is unknown"),
        ("- [50%] Knots", "its mark is unknown"),
        ("- [in progress] Knots", "its mark is unknown"),
        ("Reef\n: [x] Knots", "it belongs to a definition"),
        ("Reef\n: - [ ] Knots", "it belongs to a definition"),
        ("<!-- - [ ] Knots -->", "inside HTML"),
        ("- Knots [x]", "its box stands behind the text"),
        ("- ~~Knots~~", "it is struck out and has no box"),
        ("- ✅ Knots", "other lines have boxes in brackets"),
        ("- :white_check_mark: Knots", "other lines have boxes in brackets"),
    ],
)
def test_what_is_no_box_among_boxes_is_listed_with_its_line(line: str, reason: str) -> None:
    outline = read(f"- [ ] Sails\n\nwords\n\n{line}\n")
    assert tree(outline) == ["[ ] Sails"]
    assert skipped(outline) == {5 + line.count("\n"): reason}


@pytest.mark.parametrize(
    "line", ["- [1] Knots\n\n[1]: https://a.org", "- [1](https://a.org) Knots", "- [A] [b](https://a.org)"]
)
def test_links_are_no_boxes(line: str) -> None:
    assert not [line for line in skipped(read(f"- [ ] Sails\n\nwords\n\n{line}\n")).values() if "mark" in line]


def test_lists_with_numbers_quotations_and_other_bullets_have_boxes_too() -> None:
    outline = read(
        "1. [x] a\n2. [ ] b\n   1. [X] c\n      - [ ] d\n3) [ ] e\n\n* [X] f\n+ [ ]\tg\n\n> - [x] h\n>> - [ ] i\n\n"
        "- [ ] j\n\t- [x] k\n\t\t- [ ] l\n"
    )
    assert tree(outline) == [
        "[x] a", "[ ] b", "  [x] c", "    [ ] d", "[ ] e", "[x] f", "[ ] g", "[x] h", "[ ] i", "[ ] j", "  [x] k",
        "    [ ] l",
    ]  # fmt: skip


def test_a_struck_out_text_behind_an_open_box_is_skipped_and_said() -> None:
    outline = read("- [ ] ~~Knots~~\n- [x] ~~Reef~~\n- [ ] ~~Old~~ new\n")
    assert tree(outline) == ["[-] Knots", "[x] Reef", "[ ] Old new"]
    assert [warned.line for warned in outline.warnings] == [1]


def test_wiki_links_and_footnotes_are_words_of_a_title() -> None:
    outline = read(
        "- [ ] [[Knots]]\n- [x] [[sea/Reef|The reef]] now\n- [ ] Lee[^1] side\n- [ ] `a[[0]]` and x[[1]]\n"
        "- [ ] [b][r]\n\n"
        "[^1]: a note - [ ] x\n\n[r]: https://a.org/r\n"
    )
    assert tree(outline) == ["[ ] Knots", "[x] The reef now", "[ ] Lee side", "[ ] a[[0]] and x[[1]]", "[ ] b"]
    assert (item(outline, "b").links[0].url, outline.summary) == ("https://a.org/r", "a note - [ ] x")


def test_cells_beside_boxes_may_hold_other_marks() -> None:
    outline = read(
        "| Topic | Done |\n|--|--|\n| a | [x] |\n| b | [/] |\n| c | [-] |\n| d | ✅ |\n| e | :white_check_mark: |\n"
        "| f | `[x]` |\n| g | - [ ] |\n\n| Week |\n|--|\n| - [ ] h |\n"
    )
    assert tree(outline) == ["[x] a", "[/] b", "[-] c", "[x] d", "[x] e", "[x] f", "[ ] g", "[ ] h"]


def test_names_of_emoji_are_marks_and_no_part_of_a_title_that_is_compared() -> None:
    outline = read("- :white_check_mark: a\n- :x: b\n- :white_large_square: c\n")
    assert tree(outline) == ["[x] a", "[ ] b", "[ ] c"]
    assert exact(":rocket: Launch at 10:30:00") == exact("🚀 Launch at 10:30:00") == "launch at 10:30:00"


BOXES = "# Café\n\n- [ ] “Noël” – fête\n- [x] b\n"


@pytest.mark.parametrize(
    ("data", "is_guess"),
    [
        (BOXES.encode("utf-8-sig"), False),
        (BOXES.encode("utf-16"), False),
        (BOXES.encode("utf-16-le"), False),
        (BOXES.encode("utf-16-be"), False),
        (BOXES.replace("\n", "\r\n").encode("utf-8"), False),
        (BOXES.replace("\n", "\r").encode("utf-8"), False),
        (BOXES.encode("cp1252"), True),
    ],
)
def test_the_codings_of_the_west_are_read_and_a_guess_is_said(data: bytes, is_guess: bool) -> None:
    outline = detect.read(data)
    assert (outline.title, tree(outline)) == ("Café", ["[ ] “Noël” – fête", "[x] b"])
    assert [warned.message.partition(":")[0] for warned in outline.warnings] == ["this is not UTF-8"] * is_guess


@pytest.mark.parametrize(
    ("text", "coding"),
    [("結び目", "shift_jis"), ("绳结", "gb18030"), ("Узлы", "cp1251"), ("Żółw", "cp1250"), ("ığ", "cp1254")],
)
def test_other_codings_are_refused_and_not_read_as_other_letters(text: str, coding: str) -> None:
    with pytest.raises(RoadmapFileError, match="not text in UTF-8"):
        detect.read(f"- [ ] {text}\n".encode(coding))


@pytest.mark.parametrize(
    ("name", "what"),
    [("xl/workbook.xml", "an Excel workbook"), ("word/document.xml", "a Word"), ("a.txt", "unpack it")],
)
def test_an_archive_is_named_for_what_is_in_it(name: str, what: str) -> None:
    with pytest.raises(RoadmapFileError, match=what):
        detect.read(b"PK\x03\x04" + b"\0" * 26 + name.encode())

"""Reading Markdown task lists: what is a box, what a group, and whose prose, links and ids are whose."""

from __future__ import annotations

import pytest

from tests.formats.outlines import item, tree, warnings_of
from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import walk
from tracker.core.roadmap.model import Link, Mark
from tracker.formats.markdown.reader import read


def test_headings_boxes_and_boxes_below_boxes_make_a_tree_of_any_depth() -> None:
    outline = read(
        "# Sailing\n\n## Knots\n\n### Loops\n\n- [x] Bowline\n  - [ ] behind the back\n    - [X] in the dark\n"
        "1. [ ] Reef knot\n* [ ] Sheet bend\n\n## Weather\n\n+ [ ] Read a chart\n"
    )
    assert outline.title == "Sailing"
    assert tree(outline) == [
        "# Knots",
        "  # Loops",
        "    [x] Bowline",
        "      [ ] behind the back",
        "        [x] in the dark",
        "    [ ] Reef knot",
        "    [ ] Sheet bend",
        "# Weather",
        "  [ ] Read a chart",
    ]
    assert [item.line for _, item in walk(outline.items)] == [3, 5, 7, 8, 9, 10, 11, 13, 15]


def test_a_ticked_parent_does_not_tick_its_children() -> None:
    assert tree(read("- [x] parent\n  - [ ] child\n")) == ["[x] parent", "  [ ] child"]


def test_a_heading_inside_a_list_item_opens_a_group_at_its_level() -> None:
    outline = read("## Data\n\n- ### Lists\n  - [ ] linked\n- ### Trees\n  - [ ] binary\n\n## More\n\n- [ ] maps\n")
    assert tree(outline) == [
        "# Data",
        "  # Lists",
        "    [ ] linked",
        "  # Trees",
        "    [ ] binary",
        "# More",
        "  [ ] maps",
    ]


def test_bullets_with_boxes_below_and_lines_in_bold_are_groups() -> None:
    outline = read("- Plain\n  - [ ] a\n\n**Bold line**\n\n- [ ] b\n- **Bold bullet**\n- [ ] c\n\n# Next\n\n- [ ] d\n")
    assert tree(outline) == [
        "# Plain",
        "  [ ] a",
        "# Bold line",
        "  [ ] b",
        "  # Bold bullet",
        "    [ ] c",
        "# Next",
        "  [ ] d",
    ]


def test_headings_without_a_box_below_are_no_groups_and_their_text_is_kept() -> None:
    outline = read(
        "# T\n\nIntro.\n\n## Why\n\nBecause.\n\n## What\n\n### Aside\n\nWords.\n\n- [ ] a\n### Empty\n\nTail.\n"
    )
    assert tree(outline) == ["# What", "  # Aside", "    [ ] a"]
    assert (outline.summary, outline.about) == ("Intro.", "Why\nBecause.")
    assert item(outline, "What").note == "Empty\nTail."
    assert item(outline, "Aside").note == "Words."


def test_marks_of_many_kinds_are_understood_and_unknown_ones_are_reported() -> None:
    outline = read(
        "- [x] a\n- [X] b\n- [ ] c\n- [/] d\n- [~] e\n- [-] f\n- [?] g\n- [✓] h\n- [1] i\n- [a](http://b.c) j\n"
    )
    assert tree(outline) == ["[x] a", "[x] b", "[ ] c", "[/] d", "[/] e", "[-] f", "[ ] g", "[x] h"]
    assert warnings_of(outline) == [
        (7, "the mark [?] is unknown: taken as to do"),
        (9, "looks like a box and is none: its mark is unknown"),
    ]
    assert item(outline, "g").note == "[?]"


def test_boxes_written_a_little_wrong_are_taken_and_reported() -> None:
    outline = read("- [x]close\n- [ ] [x] twice\n")
    assert tree(outline) == ["[x] close", "[ ] twice"]
    assert [line for line, _ in warnings_of(outline)] == [1, 2]


def test_what_looks_like_a_box_and_is_none_is_reported_with_its_line_and_the_reason() -> None:
    outline = read(
        "- [ ] real\n\n```\n- [ ] in code\n```\n\n    - [ ] indented code\n\n<div>\n- [x] in HTML\n</div>\n\n"
        "- [] hollow\n- [ ]\n\n1.[x] tight\n\n- [ ] before\n\u00a0\u00a0- [ ] after no-break spaces\n"
    )
    assert tree(outline) == ["[ ] real", "[ ] before"]
    assert [(warned.line, warned.message.partition(": ")[2]) for warned in outline.warnings if warned.skipped] == [
        (4, "inside a code block"),
        (7, "inside a code block"),
        (10, "inside HTML"),
        (13, "nothing stands between the brackets"),
        (14, "no text behind it"),
        (16, "no space before it"),
        (19, "no-break spaces before it"),
    ]


def test_prose_below_a_box_becomes_its_note_and_link_bullets_its_links() -> None:
    outline = read(
        "- [ ] Learn [maps](https://a.org/m) and [lists](https://a.org/l)\n"
        "  - [Video](https://a.org/v) (from minute 5)\n  - course: [Long](https://a.org/c)\n  - mind the gap\n"
        "    - and the step\n\n  A paragraph,\n  two lines.\n\n  ```\n  code()\n  ```\n"
    )
    topic = item(outline, "Learn maps and lists")
    assert topic.links == (
        Link("link", "maps", "https://a.org/m", False),
        Link("link", "lists", "https://a.org/l", False),
        Link("link", "Video (from minute 5)", "https://a.org/v", False),
        Link("course", "Long", "https://a.org/c", False),
    )
    assert topic.note == "- mind the gap\n- and the step\n\nA paragraph,\ntwo lines.\ncode()"


def test_links_after_a_box_are_its_own_and_links_before_any_are_the_groups() -> None:
    outline = read("## G\n\n- [Before](https://a.org/b)\n\n- [ ] a\n\n```\nx\n```\n\n- [After](https://a.org/a)\n")
    assert [link.url for link in item(outline, "G").links] == ["https://a.org/b"]
    assert [link.url for link in item(outline, "a").links] == ["https://a.org/a"]


def test_bare_addresses_and_those_by_reference_are_links_too() -> None:
    outline = read("- [ ] see https://a.org/x_(y). and [this][r] or <https://a.org/auto>\n\n[r]: https://a.org/r\n")
    assert sorted(link.url for link in outline.items[0].links) == [
        "https://a.org/auto",
        "https://a.org/r",
        "https://a.org/x_(y)",
    ]


def test_links_that_are_not_of_the_web_are_dropped_and_reported() -> None:
    outline = read(
        "- [ ] [a](javascript:alert(1)) [b](file:///etc/passwd) [c](#here) [d](other.md) [e](https://ok.org) [f](http://)\n"
    )
    assert [link.url for link in outline.items[0].links] == ["https://ok.org"]
    messages = " ".join(message for _, message in warnings_of(outline))
    assert "javascript:alert(1)" in messages
    assert "file:///etc/passwd" in messages
    assert "2 links lead to a place inside its own project" in messages


def test_titles_are_text_without_markup_and_without_what_a_terminal_would_obey() -> None:
    outline = read("- [ ] **B** _i_ `c*` ![pic](p.png) <kbd>K</kbd> a\\*b &amp; \x1b[31mred\u202e <!-- hint -->\n")
    [topic] = outline.items
    assert topic.title == "B i c* pic K a*b &  [31mred"


def test_titles_over_several_lines_are_joined_and_very_long_ones_cut_with_all_of_it_in_the_note() -> None:
    outline = read("- [ ] one\n  two\nthree\n- [ ] " + "long " * 200 + "\n")
    assert outline.items[0].title == "one two three"
    assert len(outline.items[1].title) == 500
    assert outline.items[1].note == ("long " * 200).strip()
    assert [line for line, _ in warnings_of(outline)] == [4]


def test_byte_order_mark_front_matter_carriage_returns_and_tabs_change_nothing() -> None:
    text = '---\ntitle: "From the front"\ntags: [a]\n---\n\n## G\n\n- [ ] a\n\t- [x] b\n'
    for variant in (text, text.replace("\n", "\r\n"), text.replace("\n", "\r")):
        outline = read(variant)
        assert outline.title == "From the front"
        assert tree(outline) == ["# G", "  [ ] a", "    [x] b"]
        assert [item.line for _, item in walk(outline.items)] == [6, 8, 9]


def test_boxes_in_folded_sections_and_in_quotes_count() -> None:
    outline = read("<details>\n<summary>More</summary>\n\n- [ ] a\n\n</details>\n\n> - [x] b\n")
    assert tree(outline) == ["# More", "  [ ] a", "[x] b"]


def test_cells_with_a_box_make_their_row_a_topic() -> None:
    outline = read(
        "## T\n\n| Done | Course | Hours | Link |\n|---|---|---|---|\n| [x] | Knots | 3 | [go](https://a.org) |\n"
        "| [ ] | Sails | | |\n| | | | |\n\n| Week | Work |\n|---|---|\n"
        "| 1 | <ul><li>[x] read</li><li>[ ] write</li></ul> |\n"
    )
    assert tree(outline) == ["# T", "  [x] Knots", "  [ ] Sails", "  [x] read", "  [ ] write"]
    knots = item(outline, "Knots")
    assert (knots.note, knots.links[0].url, knots.line) == ("Hours: 3\nLink: go", "https://a.org", 5)


def test_the_first_of_several_columns_of_boxes_counts_and_the_person_is_reported() -> None:
    outline = read("| T | Read | Done |\n|--|--|--|\n| a | [x] | [ ] |\n")
    assert tree(outline) == ["[x] a"]
    assert warnings_of(outline) == [(1, 'several columns say what is done ("Read", "Done"): the first one counts')]


@pytest.mark.parametrize(
    ("text", "title", "groups"),
    [
        ("# A\n\n## B\n\n- [ ] x\n", "A", ["B"]),
        ("# A\n\nWords.\n\n# B\n\n- [ ] x\n\n# C\n\n- [ ] y\n", "A", ["B", "C"]),
        ("# A\n\n- [ ] x\n\n# B\n\n- [ ] y\n", "", ["A", "B"]),
        ("# A\n\n- [ ] x\n\n# B\n\nWords.\n", "A", []),
        ("- [ ] x\n\n# A\n\n- [ ] y\n", "", ["A"]),
        ("## A\n\n- [ ] x\n", "", ["A"]),
    ],
)
def test_the_first_heading_is_the_title_when_it_is_no_section(text: str, title: str, groups: list[str]) -> None:
    outline = read(text)
    assert outline.title == title
    assert [item.title for item in outline.items if item.mark is None] == groups


def test_ids_of_obsidian_and_of_our_own_exports_are_anchors() -> None:
    outline = read(
        "- [ ] a ^abc-1\n- [ ] b (basic · 2.5 h) <!-- x/b -->\n- [ ] c (advanced)\n- [ ] d <!-- two words -->\n"
    )
    assert [(item.title, item.anchor, item.level, item.hours) for item in outline.items] == [
        ("a", "abc-1", None, 0),
        ("b", "x/b", "basic", 2.5),
        ("c (advanced)", "", None, 0),
        ("d", "", None, 0),
    ]


def test_an_id_that_stands_for_two_titles_names_only_the_first() -> None:
    outline = read("- [ ] a <!-- x -->\n- [ ] b <!-- x -->\n- [ ] a <!-- x -->\n")
    assert [item.anchor for item in outline.items] == ["x", "", "x"]


def test_ticks_that_look_like_right_answers_are_reported() -> None:
    question = "#### Q{0}\n\n- [ ] a{0}\n- [x] b{0}\n- [ ] c{0}\n\n"
    outline = read("".join(question.format(number) for number in range(8)))
    assert [line for line, message in warnings_of(outline) if "answers" in message] == [0]
    progress = read("".join(question.format(number).replace("[ ] c", "[x] c") for number in range(8)))
    assert warnings_of(progress) == []


def test_titles_of_bullets_without_a_box_are_known_except_those_of_a_table_of_contents() -> None:
    outline = read("- [Knots](#knots)\n\n## Knots\n\n- [Old one](https://a.org)\n- was a box\n- Group\n  - [ ] a\n")
    assert outline.plain == {"Old one", "was a box", "Group"}


MODES = """\
# Course

- [Maths](#maths)

## Maths

Count first.

| Course | Effort | Status |
|---|---|---|
| [Sums](https://a.org/s) | 2 h | done |
| Products | 3 h | |

## Reading

1. Poems
   - short
   - [long](https://a.org/l)
2. Novels
"""


def test_a_file_without_boxes_offers_the_ways_to_read_it_and_has_no_items_until_one_is_picked() -> None:
    outline = read(MODES)
    assert (outline.items, outline.modes, outline.title) == ((), ("table", "list", "headings"), "Course")
    assert read("- a\n- b\n").modes == ("list",)
    assert read("# A\n\n## B\n").modes == ("headings",)


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("table", ["# Maths", "  [x] Sums", "  [ ] Products"]),
        ("list", ["# Reading", "  # Poems", "    [ ] short", "    [ ] long", "  [ ] Novels"]),
        ("headings", ["[ ] Maths", "[ ] Reading"]),
    ],
)
def test_a_mode_that_was_picked_says_what_the_topics_are(mode: str, expected: list[str]) -> None:
    assert tree(read(MODES, mode)) == expected


def test_the_cells_beside_a_title_become_its_note_and_links() -> None:
    assert item(read(MODES, "table"), "Sums").note == "Effort: 2 h"
    assert [link.url for link in item(read(MODES, "table"), "Sums").links] == ["https://a.org/s"]
    assert [link.url for link in item(read(MODES, "headings"), "Reading").links] == ["https://a.org/l"]


@pytest.mark.parametrize(
    ("text", "mode", "sentence"),
    [
        ("just words", None, "nothing in this file can be ticked"),
        ("- [ ]\n", None, "none of the boxes in this file has a text"),
        ("- a\n", "table", "nothing in this file can be ticked when it is read as table"),
        ("- a\n", "rows", 'cannot be read as "rows"'),
        ("- [ ] \x1b\n", None, "none of the boxes in this file has a text"),
    ],
)
def test_what_is_no_task_list_is_refused_with_a_sentence(text: str, mode: str | None, sentence: str) -> None:
    with pytest.raises(RoadmapFileError, match=sentence.replace("[", r"\[")):
        read(text, mode)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("".join(f"{'  ' * depth}- [ ] a\n" for depth in range(200)), id="indented"),
        pytest.param("- " * 10_000 + "a\n", id="on one line"),
        pytest.param("> " * 10_000 + "- [ ] a\n", id="quoted"),
    ],
)
def test_ten_thousand_levels_are_refused_and_not_fatal(text: str) -> None:
    with pytest.raises(RoadmapFileError, match="nests more than 50 levels deep"):
        read(text)


def test_fifty_levels_are_read() -> None:
    outline = read("".join(f"{'  ' * depth}- [ ] {depth}\n" for depth in range(49)))
    assert max(depth for depth, _ in walk(outline.items)) == 49
    assert sum(item.mark is Mark.TODO for _, item in walk(outline.items)) == 49


def test_a_line_of_signs_ends_in_a_topic_with_a_cut_title() -> None:
    outline = read("- [ ] " + "[" * 200_000)
    assert outline.items[0].title == "[" * 499 + "…"
    assert len(outline.items[0].note) == 50_000

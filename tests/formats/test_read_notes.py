"""Lists as Obsidian, Logseq and people write them: fields in the line, keywords, signs, HTML, and odd boxes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.outlines import item, tree, warnings_of
from tracker.core.errors import RoadmapFileError
from tracker.core.importing.outline import walk
from tracker.core.importing.task_fields import TaskFields, duration, split, without_fields
from tracker.core.roadmap.model import Mark
from tracker.formats.markdown.reader import read


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        (
            "Read 📅 2026-03-01 ⏫ ✅ 2026-02-20",
            TaskFields("Read", "2026-02-20", rest=("📅 2026-03-01", "⏫"), is_done=True),
        ),
        ("Read 🔁 every week 📅 2026-03-03", TaskFields("Read", rest=("🔁 every week", "📅 2026-03-03"), repeats=True)),
        ("Read [due:: 2026-03-02] [[Note|n]]", TaskFields("Read [[Note|n]]", rest=("[due:: 2026-03-02]",))),
        ("Read (completion:: 2026-03-02)", TaskFields("Read", "2026-03-02", is_done=True)),
        ("Read @done(2026-03-02 10:30)", TaskFields("Read", "2026-03-02T10:30", is_done=True)),
        ("Read due:2026-03-02 +p", TaskFields("Read +p", rest=("due:2026-03-02",))),
        ("Read (1h 30min)", TaskFields("Read", hours=1.5)),
        ("Read ~ [est:: 2h] 🆔 ab1", TaskFields("Read ~", hours=2.0, id="ab1")),
        (
            "Read\nSCHEDULED: <2026-02-14 Sat>\nid:: 65c0",
            TaskFields("Read", id="65c0", rest=("SCHEDULED: <2026-02-14 Sat>",)),
        ),
        ("学ぶ（２時間）", None),
        ("学ぶ (2時間)", TaskFields("学ぶ", hours=2.0)),
    ],
)
def test_what_programs_write_into_a_line_is_no_title(line: str, fields: TaskFields | None) -> None:
    assert split(line) == fields


@pytest.mark.parametrize(
    "line",
    [
        "std::vector",
        "A (18 videos)",
        "ratio 3:2",
        "https://a.org:80/x",
        "[[a::b]]",
        "me@done.org",
        "TCP: the parts",
        "start:up",
    ],
)
def test_what_only_looks_like_a_field_stays(line: str) -> None:
    assert split(line) is None


@given(st.text("Ab 📅✅🔁⏫@()[]:2026-h\n", max_size=40))
def test_any_line_keeps_a_title_and_reading_it_again_changes_nothing(line: str) -> None:
    title = without_fields(line)
    assert bool(title.strip()) == bool(line.strip())
    assert duration(title) >= 0


def test_a_task_of_obsidian_is_the_same_with_other_dates_and_a_repeated_one_is_one() -> None:
    outline = read(
        "## W\n- [x] Read ⏫ ✅ 2026-02-20\n- [ ] Explain 🔁 every week 📅 2026-03-10\n"
        "- [x] Explain 🔁 every week 📅 2026-03-03 ✅ 2026-03-03\n- [x] Draw (2h) ^pic\n"
    )
    assert tree(outline) == ["# W", "  [x] Read", "  [ ] Explain", "  [x] Draw"]
    read_one, explain, draw = (item(outline, title) for title in ("Read", "Explain", "Draw"))
    assert (read_one.done_at, read_one.note, explain.done_at) == ("2026-02-20", "⏫", "2026-03-03")
    assert (draw.hours, draw.anchor) == (2.0, "pic")


def test_marks_of_ones_own_are_topics_and_listed_where_the_file_has_boxes() -> None:
    outline = read("- [ ] a\n- [b] c\n- [S] d\n- ( ) e\n- [x ] f\n- [ X] g\n- [✅] h\n- [☑️] i\n")
    assert tree(outline) == ["[ ] a", "[ ] c", "[ ] d", "[x] f", "[x] g", "[x] h", "[x] i"]
    assert [line for line, _ in warnings_of(outline)] == [2, 3, 4]
    assert item(outline, "d").note == "[S]"
    assert tree(read("- [ ] a\n- [C] (https://a.org)\n")) == ["[ ] a"]
    with pytest.raises(RoadmapFileError, match="nothing in this file can be ticked"):
        read("[a] b\n")


def test_keywords_of_logseq_are_marks_and_its_properties_are_no_text() -> None:
    outline = read(
        "title:: Plan\n- ## Part\n  collapsed:: true\n\t- TODO Joins\n\t  SCHEDULED: <2026-02-14 Sat>\n"
        "\t- DONE [#A] Groups\n\t  :LOGBOOK:\n\t  CLOCK: [2026-02-01 Sun 10:00:00]\n\t  :END:\n\t- NOW Plans\n"
        "\t- LATER Loops\n\t- CANCELED Old\n\t\t- WAITING child\n\t  id:: 65c0d0a1\n- DOING Alone\n"
    )
    assert outline.title == "Plan"
    assert tree(outline) == [
        "# Part", "  [ ] Joins", "  [x] Groups", "  [/] Plans", "  [ ] Loops", "  [-] Old", "    [ ] child",
        "[/] Alone",
    ]  # fmt: skip
    assert [item.note for _, item in walk(outline.items)] == ["", "SCHEDULED: <2026-02-14 Sat>", "", "", "", "", "", ""]
    assert tree(read("- [ ] TODO write it\n")) == ["[ ] TODO write it"]


def test_signs_before_titles_are_marks_where_some_are_empty_or_lists_are_read() -> None:
    text = "## P\n- ✅ Joins\n- ⬜ Windows\n- 🔄 Plans\n- ❌ Parts\n- ☑️ Loops\n- ~~Old~~\n"
    marks = ["# P", "  [x] Joins", "  [ ] Windows", "  [/] Plans", "  [ ] Parts", "  [x] Loops"]
    assert tree(read(text)) == tree(read(text, "list")) == marks
    assert [(w.line, w.skipped) for w in read(text, "list").warnings] == [(7, True)]
    assert read("- ✅ good\n- ❌ bad\n").modes
    assert tree(read("- [ ] a\n- ✅ good advice\n")) == ["[ ] a"]


def test_html_makes_groups_topics_and_rows() -> None:
    outline = read(
        "# T\n\n<details open>\n<summary><h3>One</h3></summary>\n\n- [x] a\n\n### Inner\n\n- [ ] b\n\n</details>\n\n"
        "<details><summary>Two &amp; three</summary>\n\n<ul>\n"
        '<li><input type="checkbox" checked> <a href="https://a.org">c</a></li>\n<li><input type=\'checkbox\'> d</li>\n'
        "</ul>\n</details>\n\n- [ ] e\n- <input type=checkbox checked> f\n\n<table>\n<tr><th>Course</th><th>Status</th>"
        "</tr>\n<tr><td>g</td><td>✅</td></tr>\n<tr><td>h</td><td></td></tr>\n</table>\n"
    )
    assert tree(outline) == [
        "# One", "  [x] a", "  # Inner", "    [ ] b", "# Two & three", "  [x] c", "  [ ] d", "[ ] e", "[x] f",
        "[x] g", "[ ] h",
    ]  # fmt: skip
    assert item(outline, "c").links[0].url == "https://a.org"


def test_headings_in_html_are_groups() -> None:
    outline = read(
        "<h1 align=center>Plan</h1>\n\n<h2 id=a>One</h2>\n\n- [x] a\n\n<h3>Inner &amp; more</h3>\n\n- [ ] b\n\n"
        "## Two\n\n- [ ] c\n\n<H2><input type=checkbox checked> Three</H2>\n\n- [ ] d\n\n<h2>Words</h2>\n"
    )
    assert (outline.title, tree(outline)) == (
        "Plan",
        ["# One", "  [x] a", "  # Inner & more", "    [ ] b", "# Two", "  [ ] c", "[x] Three", "  [ ] d"],
    )
    assert [message for _, message in warnings_of(outline)] == [
        '1 heading without topics below, kept as text: "Words" (line 19)'
    ]


def test_a_table_in_html_without_names_of_columns_keeps_its_first_row() -> None:
    rows = "<tr><td><input type=checkbox checked></td><td>a</td></tr><tr><td><input type=checkbox></td><td>b</td></tr>"
    assert tree(read(f"<h2>One</h2><table>{rows}</table>")) == ["# One", "  [x] a", "  [ ] b"]
    states = "<table><tr><td>c</td><td>done</td></tr><tr><td>d</td><td>open</td></tr></table>"
    assert tree(read(f"- [ ] a\n\n{states}\n")) == ["[ ] a", "[x] c", "[ ] d"]
    unclosed = states.replace("</td>", "").replace("</tr>", "")
    assert tree(read(f"- [ ] a\n\n{unclosed}\n")) == ["[ ] a", "[x] c", "[ ] d"]
    nameless = "<tr><th></th><th>Knot</th></tr><tr><td>✅</td><td>c</td></tr><tr><td>⬜</td><td>d</td></tr>"
    assert tree(read(f"- [ ] a\n\n<table>{nameless}</table>\n")) == ["[ ] a", "[x] c", "[ ] d"]
    row_names = rows.replace("<td>a</td>", "<th>a</th>").replace("<td>b</td>", "<th>b</th>")
    assert tree(read(f"<table>{row_names}</table>")) == ["[x] a", "[ ] b"]
    named = states.replace("<tr>", "<tr><td>Course</td><td>Status</td></tr><tr>", 1)
    assert tree(read(f"- [ ] a\n\n{named}\n")) == ["[ ] a", "[x] c", "[ ] d"]


def test_a_mind_map_of_mermaid_in_markdown_is_read_where_it_is_marked_and_else_named() -> None:
    fence = "```mermaid\nmindmap\n  root((Sea))\n    Ropes\n      {}Knots\n    Winds\n```\n"
    marked, plain = f"# P\n\n{fence.format('[x] ')}", f"# P\n\n- [x] a\n\n{fence.format('')}"
    assert tree(read(marked)) == ["# Sea", "  # Ropes", "    [x] Knots", "  [ ] Winds"]
    assert item(read(marked), "Knots").line == 7
    outline = read(plain)
    assert tree(outline) == ["[x] a"]
    assert warnings_of(outline) == [(5, "a mind map of Mermaid is kept as text; --mode map reads it")]
    assert tree(read(plain, "map")) == ["# Sea", "  # Ropes", "    [ ] Knots", "  [ ] Winds"]
    assert read(f"# P\n\n{fence.format('')}").modes == ("map",)


def test_boxes_of_html_in_a_line_of_markdown_and_labels_before_them_are_topics() -> None:
    outline = read(
        "<label><input type=checkbox checked>a</label><br>\n<label><input type=checkbox>b</label>\n\n"
        "- <label><input type=checkbox checked> c</label>\n\n<ul><li>[x] d</li><li>[ ] <a href='https://a.org'>e</a></li>"
        "<li><label for=f>f</label><input id=f type=checkbox checked></li></ul>\n<p>words</p><input type=checkbox>\n"
    )
    assert tree(outline) == ["[x] a", "[ ] b", "[x] c", "[x] d", "[ ] e", "[x] f"]
    assert warnings_of(outline) == [(7, "a box without a title")]


def test_a_box_in_the_words_of_html_is_a_topic_with_its_line() -> None:
    outline = read("- [ ] a\n\n<pre>\n\n[x] b\n</pre>\n\n<p>\n[x] c\n</p>\n")
    assert tree(outline) == ["[ ] a", "[x] b", "[x] c"]
    assert ([item.line for item in outline.items], outline.warnings) == ([1, 5, 9], ())


def test_lists_inside_lists_of_html_are_levels() -> None:
    box = "<li><input type=checkbox>"
    outline = read(
        f"<h2>One</h2><ul>{box} a<ul>{box} b</li>{box} c<ol>{box} d</ol></ul></li>{box} e</li><li>Ropes<ul>{box} f</li>"
        "</ul></li><li>plain</li></ul>"
    )
    levels = ["  [ ] a", "    [ ] b", "    [ ] c", "      [ ] d", "  [ ] e", "  # Ropes", "    [ ] f"]
    assert tree(outline) == ["# One", *levels]


def test_lines_that_begin_with_an_empty_box_need_no_bullet() -> None:
    assert tree(read("Sea\n☐ Knots\n☑ Reef\n☐\ufe0f Winds\n")) == ["[ ] Knots", "[x] Reef", "[ ] Winds"]
    mixed = read("- [ ] a\n\n☐ b\n- ☑ c\n")
    assert tree(mixed) == ["[ ] a"]
    what = "looks like a box and is none: other lines have boxes in brackets"
    assert warnings_of(mixed) == [(3, what), (4, what)]


def test_boxes_before_code_and_in_headings_are_topics() -> None:
    text = "- [ ]\n\n  ```js\n  let a = 1\n  ```\n- [x] ```\n  b\n  ```\n- [ ]\n\n  Words\n"
    outline = read(f"{text}\n## [x] Part\n\n- [ ] c\n")
    assert tree(outline) == ["[ ] let a = 1", "[x] b", "[ ] Words", "[x] Part", "  [ ] c"]
    assert item(outline, "let a = 1").note == "let a = 1"


def test_a_table_of_states_that_stays_text_is_named() -> None:
    outline = read("- [ ] a\n\n| Course | Status |\n|---|---|\n| b | done |\n")
    assert tree(outline) == ["[ ] a"]
    assert any("table with a column of states" in message for _, message in warnings_of(outline))


LINES = st.sampled_from(
    ["- [ ] t{}", "- [x] t{}", "- [b] t{}", "* [✅] t{}", "- [x ] t{}", "1. [ ] t{}", "-[ ] t{}", "- [] t{}", "[x] t{}",
     "- ( ) t{}", "- [x]t{}", "  - [ ] t{}", "    - [ ] t{}", "> - [ ] t{}", "## [ ] t{}", "- [ ] `t{}`", "+ [/] t{}",
     '- <input type="checkbox"> t{}', '<li><input type="checkbox"> t{}</li>', "```\n- [ ] t{}\n```", "\t- [x] t{}"]
)  # fmt: skip


@given(st.lists(LINES, min_size=1, max_size=8))
def test_no_box_is_dropped_without_being_listed(lines: list[str]) -> None:
    text = "- [ ] first\n" + "".join(f"{line.format(number)}\n" for number, line in enumerate(lines))
    outline = read(text)
    known = " ".join(f"{item.title} {item.note}" for _, item in walk(outline.items) if item.mark is not None)
    listed = {warned.line for warned in outline.warnings}
    every = text.split("\n")
    for number in range(len(lines)):
        (line,) = [place for place, shown in enumerate(every, 1) if f"t{number}" in shown]
        assert f"t{number}" in known or line in listed
    assert all(item.mark is not Mark.DONE or item.title for _, item in walk(outline.items))

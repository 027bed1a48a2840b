"""Reading tables: which column is which, groups by value, and tables that hold no titles."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.outlines import item, tree, warnings_of
from tracker.core.errors import RoadmapFileError, UsageError
from tracker.core.importing.columns import Columns, Sheet
from tracker.core.text import plain
from tracker.formats.table.chosen_columns import chosen as chosen_columns
from tracker.formats.table.columns import Table, guess
from tracker.formats.table.reader import read, table_of

COURSE = """\
Unit, Topic, Microtopic, Status, Link, Remark, Weeks
Knots, Loops, Bowline, Y, https://a.org/b, twice, 1
Knots, Loops, Noose, N,,,
Weather, Clouds, Cirrus, 80%,,,2
,,,,,,

Knots, Bends, Sheet bend, Pending,,,
Weather, Clouds,, done,,,
"""


def test_columns_are_guessed_by_their_names_and_groups_are_made_by_value() -> None:
    outline = read(COURSE)
    assert tree(outline) == [
        "# Knots",
        "  # Loops",
        "    [x] Bowline",
        "    [ ] Noose",
        "  # Bends",
        "    [ ] Sheet bend",
        "# Weather",
        "  # Clouds",
        "    [/] Cirrus",
    ]
    bowline = item(outline, "Bowline")
    assert (bowline.note, bowline.links[0].url, bowline.line) == ("twice\nWeeks: 1", "https://a.org/b", 2)
    assert outline.sheet is not None
    assert outline.sheet.guessed
    assert outline.sheet.written(outline.sheet.columns).startswith("title=Microtopic,groups=Unit+Topic,status=Status")
    assert (8, "a row without a title") in warnings_of(outline)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_reported_by_the_rows(delimiter: str) -> None:
    outline = read(f"task{delimiter}done\nKnots{delimiter}yes\nSails{delimiter}\n")
    assert tree(outline) == ["[x] Knots", "[ ] Sails"]


def test_columns_that_a_person_chose_by_name_or_number_are_used() -> None:
    outline = read(COURSE, "title=Topic,groups=1,status=4,notes=microtopic")
    assert [line for line in tree(outline) if "Loops" in line] == ["  [x] Loops", "  [ ] Loops"]
    assert [item.note for item in outline.items[0].children[:2]] == ["Microtopic: Bowline", "Microtopic: Noose"]
    assert warnings_of(outline) == []
    with pytest.raises(RoadmapFileError, match='no column "Subject"; it has "Unit", "Topic"'):
        read(COURSE, "title=Subject")
    with pytest.raises(RoadmapFileError, match='no column "8"'):
        read(COURSE, "title=8")


def test_what_is_left_out_stays_as_guessed_and_what_is_empty_is_not_used() -> None:
    table = "id,title,rust,python,remark\nk,Knots,Y,N,slow\ns,Sails,N,Y,fast\n"
    outline = read(table, "status=python")
    assert tree(outline) == ["[ ] Knots", "[x] Sails"]
    assert [(item.anchor, item.note) for item in outline.items] == [("k", "rust: Y\nslow"), ("s", "rust: N\nfast")]
    outline = read(table, "status=,notes=remark")
    assert tree(outline) == ["[ ] Knots", "[ ] Sails"]
    assert [item.note for item in outline.items] == ["slow", "fast"]
    assert not any(item.note for item in read(table, "notes=").items)


def test_a_column_that_was_guessed_otherwise_is_given_up() -> None:
    outline = read(COURSE, "title=Topic")
    assert tree(outline)[:3] == ["# Knots", "  [x] Loops", "  [ ] Loops"]
    with pytest.raises(UsageError, match='say which column has the titles too; this table has "Unit", "Topic"'):
        read(COURSE, "groups=Microtopic")


def test_a_title_that_is_a_list_can_be_one_topic_or_several() -> None:
    table = 'Role,Skills\nMate,"Knots, Sails"\n'
    assert tree(read(table, "title=Skills,groups=Role")) == ["# Mate", "  [ ] Knots, Sails"]
    assert tree(read(table, "title=Skills,groups=Role,split=yes")) == ["# Mate", "  [ ] Knots", "  [ ] Sails"]


def test_a_table_without_a_column_that_looks_like_titles_is_read_where_a_person_names_one() -> None:
    text = "#, day, status\n1, 2024-01-02, success\n2, 2024-01-03, failed\n"
    assert tree(read(text, "title=day")) == ["[x] 2024-01-02", "[ ] 2024-01-03"]


def test_every_column_is_there_to_choose_from_with_its_first_values() -> None:
    sheet = read(COURSE).sheet
    assert sheet is not None
    assert (sheet.guessed, sheet.columns) == (True, Columns(3, (1, 2), status=4, link=5, notes=(6, 7)))
    assert sheet.names[2:4] == ("Microtopic", "Status")
    assert sheet.first[:2] == (("Knots", "Weather"), ("Loops", "Clouds", "Bends"))
    again = read(COURSE, sheet.written(sheet.columns))
    assert tree(again) == tree(read(COURSE))
    assert again.sheet == sheet._replace(guessed=False)


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ("Topic", '"Topic" does not say what the columns hold'),
        ("colour=Topic", 'a column cannot be "colour"; it can be title, groups, status, link, notes, id'),
        ("title=Topic,title=Unit", '"title" is there twice'),
        ("title=Topic,split=maybe", "split is yes or no"),
        ("title=", "without a column of titles"),
    ],
)
def test_columns_that_are_not_written_so_are_refused(columns: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        read(COURSE, columns)


NAMES = st.lists(st.text(max_size=9) | st.sampled_from("1234"), min_size=4, max_size=4)


@given(st.sets(st.integers(1, 4)), st.permutations([1, 2, 3, 4]), NAMES)
def test_what_is_written_of_columns_is_what_they_are(chosen: set[int], order: list[int], names: list[str]) -> None:
    columns = Columns(order[0], tuple(order[1:3]), notes=tuple(sorted(chosen - set(order[:3]))), split=bool(chosen))
    table = Table(tuple(map(plain, names)), (("a", "b", "c", "d"),), (1,))
    sheet = Sheet(columns, table.names, ((),) * 4)
    assert chosen_columns(table, sheet.written(columns)) == columns


@given(st.text("title=groups,status+1234 =split,yes-no\x00é", max_size=40))
def test_any_columns_give_an_outline_or_a_sentence(columns: str) -> None:
    with suppress(RoadmapFileError, UsageError):
        assert read(COURSE, columns).items


def test_a_table_without_names_is_read_by_what_stands_in_it() -> None:
    assert tree(read("Knots;done\nSails;\nWinds;in progress\n")) == ["[x] Knots", "[ ] Sails", "[/] Winds"]
    assert guess(table_of("1,Knots,https://a.org\n2,Sails,https://b.org\n")) == Columns(2, link=3, notes=(1,))


def test_two_columns_that_say_what_is_done_are_reported() -> None:
    outline = read("id,title,rust,python\nk,Knots,Y,N\ns,Sails,N,Y\n")
    assert tree(outline) == ["[x] Knots", "[ ] Sails"]
    assert [item.anchor for item in outline.items] == ["k", "s"]
    assert any('several columns say what is done ("rust", "python")' in message for _, message in warnings_of(outline))


def test_codes_beside_names_are_ids_and_the_earlier_names_groups() -> None:
    outline = read("l1_code,l1_name,l2_code,l2_name\nA,Knots,A1,Bowline\nA,Knots,A2,Splice\n")
    assert tree(outline) == ["# Knots", "  [ ] Bowline", "  [ ] Splice"]
    assert item(outline, "Splice").anchor == "A2"


def test_a_list_inside_the_cells_becomes_several_topics() -> None:
    outline = read('Role,Skills\nMate,"Knots, Sails, Winds, Stars"\nCook,"Fish, Rice, Salt, Rum"\n')
    assert tree(outline)[:3] == ["# Mate", "  [ ] Knots", "  [ ] Sails"]
    assert any("hold lists" in message for _, message in warnings_of(outline))


def test_empty_cells_below_a_group_mean_the_same_group_where_most_are_empty() -> None:
    outline = read("Unit,Topic\nKnots,a\n,b\n,c\nSails,d\n,e\n")
    assert tree(outline) == ["# Knots", "  [ ] a", "  [ ] b", "  [ ] c", "# Sails", "  [ ] d", "  [ ] e"]


def test_quoted_cells_may_hold_lines_and_delimiters() -> None:
    outline = read('title,notes\n"Knots, and\nbends","first\nsecond"\nSails,\n')
    assert [(item.title, item.note, item.line) for item in outline.items] == [
        ("Knots, and bends", "first\nsecond", 2),
        ("Sails", "", 5),
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("#, last practice, status\n1, 2024-01-02, success\n2, 2024-01-03, failed\n", "no column of this table holds"),
        ("", "this table is empty"),
        ("title\n\x1b\n", "no column of this table holds titles"),
        pytest.param("title" + ",a" * 300, "more than 200 columns", id="wide"),
        pytest.param('title,x\n"' + "a" * 200_000, "cannot be read", id="endless cell"),
    ],
)
def test_what_is_no_table_with_titles_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(RoadmapFileError, match=sentence):
        read(text)

"""Reading tables: which column is which, groups by value, and tables that hold no titles."""

from __future__ import annotations

import pytest

from tests.formats.outlines import item, told, tree
from tracker.core.errors import RoadmapFileError
from tracker.formats.table import read, table_of
from tracker.formats.table_columns import Columns, guess

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
    found = read(COURSE)
    assert tree(found) == [
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
    bowline = item(found, "Bowline")
    assert (bowline.note, bowline.links[0].url, bowline.line) == ("twice\nWeeks: 1", "https://a.org/b", 2)
    assert told(found)[0][1].startswith('the columns were guessed: title from "Microtopic", groups from Unit, Topic')
    assert (8, "a row without a title") in told(found)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_the_rows(delimiter: str) -> None:
    found = read(f"task{delimiter}done\nKnots{delimiter}yes\nSails{delimiter}\n")
    assert tree(found) == ["[x] Knots", "[ ] Sails"]


def test_columns_that_a_person_chose_by_name_or_number_are_used() -> None:
    found = read(COURSE, Columns("Topic", ("1",), status="4", notes=("Microtopic",)))
    assert [line for line in tree(found) if "Loops" in line] == ["  [x] Loops", "  [ ] Loops"]
    assert told(found) == []
    with pytest.raises(RoadmapFileError, match='no column "Subject"; it has "Unit", "Topic"'):
        read(COURSE, Columns("Subject"))
    with pytest.raises(RoadmapFileError, match='no column "8"'):
        read(COURSE, Columns("8"))


def test_a_table_without_names_is_read_by_what_stands_in_it() -> None:
    assert tree(read("Knots;done\nSails;\nWinds;in progress\n")) == ["[x] Knots", "[ ] Sails", "[/] Winds"]
    assert guess(table_of("1,Knots,https://a.org\n2,Sails,https://b.org\n")) == Columns("2", url="3")


def test_two_columns_that_say_what_is_done_are_told() -> None:
    found = read("id,title,rust,python\nk,Knots,Y,N\ns,Sails,N,Y\n")
    assert tree(found) == ["[x] Knots", "[ ] Sails"]
    assert [item.anchor for item in found.items] == ["k", "s"]
    assert any('several columns say what is done ("rust", "python")' in message for _, message in told(found))


def test_codes_beside_names_are_ids_and_the_earlier_names_groups() -> None:
    found = read("l1_code,l1_name,l2_code,l2_name\nA,Knots,A1,Bowline\nA,Knots,A2,Splice\n")
    assert tree(found) == ["# Knots", "  [ ] Bowline", "  [ ] Splice"]
    assert item(found, "Splice").anchor == "A2"


def test_a_list_inside_the_cells_becomes_several_topics() -> None:
    found = read('Role,Skills\nMate,"Knots, Sails, Winds, Stars"\nCook,"Fish, Rice, Salt, Rum"\n')
    assert tree(found)[:3] == ["# Mate", "  [ ] Knots", "  [ ] Sails"]
    assert any("hold lists" in message for _, message in told(found))


def test_empty_cells_below_a_group_mean_the_same_group_where_most_are_empty() -> None:
    found = read("Unit,Topic\nKnots,a\n,b\n,c\nSails,d\n,e\n")
    assert tree(found) == ["# Knots", "  [ ] a", "  [ ] b", "  [ ] c", "# Sails", "  [ ] d", "  [ ] e"]


def test_quoted_cells_may_hold_lines_and_delimiters() -> None:
    found = read('title,notes\n"Knots, and\nbends","first\nsecond"\nSails,\n')
    assert [(item.title, item.note, item.line) for item in found.items] == [
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

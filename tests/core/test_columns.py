"""Which column is what, changed a column at a time and written as a person writes it."""

from __future__ import annotations

import pytest

from tracker.core.importing.columns import Columns, Sheet, Use

COLUMNS = Columns(3, (1, 2), status=4, notes=(5,))
NAMES = ("Unit", "Topic", "Micro topic", "done?", "Topic", "", "7", "a+b")


@pytest.mark.parametrize(
    ("number", "use", "expected"),
    [
        (5, Use.STATUS, Columns(3, (1, 2), status=5, notes=(4,))),
        (2, Use.TITLE, Columns(2, (1,), status=4, notes=(3, 5))),
        (1, Use.NOTES, Columns(3, (2,), status=4, notes=(1, 5))),
        (4, Use.GROUPS, Columns(3, (1, 2, 4), notes=(5,))),
        (4, Use.UNUSED, Columns(3, (1, 2), notes=(5,))),
        (3, Use.UNUSED, Columns(0, (1, 2), status=4, notes=(5,))),
        (3, Use.TITLE, COLUMNS),
    ],
)
def test_a_column_that_becomes_something_else_leaves_what_it_was(number: int, use: Use, expected: Columns) -> None:
    assert COLUMNS.give(number, use) == expected
    assert COLUMNS.give(number, use).use(number) is use


def test_turning_takes_nothing_from_another_column() -> None:
    seen, columns = [], COLUMNS
    for _ in range(8):
        columns = columns.turn(5, 1)
        seen.append(columns.use(5))
        assert (columns.title, columns.status) == (3, 4)
    assert seen == [
        Use.ID, Use.DAY, Use.PARENT, Use.UNUSED, Use.GROUPS, Use.LINK, Use.NOTES, Use.ID,
    ]  # fmt: skip
    assert COLUMNS.turn(5, -1).use(5) is Use.LINK


def test_columns_are_written_by_name_where_that_is_plain_and_their_own_and_by_number_else() -> None:
    sheet = Sheet(COLUMNS, NAMES, ((),) * len(NAMES))
    assert sheet.written(COLUMNS) == "title=Micro topic,groups=Unit+2,status=4,link=,notes=5,id=,day=,parent=,split=no"
    assert [sheet.name(number) for number in range(1, 9)] == ["Unit", "2", "Micro topic", "4", "5", "6", "7", "8"]
    assert sheet.written(COLUMNS._replace(split=True)).endswith(",split=yes")

"""The table: one row a topic, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest

from tests.core.trees import Branch, tree
from tests.formats.conftest import Line, Write, one_topic
from tracker.core.journal.events import State
from tracker.core.progress.measure import measure
from tracker.core.roadmap.document import Document
from tracker.core.roadmap.model import Card, Group, Kind, Link, Mark, Roadmap, Topic
from tracker.formats.table.reader import read
from tracker.formats.table.writer import COLUMNS, write


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_row_tells_everything_about_a_topic(small_document: Write) -> None:
    state = State({"knots/sheet-bend": Mark.DOING}, {"knots/sheet-bend": 'Thick, "thin"\nand sea'})
    table = rows(write(small_document("deckhand", state)))
    assert tuple(table[0]) == COLUMNS
    assert table[2] == {
        "id": "knots/sheet-bend",
        "title": "Join two lines",
        "mark": "doing",
        "done_at": "",
        "level": "working",
        "hours": "2",
        "group": "Knots / Joining lines",
        "under": "",
        "counts": "yes",
        "done_when": "Join a thick line to a thin one.",
        "needs": "knots/bowline",
        "links": "book: The knot book <https://example.org/sheet-bend>",
        "note": 'Thick, "thin"\nand sea',
        "roadmap": "Deckhand",
    }


def test_the_table_says_which_topics_count(small_document: Write) -> None:
    table = rows(write(small_document("deckhand", State(choices={"deckhand/drive": "engines"}))))
    assert {row["id"]: row["counts"] for row in table} == {
        "knots/bowline": "yes",
        "knots/figure-eight": "yes",
        "knots/sheet-bend": "yes",
        "sails/hoist": "no",
        "engines/start": "yes",
        "engines/service": "yes",
        "charts/read": "no",
    }


def test_the_tree_links_days_and_title_come_back() -> None:
    inner = Branch(
        Topic("own/a", "A / \\ B"), (Branch(Group("own/h", "In / side"), (Topic("own/b", "'=1"),)), Topic("own/c", "C"))
    )
    roadmap = Roadmap(
        "own", Kind.OWN, "Own / one", "", tree(Group("own", "Own / one"), Branch(Group("own/g", "G / x\\"), (inner,)))
    )
    links = (Link("book", "One: [x]", "https://a.org/1", False), Link("link", "Two", "https://a.org/2", False))
    times = {"own/a": "2026-03-01T00:31:00.000Z"}
    text = write(Document(measure(roadmap, {"own/a": Mark.DONE}, {}), {"own/b": Card("", links)}, {}, times))
    outline = read(text)
    assert outline.title == "Own / one"
    (group,) = outline.items
    (first,) = group.children
    assert (group.title, first.title, first.done_at) == ("G / x\\", "A / \\ B", times["own/a"])
    assert [(item.title, [two.title for two in item.children]) for item in first.children] == [
        ("In / side", ["'=1"]),
        ("C", []),
    ]
    assert first.children[0].children[0].links == links


def test_a_topic_in_two_places_has_two_rows() -> None:
    topic = Topic("git/rebase", "Rebase")
    parts = (Branch(Group("own/a", "First"), (topic,)), Branch(Group("own/b", "Second"), (topic,)))
    roadmap = Roadmap("own", Kind.OWN, "Own", "", tree(Group("own", "Own"), *parts))
    marks = {"git/rebase": Mark.DONE}
    table = rows(write(Document(measure(roadmap, marks, {}), {}, {})))
    assert [(row["id"], row["group"], row["mark"]) for row in table] == [
        ("git/rebase", "First", "done"),
        ("git/rebase", "Second", "done"),
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1", "\r=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    (row,) = rows(write(one_topic(Line(text, text, f"{text}\n{text}"))))
    for column in ("title", "done_when", "note"):
        assert row[column].lstrip()[0] == "'", column


def test_a_note_brings_nothing_that_a_terminal_obeys() -> None:
    text = write(one_topic(Line(note="\x1b]0;title\x07red\x1b[31m \x9b1m\u202eline\nnext\x00")))
    assert text.isprintable() or set(text) - set("\n") <= {sign for sign in text if sign.isprintable()}
    assert rows(text)[0]["note"].split("\n")[1] == "next"

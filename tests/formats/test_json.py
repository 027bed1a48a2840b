"""JSON for programs: the tree, the marks and the numbers that follow."""

from __future__ import annotations

import json

from tests.formats.conftest import Line, Write, one_topic
from tracker.core.journal.events import State
from tracker.core.json_text import dumps
from tracker.core.roadmap.model import Mark
from tracker.formats.json.writer import write


def test_a_role_becomes_a_tree_with_its_numbers(small_document: Write) -> None:
    state = State({"knots/bowline": Mark.DONE}, {"knots/bowline": "mine"}, {"deckhand/drive": "engines"})
    data = json.loads(write(small_document("deckhand", state)))
    children = data.pop("children")
    assert data == {
        "format": "tracker-roadmap",
        "version": 1,
        "roadmap": "deckhand",
        "kind": "role",
        "title": "Deckhand",
        "summary": "Handles lines and moves the boat",
        "done": 1,
        "counted": 5,
        "percent": 20,
        "doing": 0,
        "skipped": 0,
        "hours_left": 6.5,
        "months_left": 0.0,
    }
    knots, drive, charts = children
    assert (knots["key"], knots["skill"], knots["level"], knots["percent"]) == (
        "deckhand/knots",
        "knots",
        "working",
        33,
    )
    assert (drive["rule"], drive["optional"], drive["counted"]) == ("any", False, 2)
    assert [(option["id"], option.get("chosen", False)) for option in drive["children"]] == [
        ("sails", False),
        ("engines", True),
    ]
    assert charts["optional"] is True
    assert knots["children"][0]["children"][0] == {
        "id": "knots/bowline",
        "title": "Tie a bowline",
        "mark": "done",
        "done_at": None,
        "level": "basic",
        "hours": 1.0,
        "months": 0.0,
        "cost": "",
        "hardware": "",
        "needs": [],
        "project": False,
        "counts": True,
        "done_when": "Tie a bowline behind your back.",
        "links": [{"kind": "book", "title": "The knot book", "url": "https://example.org/bowline"}],
        "aliases": ["king of knots"],
        "note": "mine",
    }


def test_what_does_not_count_says_so(small_document: Write) -> None:
    data = json.loads(write(small_document("deckhand", State())))
    _, drive, charts = data["children"]
    sails, engines = drive["children"]
    counts = [group["children"][0]["children"][0]["counts"] for group in (sails, engines)]
    assert counts == [True, False]
    assert charts["children"][0]["children"][0]["counts"] is False


def test_where_nothing_counts_the_percentage_is_null(small_document: Write) -> None:
    skipped = State({"charts/read": Mark.SKIPPED, "charts/plot": Mark.SKIPPED})
    data = json.loads(write(small_document("charts", skipped)))
    assert (data["percent"], data["counted"], data["skipped"]) == (None, 0, 2)


def test_a_note_comes_through_whole_and_brings_nothing_that_a_terminal_obeys() -> None:
    note = "\x1b[31mred\x1b]0;t\x07 \x9b1m \x7f \u202eright-to-left שלום 👩\u200d🚀 é\u2028end"
    text = write(one_topic(Line(note=note)))
    assert json.loads(text)["children"][0]["note"] == note
    assert not set(text) & set("\x1b\x07\x9b\x7f\u202e\u2028")
    assert "שלום 👩\u200d🚀 é" in text


def test_only_ascii_where_no_more_can_be_shown() -> None:
    assert dumps({"title": "é 👩"}, ascii_only=True).isascii()
    assert json.loads(dumps({"title": "é 👩"}, ascii_only=True)) == {"title": "é 👩"}

"""`tick`, `start`, `skip` and `reset`; `undo`, `redo` and `history`."""

from __future__ import annotations

import pytest

from tests.conftest import Run

pytestmark = pytest.mark.usefixtures("small_home")


def marks(cli: Run) -> dict[str, str]:
    """Every topic of the skipper that is not todo, by its id."""

    def below(node: dict[str, object]) -> dict[str, str]:
        if "mark" in node:
            return {str(node["id"]): str(node["mark"])}
        children = node["children"]
        assert isinstance(children, list)
        return {id_: mark for child in children for id_, mark in below(child).items()}

    return {id_: mark for id_, mark in below(cli("show", "skipper", "--json").json()).items() if mark != "todo"}


def test_a_tick_says_what_it_moved(cli: Run) -> None:
    ran = cli("tick", "knots/bowline")
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.stdout.splitlines() == [
        "✓ Tie a bowline  knots/bowline",
        "  Deckhand: 1/4  25 % (+25)",
        "  Skipper: 1/8  12 % (+12)",
        "  Knots: 1/4  25 % (+25)",
    ]


def test_a_tick_as_json_says_what_it_moved(cli: Run) -> None:
    told = cli("tick", "charts/plot", "--json").json()
    assert told["topics"] == [{"id": "charts/plot", "mark": "done", "changed": True}]
    assert [(roadmap["roadmap"], roadmap["percent_before"], roadmap["percent"]) for roadmap in told["moved"]] == [
        ("skipper", 0, 12),
        ("charts", 0, 50),
    ]


@pytest.mark.parametrize(
    ("command", "mark", "sign"), [("tick", "done", "✓"), ("start", "doing", "◐"), ("skip", "skipped", "–")]
)
def test_a_mark_is_set_and_taken_away(command: str, mark: str, sign: str, cli: Run) -> None:
    assert cli(command, "splice", "hoist").stdout.splitlines()[:2] == [
        f"{sign} Splice an eye  knots/splice",
        f"{sign} Hoist the mainsail  sails/hoist",
    ]
    assert marks(cli) == {"knots/splice": mark, "sails/hoist": mark}
    assert cli("reset", "splice").stdout.startswith("○ Splice an eye")
    assert marks(cli) == {"sails/hoist": mark}


def test_what_is_so_already_is_said_and_not_written_again(cli: Run) -> None:
    cli("tick", "splice")
    assert cli("tick", "splice", "SPLICE", "reef").stdout.splitlines()[:2] == [
        "✓ Splice an eye  knots/splice (was done already)",
        "✓ Reef the mainsail  sails/reef",
    ]
    assert [event["subject"] for event in cli("history", "--json").json()][:2] == ["sails/reef", "knots/splice"]
    assert cli("tick", "splice", "--json").json() == {
        "topics": [{"id": "knots/splice", "mark": "done", "changed": False}],
        "moved": [],
    }


def test_when_one_topic_cannot_be_found_none_is_marked(cli: Run) -> None:
    assert cli("tick", "splice", "nowhere").code == 3
    assert marks(cli) == {}


def test_topics_that_are_marked_together_are_undone_together(cli: Run) -> None:
    cli("tick", "splice")
    cli("tick", "hoist", "reef")
    assert cli("undo").stdout == "undo: Reef the mainsail: done → todo and 1 more\n"
    assert marks(cli) == {"knots/splice": "done"}
    assert cli("redo").stdout == "redo: Hoist the mainsail: todo → done and 1 more\n"
    assert set(marks(cli)) == {"knots/splice", "sails/hoist", "sails/reef"}


def test_several_acts_are_undone_as_far_as_there_are_any(cli: Run) -> None:
    for topic in ("splice", "hoist", "reef"):
        cli("tick", topic)
    assert len(cli("undo", "2").stdout.splitlines()) == 2
    assert marks(cli) == {"knots/splice": "done"}
    assert cli("undo", "9").stdout.splitlines() == ["undo: Splice an eye: done → todo", "nothing more to undo"]
    assert cli("undo").stdout == "nothing to undo\n"
    assert [event["subject"] for event in cli("redo", "9", "--json").json()] == [
        "knots/splice",
        "sails/hoist",
        "sails/reef",
    ]
    assert cli("redo").stdout == "nothing to redo\n"
    assert len(marks(cli)) == 3


@pytest.mark.parametrize("count", ["0", "-1", "x", "1.5", "²", "10001"])
def test_a_count_that_is_none_is_told(count: str, cli: Run) -> None:
    ran = cli("undo", count)
    assert ran.code == 2
    assert "tracker undo --help" in ran.stderr


def test_history_is_newest_first_in_words(cli: Run) -> None:
    cli("target", "skipper")
    cli("tick", "splice")
    cli("note", "splice", "with a fid")
    cli("choose", "skipper", "engines")
    cli("watch", "deckhand")
    cli("undo")
    lines = [line[18:] for line in cli("history").stdout.splitlines()]
    assert lines[:-1] == [
        "undo: no longer watching Deckhand",
        "watching Deckhand",
        "Skipper, drive: Engines counts",
        "note written: Splice an eye",
        "Splice an eye: todo → done",
        "target: Skipper",
    ]
    assert lines[-1].startswith("bundled roadmaps loaded: ")


def test_history_can_be_narrowed_to_a_topic_and_a_number(cli: Run) -> None:
    cli("tick", "splice", "hoist")
    cli("reset", "splice")
    assert [event["value"] for event in cli("history", "splice", "--json").json()] == [None, "done"]
    assert len(cli("history", "-n", "2").stdout.splitlines()) == 2


def test_history_as_json_has_every_part_of_an_event(cli: Run) -> None:
    cli("tick", "splice")
    event = cli("history", "-n", "1", "--json").json()[0]
    assert {name: event[name] for name in ("why", "reverses", "field", "subject", "value", "was")} == {
        "why": "do",
        "reverses": None,
        "field": "mark",
        "subject": "knots/splice",
        "value": "done",
        "was": None,
    }
    assert event["act"] == event["uid"]
    assert event["at"].endswith("Z")


def test_a_store_in_which_nothing_happened_to_a_topic_says_so(cli: Run) -> None:
    assert cli("history", "splice").stdout == "nothing happened yet\n"
    assert cli("history", "splice", "--json").json() == []

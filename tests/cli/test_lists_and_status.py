"""`roles`, `skills` and `status`: how far somebody is."""

from __future__ import annotations

import pytest

from tests.conftest import Run

pytestmark = pytest.mark.usefixtures("small_home")

NUMBERS = {"done", "counted", "percent", "doing", "skipped", "hours_left", "months_left"}


def test_roles_are_listed_with_percent_and_counts(cli: Run) -> None:
    cli("target", "skipper")
    cli("watch", "deckhand")
    cli("tick", "knots/bowline")
    ran = cli("roles")
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.stdout.splitlines() == [
        "Deckhand  ██░░░░░░░░   25 %  1/4  4.5 h   deckhand  watched",
        "Skipper   █░░░░░░░░░   12 %  1/8  16.5 h  skipper   target",
    ]


def test_without_a_target_the_list_says_how_to_set_one(cli: Run) -> None:
    assert cli("roles").stdout.endswith("\nno target yet: tracker target ROLE\n")
    assert "no target yet" not in cli("skills").stdout


def test_roles_as_json_are_a_list_of_numbers(cli: Run) -> None:
    cli("target", "skipper")
    cli("tick", "knots/bowline")
    deckhand, skipper = cli("roles", "--json").json()
    assert deckhand == {
        "roadmap": "deckhand",
        "title": "Deckhand",
        "summary": "Handles lines and moves the boat",
        "done": 1,
        "counted": 4,
        "percent": 25,
        "doing": 0,
        "skipped": 0,
        "hours_left": 4.5,
        "months_left": 0.0,
        "target": False,
        "watched": False,
    }
    assert skipper["target"] is True


def test_skills_as_json_are_a_list_of_numbers(cli: Run) -> None:
    skills = cli("skills", "--json").json()
    assert [skill["roadmap"] for skill in skills] == ["charts", "engines", "knots", "sails"]
    assert all(skill.keys() >= NUMBERS for skill in skills)
    assert cli("skills").stdout.splitlines()[2] == "Knots    ░░░░░░░░░░    0 %  0/4  7.5 h  knots"


def test_status_is_of_the_target(cli: Run) -> None:
    cli("target", "deckhand")
    cli("tick", "knots/bowline")
    cli("start", "knots/figure-eight")
    cli("skip", "knots/sheet-bend")
    assert cli("status").stdout.splitlines() == [
        "Deckhand             ███████░░░░░░░░░░░░░   33 %  1 of 3 topics · 2.5 h left · 1 doing · 1 skipped",
        "ready to apply       ██████████░░░░░░░░░░   50 %  1 of 2 topics · 0.5 h left · 1 doing",
        "useful, not counted  ░░░░░░░░░░░░░░░░░░░░    0 %  0 of 1 topics · 2 h left",
    ]


def test_status_as_json_is_one_object(cli: Run) -> None:
    cli("target", "deckhand")
    cli("tick", "knots/bowline")
    status = cli("status", "--json").json()
    assert {name: status[name] for name in ("roadmap", "title", "done", "counted", "percent", "hours_left")} == {
        "roadmap": "deckhand",
        "title": "Deckhand",
        "done": 1,
        "counted": 4,
        "percent": 25,
        "hours_left": 4.5,
    }
    assert (status["ready"]["percent"], status["optional"]["percent"]) == (50, 0)


def test_status_of_a_named_roadmap_by_any_of_its_names(cli: Run) -> None:
    for name in ("knots", "Knots", "ropework", "bends"):
        assert cli("status", name, "--json").json()["roadmap"] == "knots"


def test_status_without_a_target_says_how_to_set_one(cli: Run) -> None:
    ran = cli("status")
    assert (ran.code, ran.stdout) == (3, "")
    assert ran.stderr == "tracker: there is no target yet; pick a role: tracker roles, then tracker target ROLE\n"


def test_a_percentage_explains_itself(cli: Run) -> None:
    cli("tick", "knots/bowline")
    cli("skip", "knots/sheet-bend")
    told = cli("status", "deckhand", "--why").stdout
    for line in (
        "1 of 3 topics done = 33.33 %, rounded down to 33 %",
        "One tick is worth 33.33 %; the next tick moves the number.",
        "  Knots                     50 %  1/2  up to working",
        "  A way to drive the boat    0 %  0/1  Sails, furthest along",
        "  1 skipped by you",
        '  2 in an option of an "any of" group that is not chosen',
    ):
        assert line in told.splitlines()
    why = cli("status", "deckhand", "--why", "--json").json()["why"]
    assert why["sum"] == "1 of 3 topics done = 33.33 %, rounded down to 33 %"
    assert [(part["title"], part["percent"]) for part in why["parts"]] == [
        ("Knots", 50),
        ("A way to drive the boat", 0),
    ]
    assert {"reason": "skipped by you", "topics": ["knots/sheet-bend"]} in why["left_out"]


def test_where_all_is_skipped_there_is_no_percentage(cli: Run) -> None:
    cli("skip", "charts/read", "charts/plot")
    assert (
        cli("status", "charts").stdout == "Charts  ░░░░░░░░░░░░░░░░░░░░      -  0 of 0 topics · 0 h left · 2 skipped\n"
    )
    assert cli("status", "charts", "--json").json()["percent"] is None


def test_all_ticked_is_100_percent(cli: Run) -> None:
    """Every option that counts, and nothing more: the bar is full, and not before."""
    cli("tick", "knots/bowline", "knots/figure-eight", "knots/sheet-bend")
    assert "███████████████░░░░░   75 %" in cli("status", "deckhand").stdout
    cli("tick", "sails/hoist")
    assert "████████████████████  100 %  4 of 4 topics · 0 h left" in cli("status", "deckhand").stdout

"""What a command that writes takes for a name, and what it does when several things fit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tracker.cli import ask


@pytest.fixture(autouse=True)
def _home(small_home: Path) -> None:
    """The small library."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Answers that a user gives, as lines; a terminal is there."""
    answers: list[str] = []
    monkeypatch.setattr(ask, "may_ask", lambda: True)
    monkeypatch.setattr("tracker.cli.naming.may_ask", lambda: True)
    monkeypatch.setattr("tracker.cli.commands.mark.may_ask", lambda: True)

    class Lines:
        def readline(self) -> str:
            return f"{answers.pop(0)}\n"

    monkeypatch.setattr("sys.stdin", Lines())
    return answers


def marks(cli: Run) -> dict[str, str]:
    return {event["subject"]: event["value"] for event in cli("history", "--json").json() if event["field"] == "mark"}


@pytest.mark.parametrize("text", ["plice", "ainsail", "ee"])
def test_a_fragment_inside_a_word_marks_nothing(text: str, cli: Run) -> None:
    assert cli("tick", text).code == 3
    assert marks(cli) == {}


@pytest.mark.parametrize(
    ("text", "id_"), [("splice", "knots/splice"), ("Reef the", "sails/reef"), ("ree", "sails/reef")]
)
def test_whole_words_and_beginnings_mark(text: str, id_: str, cli: Run) -> None:
    assert cli("tick", text).code == 0
    assert marks(cli) == {id_: "done"}


def test_a_skill_says_the_count_first_and_needs_yes_in_a_script(cli: Run) -> None:
    ran = cli("tick", "knots")
    assert ran.code == 2
    assert "--yes" in ran.stderr
    assert marks(cli) == {}
    ran = cli("tick", "knots", "--yes")
    assert ran.code == 0
    assert "topics" in ran.stderr
    assert marks(cli)
    assert {id_.partition("/")[0] for id_ in marks(cli)} == {"knots"}
    cli("undo")
    assert set(cli("status", "knots", "--json").json()) >= {"done"}
    assert cli("status", "knots", "--json").json()["done"] == 0


def test_a_level_of_a_skill(cli: Run) -> None:
    assert cli("tick", "knots", "--level", "basic", "--yes").code == 0
    shown = cli("show", "knots", "--json").json()
    topics = [node for group in shown["children"] for node in group.get("children", [])]
    assert all((topic["mark"] == "done") == (topic["level"] == "basic") for topic in topics if "mark" in topic)


def test_a_group_is_asked_about_and_no_is_no(cli: Run, asked: list[str]) -> None:
    asked.append("n")
    assert cli("tick", "knots").code == 0
    assert marks(cli) == {}
    asked.append("y")
    assert cli("tick", "knots").code == 0
    assert marks(cli)


def test_own_and_library_topics_that_both_fit_are_asked_about(cli: Run, tmp_path: Path, asked: list[str]) -> None:
    (tmp_path / "plan.md").write_text("# Plan\n\n- [ ] Splice a rope\n", encoding="utf-8")
    assert cli("import", str(tmp_path / "plan.md"), "--yes").code == 0
    asked.append("2")
    ran = cli("tick", "splice")
    assert ran.code == 0
    assert "knots/splice" in ran.stderr
    assert "plan/" in ran.stderr
    assert marks(cli) == {"knots/splice": "done"}


@pytest.mark.parametrize(("slip", "meant"), [("targt", "target"), ("doctr", "doctor"), ("statsu", "status")])
def test_a_slip_in_a_command_names_the_one_that_was_meant(slip: str, meant: str, cli: Run) -> None:
    ran = cli(slip)
    assert ran.code == 2
    assert f"did you mean {meant}" in ran.stderr
    assert len(ran.stderr.splitlines()) == 2


def test_archive_and_remove_of_a_bundled_roadmap_say_what_is_true(cli: Run) -> None:
    assert "Knots is a bundled roadmap, and has no archive" in cli("archive", "knots").stderr
    assert "Knots is a bundled roadmap, and cannot be removed" in cli("remove", "knots").stderr


def test_plain_has_words_and_no_signs(cli: Run) -> None:
    for command in (("show", "knots"), ("status", "knots"), ("skills",), ("next", "knots")):
        ran = cli(*command, "--plain")
        assert ran.code == 0
        assert not set("○◐✓█░") & set(ran.stdout)
    assert "todo: " in cli("--plain", "show", "knots").stdout

"""`tracker check --stats`: how much the roadmap files hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SMALL_LIBRARY, Run
from tracker.core.roadmap.library import Library
from tracker.workspace.paths import library_folder


@pytest.fixture
def counted(cli: Run) -> dict[str, Any]:
    """The counts of the bundled files."""
    told: dict[str, Any] = cli("check", "--stats", "--json").json()
    return told


def test_every_skill_and_role_is_counted_beside_what_the_check_says(counted: dict[str, Any], library: Library) -> None:
    assert (counted["errors"], counted["advice"]) == ([], [])
    assert [skill["skill"] for skill in counted["skills"]] == list(library.skills)
    assert [entry["role"] for entry in counted["roles"]] == list(library.roles)


@pytest.mark.usefixtures("bundled_home")
def test_a_role_counts_what_the_program_counts_before_the_first_tick(cli: Run, counted: dict[str, Any]) -> None:
    listed = {row["roadmap"]: (row["counted"], row["hours_left"]) for row in cli("roles", "--json").json()}
    assert {entry["role"]: tuple(entry["required"].values()) for entry in counted["roles"]} == listed
    status = cli("status", "research-engineer", "--json").json()
    (role,) = (entry for entry in counted["roles"] if entry["role"] == "research-engineer")
    assert role["optional"] == {"topics": status["optional"]["counted"], "hours": status["optional"]["hours_left"]}
    assert role["ready"] == {"topics": status["ready"]["counted"], "hours": status["ready"]["hours_left"]}


@pytest.mark.usefixtures("bundled_home")
def test_what_a_role_takes_beside_hours_is_of_its_required_topics(cli: Run, counted: dict[str, Any]) -> None:
    def required(node: dict[str, Any]) -> dict[str, dict[str, Any]]:
        if "children" not in node:
            return {node["id"]: node} if node["counts"] else {}
        return {id_: leaf for child in node["children"] for id_, leaf in required(child).items()}

    role = cli("show", "research-engineer", "--json").json()
    leaves = required(role).values()
    (extra,) = (entry["extra"] for entry in counted["roles"] if entry["role"] == "research-engineer")
    assert extra == {
        "months": sum(leaf["months"] for leaf in leaves),
        "projects": sum(leaf["project"] for leaf in leaves),
        "cost": sum(leaf["cost"] != "" for leaf in leaves),
        "hardware": sum(leaf["hardware"] != "" for leaf in leaves),
    }
    assert extra["months"] == role["months_left"] > 0


@pytest.mark.usefixtures("bundled_home")
def test_a_skill_counts_what_the_program_counts_before_the_first_tick(cli: Run, counted: dict[str, Any]) -> None:
    listed = {row["roadmap"]: (row["counted"], row["hours_left"]) for row in cli("skills", "--json").json()}
    assert {skill["skill"]: (skill["topics"], skill["hours"]) for skill in counted["skills"]} == listed


def test_the_unchecked_links_are_those_that_the_files_mark(counted: dict[str, Any]) -> None:
    folder = library_folder() / "skills"
    marked = {
        path.stem: path.read_text(encoding="utf-8").count(", checked = false }") for path in folder.glob("*.toml")
    }
    assert {skill["skill"]: skill["unchecked_links"] for skill in counted["skills"]} == marked
    assert counted["totals"]["skills"]["unchecked_links"] == sum(marked.values())


def test_the_table_has_a_line_for_each_and_a_sum(cli: Run, library: Library) -> None:
    ran = cli("check", "--stats")
    assert (ran.code, ran.stderr) == (0, "")
    skills, roles, extra, told = ran.stdout.split("\n\n")
    head, *lines = skills.splitlines()
    assert head.split() == ["skill", "basic", "working", "advanced", "topics", "hours", "links", "unchecked"]
    assert [line.split()[0] for line in lines] == [*library.skills, "all"]
    numbers = [[float(cell.replace(",", "")) for cell in line.split()[-7:]] for line in lines]
    assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]
    assert len({len(line) for line in (head, *lines)}) == 1
    head, *lines = roles.splitlines()
    assert head.split()[:3] == ["role", "required", "hours"]
    assert [line.split()[0] for line in lines] == [*library.roles, "all"]
    head, *lines, note = extra.splitlines()
    assert head.split("  ")[0] == "required topics of"
    assert head.split()[3:] == ["months", "projects", "need", "money", "need", "hardware"]
    assert [line.split()[0] for line in lines] == [*library.roles, "all"]
    assert "a topic once" in note
    assert told == "nothing to fix in 66 skills and 11 roles\n"


def test_the_counts_of_a_file_of_ones_own(cli: Run) -> None:
    ran = cli("check", "--stats", str(SMALL_LIBRARY / "skills" / "knots.toml"))
    assert ran.code == 0
    assert [line.split() for line in ran.stdout.splitlines()[1:3]] == [
        ["knots", "2", "1", "1", "4", "7.5", "4", "0"],
        ["all", "skills", "2", "1", "1", "4", "7.5", "4", "0"],
    ]
    assert "role" not in ran.stdout.splitlines()[0]


def test_a_role_of_ones_own_is_counted_with_the_bundled_skills(cli: Run, tmp_path: Path) -> None:
    text = (SMALL_LIBRARY / "roles" / "deckhand.toml").read_text(encoding="utf-8")
    head = text.partition("[[needs]]")[0].partition("[ready]")[0]
    file = tmp_path / "deckhand.toml"
    file.write_text(f'{head}\n[[needs]]\ntopic = "statistics/descriptive"\n', encoding="utf-8")
    told = cli("check", "--stats", "--json", str(file)).json()
    assert told["skills"] == []
    assert [(entry["role"], entry["required"]["topics"], entry["ready"]["topics"]) for entry in told["roles"]] == [
        ("deckhand", 1, 0)
    ]


def test_files_with_errors_are_not_counted(cli: Run, tmp_path: Path) -> None:
    file = tmp_path / "knots.toml"
    text = (SMALL_LIBRARY / "skills" / "knots.toml").read_text(encoding="utf-8")
    file.write_text(text.replace('level = "basic"', 'level = "easy"'), encoding="utf-8")
    ran = cli("check", "--stats", str(file))
    assert ran.code == 4
    assert "unchecked" not in ran.stdout
    assert "it should be" in ran.stdout
    told = cli("check", "--stats", "--json", str(file))
    assert told.code == 4
    assert "skills" not in told._replace(code=0, stderr="").json()

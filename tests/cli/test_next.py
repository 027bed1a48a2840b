"""`tracker next`: minutes are minutes, prerequisites come first, and a score explains itself."""

from __future__ import annotations

import pytest

from tests.conftest import Run


@pytest.mark.usefixtures("small_home")
def test_minutes_leave_only_what_can_be_learnt_in_so_many(cli: Run) -> None:
    every = cli("next", "skipper", "-n", "50", "--json").json()
    assert {topic["hours"] for topic in every if topic["hours"] <= 1}
    assert {topic["hours"] for topic in every if topic["hours"] > 1}
    short = cli("next", "skipper", "-n", "50", "--minutes", "60", "--json").json()
    assert short == [topic for topic in every if topic["hours"] <= 1]
    assert cli("next", "skipper", "--minutes", "1", "--json").json() == []


@pytest.mark.usefixtures("bundled_home")
def test_a_prerequisite_of_another_skill_is_what_is_next(cli: Run) -> None:
    (first,) = cli("next", "docker", "-n", "1", "--json").json()
    assert (first["id"], first["counted"]) == ("command-line/navigation", False)
    assert first["why"].startswith("needed first by ")
    cli("tick", "command-line/navigation")
    assert first["id"] not in {topic["id"] for topic in cli("next", "docker", "-n", "50", "--json").json()}


@pytest.mark.usefixtures("bundled_home")
def test_five_are_found_for_somebody_new_and_each_part_of_the_score_is_shown(cli: Run) -> None:
    every = cli("next", "ai-engineer", "-n", "5", "--json").json()
    assert len(every) == 5
    assert len({topic["id"].partition("/")[0] for topic in every}) == 5
    assert all(topic["score"] == sum(part["value"] for part in topic["parts"]) for topic in every)
    shown = cli("next", "ai-engineer", "-n", "1", "--why").stdout
    assert "score 75: +24 ready +24 level +27 unlocks" in shown


@pytest.mark.usefixtures("small_home")
def test_a_roadmap_of_which_everything_is_skipped_says_that_nothing_counts(cli: Run) -> None:
    cli("skip", "knots", "--yes")
    assert cli("next", "knots").stdout == "Knots: nothing counts in it\n"

"""`tracker review`: opt-in, due on the day, answered as events, and nothing un-ticks itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import FrozenClock, Run
from tracker.core.journal.commands import SetMark
from tracker.core.roadmap.model import Mark
from tracker.workspace import Workspace
from tracker.workspace.paths import find_paths

KNOTS = ("knots/bowline", "knots/figure-eight", "knots/sheet-bend")


@pytest.fixture(autouse=True)
def _learnt_long_ago(small_home: Path, clock: FrozenClock) -> None:
    with Workspace(find_paths(), clock) as workspace:
        workspace.record(SetMark(KNOTS, Mark.DONE))


def test_nothing_is_reviewed_before_it_is_asked_for(cli: Run) -> None:
    assert cli("review", "--json").json() == {"reviewed": [], "due": [], "topics": []}
    assert "fresh" not in cli("status", "knots").stdout
    assert "due today" not in cli("next", "knots").stderr


def test_due_topics_are_asked_with_their_done_when_and_the_answer_moves_the_date(cli: Run) -> None:
    shown = cli("review", "--on", "knots").stdout
    assert "Tie a bowline behind your back." in shown
    assert "Could you do this now, without help?" in shown
    assert cli("review", "--json").json()["due"][0] == "knots/bowline"
    assert "next review " in cli("review", "knots/bowline", "--answer", "good").stdout
    after = cli("review", "--json").json()
    assert set(after["due"]) == set(KNOTS[1:])
    freshness = {topic["id"]: topic["freshness"] for topic in after["topics"]}
    assert freshness["knots/bowline"] == 1.0
    assert freshness["knots/sheet-bend"] < 1.0
    assert cli("status", "knots", "--json").json()["done"] == 3
    cli("undo")
    assert "knots/bowline" in cli("review", "--json").json()["due"]


def test_freshness_stands_beside_progress_and_next_says_what_is_due(cli: Run) -> None:
    cli("review", "--on", "knots")
    status = cli("status", "knots", "--json").json()
    assert status["fresh_percent"] < status["percent"] == 75
    assert f"75 % done, {status['fresh_percent']} % fresh" in cli("status", "knots").stdout
    ran = cli("next", "knots")
    assert ran.stderr == "3 reviews due today: tracker review\n"
    assert "review what it needs first" in ran.stdout


def test_no_more_a_day_than_the_setting_says(cli: Run, small_home: Path) -> None:
    (small_home / "config").mkdir(exist_ok=True)
    (small_home / "config" / "settings.toml").write_text("reviews_a_day = 2\n", encoding="utf-8")
    cli("review", "--on", "knots")
    assert len(cli("review", "--json").json()["due"]) == 2
    cli("review", "knots/bowline", "--answer", "again")
    assert len(cli("review", "--json").json()["due"]) == 1


def test_only_what_is_done_can_be_answered_and_reviewing_ends(cli: Run) -> None:
    assert cli("review", "knots/splice", "--answer", "good").code == 2
    assert cli("review", "knots/bowline").code == 2
    cli("review", "--on", "knots")
    assert "nothing is reviewed" in cli("review", "--off", "knots").stdout

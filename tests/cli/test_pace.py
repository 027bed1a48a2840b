"""`tracker pace`, `log`, `pause` and `status --at`: a record of days that is the user's own."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.conftest import FrozenClock, Run
from tracker.core.journal.commands import SetMark
from tracker.core.roadmap.model import Mark
from tracker.workspace import Workspace
from tracker.workspace.paths import find_paths

pytestmark = pytest.mark.usefixtures("small_home")
DAY = 86_400.0


@pytest.fixture
def learner(small_home: Path, clock: FrozenClock) -> None:
    """Somebody who placed two topics on a day of June 2025, and learnt one a week afterwards."""
    weekly = ["charts/read", "knots/sheet-bend", "sails/hoist", "charts/plot"]
    with Workspace(find_paths(), clock) as workspace:
        workspace.record(SetMark(("knots/bowline", "knots/figure-eight"), Mark.DONE))
        for topic in weekly:
            clock.forward(7 * DAY)
            workspace.record(SetMark((topic,), Mark.DONE))


@pytest.mark.usefixtures("learner")
def test_the_state_of_a_day_that_is_over(cli: Run) -> None:
    assert cli("status", "knots", "--at", "2025-06-14", "--json").json()["done"] == 0
    assert cli("status", "knots", "--at", "2025-06-15", "--json").json()["done"] == 2
    assert cli("status", "knots", "--at", "2025-07-01", "--json").json()["done"] == 3
    assert cli("status", "knots", "--at", "yesterday").code == 2


@pytest.mark.usefixtures("learner")
def test_what_was_done_by_day_and_week_is_told_and_the_first_day_is_no_pace(cli: Run) -> None:
    cli("target", "skipper")
    pace = cli("pace", "--json").json()
    assert {day["day"]: day["topics"] for day in pace["days"]} == {
        "2025-06-15": 2, "2025-06-22": 1, "2025-06-29": 1, "2025-07-06": 1, "2025-07-13": 1,
    }  # fmt: skip
    assert pace["burn_up"][0]["done"] == 2
    assert pace["burn_up"][-1]["done"] == cli("status", "--json").json()["done"]
    assert sum(pace["hours_in_past_weeks"]) == 2 + 2 + 2 + 3
    assert pace["forecast"] is None


@pytest.mark.usefixtures("learner")
def test_a_finish_date_comes_only_when_asked_for_and_says_what_it_rests_on(cli: Run) -> None:
    cli("target", "skipper")
    assert "finished" not in cli("pace").stdout
    shown = cli("pace", "--hours-per-week", "10").stdout
    assert "with 10 h a week: finished between " in shown
    assert "futures drawn from your last " in shown
    forecast = cli("pace", "--forecast", "--json").json()["forecast"]
    assert forecast["earliest"] <= forecast["middle"] <= forecast["latest"]
    assert forecast == cli("pace", "--forecast", "--json").json()["forecast"]


def test_it_is_too_early_for_a_date_on_the_first_day(cli: Run) -> None:
    cli("tick", "knots/bowline")
    shown = cli("pace", "skipper", "--forecast").stdout
    assert "too early for a finish date: it needs 3 whole weeks" in shown
    assert "1 day in a row; rest days: none" in shown
    assert "before midnight, local time" in shown


def test_time_is_written_down_summed_and_taken_back(cli: Run) -> None:
    assert "45 minutes written down, 45 in all" in cli("log", "knots/bowline", "45m").stdout
    yesterday = datetime.now().astimezone().date() - timedelta(days=1)
    again = cli("log", "knots/bowline", "1h30m", "--on", yesterday.isoformat(), "--json").json()
    assert again == {"topic": "knots/bowline", "minutes": 90, "total": 135}
    days = cli("pace", "skipper", "--json").json()["days"]
    assert {day["day"]: day["minutes"] for day in days}[yesterday.isoformat()] == 90
    cli("undo")
    assert len(cli("pace", "skipper", "--json").json()["days"]) == 1
    for wrong in ("0m", "soon", "25h", ""):
        assert cli("log", "knots/bowline", wrong).code == 2
    tomorrow = datetime.now().astimezone().date() + timedelta(days=1)
    assert cli("log", "knots/bowline", "5m", "--on", tomorrow.isoformat()).code == 2


def test_a_pause_is_set_listed_and_taken_back(cli: Run) -> None:
    assert cli("pause", "2026-12-20", "2027-01-05").stdout == "2026-12-20 to 2027-01-05\n"
    assert cli("pause", "--json").json() == {"pauses": [{"first": "2026-12-20", "last": "2027-01-05"}]}
    assert cli("pause", "2026-12-20", "--off").stdout == "no pauses\n"
    assert cli("pause", "2026-12-20").code == 2
    assert cli("pause", "2027-01-05", "2026-12-20").code == 2


@pytest.mark.usefixtures("small_home")
def test_a_second_entry_of_a_day_is_kept_beside_the_first(cli: Run) -> None:
    cli("log", "knots/bowline", "30m", "--on", "2026-03-01")
    assert cli("log", "knots/bowline", "20m", "--on", "2026-03-01", "--json").json()["total"] == 50

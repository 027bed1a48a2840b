"""`tracker timer`: it runs from an event in the journal, and what it measured is written down as `log` does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import FrozenClock, Run
from tracker.core.journal.commands import StartTimer
from tracker.workspace import Workspace
from tracker.workspace.paths import find_paths

MINUTE = 60


def start_ago(clock: FrozenClock, seconds: float) -> None:
    """Start the timer as another run of the program did so long before now."""
    with Workspace(find_paths()) as today:
        milliseconds = today.stamp().milliseconds
    clock.now = milliseconds / 1000 - seconds
    with Workspace(find_paths(), clock) as workspace:
        workspace.record(StartTimer("knots/bowline", workspace.now()))


def test_a_timer_goes_on_between_runs_and_stopping_it_writes_the_minutes_down(
    small_home: Path, cli: Run, clock: FrozenClock
) -> None:
    assert small_home.is_dir()
    assert cli("timer").stdout == "no timer runs\n"
    start_ago(clock, 25 * MINUTE + 5)
    assert cli("timer", "--json").json()["running"]["minutes"] == 25
    assert "25 minutes written down" in cli("timer", "stop").stdout
    assert cli("log", "knots/bowline", "5m", "--json").json()["total"] == 30
    assert cli("timer", "--json").json() == {"running": None, "written": None}
    assert cli("undo").code == cli("undo").code == 0
    assert cli("timer", "status", "--json").json()["running"]["topic"] == "knots/bowline"


@pytest.mark.usefixtures("small_home")
def test_a_topic_that_nothing_is_called_leaves_the_timer_running(cli: Run, clock: FrozenClock) -> None:
    start_ago(clock, 25 * MINUTE + 5)
    assert cli("timer", "start", "no such topic").code != 0
    assert cli("timer", "--json").json()["running"]["minutes"] == 25


def test_another_topic_stops_the_first_and_less_than_a_minute_is_nothing(
    small_home: Path, cli: Run, clock: FrozenClock
) -> None:
    assert small_home.is_dir()
    start_ago(clock, 3 * MINUTE + 5)
    started = cli("timer", "start", "sails/hoist", "--json").json()
    assert started["written"] == {"topic": "knots/bowline", "minutes": 3}
    assert started["running"]["topic"] == "sails/hoist"
    assert "nothing written down" in cli("timer", "stop").stdout
    assert "timer stopped: " in cli("history").stdout


def test_a_timer_that_was_forgotten_asks_for_the_time(small_home: Path, cli: Run, clock: FrozenClock) -> None:
    assert small_home.is_dir()
    start_ago(clock, (61 * 24 + 5) * 60 * MINUTE + 5)
    assert "the timer runs, 61 days 5 h so far" in cli("timer").stdout
    refused = cli("timer", "stop")
    assert refused.code == 2
    assert "ran for 61 days 5 h; say how much of it you learnt" in refused.stderr
    assert cli("timer", "stop", "--time", "1h", "--json").json()["written"]["minutes"] == 60


@pytest.mark.parametrize("words", [("start",), ("stop", "knots/bowline"), ("status", "--time", "5m")])
def test_what_means_nothing_is_refused(small_home: Path, cli: Run, words: tuple[str, ...]) -> None:
    assert small_home.is_dir()
    assert cli("timer", *words).code == 2

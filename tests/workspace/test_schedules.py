"""The schedules of reviews: what is kept of them in the store is what a replay of every answer makes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from tests.conftest import FrozenClock, Run, paths_in
from tests.workspace.conftest import Opens
from tests.workspace.test_library_updates import install_a_newer_snapshot
from tracker.core.journal.commands import AnswerReview, LinkTopic, SetMark, SetReview
from tracker.core.journal.entries import Rating
from tracker.core.progress.review import Schedule
from tracker.core.roadmap.model import Mark
from tracker.store.sqlite.merge import dump
from tracker.workspace import Workspace
from tracker.workspace.merge import merge
from tracker.workspace.paths import find_paths

DAY = 86_400
STEPS = 60
STORES = 8
RETENTION = 0.9


def replayed(workspace: Workspace) -> Mapping[str, Schedule]:
    """Every schedule, made of all answers."""
    return workspace.schedules.made(RETENTION, {})


def do_something(workspace: Workspace, random: Random) -> None:
    """What a user may do that moves a schedule, or should not."""
    topics = sorted(workspace.topic_names())
    done = sorted(id_ for id_, mark in workspace.state().marks.items() if mark is Mark.DONE)
    match random.choice(("tick", "tick", "untick", "answer", "answer", "answer", "review", "undo", "redo", "link")):
        case "tick":
            workspace.record(SetMark(tuple(random.sample(topics, 3)), Mark.DONE))
        case "untick":
            workspace.record(SetMark((random.choice(topics),), random.choice((Mark.TODO, Mark.DOING))))
        case "answer" if done:
            workspace.record(AnswerReview(random.choice(done), random.choice(list(Rating)), workspace.now()))
        case "review":
            workspace.record(SetReview(random.choice(("knots", "sails", "skipper")), random.random() < 0.7))
        case "undo":
            workspace.undo()
        case "redo":
            workspace.redo()
        case "link":
            workspace.record(LinkTopic("charts/plot", random.choice(("knots/bowline", None))))


@pytest.mark.parametrize("seed", range(STORES))
def test_what_is_kept_is_what_is_replayed(
    seed: int, opens: Opens, tmp_path: Path, small_library: Path, clock: FrozenClock
) -> None:
    """After each of many steps, with undo, merges from another machine, and restarts in between."""
    random, most = Random(seed), 0
    with Workspace(paths_in(tmp_path / "other", small_library), clock) as other:
        workspace = opens()
        for name in ("knots", "sails", "charts"):
            workspace.record(SetReview(name, True))
        for step in range(STEPS):
            clock.forward(random.randint(60, 9 * DAY))
            do_something(random.choice((workspace, workspace, other)), random)
            if random.random() < 0.15:
                merge(workspace, dump(other.database))
                merge(other, dump(workspace.database))
            if random.random() < 0.2:
                with workspace:
                    pass
                workspace = opens()
            if step == STEPS // 2:
                install_a_newer_snapshot(small_library)
                workspace.library_updates.use()
            assert workspace.schedules.all(RETENTION) == replayed(workspace)
            most = max(most, len(replayed(workspace)))
        assert most > 1


def kept(home: Path) -> str:
    """What is kept in the store itself."""
    with closing(sqlite3.connect(home / "data" / "tracker.db")) as connection:
        return str(connection.execute("select value from meta where key = 'schedules'").fetchone()[0])


def forge(home: Path, text: str) -> None:
    """Put a text where the schedules are kept."""
    with closing(sqlite3.connect(home / "data" / "tracker.db")) as connection, connection:
        connection.execute("update meta set value = ? where key = 'schedules'", (text,))


@pytest.fixture
def reviewing(small_home: Path, clock: FrozenClock, cli: Run) -> Path:
    """A home in which a skill is reviewed, of which two topics were done long ago."""
    with Workspace(find_paths(), clock) as workspace:
        workspace.record(SetMark(("knots/bowline", "knots/figure-eight"), Mark.DONE))
    assert cli("review", "--on", "knots").code == 0
    return small_home


def test_what_is_kept_serves_the_next_start_and_nothing_else(reviewing: Path, cli: Run) -> None:
    """A review needs no replay while the journal is the same; another text there, or another retention, is replayed."""
    right, text = cli("review", "--json"), kept(reviewing)
    (stability,) = {values[0] for values in json.loads(text)["schedules"].values()}
    forged = text.replace(str(stability), "0.5")
    forge(reviewing, forged)
    assert cli("review", "--json").json()["topics"][0]["freshness"] < right.json()["topics"][0]["freshness"]
    for wrong in ("", "null", "[]", "{}", "no JSON", forged[:-9], text.replace(str(stability), "0.0")):
        forge(reviewing, wrong)
        assert cli("review", "--json") == right
        assert kept(reviewing) == text
    (reviewing / "config").mkdir(exist_ok=True)
    (reviewing / "config" / "settings.toml").write_text("retention = 0.8\n", encoding="utf-8")
    assert cli("review", "--json").json()["topics"][0]["due"] > right.json()["topics"][0]["due"]


def test_doctor_compares_and_repair_forgets(reviewing: Path, cli: Run) -> None:
    assert "as the answers make them" in cli("doctor").stdout
    schedules = json.loads(kept(reviewing))
    schedules["schedules"]["knots/bowline"][2] = "2030-01-01T00:00:00+00:00"
    forge(reviewing, json.dumps(schedules))
    result = cli("doctor")
    assert result.code == 5
    assert "those of 1 topic do not follow from the answers" in result.stdout
    assert cli("doctor", "--repair").code == 0
    (repaired,) = (reviewing / "data").glob("*-repaired.db")
    with closing(sqlite3.connect(repaired)) as connection:
        assert connection.execute("select value from meta where key = 'schedules'").fetchall() == [("",)]

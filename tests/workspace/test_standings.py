"""How the roadmaps stand: what is kept of it in the store is what would be measured, whatever happens in between."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import FrozenClock, Run, paths_in
from tests.workspace.conftest import Opens
from tests.workspace.test_library_updates import install_a_newer_snapshot
from tracker.core.journal.commands import (
    AnswerReview,
    Choose,
    LogMinutes,
    SetMark,
    SetProof,
    SetReview,
    SetTarget,
    StartTimer,
    StopTimer,
    WriteNote,
)
from tracker.core.journal.entries import Rating
from tracker.core.progress.standing import Standing, standing_of
from tracker.core.roadmap.model import Kind, Mark
from tracker.store.sqlite.merge import dump
from tracker.workspace import Workspace
from tracker.workspace.merge import merge

PLAN = """# Plan

- [x] Pack
- [ ] Voyage
  - [ ] Leave the harbour
  - [x] Read the chart
"""


def measured(workspace: Workspace) -> list[Standing]:
    """Every standing, counted from the trees."""
    state = workspace.state()
    return [standing_of(workspace.progress(roadmap, state)) for roadmap in workspace.roadmaps()]


def texts_kept(home: Path) -> list[str]:
    """What is kept in the store itself."""
    with closing(sqlite3.connect(home / "data" / "tracker.db")) as connection:
        return [text for (text,) in connection.execute("select value from meta where key = 'standings'")]


def forge(home: Path, text: str) -> None:
    """Put a text where the standings are kept."""
    with closing(sqlite3.connect(home / "data" / "tracker.db")) as connection, connection:
        connection.execute("update meta set value = ? where key = 'standings'", (text,))


Step = Callable[[Workspace], object]
STEPS: tuple[Step, ...] = (
    lambda w: w.record(SetMark(("knots/bowline", "charts/plot"), Mark.DONE)),
    lambda w: w.record(SetMark(("engines/start",), Mark.SKIPPED)),
    lambda w: w.record(Choose("skipper/drive", "engines")),
    lambda w: w.record(SetMark(("sails/hoist",), Mark.DOING)),
    lambda w: w.record(WriteNote("sails/hoist", "Head to wind!")),
    lambda w: w.record(Choose("skipper/drive", None)),
    lambda w: w.record(SetMark(tuple(w.topic_names()), Mark.DONE)),
    lambda w: [w.record(SetMark((topic,), Mark.TODO)) for _ in range(12) for topic in sorted(w.topic_names())],
    lambda w: w.record(SetTarget("skipper")),
    lambda w: w.record(LogMinutes("knots/anchor", 30, w.now())),
    lambda w: w.record(SetProof("knots/anchor", ("https://example.org",))),
    lambda w: w.record(SetReview("knots", True)),
    lambda w: w.record(AnswerReview("knots/anchor", Rating.HARD, w.now())),
    lambda w: w.record(StartTimer("knots/anchor", w.now())),
    lambda w: w.record(StopTimer(5, w.now())),
    lambda w: w.undo(),
    lambda w: w.undo(),
    lambda w: w.redo(),
    lambda w: w.library_updates.use(),
    lambda w: w.record(SetMark(("knots/anchor", "knots/double-bend"), Mark.DONE)),
    lambda w: [w.undo() for _ in range(3)],
)


def test_what_is_kept_is_what_is_measured(opens: Opens, small_library: Path, clock: FrozenClock) -> None:
    """After each of many commands, in the program that gave it and in the next one, which reads what was kept."""
    opens().close()
    install_a_newer_snapshot(small_library)
    for step in STEPS:
        clock.forward(60)
        with opens() as workspace:
            workspace.standings()
            step(workspace)
            assert workspace.standings() == measured(workspace)
        with opens() as workspace:
            assert workspace.standings() == measured(workspace)
            assert all(workspace.standing(standing.id) == standing for standing in measured(workspace))


@pytest.mark.usefixtures("small_home")
def test_own_roadmaps_overlays_and_links_are_kept_too(cli: Run, tmp_path: Path) -> None:
    plan = tmp_path / "plan.md"
    plan.write_text(PLAN, encoding="utf-8")
    for words in (
        ["import", str(plan), "--yes"],
        ["tick", "voyage"],
        ["link", "pack", "knots/bowline"],
        ["tick", "knots/bowline"],
        ["link", "voyage", "charts"],
        ["tick", "charts/plot"],
        ["add", "knots", "Tie a reef knot"],
        ["tick", "reef knot"],
        ["edit", "knots/bowline", "--hours", "9"],
        ["reset", "knots/bowline"],
        ["skip", "leave the harbour"],
        ["unlink", "pack"],
        ["remove", "plan"],
        ["undo"],
    ):
        assert cli(*words).code == 0, words
        assert cli("roles").code == 0
        with Workspace.open() as workspace:
            assert workspace.standings() == measured(workspace), words
            assert workspace.standings(Kind.SKILL) == [s for s in measured(workspace) if s.kind is Kind.SKILL]


def test_a_merge_is_measured(opens: Opens, tmp_path: Path, small_library: Path, clock: FrozenClock) -> None:
    """Events of another machine have their place before ours in the journal, and come after them in the store."""
    with Workspace(paths_in(tmp_path / "other", small_library), clock) as other:
        other.record(SetMark(("knots/bowline", "sails/hoist"), Mark.DONE))
        backup = dump(other.database)
    clock.forward(60)
    with opens() as workspace:
        workspace.record(SetMark(("sails/hoist",), Mark.SKIPPED))
        workspace.standings()
        merge(workspace, backup)
        assert workspace.standings() == measured(workspace)
    with opens() as workspace:
        assert workspace.standings() == measured(workspace)


def test_what_is_kept_serves_the_next_start_and_nothing_else(small_home: Path, cli: Run) -> None:
    """Lists show what is kept while the journal is the same; another text there, or none, is measured again."""
    before = cli("roles")
    (text,) = texts_kept(small_home)
    forged = text.replace("Deckhand", "Boatswain")
    forge(small_home, forged)
    assert "Boatswain" in cli("roles").stdout
    for wrong in ("", "null", "[]", "{}", "no JSON", forged[:-9], forged.replace("[0,", "[true,")):
        forge(small_home, wrong)
        assert cli("roles") == before
        assert texts_kept(small_home) == [text]


def test_another_journal_is_measured(small_home: Path, cli: Run) -> None:
    """Where the newest event that is known is not the one at its place any more, nothing that is kept holds."""
    assert cli("tick", "knots/bowline").code == 0
    (text,) = texts_kept(small_home)
    uid = json.loads(text)["last"][1]
    assert text.count(uid) == 1
    forge(small_home, text.replace(uid, uid[::-1]).replace("Deckhand", "Boatswain"))
    assert "Boatswain" not in cli("roles").stdout


def test_nothing_is_kept_where_something_cannot_be_read(small_home: Path, cli: Run) -> None:
    """Each start says again what is left out."""
    with closing(sqlite3.connect(small_home / "data" / "tracker.db")) as connection, connection:
        connection.execute("update roadmap set tree = 'no JSON' where id = 'deckhand'")
    first = cli("roles")
    assert "left out, the roadmap deckhand" in first.stderr
    assert cli("roles") == first
    assert texts_kept(small_home) == []


def test_doctor_compares_and_repair_forgets(small_home: Path, cli: Run) -> None:
    cli("tick", "knots/bowline")
    assert "as they are measured" in cli("doctor").stdout
    (text,) = texts_kept(small_home)
    forge(small_home, text.replace("Deckhand", "Boatswain"))
    result = cli("doctor")
    assert result.code == 5
    assert "1 roadmap differs from what is measured" in result.stdout
    assert cli("doctor", "--repair").code == 0
    (repaired,) = (small_home / "data").glob("*-repaired.db")
    with closing(sqlite3.connect(repaired)) as connection:
        assert connection.execute("select value from meta where key = 'standings'").fetchall() == [("",)]

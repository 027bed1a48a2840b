"""What was written down under an id that a topic had once: it follows to the id that it has now, as marks do."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import FrozenClock, paths_in
from tests.workspace.conftest import Opens
from tests.workspace.test_library_updates import install_a_newer_snapshot
from tracker.core.journal.commands import AnswerReview, LogMinutes, SetMark, SetProof, SetReview, StartTimer
from tracker.core.journal.entries import Rating
from tracker.core.journal.events import State
from tracker.core.roadmap.model import Mark
from tracker.store.sqlite.merge import dump
from tracker.workspace import Workspace
from tracker.workspace.merge import merge

OLD, NEW = "knots/sheet-bend", "knots/double-bend"
DAY = 86_400

Under = tuple[list[str], list[str], str | None, bool]
"""Minutes, answers, proof, and whether the timer runs for it."""


def learn(workspace: Workspace, clock: FrozenClock) -> None:
    """Do all that leaves something under the topic's id, on two days; the tick came first."""
    workspace.record(SetReview("knots", True))
    workspace.record(SetMark((OLD,), Mark.DONE))
    clock.forward(9 * DAY)
    workspace.record(LogMinutes(OLD, 30, workspace.now()))
    workspace.record(AnswerReview(OLD, Rating.HARD, workspace.now()))
    workspace.record(SetProof(OLD, ("https://example.org/knots",)))
    workspace.record(StartTimer(OLD, workspace.now()))
    clock.forward(9 * DAY)


def under(id_: str, state: State) -> Under:
    """What stands under an id."""
    minutes, answers = (
        [value for subject, value in values.items() if subject.startswith(f"{id_} ")]
        for values in (state.minutes, state.answers)
    )
    return minutes, answers, state.proofs.get(id_), state.timer.startswith(f"{id_} ")


EVERYTHING: Under = (["30"], ["hard"], "https://example.org/knots", True)
NOTHING: Under = ([], [], None, False)


def test_everything_follows_a_topic_to_its_new_id_and_undo_takes_it_back(
    opens: Opens, small_library: Path, clock: FrozenClock
) -> None:
    with opens() as workspace:
        learn(workspace, clock)
        before = workspace.schedules.all(0.9)[OLD]
        ticked = workspace.marked_at([OLD])[OLD]
    install_a_newer_snapshot(small_library)
    with opens() as workspace:
        workspace.library_updates.use()
        assert (under(NEW, workspace.state()), under(OLD, workspace.state())) == (EVERYTHING, NOTHING)
        assert workspace.marked_at([NEW]) == {NEW: ticked}
        assert workspace.schedules.all(0.9) == {NEW: before}
        workspace.undo()
        assert (under(NEW, workspace.state()), under(OLD, workspace.state())) == (NOTHING, EVERYTHING)


def test_what_another_machine_still_calls_by_the_old_id_follows_when_it_arrives(
    opens: Opens, small_library: Path, tmp_path: Path, clock: FrozenClock
) -> None:
    with Workspace(paths_in(tmp_path / "other", small_library), clock) as other:
        learn(other, clock)
        backup = dump(other.database)
    install_a_newer_snapshot(small_library)
    with opens() as workspace:
        merge(workspace, backup)
        assert (under(NEW, workspace.state()), under(OLD, workspace.state())) == (EVERYTHING, NOTHING)
        merge(workspace, backup)
        assert under(NEW, workspace.state()) == EVERYTHING


def test_minutes_of_topics_that_became_one_add_up(opens: Opens, small_library: Path) -> None:
    """Two former topics may have the same moment: a day was named for both."""
    noon = "2026-02-01T12:00:00.000Z"
    with opens() as workspace:
        workspace.record(LogMinutes(OLD, 30, noon))
        workspace.record(LogMinutes("knots/weavers-knot", 15, noon))
    install_a_newer_snapshot(small_library)
    with opens() as workspace:
        workspace.library_updates.use()
        assert workspace.state().minutes == {f"{NEW} {noon}": "45"}

"""What the app could not write is kept as commands, each of which does the same."""

from __future__ import annotations

import pytest

from tests.conftest import Run
from tracker.core.journal.commands import (
    Choose,
    Command,
    SetMark,
    SetProof,
    SetReview,
    SetTarget,
    StartTimer,
    StopTimer,
    Watch,
    WriteNote,
    handle,
)
from tracker.core.journal.entries import entry_topic
from tracker.core.roadmap.model import Mark
from tracker.workspace import Workspace
from tracker.workspace.safety.unwritten import about, command_of

KNOT = "knots/bowline"
NOW = "2026-02-01T12:00:00.000Z"


@pytest.mark.usefixtures("small_home")
@pytest.mark.parametrize(
    "command",
    [
        SetMark((KNOT, "charts/plot"), Mark.DONE),
        WriteNote(KNOT, "a [note]\nof two lines"),
        SetTarget("skipper"),
        Watch("charts", True),
        Choose("deckhand/drive", "engines"),
        SetReview("knots", True),
        SetProof(KNOT, ("https://example.org/knot", "https://example.org/other")),
    ],
    ids=lambda command: type(command).__name__,
)
def test_the_kept_command_leaves_nothing_to_do(cli: Run, command: Command) -> None:
    with Workspace.open() as workspace:
        assert handle(command, workspace.state())
    words = command_of(command)
    assert cli(*words).code == 0
    with Workspace.open() as workspace:
        state = workspace.state()
        assert [
            change for change in handle(command, state) if state.recorded(change.field, change.subject) != change.value
        ] == []
        assert about(command, workspace.title) != "a change to your own topics"


@pytest.mark.usefixtures("small_home")
def test_a_timer_is_started_and_stopped_by_its_kept_commands(cli: Run) -> None:
    assert cli(*command_of(StartTimer(KNOT, NOW))).code == 0
    with Workspace.open() as workspace:
        assert entry_topic(workspace.state().timer) == KNOT
    assert cli(*command_of(StopTimer(25, NOW))).code == 0
    with Workspace.open() as workspace:
        assert not workspace.state().timer
        assert list(workspace.state().minutes.values()) == ["25"]
    assert about(StopTimer(25, NOW), str) == "timer stopped: 25 minutes"

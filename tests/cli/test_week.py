"""What was done in the last seven days."""

from __future__ import annotations

import time

import pytest

from tests.conftest import FrozenClock, Run
from tracker.core.journal.commands import SetMark
from tracker.core.roadmap.model import Mark
from tracker.workspace import Workspace
from tracker.workspace.paths import find_paths

DAY = 86_400


@pytest.mark.usefixtures("small_home")
def test_days_to_come_are_no_part_of_it_after_the_clock_was_set_back(cli: Run, clock: FrozenClock) -> None:
    for days, topic in ((-1, "knots/bowline"), (2, "sails/hoist")):
        clock.now = time.time() + days * DAY
        with Workspace(find_paths(), clock) as workspace:
            workspace.record(SetMark((topic,), Mark.DONE))
    assert [topic["id"] for topic in cli("week", "--json").json()] == ["knots/bowline"]

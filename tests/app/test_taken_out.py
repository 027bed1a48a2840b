"""A role that another process takes out stays a row until that is seen; until then no key stumbles over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import study, workspace_in
from tracker.core.journal.commands import SetTarget
from tracker.tui.app import TrackerApp
from tracker.tui.widgets.now_list import NowList
from tracker.tui.widgets.roadmap_list import RoadmapList
from tracker.workspace.own_roles import copy_role, remove_role


@pytest.fixture
def app(begun: Path) -> TrackerApp:
    """The app over a home with a role of the user's own, of which nothing was read yet."""
    with workspace_in(begun) as workspace:
        copy_role(workspace, "ai-engineer", "Mine")
    return TrackerApp(workspace_in(begun))


async def test_keys_work_until_it_is_seen_that_a_role_was_taken_out(app: TrackerApp, begun: Path) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
        await app.session.open_anew()  # all roadmaps are read anew when they are asked for
        with workspace_in(begun) as workspace:
            remove_role(workspace, "mine")
        assert "mine" in app.session.roadmaps
        await study(pilot, "docker")
        await pilot.press("l", "j", "l", "j", "C", "escape", "escape")
        await study(pilot, "mine")
        await pilot.press("a", "space", "enter", "escape", "W", "escape", "escape")
        await pilot.pause()
        assert app.is_running


async def test_the_keys_go_to_the_list_where_nothing_is_next_any_more(app: TrackerApp, begun: Path) -> None:
    with workspace_in(begun) as workspace:
        workspace.record(SetTarget("mine"))
    async with app.run_test() as pilot:
        await app.session.reload()
        await pilot.pause()
        assert app.screen.query_one(NowList).has_focus
        with workspace_in(begun) as workspace:
            remove_role(workspace, "mine")
        await app.session.reload()
        await pilot.pause()
        assert app.screen.query_one(RoadmapList).has_focus

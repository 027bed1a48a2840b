"""What belongs to one topic in the app: its timer, its proof, and why it is next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from tests.app.conftest import closed_later, headline, leave, paths_in, settled, study, workspace_in
from tests.conftest import FrozenClock
from tracker.core.journal.commands import SetMark, SetProof, SetTarget, StartTimer
from tracker.core.progress.next_topics import Reasons
from tracker.core.roadmap.model import Mark
from tracker.tui.app import TrackerApp
from tracker.tui.panels.pick import PickScreen
from tracker.tui.panels.score import ScoreScreen
from tracker.tui.widgets.headline import Headline
from tracker.tui.widgets.profile_pane import ProfilePane
from tracker.tui.widgets.roadmap_list import RoadmapList
from tracker.tui.widgets.topic_card import TopicCard
from tracker.wording.score import REASONS
from tracker.workspace import Workspace
from tracker.workspace.paths import library_folder

AppOpener = Callable[[], TrackerApp]
HOUR = 3_600


def words(pilot: Pilot[None], widget: type[TopicCard | ProfilePane]) -> str:
    return pilot.app.screen.query_one(widget).words


async def until(pilot: Pilot[None], so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    while not so():
        await pilot.pause(0.02)


async def test_a_timer_outlives_the_app_and_stopping_it_writes_its_minutes_down(
    open_app: AppOpener, begun: Path
) -> None:
    async with open_app().run_test(size=(120, 40)) as pilot:
        screen = await study(pilot, "docker")
        assert screen.tree_view.reveal("docker/run-container")
        await pilot.press("m")
        await pilot.pause()
        assert "The timer runs for Run a container." in headline(pilot)
        await leave(pilot)
    async with open_app().run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: "0 minutes of Run a container" in headline(pilot))
        screen = await study(pilot, "docker")
        assert screen.tree_view.reveal("docker/run-container")
        await pilot.press("m")
        await pilot.pause()
        assert "Run a container: less than a minute." in headline(pilot)
        await until(pilot, lambda: "minutes of" not in headline(pilot))
        await leave(pilot)
    with workspace_in(begun) as workspace:
        assert not workspace.state().timer


@pytest.mark.parametrize(("hours", "typed", "minutes", "said"), [(2, "", "120", "2 h"), (40, "90", "90", "1 h 30 min")])
async def test_what_ran_too_long_is_asked_for(  # what it is asked with
    open_app: AppOpener, begun: Path, clock: FrozenClock, hours: int, typed: str, minutes: str, said: str
) -> None:
    with workspace_in(begun) as today:
        clock.now = today.stamp().milliseconds / 1000 - hours * HOUR
    with closed_later(Workspace(paths_in(begun, library_folder()), clock)) as workspace:
        workspace.record(StartTimer("docker/run-container", workspace.now()))
    async with open_app().run_test(size=(120, 40)) as pilot:
        await pilot.press("m")
        await pilot.pause()
        if typed:
            pilot.app.screen.query_one(Input).value = typed
            await pilot.press("enter")
        await until(pilot, lambda: f"{said} written down" in headline(pilot))
        await settled(pilot)
        await leave(pilot)
    with workspace_in(begun) as workspace:
        assert list(workspace.state().minutes.values()) == [minutes]


async def test_proof_is_added_shown_opened_and_counted(
    open_app: AppOpener, begun: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with workspace_in(begun) as workspace:
        workspace.record(SetTarget("ai-engineer"))
        workspace.record(SetMark(("docker/install", "docker/run-container"), Mark.DONE))
        workspace.record(SetProof("docker/install", ("javascript:alert(1)",)))
    opened: list[str] = []
    app = open_app()
    monkeypatch.setattr(app, "open_url", opened.append)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await study(pilot, "docker")
        assert screen.tree_view.reveal("docker/run-container")
        for address in ("ftp://example.org/a", "https://example.org/a"):
            await pilot.press("P")
            await pilot.pause()
            pilot.app.screen.query_one(Input).value = address
            await pilot.press("enter")
            await pilot.pause()
            assert ("is no address of the web" in headline(pilot)) is address.startswith("ftp")
        await until(pilot, lambda: "Proof\nhttps://example.org/a" in words(pilot, TopicCard))
        await pilot.press("o")
        await pilot.pause()
        panel = pilot.app.screen
        assert isinstance(panel, PickScreen)
        await pilot.press("down", "down", "down", "down", "enter")
        await until(pilot, lambda: opened == ["https://example.org/a"])
        await pilot.press("escape")
        await pilot.pause()
        roadmaps = pilot.app.screen.query_one(RoadmapList)
        roadmaps.focus()
        assert roadmaps.go_to_key("Target and watched ai-engineer")
        await until(pilot, lambda: "1 of 2 done topics has proof" in words(pilot, ProfilePane))
        await leave(pilot)


async def test_the_score_of_what_is_next_is_on_a_key(open_app: AppOpener, begun: Path) -> None:
    with workspace_in(begun) as workspace:
        workspace.record(SetTarget("ai-engineer"))
    async with open_app().run_test(size=(120, 40)) as pilot:
        await pilot.press("percent_sign")
        await pilot.pause()
        panel = pilot.app.screen
        assert isinstance(panel, ScoreScreen)
        text = str(panel.query_one(Static).render())
        for part in panel.suggestion.parts:
            assert f"{part.value:+g}  {REASONS[part.reason]}" in text
        assert f"{panel.suggestion.score:g}  the score" in text
        await pilot.press("escape")
        pilot.app.screen.query_one(RoadmapList).focus()
        await pilot.press("percent_sign")
        await pilot.pause()
        assert "put the cursor on one" in pilot.app.screen.query_one(Headline).render().plain
        await leave(pilot)


def test_every_reason_of_a_score_has_words() -> None:
    assert tuple(REASONS) == Reasons._fields

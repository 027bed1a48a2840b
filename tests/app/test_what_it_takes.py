"""The app says what a topic takes beside hours, and what a role gives to read."""

from __future__ import annotations

from pathlib import Path

from tests.app.conftest import headline, leave, study, workspace_in
from tracker.core.effort import HOURS_ASSUME
from tracker.tui.app import TrackerApp
from tracker.tui.widgets.profile_pane import ProfilePane
from tracker.tui.widgets.roadmap_list import RoadmapList
from tracker.tui.widgets.roadmap_tree import RoadmapTree
from tracker.tui.widgets.topic_card import TopicCard


async def test_the_card_and_the_headline_say_what_is_to_wait_for_and_to_pay(begun: Path) -> None:
    app = TrackerApp(workspace_in(begun))
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await study(pilot, "research-experience")
        screen.query_one(RoadmapTree).reveal("research-experience/lab-placement")
        await pilot.pause()
        card = screen.query_one(TopicCard).words
        assert " h · 3 months" in card
        assert "Cost: a place in a lab, an internship or a supervised open collaboration" in card
        assert " months left" in headline(pilot)
        await leave(pilot)


async def test_a_role_gives_links_and_says_what_its_hours_assume(begun: Path) -> None:
    app = TrackerApp(workspace_in(begun))
    async with app.run_test(size=(120, 40)) as pilot:
        app.screen.query_one(RoadmapList).go_to_key("Roles ai-engineer")
        await pilot.pause()
        shown = app.screen.query_one(ProfilePane).words
        assert "AI Engineering Field Guide\n  https://github.com/alexeygrigorev/ai-engineering-field-guide" in shown
        assert HOURS_ASSUME in shown
        assert " h and 3 months left" in shown
        await leave(pilot)

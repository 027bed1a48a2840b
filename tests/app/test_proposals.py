"""Obvious links to the library, in the app: listed, made one by one when the user says so, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from tests.app.conftest import headline, leave, settled, study
from tests.app.test_own import bring, save
from tracker.core.roadmap.model import Mark
from tracker.tui.app import TrackerApp
from tracker.tui.panels.link_proposals import LinkProposalsScreen
from tracker.tui.screens.home import HomeScreen
from tracker.tui.widgets.roadmap_list import RoadmapList
from tracker.tui.widgets.roadmap_tree import RoadmapTree
from tracker.tui.widgets.topic_card import TopicCard

AppOpener = Callable[[], TrackerApp]

TOOLS = "## Tools\n\n- [x] Docker\n- [ ] Run several services with Compose\n"
PLAN = f"# My plan\n\n{TOOLS}\n## Sea\n\n- [ ] SQL\n- [ ] Sail\n"


async def opened(pilot: Pilot[None], tmp_path: Path) -> dict[str, str]:
    """The plan is brought in and highlighted at home; the ids of its topics by title."""
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    await bring(pilot, tmp_path / "plan.md")
    await save(pilot)
    app = pilot.app
    assert isinstance(app, TrackerApp)
    return {topic.title: topic.id for topic in app.session.roadmaps["my-plan"].tree.topics()}


async def listed(pilot: Pilot[None]) -> list[tuple[str, str]]:
    """Ask for the proposals, and return what is proposed for which topic."""
    await pilot.press("K")
    while not isinstance(pilot.app.screen, LinkProposalsScreen):
        await pilot.pause(0.02)
    await pilot.pause()
    return [(proposal.title, proposal.to) for proposal in pilot.app.screen.list.rows]


def told(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one("#message", Static).visual).strip()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_links_are_made_one_by_one_and_never_unasked(
    size: tuple[int, int], open_app: AppOpener, tmp_path: Path
) -> None:
    app = open_app()
    async with app.run_test(size=size) as pilot:
        ids = await opened(pilot, tmp_path)
        compose = "Run several services with Compose"
        assert await listed(pilot) == [("Docker", "docker"), (compose, "docker/compose"), ("SQL", "sql")]
        assert app.session.state.links == {}
        await pilot.press("down", "enter")
        await settled(pilot)
        assert app.session.state.links == {ids[compose]: "docker/compose"}
        assert told(pilot) == f"{compose} shares the tick of {compose} now."
        lines = [app.screen.query_one("_Proposals").render_line(number).text for number in range(3)]
        assert [line[1] for line in lines] == ["○", "●", "○"]
        assert lines[0].split("→")[1].strip() == "Docker, the whole skill"
        await pilot.press("enter")
        await settled(pilot)
        assert told(pilot) == f"{compose} is linked already."
        await pilot.press("down", "enter")
        await settled(pilot)
        assert app.session.state.links == {ids[compose]: "docker/compose", ids["SQL"]: "sql"}
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "Made 2 links; undo removes them" in headline(pilot)
        assert await listed(pilot) == [("Docker", "docker")]
        await pilot.press("escape", "u")
        await settled(pilot)
        assert app.session.state.links == {ids[compose]: "docker/compose"}
        await leave(pilot)


async def test_a_link_is_taken_back_where_it_was_made_and_nothing_else_is(open_app: AppOpener, tmp_path: Path) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        ids = await opened(pilot, tmp_path)
        await listed(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert told(pilot) == "Nothing was linked here yet."
        assert "my-plan" in app.session.roadmaps
        await pilot.press("enter")
        await settled(pilot)
        assert told(pilot) == "Docker is done when the skill Docker is; it was done, and is todo until then."
        await pilot.press("u")
        await settled(pilot)
        assert app.session.state.links == {}
        assert app.session.state.marks[ids["Docker"]] is Mark.DONE
        await pilot.press("escape")
        await pilot.pause()
        assert "Made" not in headline(pilot)
        await leave(pilot)


async def test_a_group_lists_its_own_and_says_when_there_are_none(open_app: AppOpener, tmp_path: Path) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await opened(pilot, tmp_path)
        tree = (await study(pilot, "my-plan")).query_one(RoadmapTree)
        assert tree.row is not None
        assert tree.row.node.title == "Tools"
        assert len(await listed(pilot)) == 2
        await pilot.press("enter", "down", "enter")
        await settled(pilot)
        await pilot.press("escape", "K")
        await settled(pilot)
        while "There are no more possible links in Tools." not in headline(pilot):
            await pilot.pause(0.02)
        await leave(pilot)


async def test_only_roadmaps_of_ones_own_are_linked(open_app: AppOpener) -> None:
    async with open_app().run_test() as pilot:
        pilot.app.screen.query_one(RoadmapList).go_to_key("Skills docker")
        await pilot.press("K")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "Only a roadmap of your own has links to the library: put the cursor on one." in headline(pilot)
        await leave(pilot)


async def test_a_linked_topic_says_so_in_the_tree_and_on_its_card(open_app: AppOpener, tmp_path: Path) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot, tmp_path)
        tree = (await study(pilot, "my-plan")).query_one(RoadmapTree)
        await listed(pilot)
        await pilot.press("enter", "down", "enter")
        await settled(pilot)
        await pilot.press("escape", "0", "down", "space")
        await settled(pilot)
        assert "Docker is done when the skill Docker is: tick its topics." in headline(pilot)
        assert "Docker  linked" in tree.render_line(1).text
        card = app.screen.query_one(TopicCard).words
        assert "Done when this skill is: Docker" in card
        assert "is done when the skill Docker is" in card
        await pilot.press("down")
        await pilot.pause()
        card = app.screen.query_one(TopicCard).words
        assert "Shares the tick of: Run several services with Compose" in card
        await leave(pilot)

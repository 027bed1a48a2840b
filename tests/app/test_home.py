"""Home: what now first, then how far."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.geometry import Region, Size
from textual.pilot import Pilot
from textual.widget import Widget

from tests.app.conftest import leave, settled, workspace_in
from tracker.core.journal.commands import SetMark, SetTarget
from tracker.core.progress.measure import Tally
from tracker.core.roadmap.model import Mark
from tracker.tui.app import TrackerApp
from tracker.tui.glyphs import ASCII, UNICODE, Glyphs
from tracker.tui.screens.home import HomeScreen
from tracker.tui.screens.home_layout import places
from tracker.tui.screens.review import ReviewScreen
from tracker.tui.screens.study import StudyScreen
from tracker.tui.widgets.headline import StatusLine
from tracker.tui.widgets.now_list import NowList, NowRow
from tracker.tui.widgets.profile_pane import ProfilePane
from tracker.tui.widgets.roadmap_list import RoadmapList
from tracker.tui.widgets.target_pane import TargetPane
from tracker.tui.widgets.week_pane import WeekPane
from tracker.workspace.overlay import Wanted, edit


@pytest.fixture
def learning(fresh: Path) -> Path:
    """A home of somebody who works toward AI engineer, has done two topics and is learning two."""
    with workspace_in(fresh) as workspace:
        workspace.record(SetTarget("ai-engineer"))
        workspace.record(SetMark(("docker/compose", "git/rebase"), Mark.DONE))
        workspace.record(SetMark(("git/stash",), Mark.DOING))
    return fresh


def app_of(home: Path) -> TrackerApp:
    return TrackerApp(workspace_in(home))


def now_of(pilot: Pilot[None]) -> list[tuple[str, str]]:
    """The rows of what now, as a label and the topic's id."""
    return [(row.label, row.topic.id) for row in pilot.app.screen.query_one(NowList).rows if isinstance(row, NowRow)]


async def test_what_is_being_learnt_comes_first_and_then_what_is_next(learning: Path) -> None:
    async with app_of(learning).run_test(size=(80, 24)) as pilot:
        rows = now_of(pilot)
        assert rows[0] == ("continue", "git/stash")
        assert [label for label, _ in rows[1:]] == ["next"] * 3
        assert pilot.app.screen.query_one(NowList).has_focus


async def test_enter_opens_the_topic_in_the_target(learning: Path) -> None:
    async with app_of(learning).run_test(size=(80, 24)) as pilot:
        _, topic = now_of(pilot)[1]
        await pilot.press("down", "enter")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, StudyScreen)
        assert screen.roadmap == "ai-engineer"
        row = screen.tree_view.row
        assert row is not None
        assert row.ids[0] == topic


async def test_a_tick_at_home_says_what_it_gave_and_is_written(learning: Path) -> None:
    async with app_of(learning).run_test(size=(80, 24)) as pilot:
        _, topic = now_of(pilot)[1]
        await pilot.press("down", "space")
        await settled(pilot)
        assert "done" in pilot.app.screen.query_one(StatusLine).render().plain
        assert topic not in [id_ for _, id_ in now_of(pilot)]
        assert "3 done" in str(pilot.app.screen.query_one(WeekPane).border_subtitle)
        await leave(pilot)
    with workspace_in(learning) as workspace:
        assert workspace.state().marks[topic] is Mark.DONE


async def test_the_cursor_goes_from_what_now_into_the_list_and_back(learning: Path) -> None:
    async with app_of(learning).run_test(size=(80, 24)) as pilot:
        await pilot.press(*["down"] * len(now_of(pilot)))
        assert pilot.app.screen.query_one(RoadmapList).has_focus
        await pilot.press("up")
        assert pilot.app.screen.query_one(NowList).has_focus


async def test_what_a_role_asks_of_a_skill_is_the_same_number_as_in_its_tree(learning: Path) -> None:
    async with app_of(learning).run_test(size=(80, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, TrackerApp)
        roadmaps = app.screen.query_one(RoadmapList)
        assert roadmaps.go_to_key("Skills ai-engineer ai-engineer/docker")
        roadmaps.focus()
        row = roadmaps.row
        assert row is not None
        progress = app.session.progress("ai-engineer")
        assert row.part == progress.tree.groups["ai-engineer/docker"]
        await pilot.press("enter")
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, StudyScreen)
        assert screen.tree_view.row is not None
        assert screen.tree_view.row.ids[0].startswith("docker/")


async def test_the_rest_of_the_library_is_behind_a_fold(learning: Path) -> None:
    async with app_of(learning).run_test(size=(80, 24)) as pilot:
        roadmaps = pilot.app.screen.query_one(RoadmapList)
        assert not roadmaps.go_to_key("All skills rust")
        assert roadmaps.go_to_key("# All skills")
        roadmaps.focus()
        await pilot.press("enter")
        await pilot.pause()
        assert roadmaps.go_to_key("All skills rag")
        roadmaps.go_to_key("# All skills")
        await pilot.press("enter")
        await pilot.pause()
        assert not roadmaps.go_to_key("All skills rag")


@pytest.mark.parametrize("size", [(80, 24), (100, 24), (101, 30), (120, 40)])
@pytest.mark.parametrize("done", [1, 40, 200])
async def test_the_numbers_of_the_target_fit_their_pane(fresh: Path, size: tuple[int, int], done: int) -> None:
    with workspace_in(fresh) as workspace:
        workspace.record(SetTarget("ai-engineer"))
        topics = workspace.roadmap("ai-engineer").tree.ids()
        workspace.record(SetMark(tuple(topics[:done]), Mark.DONE))
        total = workspace.progress(workspace.roadmap("ai-engineer"), workspace.state()).total
    async with app_of(fresh).run_test(size=size) as pilot:
        pane = pilot.app.screen.query_one(TargetPane)
        lines = pane.render().plain.split("\n")
        assert max(map(cell_len, lines)) <= pane.content_size.width
        assert any(f"{total.done}/{total.counted}" in line or f"{total.done} of " in line for line in lines)


@pytest.fixture
def finished(fresh: Path) -> Path:
    """A home of somebody who has done everything that AI engineer asks for."""
    with workspace_in(fresh) as workspace:
        workspace.record(SetTarget("ai-engineer"))
        workspace.record(SetMark(tuple(workspace.roadmap("ai-engineer").tree.ids()), Mark.DONE))
    return fresh


@pytest.mark.parametrize("size", [(80, 24), (100, 24), (120, 40)])
async def test_a_finished_target_is_shown_with_what_can_come_after_it(finished: Path, size: tuple[int, int]) -> None:
    async with app_of(finished).run_test(size=size) as pilot:
        screen = pilot.app.screen
        assert screen.query_one(TargetPane).region.area
        assert "151/151" in screen.query_one(TargetPane).render().plain
        now = screen.query_one(NowList)
        lines = [now.render_line(y).text for y in range(len(now.rows))]
        assert "You did everything that AI Engineer asks for" in lines[0]
        assert any("topics left" in line for line in lines[1:])
        assert now.has_focus
        assert now.cursor == 1
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, StudyScreen)
        assert pilot.app.screen.roadmap != "ai-engineer"
        await pilot.press("escape", "down", "down", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReviewScreen)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_description_is_read_on_the_whole_screen(learning: Path, size: tuple[int, int]) -> None:
    async with app_of(learning).run_test(size=size) as pilot:
        await pilot.press("i")
        await pilot.pause()
        assert pilot.app.screen.query_one(ProfilePane).region.width == size[0]
        await pilot.press("i")
        await pilot.pause()
        assert pilot.app.screen.query_one(RoadmapList).region.area


@pytest.mark.parametrize("key", ["i", "escape"])
@pytest.mark.parametrize("focused", [NowList, RoadmapList])
async def test_a_description_is_scrolled_and_left_with_the_focus_as_it_was(
    learning: Path, key: str, focused: type[Widget]
) -> None:
    async with app_of(learning).run_test(size=(80, 24)) as pilot:
        screen = pilot.app.screen
        screen.query_one(focused).focus()
        await pilot.pause()
        pane = screen.query_one(ProfilePane)
        words = pane.words
        await pilot.press("i")
        await pilot.resize_terminal(40, 8)
        await pilot.pause()
        await pilot.press("j", "j", "k")
        await pilot.pause()
        assert (pane.words, round(pane.scroll_target_y)) == (words, 1)
        await pilot.press(key)
        await pilot.pause()
        assert screen.query_one(focused).has_focus


async def test_without_a_target_there_is_only_the_list(fresh: Path) -> None:
    async with app_of(fresh).run_test(size=(80, 24)) as pilot:
        await pilot.press("escape")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, HomeScreen)
        assert not screen.query_one(TargetPane).region.area
        assert screen.query_one(RoadmapList).has_focus
        assert "Pick a role" in screen.query_one(StatusLine).render().plain


@pytest.mark.parametrize("size", [Size(80, 22), Size(120, 38), Size(200, 58), Size(100, 20), Size(40, 10)])
@pytest.mark.parametrize(("rows", "has_target"), [(0, False), (0, True), (3, True), (6, True)])
def test_the_panes_lie_side_by_side_inside_the_screen(size: Size, rows: int, has_target: bool) -> None:
    regions = [region for region in places(size, rows, has_target=has_target).values() if region.area]
    whole = Region(0, 0, *size)
    assert all(whole.contains_region(region) for region in regions)
    assert all(not region.overlaps(other) for n, region in enumerate(regions) for other in regions[n + 1 :])
    if size.height > 20:  # a small terminal leaves something free, or something out
        assert sum(region.area for region in regions) == size.area


@pytest.mark.parametrize("signs", [UNICODE, ASCII])
def test_a_cell_is_full_only_at_the_end_and_empty_only_at_the_beginning(signs: Glyphs) -> None:
    cells = [signs.cell(Tally(done, 100)) for done in range(101)]
    assert cells.count(signs.steps[0]) == 1
    assert cells.count(signs.steps[-1]) == 1
    assert [signs.steps.index(cell) for cell in cells] == sorted(signs.steps.index(cell) for cell in cells)


async def test_what_was_done_lately_is_listed_and_opened(learning: Path) -> None:
    async with app_of(learning).run_test(size=(80, 24)) as pilot:
        await pilot.press("D")
        await pilot.pause()
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, StudyScreen)
        assert screen.topic in {"git/rebase", "docker/compose"}


async def test_a_reason_is_shown_whole_or_not_at_all(learning: Path) -> None:
    async with app_of(learning).run_test(size=(80, 24)) as pilot:
        now = pilot.app.screen.query_one(NowList)
        lines = [now.render_line(y).text for y in range(len(now.rows))]
        assert any("for ready to apply" in line for line in lines)
        assert not [line for line in lines if "…" in line]


async def test_a_title_is_text_and_no_markup_in_the_frame_of_the_target(fresh: Path) -> None:
    with workspace_in(fresh) as workspace:
        workspace.record(SetTarget("ai-engineer"))
        edit(workspace, "ai-engineer", Wanted(title="Odd [/] [bold]title"))
    async with app_of(fresh).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        lines = pilot.app.screen._compositor.render_strips()
        assert any("Odd [/] [bold]title" in line.text for line in lines)


async def test_the_frame_shows_which_list_has_the_focus(learning: Path) -> None:
    async with app_of(learning).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        now, roadmaps = pilot.app.screen.query_one(NowList), pilot.app.screen.query_one(RoadmapList)
        focused, other = now.styles.border_top, roadmaps.styles.border_top
        assert focused != other
        await pilot.press("tab")
        await pilot.pause()
        assert (now.styles.border_top, roadmaps.styles.border_top) == (other, focused)


async def test_a_list_of_nothing_is_said_and_not_opened(fresh: Path) -> None:
    with workspace_in(fresh) as workspace:
        workspace.record(SetTarget("ai-engineer"))
    async with app_of(fresh).run_test(size=(80, 24)) as pilot:
        await pilot.press("D")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "You are learning nothing now" in str(pilot.app.screen.query_one(StatusLine).render())


async def test_on_a_skill_of_the_target_keys_mean_the_skill(learning: Path) -> None:
    app = app_of(learning)
    async with app.run_test(size=(80, 24)) as pilot:

        def said() -> str:
            return pilot.app.screen.query_one(StatusLine).render().plain

        roadmaps = pilot.app.screen.query_one(RoadmapList)
        roadmaps.focus()
        roadmaps.go(next(n for n, row in enumerate(roadmaps.rows) if row.node and row.node.title == "Docker"), 1)
        await pilot.press("w")
        assert app.session.state.watched == {"docker"}
        assert "Watching Docker." in said()
        await pilot.press("t")
        assert "Only a role can be the target" in said()
        assert app.session.state.target == "ai-engineer"
        await pilot.press("g", "t")
        assert "AI Engineer is your target already." in said()
        await leave(pilot)


async def test_the_cursor_stays_on_a_roadmap_that_is_watched_and_watched_no_longer(learning: Path) -> None:
    app = app_of(learning)
    async with app.run_test(size=(80, 24)) as pilot:
        roadmaps = pilot.app.screen.query_one(RoadmapList)
        roadmaps.focus()
        roadmaps.go(next(n for n, row in enumerate(roadmaps.rows) if row.heading == "Nearest roles" and row.roadmap))
        assert roadmaps.row is not None
        near = roadmaps.row.roadmap
        for heading in ("Target and watched", "Nearest roles"):
            await pilot.press("w")
            await settled(pilot)
            assert (roadmaps.row.heading, roadmaps.row.roadmap) == (heading, near)
        await leave(pilot)

"""Search, filters, jumps, selections, levels, history, links, the palette, and the first run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.widgets import Input, Static

from tests.app.conftest import closed_later, headline, leave, settled, study, workspace_in
from tracker.core.journal.commands import SetMark, SetTarget
from tracker.core.roadmap.model import Mark, Topic
from tracker.tui.app import TrackerApp
from tracker.tui.panels.pick import PickScreen
from tracker.tui.screens.first_run import WelcomeScreen
from tracker.tui.screens.home import HomeScreen
from tracker.tui.screens.placement import PlacementScreen
from tracker.tui.screens.study import StudyScreen
from tracker.tui.widgets.profile_pane import ProfilePane
from tracker.tui.widgets.roadmap_list import RoadmapList
from tracker.tui.widgets.roadmap_tree import RoadmapTree
from tracker.tui.widgets.tree_rows import group_at
from tracker.workspace import Workspace

AppOpener = Callable[[], TrackerApp]


def cursor(app: TrackerApp) -> str:
    row = app.screen.query_one(RoadmapTree).row
    assert row is not None
    return row.node.id


async def test_search_jumps_as_one_types_and_n_goes_on(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await study(pilot, "machine-learning-engineer")
        await pilot.press("slash", *"compose", "enter")
        await pilot.pause()
        first = cursor(app)
        assert "compose" in first
        await pilot.press("n")
        second = cursor(app)
        await pilot.press("N")
        assert cursor(app) == first != second
        await leave(pilot)


async def test_a_search_for_nothing_says_so_and_moves_nothing(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await study(pilot, "docker")
        before = cursor(app)
        await pilot.press("slash", *"zzzz")
        await pilot.pause()
        assert "no match" in str(app.screen.query_one("#matches", Static).visual)
        assert cursor(app) == before
        await pilot.press("enter")
        await leave(pilot)


async def test_the_filter_shows_open_topics_only_and_goes_back_to_all(open_app: AppOpener, begun: Path) -> None:
    with workspace_in(begun) as workspace:
        workspace.record(SetMark(("docker/compose",), Mark.DONE))
    app = open_app()
    async with app.run_test() as pilot:
        tree = (await study(pilot, "docker")).query_one(RoadmapTree)
        everything = len(tree.rows)
        await pilot.press("f", "down", "enter")
        await pilot.pause()
        shown = {row.node.id for row in tree.rows if isinstance(row.node, Topic)}
        assert "docker/compose" not in shown
        assert len(tree.rows) == everything - 1
        await pilot.press("f", "down", "down", "down", "enter")
        await pilot.pause()
        assert [row.node.id for row in tree.rows if isinstance(row.node, Topic)] == ["docker/compose"]
        await pilot.press("f", "enter")
        await pilot.pause()
        assert len(tree.rows) == everything
        await leave(pilot)


async def test_a_selection_is_marked_at_once_and_undone_at_once(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        tree = (await study(pilot, "docker")).query_one(RoadmapTree)
        tree.reveal("docker/run-container")
        await pilot.press("v", "down", "down", "space")
        assert len(app.session.state.marks) == 3
        await pilot.press("u")
        await settled(pilot)
        assert not app.session.state.marks
        await leave(pilot)


async def test_escape_ends_a_selection_before_it_leaves_the_screen(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await study(pilot, "docker")
        await pilot.press("v", "down", "escape")
        assert isinstance(app.screen, StudyScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        await leave(pilot)


async def test_a_whole_level_of_a_skill_is_marked_at_once(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        tree = (await study(pilot, "machine-learning-engineer")).query_one(RoadmapTree)
        tree.go_to_key("machine-learning-engineer/docker")
        await pilot.press("ctrl+l")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        levels = {topic.level for id_ in app.session.state.marks if (topic := app.session.topic(id_))}
        assert levels == {"basic"}
        assert len(app.session.state.marks) > 5
        await leave(pilot)


async def test_brackets_go_to_open_topics_and_the_dot_to_what_is_next(open_app: AppOpener, begun: Path) -> None:
    with workspace_in(begun) as workspace:
        workspace.record(SetMark(("docker/run-container",), Mark.DONE))
    app = open_app()
    async with app.run_test() as pilot:
        await study(pilot, "docker")
        await pilot.press("right_square_bracket", "right_square_bracket")
        assert cursor(app) != "docker/run-container"
        assert app.session.state.marks.get(cursor(app)) is None
        await pilot.press("full_stop")
        topic = app.session.topic(cursor(app))
        assert topic is not None
        assert all(app.session.state.marks.get(need) is Mark.DONE for need in topic.needs if need.startswith("docker/"))
        await leave(pilot)


async def test_p_jumps_to_a_prerequisite_and_backspace_comes_back(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        tree = (await study(pilot, "git")).query_one(RoadmapTree)
        tree.reveal("git/merge-conflicts")
        await pilot.press("p")
        await pilot.pause()
        if isinstance(app.screen, PickScreen):
            await pilot.press("enter")
            await pilot.pause()
        assert cursor(app) in {
            need for topic in [app.session.topic("git/merge-conflicts")] if topic for need in topic.needs
        }
        await pilot.press("backspace")
        assert cursor(app) == "git/merge-conflicts"
        await leave(pilot)


async def test_digits_unfold_to_a_depth_and_keep_the_cursor_in_sight(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        tree = (await study(pilot, "docker")).query_one(RoadmapTree)
        tree.reveal("docker/compose")
        section = tree.row.tree.group(group_at(tree.row)).key if tree.row else ""
        await pilot.press("1")
        assert not any(isinstance(row.node, Topic) for row in tree.rows)
        assert tree.row is not None
        assert tree.row.key == section
        await pilot.press("0")
        assert any(isinstance(row.node, Topic) for row in tree.rows)
        await leave(pilot)


async def test_history_lists_what_was_done_and_goes_back_to_there(open_app: AppOpener, begun: Path) -> None:
    with workspace_in(begun) as workspace:
        for topic in ("git/branches", "git/stash", "docker/compose"):
            workspace.record(SetMark((topic,), Mark.DONE))
    app = open_app()
    async with app.run_test() as pilot:
        await study(pilot, "git")
        await pilot.press("H")
        await settled(pilot)
        assert isinstance(app.screen, PickScreen)
        assert app.screen.choices[0].title == "todo → done: Run several services with Compose"
        await pilot.press("down", "enter")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        await settled(pilot)
        await settled(pilot)
        assert set(app.session.state.marks) == {"git/branches"}
        await leave(pilot)


async def test_a_link_is_copied_and_only_web_addresses_are_offered(
    open_app: AppOpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app()
    opened: list[str] = []
    monkeypatch.setattr(app, "open_url", lambda url, **_: opened.append(url))
    async with app.run_test() as pilot:
        tree = (await study(pilot, "docker")).query_one(RoadmapTree)
        tree.reveal("docker/compose")
        await pilot.press("o")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert opened == [app.session.card("docker/compose").links[0].url]
        await pilot.press("o")
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert app.clipboard == opened[0]
        await leave(pilot)


async def test_the_palette_reaches_a_topic_by_typing(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await pilot.press("colon")
        await pilot.pause()
        assert isinstance(app.screen, CommandPalette)
        await pilot.press(*"several services with comp")
        await pilot.pause(1)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, StudyScreen)
        assert cursor(app) == "docker/compose"
        await leave(pilot)


async def test_home_is_searched_as_one_types_by_any_of_the_names(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await pilot.press("slash", *"k8s")
        await pilot.pause()
        rows = app.screen.query_one(RoadmapList).rows
        assert [row.roadmap.id for row in rows if row.roadmap] == ["kubernetes"]
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, StudyScreen)
        await leave(pilot)


async def test_a_search_that_finds_nothing_says_how_to_get_back(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        everything = len(app.screen.query_one(RoadmapList).rows)
        await pilot.press("slash", *"zzz")
        await pilot.pause()
        assert "Esc shows everything again" in headline(pilot)
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert len(app.screen.query_one(RoadmapList).rows) == everything
        await leave(pilot)


async def test_a_role_tells_what_the_job_is_like(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        app.screen.query_one(RoadmapList).go_to_key("Roles ai-engineer")
        await pilot.pause()
        shown = app.screen.query_one(ProfilePane).words
        for part in ("A day in it", "And its neighbours", "How people get in"):
            assert part in shown
        await leave(pilot)


async def test_the_first_run_leads_from_a_role_to_a_first_topic(fresh: Path) -> None:
    app = TrackerApp(workspace_in(fresh))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.screen, WelcomeScreen)
        app.screen.query_one(RoadmapList).go_to_key("Which job do you want? ai-engineer")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, PlacementScreen)
        await pilot.press("enter", "down", "space")
        ticked = len(app.session.state.marks)
        assert ticked > 5
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, PickScreen)
        assert len(app.screen.choices) == 3
        first = app.screen.choices[0].key
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, StudyScreen)
        assert cursor(app) == first
        await leave(pilot)
    with workspace_in(fresh) as workspace:
        assert workspace.state().target == "ai-engineer"
        assert len(workspace.state().marks) == ticked


async def test_the_first_run_comes_once(fresh: Path) -> None:
    with workspace_in(fresh) as workspace:
        workspace.record(SetTarget("ai-engineer"))
    app = TrackerApp(workspace_in(fresh))
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        await leave(pilot)


@pytest.mark.parametrize("size", [(40, 12), (60, 18), (80, 24), (120, 40), (300, 100)])
async def test_every_size_has_the_tree_in_view(open_app: AppOpener, size: tuple[int, int]) -> None:
    app = open_app()
    async with app.run_test(size=size) as pilot:
        tree = (await study(pilot, "machine-learning-engineer")).query_one(RoadmapTree)
        assert tree.size.height >= min(7, size[1] - 4)
        strips = [tree.render_line(y) for y in range(tree.size.height)]
        assert {strip.cell_length for strip in strips} == {tree.scrollable_content_region.width}
        assert "Python" in strips[0].text
        await leave(pilot)


async def test_hostile_titles_are_text_and_keep_their_columns(fresh: Path, tmp_path: Path) -> None:
    source = Path(__file__).parent.parent.parent / "roadmaps"
    library = tmp_path / "library"
    (library / "skills").mkdir(parents=True)
    (library / "roles").mkdir()
    text = (source / "skills" / "probability.toml").read_text(encoding="utf-8")
    lines = text.splitlines()
    hostile = ["[bold red]$warning[/] \\u001b[31mred", "שלום עולם, مرحبا", "数据科学 🚀👩‍🔬 é", "x" * 400]
    titles = [n for n, line in enumerate(lines) if line.startswith("title = ")][2:]
    for number, title in zip(titles, hostile, strict=False):
        lines[number] = f'title = "{title}"'
    text = "\n".join(line for line in lines)
    import re

    text = re.sub(r"^needs = .*$", "needs = []", text, flags=re.MULTILINE)
    (library / "skills" / "probability.toml").write_text(text, encoding="utf-8")
    home = tmp_path / "hostile"
    paths = workspace_in(fresh).paths._replace(data_name=home / "data", library_name=library)
    workspace = closed_later(Workspace(paths))
    workspace.record(SetMark(("probability/counting",), Mark.DOING))
    app = TrackerApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        tree = (await study(pilot, "probability")).query_one(RoadmapTree)
        strips = [tree.render_line(y) for y in range(tree.size.height)]
        assert {strip.cell_length for strip in strips} == {tree.scrollable_content_region.width}
        shown = "\n".join(strip.text for strip in strips)
        assert "[bold red]$warning[/]" in shown
        assert "\x1b" not in shown
        await leave(pilot)


async def test_typing_ahead_of_a_screen_breaks_nothing(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        screen = StudyScreen(app.session, "docker")
        app.push_screen(screen)
        await screen.run_action("suggested") if screen.check_action("suggested", ()) else None
        assert screen.check_action("suggested", ()) is False
        await pilot.pause()
        assert screen.check_action("suggested", ()) is True
        assert not isinstance(app.focused, Input)
        await leave(pilot)

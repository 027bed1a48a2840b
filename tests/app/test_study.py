"""Working through a roadmap in the app: ticks, notes, choices, undo, and what the screen says."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Static, TextArea

from tests.app.conftest import headline, leave, settled, study, workspace_in
from tests.core.trees import chosen, tallies
from tracker.core.journal.commands import LONGEST_NOTE, SetMark, SetTarget, WriteNote
from tracker.core.roadmap.model import Group, Mark, Topic
from tracker.tui.app import TrackerApp
from tracker.tui.panels.note import NoteScreen
from tracker.tui.screens.home import HomeScreen
from tracker.tui.screens.study import StudyScreen
from tracker.tui.widgets.roadmap_list import RoadmapList
from tracker.tui.widgets.roadmap_tree import RoadmapTree
from tracker.tui.widgets.topic_card import TopicCard
from tracker.tui.widgets.tree_rows import TreeRow

AppOpener = Callable[[], TrackerApp]


def card(app: TrackerApp) -> str:
    return app.screen.query_one(TopicCard).words


async def test_picking_the_first_role_makes_it_the_target_and_opens_it(open_app: AppOpener, begun: Path) -> None:
    async with open_app().run_test() as pilot:
        roadmaps = pilot.app.screen.query_one(RoadmapList)
        assert roadmaps.go_to_key("Roles machine-learning-engineer")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, StudyScreen)
        assert "Machine Learning Engineer" in headline(pilot)
        await leave(pilot)
    with workspace_in(begun) as workspace:
        assert workspace.state().target == "machine-learning-engineer"


async def test_opening_another_role_leaves_the_target_alone(open_app: AppOpener, begun: Path) -> None:
    with workspace_in(begun) as workspace:
        workspace.record(SetTarget("ai-engineer"))
    async with open_app().run_test() as pilot:
        await pilot.press("slash", *"scientist", "enter")
        await pilot.pause()
        assert "Data Scientist" in headline(pilot)
        await leave(pilot)
    with workspace_in(begun) as workspace:
        assert workspace.state().target == "ai-engineer"


async def test_a_tick_moves_the_percentage_and_survives_a_restart(open_app: AppOpener, begun: Path) -> None:
    async with open_app().run_test() as pilot:
        screen = await study(pilot, "docker")
        assert " 0 %" in headline(pilot)
        screen.query_one(RoadmapTree).reveal("docker/run-container")
        await pilot.press("space")
        assert " 2 %" in headline(pilot)
        assert "Run a container: done" in headline(pilot)
        await leave(pilot)
    async with open_app().run_test() as pilot:
        await study(pilot, "docker")
        assert " 2 %" in headline(pilot)


@pytest.mark.parametrize(("key", "mark"), [("space", Mark.DONE), ("d", Mark.DOING), ("s", Mark.SKIPPED)])
async def test_each_key_marks_and_marks_back(open_app: AppOpener, key: str, mark: Mark) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        screen = await study(pilot, "docker")
        screen.query_one(RoadmapTree).reveal("docker/compose")
        await pilot.press(key)
        assert app.session.state.marks.get("docker/compose") is mark
        await pilot.press(key)
        assert "docker/compose" not in app.session.state.marks
        await pilot.press(key, "r")
        assert "docker/compose" not in app.session.state.marks
        await leave(pilot)


async def test_a_tick_on_a_group_is_one_act_for_what_counts_in_it(open_app: AppOpener, begun: Path) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        screen = await study(pilot, "machine-learning-engineer")
        tree = screen.query_one(RoadmapTree)
        assert tree.go_to_key("machine-learning-engineer/docker")
        await pilot.press("space")
        progress = app.session.progress("machine-learning-engineer")
        assert tallies(progress)["machine-learning-engineer/docker"].percent == 100
        skill = app.session.progress("docker").total
        assert skill.done == tallies(progress)["machine-learning-engineer/docker"].done < skill.counted
        await pilot.press("u")
        await settled(pilot)
        assert not app.session.state.marks
        await leave(pilot)


async def test_twenty_unawaited_ticks_are_all_written_in_order(open_app: AppOpener, begun: Path) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        screen = await study(pilot, "git")
        tree = screen.query_one(RoadmapTree)
        rows = [row for row in tree.rows if isinstance(row.node, Topic)][:20]
        for row in rows:
            screen.post_message(RoadmapTree.Marked([row], Mark.DONE))
        await pilot.pause()
        await leave(pilot)
    with workspace_in(begun) as workspace:
        written = [event.subject for event in reversed(workspace.history(1000)) if event.field == "mark"]
    assert written == [row.node.id for row in rows]


async def test_cursor_and_scroll_stay_after_a_tick(open_app: AppOpener) -> None:
    async with open_app().run_test(size=(80, 24)) as pilot:
        screen = await study(pilot, "git")
        tree = screen.query_one(RoadmapTree)
        tree.reveal("git/bisect")
        await pilot.pause()
        before = (tree.cursor, tree.scroll_offset)
        await pilot.press("space")
        await pilot.pause()
        assert (tree.cursor, tree.scroll_offset) == before
        assert before[1].y > 0
        await leave(pilot)


async def test_undo_and_redo_survive_a_restart(open_app: AppOpener, begun: Path) -> None:
    with workspace_in(begun) as workspace:
        workspace.record(SetMark(("git/branches",), Mark.DONE))
    app = open_app()
    async with app.run_test() as pilot:
        await study(pilot, "git")
        await pilot.press("u")
        await settled(pilot)
        assert "git/branches" not in app.session.state.marks
        assert "undo: Branch and merge" in headline(pilot)
        await leave(pilot)
    app = open_app()
    async with app.run_test() as pilot:
        await study(pilot, "git")
        await pilot.press("U")
        await settled(pilot)
        assert app.session.state.marks == {"git/branches": Mark.DONE}
        await leave(pilot)


async def test_the_card_tells_when_a_topic_is_done_what_it_needs_and_what_a_tick_is_worth(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await study(pilot, "docker")
        screen.query_one(RoadmapTree).reveal("docker/compose")
        await pilot.pause()
        shown = card(app)
        for part in ("Run several services with Compose", "Done when", "Needs first", "Write a Dockerfile", "docs"):
            assert part in shown
        assert "A tick is worth" in shown
        assert "AI Engineer" not in shown.partition("A tick is worth")[0]
        await leave(pilot)


async def test_below_100_columns_enter_opens_the_card_and_escape_closes_it(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await study(pilot, "docker")
        tree = screen.query_one(RoadmapTree)
        tree.reveal("docker/compose")
        await pilot.press("enter")
        assert screen.query_one(TopicCard).display
        assert not tree.display
        await pilot.press("escape")
        assert tree.display
        assert tree.has_focus
        await leave(pilot)


async def test_an_option_is_chosen_after_seeing_what_it_makes_of_the_percentage(
    open_app: AppOpener, begun: Path
) -> None:
    with workspace_in(begun) as workspace:
        workspace.record(SetMark(("gcp/identity", "gcp/object-storage"), Mark.DONE))
    app = open_app()
    async with app.run_test() as pilot:
        screen = await study(pilot, "machine-learning-engineer")
        key = "machine-learning-engineer/cloud"
        assert chosen(app.session.progress("machine-learning-engineer"))[key] == ("gcp", False)
        screen.query_one(RoadmapTree).go_to_key(key)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("home", "enter")
        await pilot.pause()
        await leave(pilot)
    with workspace_in(begun) as workspace:
        assert workspace.state().choices == {key: "aws"}


async def test_a_note_is_written_shown_and_kept(open_app: AppOpener, begun: Path) -> None:
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await study(pilot, "git")
        screen.query_one(RoadmapTree).reveal("git/branches")
        await pilot.press("e")
        await pilot.pause()
        await pilot.press(*"at [red]three", "ctrl+s")
        await pilot.pause()
        assert "at [red]three" in card(app)
        await leave(pilot)
    with workspace_in(begun) as workspace:
        assert workspace.state().notes == {"git/branches": "at [red]three"}


@pytest.mark.parametrize(("length", "kept"), [(100_000, True), (100_001, False)])
async def test_a_note_of_a_hundred_thousand_signs_is_kept_and_a_longer_one_stays_open(
    length: int, kept: bool, open_app: AppOpener, begun: Path
) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        view = await study(pilot, "git")
        view.query_one(RoadmapTree).reveal("git/branches")
        await pilot.press("e")
        await pilot.pause()
        area = app.screen.query_one(TextArea)
        area.text = "x" * length
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert isinstance(app.screen, NoteScreen) is not kept
        if not kept:
            assert area.text == "x" * length
            await pilot.press("escape")
        await leave(pilot)
    with workspace_in(begun) as workspace:
        assert len(workspace.state().notes.get("git/branches", "")) == length * kept


async def test_escape_in_a_note_keeps_what_was_typed_and_undo_takes_it_back(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        screen = await study(pilot, "git")
        screen.query_one(RoadmapTree).reveal("git/branches")
        await pilot.press("e")
        await pilot.pause()
        await pilot.press("x", "escape")
        await pilot.pause()
        assert app.session.state.notes == {"git/branches": "x"}
        await pilot.press("u")
        await settled(pilot)
        assert app.session.state.notes == {}
        await leave(pilot)


async def test_a_note_that_is_opened_again_goes_on_behind_its_text(begun: Path) -> None:
    with workspace_in(begun) as workspace:
        workspace.record(WriteNote("git/rebase", "Stopped here"))
    app = TrackerApp(workspace_in(begun))
    async with app.run_test() as pilot:
        await study(pilot, "git")
        app.screen.query_one(RoadmapTree).reveal("git/rebase")
        await pilot.press("e", *"!?", "escape")
        await settled(pilot)
        assert app.session.state.notes["git/rebase"] == "Stopped here!?"


async def test_a_note_that_is_too_long_is_there_again(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        screen = await study(pilot, "git")
        screen.query_one(RoadmapTree).reveal("git/branches")
        await pilot.press("e")
        await pilot.pause()
        app.screen.query_one(TextArea).text = "x" * (LONGEST_NOTE + 1)
        await pilot.press("escape")
        await pilot.pause()
        assert "Not saved" in headline(pilot)
        await pilot.press("e")
        await pilot.pause()
        assert len(app.screen.query_one(TextArea).text) == LONGEST_NOTE + 1
        await pilot.press("escape")
        await leave(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_card_takes_the_keys_that_mark(open_app: AppOpener, size: tuple[int, int]) -> None:
    app = open_app()
    async with app.run_test(size=size) as pilot:
        screen = await study(pilot, "docker")
        screen.query_one(RoadmapTree).reveal("docker/compose")
        await pilot.press("enter")
        await pilot.pause()
        assert screen.query_one(TopicCard).has_focus
        for key, mark in (("space", Mark.DONE), ("d", Mark.DOING), ("s", Mark.SKIPPED)):
            await pilot.press(key)
            await pilot.pause()
            assert app.session.state.marks == {"docker/compose": mark}
            assert mark.value in card(app)
        await pilot.press("r")
        await pilot.pause()
        assert app.session.state.marks == {}
        assert screen.query_one(TopicCard).has_focus
        await pilot.press("escape")
        await leave(pilot)


async def test_a_percentage_explains_itself_on_a_key(open_app: AppOpener, begun: Path) -> None:
    with workspace_in(begun) as workspace:
        workspace.record(SetMark(("docker/compose",), Mark.DONE))
        workspace.record(SetMark(("docker/volumes",), Mark.SKIPPED))
    async with open_app().run_test() as pilot:
        screen = await study(pilot, "docker")
        counted = screen.session.progress("docker").total.counted
        await pilot.press("percent_sign")
        await pilot.pause()
        shown = " ".join(str(widget.visual) for widget in pilot.app.screen.query(Static))
        assert f"1 of {counted} topics done" in shown
        assert "skipped by you" in shown
        await pilot.press("escape")
        await leave(pilot)


async def test_what_another_process_writes_is_shown(open_app: AppOpener, begun: Path) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        await study(pilot, "docker")
        with workspace_in(begun) as other:
            other.record(SetMark(("docker/compose",), Mark.DONE))
        await app.session.look_outside()
        await pilot.pause()
        assert " 2 %" in headline(pilot)
        await leave(pilot)


async def test_what_is_written_is_what_was_decided_on_the_state_that_was_shown(
    open_app: AppOpener, begun: Path
) -> None:
    """Another process skips the topic, which the screen does not show yet; the tick is not decided again on that."""
    app = open_app()
    async with app.run_test() as pilot:
        screen = await study(pilot, "docker")
        screen.query_one(RoadmapTree).reveal("docker/compose")
        with workspace_in(begun) as other:
            other.record(SetMark(("docker/compose",), Mark.SKIPPED))
        assert app.session.handle(SetMark(("docker/compose",), Mark.DONE))
        shown = [event for job in app.session.queue.waiting() for event in job.events]
        assert [(event.value, event.was) for event in shown] == [("done", None)]
        await settled(pilot)
        await app.session.reload()
        assert app.session.state.marks["docker/compose"] is Mark.DONE
        await leave(pilot)
    with workspace_in(begun) as workspace:
        assert workspace.history(1, "docker/compose") == shown


async def test_a_tick_that_is_not_taken_stays_is_said_once_and_is_written_when_it_can_be(
    open_app: AppOpener, begun: Path
) -> None:
    app = open_app()
    app.workspace.wait_at_most(0.05)
    async with app.run_test() as pilot:
        screen = await study(pilot, "docker")
        screen.query_one(RoadmapTree).reveal("docker/compose")
        blocker = sqlite3.connect(begun / "data" / "tracker.db", isolation_level=None)
        blocker.execute("begin immediate")
        await pilot.press("space")
        assert not await app.session.written()
        await pilot.press("d", "space", "d")
        assert not await app.session.written()
        blocker.rollback()
        blocker.close()
        assert app.session.state.marks["docker/compose"] is Mark.DOING
        said = [
            notice for notice in app._notifications if "Another program is holding the store" in str(notice.message)
        ]
        assert len(said) == 1
        while app.session.queue.waiting():  # a refused write is tried again in a while
            await pilot.pause(0.05)
    with workspace_in(begun) as workspace:
        assert workspace.state().marks["docker/compose"] is Mark.DOING


async def test_escape_leads_back_to_the_roadmaps(open_app: AppOpener) -> None:
    async with open_app().run_test() as pilot:
        await study(pilot, "docker")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)
        await leave(pilot)


async def test_a_watched_role_is_shown_beside_the_target(open_app: AppOpener, begun: Path) -> None:
    with workspace_in(begun) as workspace:
        workspace.record(SetTarget("ai-engineer"))
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"scientist", "enter")
        await pilot.pause()
        await pilot.press("w", "escape", "escape")
        await pilot.pause()
        roadmaps = app.screen.query_one(RoadmapList)
        assert roadmaps.go_to_key("Target and watched data-scientist")
        await leave(pilot)


def rows_of(tree: RoadmapTree) -> list[TreeRow]:
    return list(tree.rows)


async def test_a_role_opens_folded_and_a_skill_open(open_app: AppOpener) -> None:
    async with open_app().run_test() as pilot:
        role = (await study(pilot, "ai-engineer")).query_one(RoadmapTree)
        assert all(isinstance(row.node, Group) for row in rows_of(role))
        skill = (await study(pilot, "docker")).query_one(RoadmapTree)
        assert any(isinstance(row.node, Topic) for row in rows_of(skill))
        await leave(pilot)


@pytest.mark.parametrize("width", [80, 100, 120])
async def test_a_title_never_touches_the_column_beside_it(begun: Path, width: int) -> None:
    async with TrackerApp(workspace_in(begun)).run_test(size=(width, 24)) as pilot:
        screen = await study(pilot, "ai-engineer")
        await pilot.press("0")
        await pilot.pause()
        tree = screen.tree_view
        lines = ["".join(text for text, _ in tree.draw(row, tree.size.width - 1)) for row in tree.rows]
        assert len(lines) > 400
        levels = [line for line in lines if line.rstrip().endswith(" h")]
        assert all(re.search(r" (basic|working|advanced) +[\d.,]+ h $", line) for line in levels)


async def test_the_edge_of_the_card_shows_that_it_has_the_focus(open_app: AppOpener) -> None:
    async with open_app().run_test(size=(120, 40)) as pilot:
        screen = await study(pilot, "docker")
        card = screen.query_one(TopicCard)
        before = card.styles.border_left
        screen.tree_view.reveal("docker/compose")
        await pilot.press("enter")
        await pilot.pause()
        assert card.has_focus
        assert card.styles.border_left != before
        await leave(pilot)

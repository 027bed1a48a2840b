"""In the import panel a user says how a file is to be read, and sees what that makes of it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from tests.app.conftest import leave
from tests.app.test_own import bring, save
from tracker.core.roadmap.model import Mark
from tracker.tui.app import TrackerApp
from tracker.tui.panels.columns import ColumnsScreen
from tracker.tui.panels.import_file import ImportScreen
from tracker.tui.panels.pick import PickScreen
from tracker.tui.widgets.wrapped_text import WrappedText

AppOpener = Callable[[], TrackerApp]

TABLE = "Part,Topic,rust,python\nKnots,Bowline,Y,N\nKnots,Noose,N,Y\n"
PLAIN = "# Sea\n\n## Knots\n\n| Knot |\n|---|\n| Bowline |\n| Noose |\n"
QUIZ = "".join(f"## Question {n}\n\n- [ ] wrong {n}\n- [x] right {n}\n\n" for n in range(6))


async def shown(pilot: Pilot[None], words: str) -> str:
    """What the import panel shows, once that holds these words."""
    screen = pilot.app.screen
    assert isinstance(screen, ImportScreen)
    while words not in (text := screen.query_one(WrappedText).words):
        await pilot.pause(0.02)
    return text


async def on(pilot: Pilot[None], screen: type) -> str:
    """Wait for a screen; what its widgets say, its lists line by line."""
    while not isinstance(pilot.app.screen, screen):
        await pilot.pause(0.02)
    await pilot.pause()
    lines = [pilot.app.screen.query_one("Rows").render_line(number).text for number in range(4)]
    return "\n".join([*lines, *(str(widget.visual) for widget in pilot.app.screen.query(Static))])


async def test_where_no_column_looks_like_titles_a_user_says_which_one_has_them(
    open_app: AppOpener, tmp_path: Path
) -> None:
    (tmp_path / "numbers.csv").write_text("#,year\n11,2021\n12,2022\n13,2023\n", encoding="utf-8")
    app = open_app()
    async with app.run_test() as pilot:
        assert "Ctrl+R lets you say which one does." in await bring(pilot, tmp_path / "numbers.csv")
        await pilot.press("ctrl+r")
        assert "11 · 12 · 13" in await on(pilot, ColumnsScreen)
        await pilot.press("enter")
        assert "A table needs a column of titles" in await on(pilot, ColumnsScreen)
        await pilot.press("t", "enter")
        assert "○ 12" in await shown(pilot, "The columns are as you said")
        await leave(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_columns_of_a_table_are_chosen(size: tuple[int, int], open_app: AppOpener, tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text(TABLE, encoding="utf-8")
    app = open_app()
    async with app.run_test(size=size) as pilot:
        assert "The columns are a guess: Topic has the titles, rust says what is done" in " ".join(
            (await bring(pilot, tmp_path / "plan.csv")).split()
        )
        await pilot.press("ctrl+r")
        seen = (await on(pilot, ColumnsScreen)).splitlines()
        assert seen[1].split() == ["2", "Topic", "title", "Bowline", "·", "Noose"]
        assert seen[3].split() == ["4", "python", "notes", "N", "·", "Y"]
        await pilot.press("end", "s", "home", "left", "enter")
        text = await shown(pilot, "The columns are as you said")
        assert "○ Bowline" in text
        assert "✓ Noose" in text
        assert "Knots" not in text
        await save(pilot)
        noose = next(topic for topic in app.session.roadmaps["plan"].tree.topics() if topic.title == "Noose")
        assert app.session.state.marks == {noose.id: Mark.DONE}
        assert set(app.session.state.notes.values()) == {"rust: Y", "rust: N"}
        await leave(pilot)


async def test_closing_the_columns_changes_nothing_and_a_table_needs_titles(
    open_app: AppOpener, tmp_path: Path
) -> None:
    (tmp_path / "plan.csv").write_text(TABLE, encoding="utf-8")
    async with open_app().run_test() as pilot:
        before = await bring(pilot, tmp_path / "plan.csv")
        await pilot.press("ctrl+r")
        await on(pilot, ColumnsScreen)
        await pilot.press("u", "enter")
        assert "A table needs a column of titles" in await on(pilot, ColumnsScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert await shown(pilot, "") == before
        await pilot.press("escape")
        await leave(pilot)


async def test_a_title_that_is_a_list_becomes_several_topics(open_app: AppOpener, tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text('Role,Skills\nMate,"Knots, Sails"\n', encoding="utf-8")
    async with open_app().run_test() as pilot:
        assert "1 topic," in await bring(pilot, tmp_path / "plan.csv")
        await pilot.press("ctrl+r")
        assert "all of it is one topic" in await on(pilot, ColumnsScreen)
        await pilot.press("x")
        assert "each part of it is a topic" in await on(pilot, ColumnsScreen)
        await pilot.press("enter")
        assert "2 topics," in await shown(pilot, "as you said")
        await pilot.press("escape")
        await leave(pilot)


async def test_the_ways_to_read_a_file_without_marks_are_shown_and_can_be_changed(
    open_app: AppOpener, tmp_path: Path
) -> None:
    (tmp_path / "plan.md").write_text(PLAIN, encoding="utf-8")
    async with open_app().run_test() as pilot:
        await pilot.press("I")
        await pilot.pause()
        await pilot.press(*str(tmp_path / "plan.md"), "enter")
        seen = await on(pilot, PickScreen)
        assert "the rows of its tables: Bowline, Noose" in seen
        assert "its headings: Knots" in seen
        assert "2 topics" in seen
        await pilot.press("enter")
        assert "○ Bowline" in await shown(pilot, "2 topics,")
        await pilot.press("ctrl+r")
        assert "what is marked" not in await on(pilot, PickScreen)
        await pilot.press("down", "enter")
        assert "○ Knots" in await shown(pilot, "1 topic,")
        await pilot.press("escape")
        await leave(pilot)


async def test_a_file_with_marks_can_be_read_otherwise_and_back(open_app: AppOpener, tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text("- [x] Bowline\n- Noose\n", encoding="utf-8")
    async with open_app().run_test() as pilot:
        assert "1 topic, 1 done" in await bring(pilot, tmp_path / "plan.md")
        await pilot.press("ctrl+r")
        assert "what is marked in it" in await on(pilot, PickScreen)
        await pilot.press("down", "enter")
        assert "2 topics, 1 done" in await shown(pilot, "2 topics,")
        await pilot.press("ctrl+r")
        await on(pilot, PickScreen)
        await pilot.press("enter")
        await shown(pilot, "1 topic, 1 done")
        await pilot.press("escape")
        await leave(pilot)


async def test_ticks_that_are_answers_are_left_behind(open_app: AppOpener, tmp_path: Path) -> None:
    (tmp_path / "quiz.md").write_text(QUIZ, encoding="utf-8")
    app = open_app()
    async with app.run_test() as pilot:
        assert "look like answers of a quiz: Ctrl+T" in await bring(pilot, tmp_path / "quiz.md")
        await pilot.press("ctrl+t")
        await shown(pilot, "12 topics, 0 done")
        await pilot.press("ctrl+t")
        await shown(pilot, "12 topics, 6 done")
        await pilot.press("ctrl+t")
        await shown(pilot, "12 topics, 0 done")
        await save(pilot)
        assert app.session.state.marks == {}
        await leave(pilot)


async def test_keys_pressed_while_a_file_is_being_read_do_not_end_that(open_app: AppOpener, tmp_path: Path) -> None:
    pipe = tmp_path / "plan.md"
    os.mkfifo(pipe)
    async with open_app().run_test() as pilot:
        await pilot.press("I")
        await pilot.pause()
        await pilot.press(*str(pipe), "enter", "ctrl+t", "ctrl+r", "ctrl+s")
        await shown(pilot, "Reading")
        await asyncio.to_thread(pipe.write_text, "- [x] Bowline\n", "utf-8")
        await shown(pilot, "1 topic, 1 done")
        await pilot.press("escape")
        await leave(pilot)


async def test_a_folder_is_brought_in(open_app: AppOpener, tmp_path: Path) -> None:
    (tmp_path / "sea").mkdir()
    (tmp_path / "sea" / "bowline@aaaaaaaa1.md").write_text("# Bowline\n", encoding="utf-8")
    app = open_app()
    async with app.run_test() as pilot:
        assert "○ Bowline" in await bring(pilot, tmp_path / "sea")
        await save(pilot)
        assert "sea/aaaaaaaa1" in {topic.id for topic in app.session.roadmaps["sea"].tree.topics()}
        await leave(pilot)

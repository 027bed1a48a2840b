"""A user's own roadmap in the app: brought in after a look at it, followed, linked, and added to."""

from __future__ import annotations

import json
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.app.conftest import headline, leave, settled, study, workspace_in
from tracker.core.journal.commands import SetMark
from tracker.core.roadmap.model import Kind, Mark
from tracker.tui.app import TrackerApp
from tracker.tui.panels.import_file import ImportScreen
from tracker.tui.panels.pick import PickScreen
from tracker.tui.screens.home import HomeScreen
from tracker.tui.widgets.profile_pane import ProfilePane
from tracker.tui.widgets.roadmap_list import RoadmapList
from tracker.tui.widgets.roadmap_tree import RoadmapTree
from tracker.tui.widgets.rows import Rows
from tracker.tui.widgets.topic_card import TopicCard
from tracker.tui.widgets.wrapped_text import WrappedText
from tracker.workspace.export import everything, put

AppOpener = Callable[[], TrackerApp]

PLAN = "# My plan\n\n## First\n\n- [x] Tie a bowline\n- [ ] Tie a clove hitch\n\n## Then\n\n- [ ] Sail home\n"
NEWER = PLAN.replace("- [ ] Sail home\n", "- [ ] Sail home\n- [ ] Sail further\n").replace("- [x] Tie a bowline\n", "")


async def bring(pilot: Pilot[None], path: Path, key: str = "I") -> str:
    """Open the import panel, read a file, and return what is shown."""
    await pilot.press(key)
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, ImportScreen)
    screen.query_one(Input).value = str(path)
    await pilot.press("enter")
    told = screen.query_one(WrappedText)
    while told.words in ("Reading …", "Nothing is saved before you have seen it."):
        await pilot.pause(0.02)
    return told.words


async def save(pilot: Pilot[None]) -> None:
    """Save what the panel shows, and wait until it is there."""
    await pilot.press("ctrl+s")
    while isinstance(pilot.app.screen, ImportScreen):
        await pilot.pause(0.02)
    await settled(pilot)


async def test_an_import_is_shown_before_it_is_saved(open_app: AppOpener, begun: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    async with open_app().run_test() as pilot:
        shown = await bring(pilot, tmp_path / "plan.md")
        assert "3 topics, 1 done" in shown
        assert "✓ Tie a bowline" in shown
        await pilot.press("escape")
        await pilot.pause()
        await leave(pilot)
    with workspace_in(begun) as workspace:
        assert not [roadmap for roadmap in workspace.roadmaps() if roadmap.kind is Kind.OWN]


async def test_an_import_lives_beside_the_bundled_ones_and_undo_takes_it_out(
    open_app: AppOpener, tmp_path: Path
) -> None:
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    app = open_app()
    async with app.run_test() as pilot:
        await bring(pilot, tmp_path / "plan.md")
        await save(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert app.session.progress("my-plan").total.done == 1
        await pilot.press("u")
        await settled(pilot)
        assert "my-plan" not in app.session.roadmaps
        await leave(pilot)


async def test_a_file_that_is_no_roadmap_says_so_and_saves_nothing(open_app: AppOpener, tmp_path: Path) -> None:
    (tmp_path / "noise.md").write_bytes(b"PK\x03\x04" + bytes(200))
    app = open_app()
    async with app.run_test() as pilot:
        before = set(app.session.roadmaps)
        shown = await bring(pilot, tmp_path / "noise.md")
        assert "Tie" not in shown
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, ImportScreen)
        await pilot.press("escape")
        assert set(app.session.roadmaps) == before
        await leave(pilot)


async def test_an_update_shows_what_changes_and_keeps_what_is_gone(open_app: AppOpener, tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    (tmp_path / "newer.md").write_text(NEWER, encoding="utf-8")
    app = open_app()
    async with app.run_test() as pilot:
        await bring(pilot, tmp_path / "plan.md")
        await save(pilot)
        shown = await bring(pilot, tmp_path / "newer.md", "ctrl+r")
        assert "Gone, archived\n  ✓ Tie a bowline" in shown
        assert "New\n  Sail further" in shown
        await save(pilot)
        titles = {topic.title for topic in app.session.roadmaps["my-plan"].tree.topics()}
        assert "Sail further" in titles
        assert "Tie a bowline" not in titles
        assert list(app.session.state.archive)
        await leave(pilot)


async def test_what_an_update_took_out_comes_back_with_its_mark(open_app: AppOpener, tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    (tmp_path / "newer.md").write_text(NEWER, encoding="utf-8")
    app = open_app()
    async with app.run_test() as pilot:
        await bring(pilot, tmp_path / "plan.md")
        await save(pilot)
        await pilot.press("B")
        await settled(pilot)
        assert "Nothing of My plan is archived" in headline(pilot)
        await bring(pilot, tmp_path / "newer.md", "ctrl+r")
        await save(pilot)
        (gone,) = app.session.state.archive
        await pilot.press("B")
        await pilot.pause()
        assert isinstance(app.screen, PickScreen)
        assert [choice.title for choice in app.screen.choices] == ["✓ Tie a bowline"]
        await pilot.press("enter")
        await settled(pilot)
        assert gone in {topic.id for topic in app.session.roadmaps["my-plan"].tree.topics()}
        assert app.session.state.marks[gone] is Mark.DONE
        assert "Restored: Tie a bowline" in headline(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert list(app.session.state.archive) == [gone]
        await leave(pilot)


async def test_only_roadmaps_of_ones_own_have_an_archive(open_app: AppOpener) -> None:
    async with open_app().run_test() as pilot:
        await pilot.press("B")
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "only these have an archive" in headline(pilot)
        await leave(pilot)


async def test_a_roadmap_is_retitled_at_home_and_an_update_keeps_it(open_app: AppOpener, tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    (tmp_path / "newer.md").write_text(NEWER.replace("# My plan", "# Their plan"), encoding="utf-8")
    app = open_app()
    async with app.run_test() as pilot:
        await bring(pilot, tmp_path / "plan.md")
        await save(pilot)
        assert "Title\n  My plan → Their plan" in await bring(pilot, tmp_path / "newer.md", "ctrl+r")
        await pilot.press("escape")
        await pilot.press("T")
        await pilot.pause()
        await pilot.press(*"Mine", "enter")
        await settled(pilot)
        assert app.session.roadmaps["my-plan"].title == "Mine"
        assert "Title\n" not in await bring(pilot, tmp_path / "newer.md", "ctrl+r")
        await save(pilot)
        assert app.session.roadmaps["my-plan"].title == "Mine"
        assert app.session.title("my-plan") == "Mine"
        await leave(pilot)


async def test_progress_from_roadmap_sh_goes_to_the_roadmap_with_its_topics(
    open_app: AppOpener, tmp_path: Path
) -> None:
    nodes = [{"id": i, "type": "topic", "position": {"x": 0, "y": 0}, "data": {"label": f"Node {i}"}} for i in "abc"]
    (tmp_path / "sea.json").write_text(json.dumps({"nodes": nodes, "edges": []}), encoding="utf-8")
    (tmp_path / "progress.json").write_text('{"done": ["a"], "learning": ["b"], "skipped": ["x"]}', encoding="utf-8")
    app = open_app()
    async with app.run_test() as pilot:
        assert "no roadmap of your own has its topics" in await bring(pilot, tmp_path / "progress.json")
        await pilot.press("escape")
        await bring(pilot, tmp_path / "sea.json")
        await save(pilot)
        shown = await bring(pilot, tmp_path / "progress.json")
        for words in ("2 marks to record", "1 done, 1 doing; 2 new to you", "✓ Node a", "1 mark of topics"):
            assert words in shown
        await save(pilot)
        assert app.session.state.marks == {"sea/a": Mark.DONE, "sea/b": Mark.DOING}
        assert "has the marks from roadmap.sh now" in headline(pilot)
        assert "You have all of these marks already" in await bring(pilot, tmp_path / "progress.json")
        await pilot.press("ctrl+s", "escape")
        await pilot.press("u")
        await settled(pilot)
        assert app.session.state.marks == {}
        await leave(pilot)


async def test_a_linked_topic_shares_its_tick(open_app: AppOpener, tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(PLAN.replace("Sail home", "Containers"), encoding="utf-8")
    app = open_app()
    async with app.run_test() as pilot:
        await bring(pilot, tmp_path / "plan.md")
        await save(pilot)
        tree = (await study(pilot, "my-plan")).query_one(RoadmapTree)
        own = next(topic for topic in app.session.roadmaps["my-plan"].tree.topics() if topic.title == "Containers")
        tree.reveal(own.id)
        await pilot.press("K")
        await pilot.pause()
        await pilot.press(*"several services with comp", "enter")
        await pilot.pause()
        await settled(pilot)
        assert app.session.state.links == {own.id: "docker/compose"}
        await pilot.press("space")
        await settled(pilot)
        await app.session.reload()
        assert app.session.state.marks["docker/compose"] is Mark.DONE
        assert app.session.state.marks[own.id] is Mark.DONE
        await leave(pilot)


async def test_a_topic_that_was_added_to_a_bundled_role_can_share_a_tick_too(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        tree = (await study(pilot, "ai-engineer")).query_one(RoadmapTree)
        assert tree.go_to_key("ai-engineer/git")
        await pilot.press("A")
        await pilot.pause()
        await pilot.press(*"Mine", "enter")
        await settled(pilot)
        assert tree.row is not None
        own = tree.row.node
        assert own.title == "Mine"
        await pilot.press("K")
        await pilot.pause()
        await pilot.press(*"several services with comp", "enter")
        await pilot.pause()
        await settled(pilot)
        assert app.session.state.links == {own.name: "docker/compose"}
        await leave(pilot)


async def test_a_topic_of_ones_own_is_added_to_a_bundled_roadmap(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        tree = (await study(pilot, "docker")).query_one(RoadmapTree)
        counted = app.session.progress("docker").total.counted
        tree.reveal("docker/compose")
        await pilot.press("A")
        await pilot.pause()
        await pilot.press(*"Mine", "enter")
        await pilot.pause()
        await settled(pilot)
        assert app.session.progress("docker").total.counted == counted + 1
        assert "Added: Mine" in headline(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert app.session.progress("docker").total.counted == counted
        await leave(pilot)


LONG = "a part of a title that is far too long for one line of the panel"
NESTED = f"# Nested\n\n- [ ] Outer\n  - [x] Inner\n  - [-] Left aside\n  - [ ] {LONG}, {LONG}, {LONG}\n"


async def test_a_topic_says_how_many_below_it_are_done(open_app: AppOpener, tmp_path: Path) -> None:
    (tmp_path / "nested.md").write_text(NESTED, encoding="utf-8")
    app = open_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await bring(pilot, tmp_path / "nested.md")
        await save(pilot)
        tree = (await study(pilot, "nested")).query_one(RoadmapTree)
        assert tree.render_line(0).text.split() == ["○", "Outer", "1/2"]
        assert "1 of 2 below it done" in app.screen.query_one(TopicCard).words
        await pilot.press("down", "space")
        await settled(pilot)
        assert tree.render_line(0).text.split() == ["○", "Outer", "0/2"]
        assert tree.render_line(2).text.split() == ["–", "Left", "aside"]
        await leave(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_long_title_keeps_its_indent_where_it_is_broken(
    size: tuple[int, int], open_app: AppOpener, tmp_path: Path
) -> None:
    (tmp_path / "nested.md").write_text(NESTED, encoding="utf-8")
    async with open_app().run_test(size=size) as pilot:
        await bring(pilot, tmp_path / "nested.md")
        await pilot.pause()
        shown = str(pilot.app.screen.query_one(WrappedText).visual).split("\n")
        first, *rest = shown[shown.index("  – Left aside") + 1 :]
        assert first.startswith("  ○ a part")
        assert [len(line) - len(line.lstrip()) for line in rest] == [4, 4]
        assert " ".join(line.strip() for line in (first, *rest)) == f"○ {LONG}, {LONG}, {LONG}"
        assert max(map(len, shown)) <= pilot.app.screen.query_one(WrappedText).size.width
        await pilot.press("escape")
        await leave(pilot)


async def test_a_roadmap_of_ones_own_shows_nothing_that_it_does_not_have(open_app: AppOpener, tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    async with open_app().run_test(size=(120, 40)) as pilot:
        await bring(pilot, tmp_path / "plan.md")
        await save(pilot)
        roadmaps = pilot.app.screen.query_one(RoadmapList)
        described = pilot.app.screen.query_one(ProfilePane).words
        assert described.startswith("My plan\n\n1 of 3 topics\n")
        assert "0 h" not in described + roadmaps.render_line(roadmaps.cursor).text
        await leave(pilot)


DEEP = "# Deep\n\n## Outer\n\n### Inner\n\n- [ ] Far down\n\n## Other\n\n- [ ] Near\n"


async def test_a_search_unfolds_every_group_above_and_an_addition_goes_where_the_cursor_is(
    open_app: AppOpener, tmp_path: Path
) -> None:
    (tmp_path / "deep.md").write_text(DEEP, encoding="utf-8")
    app = open_app()
    async with app.run_test() as pilot:
        await bring(pilot, tmp_path / "deep.md")
        await save(pilot)
        tree = (await study(pilot, "deep")).query_one(RoadmapTree)
        await pilot.press("slash", *"far down", "enter")
        await pilot.pause()
        assert tree.row is not None
        assert tree.row.node.title == "Far down"
        assert [row.node.title for row in tree.rows] == ["Outer", "Inner", "Far down", "Other"]
        await pilot.press("A")
        await pilot.pause()
        await pilot.press(*"Mine", "enter")
        await pilot.pause()
        await settled(pilot)
        assert [row.node.title for row in tree.rows] == ["Outer", "Inner", "Far down", "Mine", "Other"]
        await leave(pilot)


async def test_hours_links_and_place_are_changed_and_a_group_is_added_and_taken_out(open_app: AppOpener) -> None:
    app = open_app()
    async with app.run_test() as pilot:
        tree = (await study(pilot, "docker")).query_one(RoadmapTree)

        async def change(*keys: str) -> None:
            await pilot.press("M")
            await pilot.pause()
            for key in keys:
                await pilot.press(key)
                await pilot.pause()
            await settled(pilot)

        tree.reveal("docker/compose")
        await change("enter", *["backspace"] * 4, *"7,5", "enter")
        compose = app.session.topic("docker/compose")
        assert compose
        assert compose.hours == 7.5
        assert "Changed: " in headline(pilot)
        await change("enter", *["backspace"] * 4, *"many", "enter")
        assert "hours are a number" in headline(pilot)
        await change("down", "enter", *["ctrl+u"], *"https://example.org/mine", "enter")
        assert [link.url for link in app.session.card("docker/compose").links] == ["https://example.org/mine"]
        await change("down", "down", "enter")
        assert app.session.card("docker/compose").links == ()
        await pilot.press("M", "down", "down", "enter")
        await pilot.pause()
        offered = [choice.title for choice in app.screen.query_one(Rows).rows]
        await pilot.press("enter")
        await settled(pilot)
        assert f"Behind {compose.title}" not in offered
        docker = app.session.roadmaps["docker"].tree
        place = docker.places["docker/compose"]
        assert next(docker.children(docker.parents[place])) == place
        await change("end", "enter", *"Mine", "enter")
        assert "Mine" in [node.title for node in app.session.roadmaps["docker"].tree.nodes]
        await pilot.press("A", *"Extra", "enter")
        await settled(pilot)
        (extra,) = [topic.id for topic in app.session.roadmaps["docker"].tree.topics() if topic.title == "Extra"]
        tree.reveal(extra)
        await change("end", "enter")
        assert app.session.topic(extra) is None
        assert headline(pilot).splitlines()[1].strip() == "Removed: Extra. u undoes it."
        await leave(pilot)


async def test_a_layer_is_shown_laid_and_taken_off_again(open_app: AppOpener, tmp_path: Path) -> None:
    record = {"id": "docker/k3w9", "roadmap": "docker", "title": "Our registry"}
    path = tmp_path / "layer.json"
    path.write_text(json.dumps({"format": "tracker-overlay", "version": 1, "records": [record]}), encoding="utf-8")
    app = open_app()
    async with app.run_test() as pilot:
        counted = app.session.progress("docker").total.counted
        assert "Our registry, to Docker" in await bring(pilot, path)
        await save(pilot)
        assert "is added to your roadmaps; u takes it back." in headline(pilot)
        assert app.session.progress("docker").total.counted == counted + 1
        await pilot.press("u")
        await settled(pilot)
        assert app.session.progress("docker").total.counted == counted
        await leave(pilot)


async def test_a_backup_is_brought_in(open_app: AppOpener, begun: Path, tmp_path: Path) -> None:
    path = tmp_path / "backup.json"
    with workspace_in(begun) as workspace:
        workspace.record(SetMark(("docker/compose",), Mark.DONE))
        put(path, everything(workspace))
        workspace.undo()
    shutil.rmtree(begun)
    app = open_app()
    async with app.run_test() as pilot:
        await pilot.press("escape")
        await pilot.pause()
        assert "A backup of" in await bring(pilot, path)
        await save(pilot)
        assert app.session.state.marks["docker/compose"] is Mark.DONE
        assert app.session.state.watched == {"sql"}
        await leave(pilot)


async def test_a_title_with_accents_is_found_however_it_is_composed(open_app: AppOpener, tmp_path: Path) -> None:
    text = unicodedata.normalize("NFD", "# Études\n\n## Données\n\n- [ ] Modélisation\n- [ ] Requêtes\n")
    (tmp_path / "nfd.md").write_text(text, encoding="utf-8")
    app = open_app()
    async with app.run_test() as pilot:
        await bring(pilot, tmp_path / "nfd.md")
        await save(pilot)
        tree = (await study(pilot, "études")).query_one(RoadmapTree)
        for word in ("REQUÊ", unicodedata.normalize("NFD", "modé"), "requê"):
            await pilot.press("slash")
            app.screen.query_one(Input).value = word
            await pilot.press("enter")
            await pilot.pause()
            assert tree.row is not None
            assert (
                unicodedata.normalize("NFC", tree.row.node.title)
                .casefold()
                .startswith(unicodedata.normalize("NFC", word).casefold())
            )
        await leave(pilot)


async def test_a_line_that_was_typed_is_there_again_after_escape(open_app: AppOpener) -> None:
    async with open_app().run_test(size=(80, 24)) as pilot:
        await study(pilot, "sql")
        await pilot.press("A", *"Window", "escape", "A")
        await pilot.pause()
        line = pilot.app.screen.query_one("#line", Input)
        assert line.value == "Window"
        await pilot.press("s", "enter")
        await settled(pilot)
        await pilot.press("A")
        await pilot.pause()
        assert pilot.app.screen.query_one("#line", Input).value == ""


async def test_the_path_of_a_file_to_import_is_there_again_after_escape(open_app: AppOpener) -> None:
    async with open_app().run_test(size=(80, 24)) as pilot:
        await pilot.press("I", *"notes", "escape", "I")
        await pilot.pause()
        assert pilot.app.screen.query_one("#path", Input).value == "notes"

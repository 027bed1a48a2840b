"""A newer file of an own roadmap: the plan first, then all of it in one act, and nothing of the user's is lost."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Run
from tests.own.conftest import NEWER, PLAN, Imported, Write, shape, topic
from tests.store.conftest import is_sound
from tracker.core.errors import OutdatedError
from tracker.core.roadmap.model import Mark
from tracker.workspace import Workspace
from tracker.workspace.incoming.open_source import open_source
from tracker.workspace.incoming.source import read_source
from tracker.workspace.paths import find_paths


@pytest.fixture
def update(cli: Run, write: Write) -> Any:
    def updated(roadmap: str, text: str = NEWER, *words: str) -> Any:
        return cli("update", roadmap, write("newer.md", text), "--json", *(words or ("--yes",))).json()

    return updated


def test_the_plan_says_what_becomes_of_every_topic(brought: Imported, update: Any, workspace: Workspace) -> None:
    id_ = brought()
    cli_told = update(id_, NEWER, "--dry-run")
    assert cli_told["same"] + len(cli_told["moved"]) + len(cli_told["renamed"]) == 4
    assert {topic["title"] for topic in cli_told["moved"]} >= {"Read a cloud"}
    assert [(topic["title"], topic["mark"]) for topic in cli_told["demoted"]] == [("Name them in Latin", "skipped")]
    assert [(topic["title"], topic["mark"]) for topic in cli_told["gone"]] == [("Whip the end", "doing")]
    assert [topic["title"] for topic in cli_told["new"]] == ["Tell the wind"]
    assert cli_told["newly_done"] == [topic(workspace, "Splice a rope")]
    assert cli_told["used"] is False
    assert "Tell the wind" not in workspace.topic_names()


def test_every_tick_stays_on_its_topic_and_the_file_only_adds_some(
    brought: Imported, update: Any, workspace: Workspace
) -> None:
    id_ = brought()
    before = {title: topic(workspace, title) for title in ("Cut it", "Read a cloud", "Splice a rope")}
    update(id_)
    assert {title: topic(workspace, title) for title in before} == before
    marks = workspace.state().marks
    assert [marks.get(before[title]) for title in before] == [Mark.DONE, None, Mark.DONE]
    assert marks[topic(workspace, "Tie a bowline with one hand")] is Mark.DONE


def test_a_tick_that_the_user_took_away_does_not_come_back(
    brought: Imported, update: Any, cli: Run, workspace: Workspace
) -> None:
    id_ = brought()
    cli("reset", "Cut it")
    update(id_, PLAN + "- [ ] more\n")
    assert topic(workspace, "Cut it") not in workspace.state().marks
    assert update(id_, PLAN)["newly_done"] == []


def test_undo_takes_the_whole_update_back(brought: Imported, update: Any, cli: Run, workspace: Workspace) -> None:
    id_ = brought()
    before, state = shape(workspace, id_), workspace.state()
    update(id_)
    after = shape(workspace, id_)
    assert after != before
    cli("undo")
    assert shape(workspace, id_) == before
    assert workspace.state()._replace(clock=0) == state._replace(clock=0)
    cli("redo")
    assert shape(workspace, id_) == after
    assert is_sound(find_paths().store)


def test_what_went_is_archived_with_its_mark_and_can_be_brought_back(
    brought: Imported, update: Any, cli: Run, workspace: Workspace
) -> None:
    id_ = brought()
    gone = topic(workspace, "Whip the end")
    cli("note", gone, "with wax")
    update(id_)
    listed = {topic["title"]: topic for topic in cli("archive", id_, "--json").json()}
    assert set(listed) == {"Whip the end", "Name them in Latin"}
    assert (listed["Whip the end"]["id"], listed["Whip the end"]["mark"]) == (gone, "doing")
    assert listed["Whip the end"]["at"].startswith("20")
    assert gone not in {topic.id for topic in workspace.roadmap(id_).tree.topics()}
    assert cli("archive", id_, "--restore", "Whip the end").code == 0
    assert gone in {topic.id for topic in workspace.roadmap(id_).tree.topics()}
    assert (workspace.state().marks[gone], workspace.state().notes[gone]) == (Mark.DOING, "with wax")
    assert [topic["title"] for topic in cli("archive", id_, "--json").json()] == ["Name them in Latin"]
    cli("undo")
    assert gone not in {topic.id for topic in workspace.roadmap(id_).tree.topics()}


def test_a_restored_topic_stands_where_it_stood(brought: Imported, update: Any, cli: Run, workspace: Workspace) -> None:
    id_ = brought()
    update(id_)
    cli("archive", id_, "--restore", "Whip the end")
    tree = workspace.roadmap(id_).tree
    splice = next(place for place, node in enumerate(tree.nodes) if node.title == "Splice a rope")
    assert [tree.nodes[place].title for place in tree.children(splice)] == ["Cut it", "Whip the end"]


def test_what_comes_back_upstream_comes_back_with_its_mark(
    brought: Imported, update: Any, workspace: Workspace
) -> None:
    id_ = brought()
    gone = topic(workspace, "Whip the end")
    update(id_)
    told = update(id_, PLAN)
    assert gone in told["back"]
    assert topic(workspace, "Whip the end") == gone
    assert workspace.state().marks[gone] is Mark.DOING
    assert gone not in workspace.state().archive


def test_what_the_user_changed_stays_theirs_when_upstream_drops_it(
    brought: Imported, update: Any, cli: Run, workspace: Workspace
) -> None:
    id_ = brought()
    gone = topic(workspace, "Whip the end")
    cli("edit", gone, "--title", "Whip it well")
    told = update(id_)
    assert [(topic["id"], topic["kept"]) for topic in told["gone"]] == [(gone, True)]
    assert workspace.title(gone) == "Whip it well"
    assert gone in {topic.id for topic in workspace.roadmap(id_).tree.topics()}
    assert gone not in workspace.state().archive


def test_a_renamed_topic_is_listed_with_both_titles_and_keeps_its_tick(
    brought: Imported, update: Any, workspace: Workspace
) -> None:
    id_ = brought("## A\n- [x] Tie the bowline knot quickly\n- [ ] Other\n", "a.md", "--id", "a")
    was = topic(workspace, "Tie the bowline knot quickly")
    told = update(id_, "## A\n- [ ] Tie the bowline knots quickly\n- [ ] Other\n")
    (renamed,) = told["renamed"]
    assert (renamed["id"], renamed["title"], renamed["title_after"], renamed["doubtful"]) == (
        was,
        "Tie the bowline knot quickly",
        "Tie the bowline knots quickly",
        True,
    )
    assert workspace.state().marks[topic(workspace, "Tie the bowline knots quickly")] is Mark.DONE


def test_numbered_siblings_are_not_each_other(brought: Imported, update: Any, workspace: Workspace) -> None:
    id_ = brought("## A\n- [x] Lecture 11\n- [ ] Lecture 12\n- [ ] Else\n", "a.md", "--id", "a")
    told = update(id_, "## A\n- [ ] Lecture 15\n- [ ] Lecture 12\n- [ ] Else\n")
    assert [topic["title"] for topic in told["gone"]] == ["Lecture 11"]
    assert topic(workspace, "Lecture 15") not in workspace.state().marks


def test_groups_keep_their_keys_when_renamed_or_moved(brought: Imported, update: Any, workspace: Workspace) -> None:
    id_ = brought()
    before = [node.name for depth, node in workspace.roadmap(id_).tree.lines() if depth == 1]
    update(id_)
    after = [node for depth, node in workspace.roadmap(id_).tree.lines() if depth == 1]
    assert [node.name for node in after] == before
    assert [node.title for node in after] == ["Ropes and lines", "Weather"]


def test_a_link_to_the_library_outlives_an_update(
    brought: Imported, update: Any, cli: Run, workspace: Workspace
) -> None:
    id_ = brought()
    cli("link", topic(workspace, "Read a cloud"), "knots/bowline")
    update(id_, NEWER.replace("[ ] Read a cloud", "[x] Read a cloud"))
    assert workspace.state().marks["knots/bowline"] is Mark.DONE


def test_what_is_new_in_the_file_comes_with_its_mark_and_note(
    brought: Imported, update: Any, workspace: Workspace
) -> None:
    id_ = brought()
    update(id_, PLAN + "- [/] Read the barometer\n  - twice a day\n")
    new = topic(workspace, "Read the barometer")
    assert workspace.state().marks[new] is Mark.DOING
    assert "twice a day" in workspace.state().notes[new]


def test_the_file_cannot_tick_what_follows_a_skill(
    brought: Imported, update: Any, cli: Run, workspace: Workspace
) -> None:
    id_ = brought()
    cloud = topic(workspace, "Read a cloud")
    cli("link", cloud, "engines")
    told = update(id_, NEWER.replace("[ ] Read a cloud", "[x] Read a cloud"))
    assert cloud not in told["newly_done"]
    assert cloud not in workspace.state().marks


def test_the_same_file_again_changes_nothing(brought: Imported, update: Any, workspace: Workspace) -> None:
    id_ = brought()
    before = shape(workspace, id_)
    told = update(id_, PLAN)
    assert told["same"] == 6
    assert [told[name] for name in ("renamed", "moved", "demoted", "gone", "new", "back", "newly_done")] == [[]] * 7
    assert shape(workspace, id_) == before


def test_nobody_to_ask_and_no_yes_changes_nothing(brought: Imported, program: Run, write: Write) -> None:
    id_ = brought()
    ran = program("update", id_, write("newer.md", NEWER))
    assert (ran.code, "gone, archived" in ran.stdout) == (2, True)
    assert program("archive", id_, "--json").json() == []


def test_only_a_roadmap_of_ones_own_follows_a_file(small_home: object, cli: Run, write: Write) -> None:
    assert cli("update", "knots", write("a.md", PLAN), "--yes").code == 3
    assert cli("update", "knots").code == 2
    assert cli("archive", "knots").code == 3


def test_the_plan_in_words(brought: Imported, cli: Run, write: Write) -> None:
    id_ = brought()
    shown = cli("update", id_, write("newer.md", NEWER), "--dry-run").stdout
    assert shown.startswith("6 topics: ")
    assert "\n  Read a cloud: Weather / Clouds → Weather\n" in shown
    assert "newly done in the file\n  Splice a rope\n" in shown
    for words in ("1 demoted to plain text", "1 gone", "1 new", "1 newly done in the file", "  ◐ Whip the end"):
        assert words in shown
    assert shown.endswith("nothing was changed\n")


def test_bundled_news_do_not_speak_of_own_roadmaps(brought: Imported, cli: Run) -> None:
    brought()
    assert not [change for change in cli("update", "--dry-run", "--json").json()["changes"] if "Harbour plan" in change]
    assert cli("update").code == 0
    assert cli("own", "--json").json()[0]["done"] == 2


def test_a_plan_for_an_older_version_is_not_carried_out(
    brought: Imported, write: Write, cli: Run, workspace: Workspace
) -> None:
    id_ = brought()
    source = read_source(write("first.md", "# Harbour plan\n\n- [ ] Other\n"))
    incoming = open_source(workspace, source, update=id_)
    cli("update", id_, write("newer.md", NEWER), "--yes")
    with pytest.raises(OutdatedError):
        incoming.save(workspace)
    assert "Tell the wind" in cli("show", id_).stdout


def test_what_was_brought_back_and_is_in_the_file_again_stands_once(brought: Imported, write: Write, cli: Run) -> None:
    both = "# Two\n\n- [x] Alpha\n- [ ] Beta\n"
    id_ = brought(both, "two.md")
    cli("update", id_, write("one.md", "# Two\n\n- [ ] Beta\n"), "--yes")
    cli("archive", id_, "--restore", "Alpha")
    cli("update", id_, write("both.md", both), "--yes")
    shown = cli("show", id_, "--json").json()
    assert [(topic["title"], topic["mark"]) for topic in shown["children"]] == [("Alpha", "done"), ("Beta", "todo")]


def test_the_archive_lists_what_went_last_first_and_each_update_by_title(
    brought: Imported, update: Any, cli: Run
) -> None:
    first = ["Anchor", "Bail", "Gybe", "Hoist", "Reef", "Tack"]
    lines = [f"- [ ] {title}\n" for title in (*reversed(first), "Moor", "Sail")]
    id_ = brought("".join(lines), "plan.md")
    update(id_, "".join(lines[-2:]))
    update(id_, lines[-1])
    assert [topic["title"] for topic in cli("archive", id_, "--json").json()] == ["Moor", *first]

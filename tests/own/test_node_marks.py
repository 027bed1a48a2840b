"""Progress from roadmap.sh comes into the roadmaps that have its nodes: it adds, and takes nothing away."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Run
from tests.core.trees import tree
from tests.own.conftest import Write, topic
from tracker.core.importing.progress_file import Home, plan_progress
from tracker.core.journal.events import Field, State
from tracker.core.roadmap.model import Group, Kind, Mark, Roadmap, SourceKey, Topic
from tracker.workspace import Workspace

Graph = Callable[..., str]
"""Imports a graph with nodes of these ids, called like them, as the roadmap `name`; gives its id."""


@pytest.fixture
def graph(small_home: object, cli: Run, write: Write) -> Graph:
    def imported(name: str, *ids: str) -> str:
        nodes = [
            {"id": id_, "type": "topic", "position": {"x": 0, "y": 60 * number}, "data": {"label": f"{name} {id_}"}}
            for number, id_ in enumerate(ids)
        ]
        path = write(f"{name}.json", json.dumps({"title": {"page": name}, "nodes": nodes, "edges": []}))
        return str(cli("import", path, "--id", name, "--yes", "--json").json()["roadmap"])

    return imported


@pytest.fixture
def bring(cli: Run, write: Write) -> Any:
    def brought(marks: dict[str, list[str]], *words: str) -> Any:
        return cli("import", write("progress.json", json.dumps(marks)), "--json", *(words or ("--yes",))).json()

    return brought


def test_the_marks_go_to_the_topics_of_their_nodes_and_undo_takes_all_of_them_back(
    graph: Graph, bring: Any, cli: Run, workspace: Workspace
) -> None:
    graph("sea", "a", "b", "c", "d")
    before = workspace.state()
    told = bring({"done": ["a"], "learning": ["b"], "skipped": ["c"], "isFavorite": False})
    assert (told["saved"], told["changes"], told["unknown"]) == (True, 3, [])
    (sea,) = told["roadmaps"]
    assert (sea["roadmap"], sea["done"], sea["doing"], sea["skipped"]) == ("sea", 1, 1, 1)
    assert sea["new"][0] == {"id": "sea/a", "title": "sea a", "was": "todo", "mark": "done"}
    assert workspace.state().marks == {"sea/a": Mark.DONE, "sea/b": Mark.DOING, "sea/c": Mark.SKIPPED}
    cli("undo")
    assert workspace.state()._replace(clock=0) == before._replace(clock=0)


def test_a_dry_run_tells_the_same_and_records_nothing(graph: Graph, bring: Any, workspace: Workspace) -> None:
    graph("sea", "a", "b")
    told = bring({"done": ["a", "gone"]}, "--dry-run")
    assert (told["saved"], told["changes"], told["unknown"]) == (False, 1, ["gone"])
    assert workspace.state().marks == {}


def test_a_mark_of_the_users_is_never_lowered_and_the_same_again_changes_nothing(
    graph: Graph, bring: Any, cli: Run, workspace: Workspace
) -> None:
    graph("sea", "a", "b", "c")
    cli("tick", "sea/a")
    cli("start", "sea/b")
    marks = {"learning": ["a"], "skipped": ["b"], "done": ["c"]}
    assert [topic["id"] for topic in bring(marks)["roadmaps"][0]["new"]] == ["sea/c"]
    assert workspace.state().marks == {"sea/a": Mark.DONE, "sea/b": Mark.DOING, "sea/c": Mark.DONE}
    again = bring(marks)
    assert (again["saved"], again["changes"]) == (False, 0)


def test_a_mark_goes_where_it_is_shared_and_not_to_what_follows_a_skill(
    graph: Graph, bring: Any, cli: Run, workspace: Workspace
) -> None:
    graph("sea", "a", "b")
    cli("link", "sea/a", "knots/bowline")
    cli("link", "sea/b", "engines")
    told = bring({"done": ["a", "b"]})
    assert [topic["id"] for topic in told["roadmaps"][0]["new"]] == ["sea/a"]
    assert workspace.state().marks["knots/bowline"] is Mark.DONE
    assert "sea/b" not in workspace.state().marks


def test_a_roadmap_that_only_shares_a_node_is_left_alone(graph: Graph, bring: Any, workspace: Workspace) -> None:
    graph("sea", "a", "b", "shared")
    graph("air", "shared", "x")
    assert [roadmap["roadmap"] for roadmap in bring({"done": ["a", "shared"]})["roadmaps"]] == ["sea"]
    assert "air/shared" not in workspace.state().marks
    told = bring({"done": ["a", "b", "shared"], "learning": ["x"]})
    assert [roadmap["roadmap"] for roadmap in told["roadmaps"]] == ["sea", "air"]
    assert workspace.state().marks["air/shared"] is Mark.DONE


def test_a_roadmap_that_was_brought_in_twice_gets_the_marks_twice(graph: Graph, bring: Any) -> None:
    graph("sea", "a", "b")
    graph("sea-2", "a", "b")
    assert [roadmap["roadmap"] for roadmap in bring({"done": ["a"]})["roadmaps"]] == ["sea", "sea-2"]


def test_a_topic_is_known_by_the_node_that_its_file_gives_now_and_by_the_one_in_its_id() -> None:
    sea = tree(Group("sea", "Sea"), Topic("sea/old", "A"), Topic("sea/k3w9", "B"))
    home = Home(Roadmap("sea", Kind.OWN, "Sea", "", sea), {"sea/old": SourceKey("new"), "sea/k3w9": SourceKey("x/b")})
    for node, id_ in (("old", "sea/old"), ("new", "sea/old"), ("b", "sea/k3w9")):
        assert plan_progress({node: Mark.DONE}, [home], State()).changes == ((Field.MARK, id_, "done", ""),)
    plan = plan_progress({"old": Mark.SKIPPED, "new": Mark.DONE, "k3w9": Mark.DOING}, [home], State())
    assert {change.subject: change.value for change in plan.changes} == {"sea/old": "done", "sea/k3w9": "doing"}


def test_topics_that_share_a_tick_take_the_farthest_of_their_marks() -> None:
    sea = tree(Group("sea", "Sea"), Topic("sea/a", "A"), Topic("sea/b", "B"))
    links = {"sea/a": "knots/bowline", "sea/b": "knots/bowline"}
    marks = {"a": Mark.DONE, "b": Mark.DOING}
    plan = plan_progress(marks, [Home(Roadmap("sea", Kind.OWN, "Sea", "", sea), {})], State(links=links))
    assert plan.changes == ((Field.MARK, "knots/bowline", "done", ""),)


def test_without_its_roadmap_progress_is_refused_with_a_way_out(graph: Graph, cli: Run, write: Write) -> None:
    path = write("progress.json", '{"done": ["a"], "learning": [], "skipped": []}')
    ran = cli("import", path, "--yes")
    assert (ran.code, ran.stdout) == (3, "")
    assert "import the roadmap itself first" in ran.stderr
    sea = graph("sea", "a")
    assert cli("import", path, "--yes", "--id", "x").code == 2
    assert "progress from roadmap.sh, not a roadmap" in cli("update", sea, path, "--yes").stderr
    empty = cli("import", write("empty.json", '{"done": [], "learning": [], "skipped": []}'), "--yes")
    assert (empty.code, "nothing is done" in empty.stderr) == (3, True)


def test_it_is_shown_before_anybody_is_asked_and_a_script_has_to_say_yes(graph: Graph, program: Run) -> None:
    graph("sea", "a", "b")
    pasted = b'{"done": ["a"], "learning": ["b", "gone"], "skipped": []}'
    ran = program("import", "-", stdin=pasted)
    assert ran.code == 2
    assert ran.stdout.splitlines() == [
        "progress from roadmap.sh: 2 marks to record",
        "sea  sea",
        "  1 done, 1 doing; 2 new to you",
        "  ✓ sea a",
        "  ◐ sea b",
        "1 mark of topics that no roadmap of yours has: gone",
    ]
    assert program("import", "-", "--yes", stdin=pasted).stdout.endswith("recorded; tracker undo takes them back\n")
    assert program("import", "-", stdin=pasted).stdout.endswith("you have all of these marks already\n")


def test_a_home_made_list_of_what_is_done_is_a_roadmap(small_home: object, cli: Run, write: Write) -> None:
    path = write("mine.json", '{"completed": [{"id": "1", "label": "Bowline"}], "done": ["1"]}')
    assert cli("import", path, "--yes", "--json").json()["topics"] == 1
    with Workspace.open() as workspace:
        assert topic(workspace, "Bowline")


@pytest.mark.parametrize(
    "progress",
    [
        {"completed": [{"id": "a", "label": "A", "file": "sea.json"}, {"id": "b", "label": "B"}]},
        {"done": {"sea": ["a", "b"]}},
        {"a": True, "b": True, "c": False},
        [{"id": "a", "status": "Completed"}, {"nodeId": "b", "done": True}, {"id": "c", "status": "not started"}],
        {"progress": {"a": {"status": "done"}, "b": {"completed": True}}, "theme": "dark"},
        {"finished": ["sea/a", "sea/b"]},
    ],
    ids=["completed", "by roadmap", "flags", "entries", "by id", "ids"],
)
def test_progress_of_ones_own_making_is_progress_where_its_ids_are_here(
    progress: Any, graph: Graph, bring: Any, cli: Run, workspace: Workspace
) -> None:
    graph("sea", "a", "b", "c")
    told = bring(progress)
    assert (told["format"], told["saved"], told["changes"]) == ("progress", True, 2)
    assert workspace.state().marks == {"sea/a": Mark.DONE, "sea/b": Mark.DONE}
    assert [roadmap["roadmap"] for roadmap in cli("own", "--json").json()] == ["sea"]


def test_the_same_file_is_a_roadmap_where_its_ids_are_nowhere(graph: Graph, bring: Any) -> None:
    graph("sea", "a", "b", "c")
    told = bring({"completed": [{"id": "x", "label": "X"}, {"id": "y", "label": "Y"}]})
    assert (told["topics"], told["done"]) == (2, 2)


def test_ids_of_the_library_count_too(small_home: object, bring: Any, workspace: Workspace) -> None:
    assert bring({"completed": ["knots/bowline"]})["changes"] == 1
    assert workspace.state().marks == {"knots/bowline": Mark.DONE}

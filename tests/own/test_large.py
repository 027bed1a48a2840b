"""A roadmap of thousands of topics is one like any other: ticked, added to, followed, taken out."""

from __future__ import annotations

from tests.conftest import Run
from tests.own.conftest import Imported, Write, shape, topic
from tracker.workspace import Workspace

CHAPTERS, LESSONS = 50, 41
TEXT = "# Large\n" + "".join(
    f"\n## Chapter {chapter}\n\n"
    + "".join(f"- [{'x' if lesson == 0 else ' '}] Lesson {chapter}.{lesson}\n" for lesson in range(LESSONS))
    for chapter in range(CHAPTERS)
)
TOPICS = CHAPTERS * LESSONS


def test_it_is_counted_like_any_other(brought: Imported, workspace: Workspace) -> None:
    id_ = brought(TEXT)
    roadmap = workspace.roadmap(id_)
    total = workspace.progress(roadmap, workspace.state()).total
    assert (total.done, total.counted) == (CHAPTERS, TOPICS)


def test_a_tick_and_an_addition_move_its_percentage(brought: Imported, cli: Run, workspace: Workspace) -> None:
    id_ = brought(TEXT)
    cli("tick", topic(workspace, "Lesson 7.3"))
    assert cli("status", id_, "--json").json()["done"] == CHAPTERS + 1
    cli("add", id_, "Mine", "--under", "Chapter 7")
    roadmap = workspace.roadmap(id_)
    tree = roadmap.tree
    chapter = next(place for place in tree.children(0) if tree.nodes[place].title == "Chapter 7")
    assert [tree.nodes[place].title for place in tree.children(chapter)][-1] == "Mine"
    assert cli("status", id_, "--json").json()["counted"] == TOPICS + 1
    cli("undo", "2")
    assert cli("status", id_, "--json").json()["done"] == CHAPTERS


def test_what_comes_next_is_the_first_that_is_open(brought: Imported, cli: Run) -> None:
    id_ = brought(TEXT)
    topics = cli("next", id_, "--json").json()
    assert [topic["title"] for topic in topics] == ["Lesson 0.1", "Lesson 0.2", "Lesson 0.3"]
    cli("start", str(topics[2]["id"]))
    assert cli("next", id_, "--json").json()[0]["title"] == "Lesson 0.3"


def test_it_follows_its_file_and_comes_back_from_an_export(
    brought: Imported, cli: Run, write: Write, workspace: Workspace
) -> None:
    id_ = brought(TEXT)
    kept = topic(workspace, "Lesson 49.0")
    newer = TEXT.replace("- [x] Lesson 0.0\n", "").replace("## Chapter 49", "## Chapter the last")
    plan = cli("update", id_, write("newer.md", newer), "--yes", "--json").json()
    assert [topic["title"] for topic in plan["gone"]] == ["Lesson 0.0"]
    assert topic(workspace, "Lesson 49.0") == kept
    exported = cli("export", id_, "--format", "json").stdout
    before = shape(workspace, id_)
    back = brought(exported, "out.json", "--id", "back")
    assert shape(workspace, back) == before

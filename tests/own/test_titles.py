"""What a roadmap is called: the user's own word for it, else what its file says now."""

from __future__ import annotations

from tests.conftest import Run
from tests.own.conftest import NEWER, PLAN, Imported, Write
from tracker.workspace import Workspace
from tracker.workspace.find_by_name import find_roadmap

RENAMED = NEWER.replace("# Harbour plan", "# Sea plan")


def called(cli: Run, id_: str) -> set[str]:
    """The titles under which the commands show a roadmap."""
    (listed,) = cli("own", "--json").json()
    shown = cli("show", id_, "--json").json()["title"]
    exported = cli("export", id_).stdout.splitlines()[0].removeprefix("# ")
    with Workspace.open() as workspace:
        names = {workspace.roadmap_names()[id_][1].title, workspace.title(id_), workspace.roadmap(id_).title}
    return {listed["title"], cli("status", id_, "--json").json()["title"], shown, exported, *names}


def test_the_title_follows_the_file_and_the_plan_says_so(brought: Imported, cli: Run, write: Write) -> None:
    id_ = brought()
    path = write("newer.md", RENAMED)
    assert "title\n  Harbour plan → Sea plan\n" in cli("update", id_, path, "--dry-run").stdout
    told = cli("update", id_, path, "--yes", "--json").json()
    assert (told["roadmap"], told["title"], told["title_after"]) == (id_, "Harbour plan", "Sea plan")
    assert called(cli, id_) == {"Sea plan"}
    cli("undo")
    assert called(cli, id_) == {"Harbour plan"}


def test_a_file_that_names_nothing_leaves_the_title(brought: Imported, cli: Run, write: Write) -> None:
    id_ = brought()
    path = write("other.md", PLAN.replace("# Harbour plan\n", ""))
    assert cli("update", id_, path, "--yes", "--json").json()["title_after"] == "Harbour plan"
    assert called(cli, id_) == {"Harbour plan"}


def test_a_title_given_at_import_stays_and_one_undo_takes_all_of_it_back(
    brought: Imported, cli: Run, write: Write
) -> None:
    id_ = brought(PLAN, "plan.md", "--title", "Mine")
    assert id_ == "mine"
    assert called(cli, id_) == {"Mine"}
    told = cli("update", id_, write("newer.md", RENAMED), "--yes", "--json").json()
    assert (told["title"], told["title_after"]) == ("Mine", "Mine")
    assert called(cli, id_) == {"Mine"}
    cli("undo")
    cli("undo")
    assert cli("own", "--json").json() == []


def test_a_roadmap_can_be_retitled_by_its_id_or_name_and_found_by_both_titles(
    brought: Imported, cli: Run, write: Write, workspace: Workspace
) -> None:
    id_ = brought()
    assert cli("edit", id_, "--title", "The sea").code == 0
    assert called(cli, id_) == {"The sea"}
    assert find_roadmap(workspace, "The sea") == find_roadmap(workspace, "Harbour plan") == id_
    assert cli("import", write("again.md", PLAN), "--dry-run", "--json").json()["same_title"] == [id_]
    cli("update", id_, write("newer.md", RENAMED), "--yes")
    assert called(cli, id_) == {"The sea"}
    assert cli("edit", "sea plan", "--title", "Sea again").code == 0
    assert called(cli, id_) == {"Sea again"}
    for _ in range(3):
        cli("undo")
    assert called(cli, id_) == {"Harbour plan"}


def test_a_roadmap_of_one_topic_is_meant_by_its_id_and_not_the_topic(brought: Imported, cli: Run) -> None:
    id_ = brought("- [ ] One\n", "a.md", "--id", "a")
    cli("edit", id_, "--title", "Whole")
    assert called(cli, id_) == {"Whole"}
    assert "One" in cli("show", id_).stdout


def test_bundled_roadmaps_can_be_retitled_too(small_home: object, cli: Run) -> None:
    cli("edit", "deckhand", "--title", "Sailor")
    assert [role["title"] for role in cli("roles", "--json").json() if role["roadmap"] == "deckhand"] == ["Sailor"]
    assert cli("status", "sailor", "--json").json()["roadmap"] == "deckhand"


def test_of_a_whole_roadmap_only_the_title_can_be_changed(brought: Imported, cli: Run, write: Write) -> None:
    id_ = brought()
    assert cli("edit", id_, "--hours", "3").code == 2
    assert cli("edit", id_, "--title", "x" * 401).code == 2
    assert cli("import", write("a.md", PLAN), "--yes", "--title", "x" * 401).code == 2

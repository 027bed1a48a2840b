"""What a user adds to a roadmap and changes in it: theirs, undoable, and in every roadmap that holds the part."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.core.trees import Branch, tree
from tests.own.conftest import NEWER, Imported, Write, shape, topic
from tracker.core.overlay.records import OverlayRecord, apply_overlay, decode, encode
from tracker.core.roadmap.model import Group, Kind, Level, Link, Roadmap, Topic
from tracker.workspace import Workspace
from tracker.workspace.find_by_name import find_topic

TREE = Roadmap(
    "r",
    Kind.OWN,
    "R",
    "",
    tree(Group("r", "R"), Branch(Group("r/g", "G"), (Topic("r/a", "A"), Topic("r/b", "B"))), Topic("r/c", "C")),
)


def titles(roadmap: Roadmap) -> list[str]:
    return [topic.title for topic in roadmap.tree.topics()]


def test_an_addition_counts_wherever_the_skill_is_needed(small_home: object, cli: Run) -> None:
    before = {role["roadmap"]: role["counted"] for role in cli("roles", "--json").json()}
    (added,) = cli("add", "knots", "Our own knot", "--under", "Joining lines", "--json").json()["added"]
    after = {role["roadmap"]: role["counted"] for role in cli("roles", "--json").json()}
    assert after["deckhand"] == before["deckhand"] + 1
    assert cli("tick", "our own", "--json").json()["topics"][0]["id"] == added["id"]
    shown = cli("show", "deckhand").stdout.splitlines()
    number = next(n for n, line in enumerate(shown) if "Our own knot" in line)
    assert "Join two lines" in shown[number - 1]


def test_groups_hold_topics_and_topics_hold_topics(brought: Imported, cli: Run, workspace: Workspace) -> None:
    id_ = brought("- [ ] One\n- [ ] Two\n", "a.md", "--id", "a")
    cli("add", id_, "More", "--group")
    cli("add", id_, "Inside", "--under", "More", "--hours", "2.5", "--level", "working", "--done-when", "It works.")
    cli("add", id_, "Deep", "--under", "Inside", "--link", "https://example.org/deep")
    cli("add", id_, "Before", "--first")
    cli("add", id_, "Behind", "--after", "One")
    lines = list(workspace.roadmap(id_).tree.lines())
    assert [node.title for depth, node in lines if depth == 1] == ["Before", "One", "Behind", "Two", "More"]
    assert [(depth, node.title) for depth, node in lines[-3:]] == [(1, "More"), (2, "Inside"), (3, "Deep")]
    inside = lines[-2][1]
    assert isinstance(inside, Topic)
    assert (inside.title, inside.hours, inside.level) == ("Inside", 2.5, Level.WORKING)
    assert workspace.card(inside.id).done_when == "It works."
    assert workspace.card(topic(workspace, "Deep")).links[0].url == "https://example.org/deep"


def test_additions_to_one_place_stay_in_the_order_of_adding(brought: Imported, cli: Run, workspace: Workspace) -> None:
    id_ = brought("- [ ] One\n", "a.md", "--id", "a")
    for n in range(6):
        cli("add", id_, f"Number {n}")
    assert titles(workspace.roadmap(id_)) == ["One", *(f"Number {n}" for n in range(6))]


def test_a_changed_topic_is_changed_in_every_roadmap_that_has_it(
    small_home: object, cli: Run, workspace: Workspace
) -> None:
    cli("edit", "knots/bowline", "--title", "Tie THE knot", "--hours", "7", "--link", "https://example.org/mine")
    assert "Tie THE knot" in cli("show", "deckhand").stdout
    assert "Tie THE knot" in cli("show", "knots").stdout
    shown = cli("show", "knots/bowline", "--json").json()
    assert (shown["title"], shown["hours"]) == ("Tie THE knot", 7)
    assert [link["url"] for link in shown["links"]] == ["https://example.org/mine"]
    assert find_topic(workspace, "the knot") == "knots/bowline"
    assert find_topic(workspace, "Tie a bowline") == "knots/bowline"
    cli("edit", "knots/bowline", "--no-links")
    assert workspace.card("knots/bowline").links == ()


def test_a_link_that_is_kept_keeps_its_title(small_home: object, cli: Run, workspace: Workspace) -> None:
    words = ("--link", "https://example.org/bowline", "--link", "https://example.org/mine")
    cli("edit", "knots/bowline", *words)
    titles_of_links = [link.title for link in workspace.card("knots/bowline").links]
    assert titles_of_links == ["The knot book", "https://example.org/mine"]


def test_undo_takes_a_change_back_step_by_step(small_home: object, cli: Run, workspace: Workspace) -> None:
    cli("edit", "knots/bowline", "--title", "Second")
    cli("edit", "knots/bowline", "--title", "Third")
    cli("undo")
    assert workspace.title("knots/bowline") == "Second"
    cli("undo")
    assert workspace.title("knots/bowline") == "Tie a bowline"
    cli("redo")
    assert workspace.title("knots/bowline") == "Second"


def test_a_group_of_the_library_can_be_renamed_by_its_key(small_home: object, cli: Run) -> None:
    assert cli("edit", "knots/first-knots", "--title", "To begin with").code == 0
    for roadmap in ("knots", "deckhand"):
        assert "To begin with" in cli("show", roadmap).stdout


def test_a_group_is_found_by_its_title_and_told_by_it(small_home: object, cli: Run) -> None:
    assert (
        cli("edit", "knots/First knots", "--after", "Joining lines").stdout
        == "changed: First knots  knots/first-knots\n"
    )
    assert "changed: First knots" in cli("history").stdout
    cli("add", "knots", "Things at work", "--group")
    assert cli("edit", "Things at work", "--title", "At work").code == 0
    assert cli("remove", "At work").stdout.startswith("removed: At work")
    assert cli("undo").stdout == "undo: added: At work\n"
    assert cli("edit", "knots/nothing like it", "--title", "x").code == 3


def test_a_group_of_ones_own_roadmap_is_found_by_its_title(brought: Imported, cli: Run) -> None:
    id_ = brought("## First\n- [ ] One\n", "a.md", "--id", "a")
    assert cli("edit", f"{id_}/First", "--title", "To begin with").stdout.startswith("changed: To begin with")
    assert cli("add", id_, "Mine", "--under", f"{id_}/to begin").code == 0
    assert "Mine" in cli("show", id_).stdout


def test_a_file_that_was_written_out_edited_and_brought_back_has_each_addition_once(
    brought: Imported, cli: Run, workspace: Workspace, tmp_path: Path
) -> None:
    id_ = brought("- [ ] One\n", "a.md", "--id", "a")
    cli("add", id_, "Group of mine", "--group")
    cli("add", id_, "Mine", "--under", "Group of mine")
    cli("tick", "Mine")
    file = tmp_path / "a.toml"
    cli("export", id_, "--format", "toml", "-o", str(file))
    file.write_text(file.read_text(encoding="utf-8").replace('"Mine"', '"Mine by hand"'), encoding="utf-8")
    assert cli("update", id_, str(file), "--yes").code == 0
    assert titles(workspace.roadmap(id_)) == ["One", "Mine by hand"]
    assert sorted(record.title for record in workspace.overlay().values()) == ["Group of mine", "Mine by hand"]
    assert cli("status", id_, "--json").json()["done"] == 1
    cli("undo")
    assert titles(workspace.roadmap(id_)) == ["One", "Mine"]


def test_undo_says_what_it_took_out_by_its_title(small_home: object, cli: Run) -> None:
    cli("add", "knots", "Mine")
    assert cli("undo").stdout == "undo: removed: Mine\n"


def test_a_topic_that_says_little_is_shown_without_empty_words(small_home: object, cli: Run) -> None:
    cli("add", "knots", "Mine")
    shown = cli("show", "Mine").stdout
    assert "Done when" not in shown
    assert "0 h" not in shown


def test_the_order_of_siblings_is_the_users(small_home: object, cli: Run, workspace: Workspace) -> None:
    cli("edit", "knots/figure-eight", "--first")
    assert [t.id for t in workspace.roadmap("knots").tree.topics()][:2] == ["knots/figure-eight", "knots/bowline"]
    cli("edit", "knots/figure-eight", "--after", "knots/bowline")
    assert [t.id for t in workspace.roadmap("knots").tree.topics()][:2] == ["knots/bowline", "knots/figure-eight"]


def test_only_additions_can_be_removed_and_what_is_below_goes_along(
    brought: Imported, cli: Run, workspace: Workspace
) -> None:
    id_ = brought("- [ ] One\n", "a.md", "--id", "a")
    cli("add", id_, "Mine", "--group")
    cli("add", id_, "Below", "--under", "Mine")
    assert cli("remove", "One").code == 2
    assert cli("remove", "knots/bowline").code == 2
    (mine,) = [key for key, own in workspace.overlay().items() if own.group]
    assert len(cli("remove", mine, "--json").json()["removed"]) == 2
    assert titles(workspace.roadmap(id_)) == ["One"]
    cli("undo")
    assert titles(workspace.roadmap(id_)) == ["One", "Below"]


def test_a_roadmap_of_ones_own_can_be_removed_and_brought_back(
    brought: Imported, cli: Run, workspace: Workspace
) -> None:
    id_ = brought("- [x] One\n", "a.md", "--id", "a")
    cli("add", id_, "Mine")
    cli("remove", id_)
    assert cli("own", "--json").json() == []
    cli("undo")
    assert titles(workspace.roadmap(id_)) == ["One", "Mine"]
    assert cli("remove", "knots").code == 3


@pytest.mark.parametrize(
    "words",
    [
        ("add", "knots", "  "),
        ("add", "knots", "T", "--hours", "-1"),
        ("add", "knots", "T", "--hours", "nan"),
        ("add", "knots", "T", "--link", "javascript:alert(1)"),
        ("add", "knots", "x" * 401),
        ("edit", "knots/bowline"),
        ("edit", "knots/bowline", "--no-links", "--link", "https://example.org"),
    ],
)
def test_nonsense_is_refused_and_nothing_is_changed(words: tuple[str, ...], small_home: object, cli: Run) -> None:
    assert cli(*words).code == 2
    with Workspace.open() as workspace:
        assert workspace.overlay() == {}


@pytest.mark.parametrize("words", [("add", "knots", "T", "--under", "nowhere"), ("edit", "nothing", "--title", "T")])
def test_what_is_not_there_is_told(words: tuple[str, ...], small_home: object, cli: Run) -> None:
    assert cli(*words).code == 3


def test_an_addition_whose_place_is_gone_goes_to_the_end() -> None:
    layer = {
        "r/x": OverlayRecord("r", "r/was-here", False, "X", order=1),
        "r/y": OverlayRecord("r", "r/x", False, "Y", order=2),
        "q/z": OverlayRecord("q", "q/g", False, "Z", order=3),
    }
    assert titles(apply_overlay(TREE, layer)) == ["A", "B", "C", "X", "Y"]


def test_a_place_behind_something_that_is_gone_is_no_place() -> None:
    assert titles(apply_overlay(TREE, {"r/a": OverlayRecord(after="r/gone")})) == ["A", "B", "C"]
    assert titles(apply_overlay(TREE, {"r/a": OverlayRecord(after="r/b")})) == ["B", "A", "C"]
    assert titles(apply_overlay(TREE, {"r/c": OverlayRecord(after="")})) == ["C", "A", "B"]


def test_a_roadmap_that_nothing_concerns_is_the_same() -> None:
    assert apply_overlay(TREE, {}) is TREE
    assert apply_overlay(TREE, {"q/z": OverlayRecord("q", "", False, "Z", order=3)}) is TREE
    assert apply_overlay(TREE, {"q/z": OverlayRecord(title="Else")}) is TREE


def test_a_record_comes_back_as_it_was() -> None:
    for own in (
        OverlayRecord(),
        OverlayRecord(links=()),
        OverlayRecord(
            "r", "r/g", True, "T", 2.5, (Link("book", "B", "https://example.org", False),), "", Level.BASIC, "Done.", 4
        ),
    ):
        assert decode(encode(own)) == own


def test_an_update_keeps_what_the_user_added_and_changed(
    brought: Imported, cli: Run, workspace: Workspace, write: Write
) -> None:
    id_ = brought()
    cli("add", id_, "My own rope", "--under", "Ropes")
    cli("edit", "Read a cloud", "--title", "Read the sky", "--hours", "3")
    assert cli("update", id_, write("newer.md", NEWER), "--yes").code == 0
    told = str(shape(workspace, id_))
    assert "My own rope" in told
    assert "('Read the sky', 'todo', None, 3.0" in told
    tree = workspace.roadmap(id_).tree
    ropes = next(tree.children(0))
    assert [tree.nodes[place].title for place in tree.children(ropes)][-1] == "My own rope"

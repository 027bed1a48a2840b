"""A topic of one's own and one of the library share one tick; what is linked to a skill is done when the skill is."""

from __future__ import annotations

import pytest

from tests.conftest import Run
from tests.own.conftest import Imported, Write, topic
from tests.store.conftest import is_sound
from tracker.core.importing.library_links import proposals
from tracker.core.journal.commands import LinkTopic, SetMark
from tracker.core.journal.events import Change, Field, State, replay
from tracker.core.roadmap.model import Mark
from tracker.workspace import Workspace
from tracker.workspace.paths import find_paths

LIST = "# Mine\n- [ ] My bowline\n- [x] My figure\n- [ ] Engines\n- [ ] Tie a bowline\n"


@pytest.fixture
def ids(brought: Imported, workspace: Workspace) -> dict[str, str]:
    brought(LIST)
    return {title: topic(workspace, title) for title in ("My bowline", "My figure", "Engines")}


def marks(workspace: Workspace, *ids: str) -> list[str]:
    marks = workspace.state().marks
    return [marks.get(id_, Mark.TODO).value for id_ in ids]


def test_a_tick_of_either_is_a_tick_of_both(ids: dict[str, str], cli: Run, workspace: Workspace) -> None:
    mine = ids["My bowline"]
    cli("link", mine, "knots/bowline")
    cli("tick", mine)
    assert marks(workspace, mine, "knots/bowline") == ["done", "done"]
    cli("start", "knots/bowline")
    assert marks(workspace, mine, "knots/bowline") == ["doing", "doing"]


def test_what_a_tick_moves_is_told_for_both_roadmaps(ids: dict[str, str], cli: Run) -> None:
    cli("link", ids["My bowline"], "knots/bowline")
    moved = {roadmap["roadmap"] for roadmap in cli("tick", ids["My bowline"], "--json").json()["moved"]}
    assert {"mine", "knots", "deckhand"} <= moved
    moved = {roadmap["roadmap"] for roadmap in cli("reset", "knots/bowline", "--json").json()["moved"]}
    assert {"mine", "knots", "deckhand"} <= moved


def test_linking_loses_no_tick_of_either_side(ids: dict[str, str], cli: Run, workspace: Workspace) -> None:
    cli("link", ids["My figure"], "knots/figure-eight")
    assert marks(workspace, "knots/figure-eight") == ["done"]
    cli("tick", "knots/bowline")
    cli("link", ids["My bowline"], "knots/bowline")
    assert marks(workspace, ids["My bowline"], "knots/bowline") == ["done", "done"]


def test_parted_topics_both_keep_the_tick_and_go_their_own_ways(
    ids: dict[str, str], cli: Run, workspace: Workspace
) -> None:
    mine = ids["My bowline"]
    cli("link", mine, "knots/bowline")
    cli("tick", "knots/bowline")
    cli("unlink", mine)
    assert marks(workspace, mine, "knots/bowline") == ["done", "done"]
    cli("reset", "knots/bowline")
    assert marks(workspace, mine, "knots/bowline") == ["done", "todo"]


def test_undo_takes_a_link_back_with_the_tick_that_it_brought(
    ids: dict[str, str], cli: Run, workspace: Workspace
) -> None:
    cli("link", ids["My figure"], "knots/figure-eight")
    cli("undo")
    assert marks(workspace, ids["My figure"], "knots/figure-eight") == ["done", "todo"]
    cli("redo")
    assert marks(workspace, ids["My figure"], "knots/figure-eight") == ["done", "done"]
    assert is_sound(find_paths().store)


def test_what_is_linked_to_a_skill_is_done_when_the_skill_is(
    ids: dict[str, str], cli: Run, workspace: Workspace
) -> None:
    mine = ids["Engines"]
    cli("link", mine, "engines")
    assert marks(workspace, mine) == ["todo"]
    skill = [leaf["id"] for part in cli("show", "engines", "--json").json()["children"] for leaf in part["children"]]
    cli("tick", skill[0])
    assert marks(workspace, mine) == ["doing" if len(skill) > 1 else "done"]
    moved = (
        {roadmap["roadmap"] for roadmap in cli("tick", *skill[1:], "--json").json()["moved"]} if skill[1:] else {"mine"}
    )
    assert marks(workspace, mine) == ["done"]
    assert "mine" in moved
    assert cli("status", "mine", "--json").json()["done"] == 2


def test_what_follows_a_skill_cannot_be_ticked_by_hand(ids: dict[str, str], cli: Run, workspace: Workspace) -> None:
    cli("link", ids["Engines"], "engines")
    ran = cli("tick", ids["Engines"])
    assert "is done when the skill" in ran.stderr
    assert marks(workspace, ids["Engines"]) == ["todo"]


def test_a_tick_of_its_own_is_back_when_it_is_unlinked_from_a_skill(
    ids: dict[str, str], cli: Run, workspace: Workspace
) -> None:
    assert "tracker undo" in cli("link", ids["My figure"], "engines").stderr
    assert marks(workspace, ids["My figure"]) == ["todo"]
    cli("unlink", ids["My figure"])
    assert marks(workspace, ids["My figure"]) == ["done"]


def test_a_link_goes_from_a_topic_of_ones_own_to_the_library(ids: dict[str, str], cli: Run) -> None:
    assert cli("link", "knots/bowline", "knots/figure-eight").code == 2
    assert cli("link", ids["My bowline"], ids["My figure"]).code == 2
    assert cli("link", ids["My bowline"], "no-such-thing").code == 3
    assert cli("unlink", ids["My bowline"]).code == 2
    assert cli("link", "--json").json() == []


def test_links_are_listed_and_proposed_but_never_made_silently(
    ids: dict[str, str], cli: Run, workspace: Workspace
) -> None:
    (proposed,) = [proposal for proposal in cli("link", "mine", "--json").json() if proposal["to"] == "knots/bowline"]
    assert workspace.state().links == {}
    cli("link", proposed["topic"], proposed["to"])
    assert [(proposal["topic"], proposal["to"]) for proposal in cli("link", "--json").json()] == [
        (proposed["topic"], "knots/bowline")
    ]
    assert proposed["topic"] not in {proposal["topic"] for proposal in cli("link", "mine", "--json").json()}


def test_the_import_proposes_what_has_the_title_or_an_alias(small_home: object, cli: Run, write: Write) -> None:
    told = cli(
        "import", write("mine.md", "- [ ] king of knots\n- [ ] Engines\n- [ ] else\n"), "--dry-run", "--json"
    ).json()
    assert {(proposal["title"], proposal["to"]) for proposal in told["proposed_links"]} == {
        ("king of knots", "knots/bowline"),
        ("Engines", "engines"),
    }


def test_a_name_that_two_things_have_proposes_neither() -> None:
    library = {"a/x": ("Basics",), "b/x": ("basics:",), "c/x": ("Other",)}
    assert proposals([("m/1", "Basics"), ("m/2", "OTHER"), ("m/3", "")], library) == [("m/2", "c/x")]


def test_a_state_that_is_replayed_step_by_step_is_the_one_replayed_at_once() -> None:
    changes = [
        Change(Field.MARK, "m/1", "done"),
        Change(Field.LINK, "m/1", "a/x"),
        Change(Field.MARK, "a/x", "doing"),
        Change(Field.LINK, "m/1", None),
    ]
    state = State()
    seen = []
    for change in changes:
        state = replay(state, [change])
        seen.append(state.marks.get("m/1"))
    assert seen == [Mark.DONE, None, Mark.DOING, Mark.DONE]
    assert state == replay(State(), changes)


def test_a_wish_for_a_link_that_is_so_already_asks_for_nothing(ids: dict[str, str], workspace: Workspace) -> None:
    assert workspace.record(LinkTopic(ids["My bowline"], "knots/bowline"))
    assert workspace.record(LinkTopic(ids["My bowline"], "knots/bowline")) == []
    assert workspace.record(SetMark((ids["My bowline"], "knots/bowline"), Mark.DONE))[0].subject == "knots/bowline"

"""What a user does in a workspace, and what they mean by a few letters."""

from __future__ import annotations

import pytest

from tests.conftest import FrozenClock
from tests.workspace.conftest import Opens
from tracker.core.errors import AmbiguousError, NotFoundError
from tracker.core.journal.commands import Choose, SetMark, SetTarget, Watch, WriteNote
from tracker.core.roadmap.model import Kind, Mark
from tracker.workspace import Workspace
from tracker.workspace.find_by_name import find_roadmap, find_topic


def test_everything_a_user_set_is_there_after_a_restart(opens: Opens) -> None:
    with opens() as workspace:
        workspace.record(SetMark(("knots/bowline", "sails/hoist"), Mark.DONE))
        workspace.record(WriteNote("sails/hoist", "  Head to wind!\n"))
        workspace.record(SetTarget("skipper"))
        workspace.record(Watch("deckhand", True))
        workspace.record(Choose("skipper/drive", "engines"))
    with opens() as workspace:
        state = workspace.state()
    assert state.marks == {"knots/bowline": Mark.DONE, "sails/hoist": Mark.DONE}
    assert state.notes == {"sails/hoist": "Head to wind!"}
    assert (state.target, state.watched) == ("skipper", frozenset({"deckhand"}))
    assert state.choices == {"skipper/drive": "engines"}


def test_events_carry_the_time_and_the_device(opens: Opens, clock: FrozenClock) -> None:
    with opens() as workspace:
        clock.forward(3600.5)
        (event,) = workspace.record(SetMark(("knots/bowline",), Mark.DONE))
    clock.forward(1)
    with opens() as workspace:
        (later,) = workspace.record(SetMark(("knots/bowline",), Mark.TODO))
    assert event.at == "2025-06-15T16:06:40.500Z"
    assert later.at == "2025-06-15T16:06:41.500Z"
    assert event.device == later.device
    assert event.uid < later.uid


def test_what_is_so_already_is_not_recorded(workspace: Workspace) -> None:
    workspace.record(SetMark(("knots/bowline",), Mark.DONE))
    assert workspace.record(SetMark(("knots/bowline",), Mark.DONE)) == []
    assert workspace.record(SetTarget("")) == []
    assert workspace.record(WriteNote("knots/bowline", " \n ")) == []


def test_a_wish_made_on_an_old_screen_does_not_write_what_is_so_already(workspace: Workspace) -> None:
    seen = workspace.state()
    workspace.record(SetMark(("knots/bowline",), Mark.DONE))
    assert workspace.record(SetMark(("knots/bowline",), Mark.DONE), seen) == []


def test_shared_skill_moves_every_role(workspace: Workspace) -> None:
    worths = workspace.worths("knots/bowline", workspace.state())
    assert [(gain.roadmap.id, gain.before.percent, gain.after.percent) for gain in worths] == [
        ("deckhand", 0, 25),
        ("skipper", 0, 12),
    ]
    assert workspace.worths("charts/plot", workspace.state())[0].roadmap.id == "skipper"


def test_undo_and_redo_with_nothing_to_walk_are_no_acts(workspace: Workspace) -> None:
    assert workspace.undo() == []
    assert workspace.redo() == []


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("knots/splice", "knots/splice"),
        (" KNOTS/Splice ", "knots/splice"),
        ("splice", "knots/splice"),
        ("King of Knots", "knots/bowline"),
        ("reef the", "sails/reef"),
        ("eye", "knots/splice"),
        ("knots/weavers-knot", "knots/sheet-bend"),
    ],
)
def test_a_topic_is_found_by_id_title_or_former_id(words: str, topic: str, workspace: Workspace) -> None:
    assert find_topic(workspace, words) == topic


def test_several_topics_that_fit_are_all_told(workspace: Workspace) -> None:
    with pytest.raises(AmbiguousError) as caught:
        find_topic(workspace, "mainsail")
    assert set(caught.value.candidates) == {"sails/hoist", "sails/reef"}


@pytest.mark.parametrize(("words", "near"), [("", ()), ("   ", ()), ("zzz", ()), ("knots/bowlime", ("knots/bowline",))])
def test_no_topic_that_fits_is_told_with_what_is_alike(words: str, near: tuple[str, ...], workspace: Workspace) -> None:
    with pytest.raises(NotFoundError) as caught:
        find_topic(workspace, words)
    assert not isinstance(caught.value, AmbiguousError)
    assert caught.value.candidates[:1] == near


def test_a_roadmap_is_found_among_those_of_a_kind(workspace: Workspace) -> None:
    assert find_roadmap(workspace, "sailor") == "deckhand"
    assert find_roadmap(workspace, "sailor", Kind.ROLE) == "deckhand"
    with pytest.raises(NotFoundError, match='no role is called "knots"') as caught:
        find_roadmap(workspace, "knots", Kind.ROLE)
    assert set(caught.value.candidates) <= {"deckhand", "skipper"}
    with pytest.raises(NotFoundError, match='no roadmap has the id "sailor"'):
        workspace.roadmap("sailor")


def test_what_nothing_is_called_any_more_is_shown_by_its_id(workspace: Workspace) -> None:
    assert workspace.title("knots/granny") == "knots/granny"
    assert workspace.title("sails") == "Sails"

"""From wishes to changes: exactly what is asked for, and nothing that is so already."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.trees import WISHES, after
from tracker.core.journal.commands import (
    Choose,
    Command,
    LinkTopic,
    Restore,
    SetMark,
    SetOverlay,
    SetTarget,
    Watch,
    WriteNote,
    handle,
    toggled,
)
from tracker.core.journal.events import Change, Field, State
from tracker.core.roadmap.model import Mark

SOMEBODY = State(
    {"git/commit": Mark.DONE, "git/rebase": Mark.DOING},
    {"git/commit": "see page 4"},
    {"ds/cloud": "aws"},
    "ds",
    frozenset({"rag"}),
    overlay={"own/x": "{}"},
    archive={"git/svn": '{"hours": 3}'},
)


@pytest.mark.parametrize(
    ("wish", "changes"),
    [
        (SetMark(("sql/select",), Mark.DONE), [Change(Field.MARK, "sql/select", "done")]),
        (SetMark(("git/rebase",), Mark.SKIPPED), [Change(Field.MARK, "git/rebase", "skipped")]),
        (SetMark(("git/commit",), Mark.TODO), [Change(Field.MARK, "git/commit", None)]),
        (SetMark(("git/commit",), Mark.DONE), []),
        (SetMark(("sql/select",), Mark.TODO), []),
        (SetMark((), Mark.DONE), []),
        (
            SetMark(("sql/select", "git/commit", "git/rebase", "sql/select"), Mark.DONE),
            [Change(Field.MARK, "sql/select", "done"), Change(Field.MARK, "git/rebase", "done")],
        ),
        (WriteNote("git/rebase", " --onto\n"), [Change(Field.NOTE, "git/rebase", "--onto")]),
        (WriteNote("git/commit", "see page 4 "), []),
        (WriteNote("git/commit", ""), [Change(Field.NOTE, "git/commit", None)]),
        (WriteNote("git/commit", " \n "), [Change(Field.NOTE, "git/commit", None)]),
        (WriteNote("git/rebase", ""), []),
        (SetTarget("ai"), [Change(Field.TARGET, "", "ai")]),
        (SetTarget("ds"), []),
        (SetTarget(""), [Change(Field.TARGET, "", None)]),
        (Watch("docker", on=True), [Change(Field.WATCH, "docker", "yes")]),
        (Watch("rag", on=True), []),
        (Watch("rag", on=False), [Change(Field.WATCH, "rag", None)]),
        (Watch("docker", on=False), []),
        (Choose("ds/cloud", "gcp"), [Change(Field.CHOICE, "ds/cloud", "gcp")]),
        (Choose("ds/cloud", "aws"), []),
        (Choose("ds/cloud", None), [Change(Field.CHOICE, "ds/cloud", None)]),
        (Choose("ds/track", None), []),
        (SetOverlay((("own/x", "{}"), ("own/y", "{}"))), [Change(Field.OVERLAY, "own/y", "{}")]),
        (SetOverlay((("own/x", None), ("own/y", None))), [Change(Field.OVERLAY, "own/x", None)]),
        (
            Restore(("git/svn", "git/cvs")),
            [Change(Field.OVERLAY, "git/svn", '{"hours": 3}'), Change(Field.ARCHIVE, "git/svn", None)],
        ),
    ],
)
def test_a_wish_becomes_the_changes_that_are_missing(wish: Command, changes: list[Change]) -> None:
    assert handle(wish, SOMEBODY) == changes


@given(st.lists(WISHES, max_size=6), WISHES)
def test_a_wish_fulfilled_asks_for_nothing_more(wishes: list[Command], wish: Command) -> None:
    assert handle(wish, after(*wishes, wish)) == []


@pytest.mark.parametrize(
    ("marks", "key", "result"),
    [
        ([Mark.TODO], Mark.DONE, Mark.DONE),
        ([Mark.DONE], Mark.DONE, Mark.TODO),
        ([Mark.DOING], Mark.DONE, Mark.DONE),
        ([Mark.SKIPPED], Mark.SKIPPED, Mark.TODO),
        ([Mark.DONE, Mark.DONE], Mark.DONE, Mark.TODO),
        ([Mark.DONE, Mark.TODO], Mark.DONE, Mark.DONE),
        ([Mark.DONE, Mark.SKIPPED], Mark.DONE, Mark.DONE),
    ],
)
def test_a_key_marks_all_until_all_are_marked(marks: list[Mark], key: Mark, result: Mark) -> None:
    assert toggled(marks, key) is result


@pytest.mark.parametrize(
    ("own", "library", "together"),
    [
        (Mark.TODO, Mark.TODO, Mark.TODO),
        (Mark.DONE, Mark.TODO, Mark.DONE),
        (Mark.TODO, Mark.DONE, Mark.DONE),
        (Mark.DOING, Mark.DONE, Mark.DONE),
        (Mark.DONE, Mark.SKIPPED, Mark.DONE),
        (Mark.SKIPPED, Mark.DOING, Mark.DOING),
        (Mark.SKIPPED, Mark.TODO, Mark.SKIPPED),
    ],
)
def test_two_ticks_that_become_one_lose_nothing(own: Mark, library: Mark, together: Mark) -> None:
    """nilbuild/developer-roadmap#3842, #4430: two boxes that are the same thing share a tick, when asked to."""
    before = after(SetMark(("own/x",), own), SetMark(("git/commit",), library))
    linked = after(LinkTopic("own/x", "git/commit"), since=before)
    for topic in ("own/x", "git/commit"):
        assert linked.marks.get(topic, Mark.TODO) is together
    parted = after(LinkTopic("own/x", None), since=linked)
    assert parted.marks == linked.marks
    assert parted.links == {}


def test_a_tick_of_a_linked_topic_is_a_tick_of_both() -> None:
    linked = after(LinkTopic("own/x", "git/commit"), SetMark(("own/x", "git/commit"), Mark.DONE))
    assert linked.marks == {"own/x": Mark.DONE, "git/commit": Mark.DONE}
    assert after(SetMark(("git/commit",), Mark.TODO), since=linked).marks == {}
    parted = after(LinkTopic("own/x", None), SetMark(("git/commit",), Mark.TODO), since=linked)
    assert parted.marks == {"own/x": Mark.DONE}


def test_what_follows_a_skill_cannot_be_ticked_by_itself() -> None:
    mine = after(SetMark(("own/docker",), Mark.DONE))
    linked = after(LinkTopic("own/docker", "docker"), since=mine)
    assert linked.marks == {}
    assert handle(SetMark(("own/docker",), Mark.DONE), linked) == []
    assert after(LinkTopic("own/docker", None), since=linked) == mine

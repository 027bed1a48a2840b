"""The journal through the urgent door: acts, undo and redo, and the table of what is current."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import FrozenClock
from tests.store.conftest import done, events_in, is_sound
from tracker.core.journal.events import Change, Field, Stamp, State, Why, replay
from tracker.core.roadmap.model import Mark
from tracker.store.sqlite.journal import Journal
from tracker.store.sqlite.opening import open_database
from tracker.workspace.clock import stamp

Stamps = Callable[[], Stamp]


def test_every_event_has_a_time_ordered_uid_of_its_own(journal: Journal, stamps: Stamps) -> None:
    events = [event for n in range(3) for event in journal.append([done(f"a/{n}"), done(f"b/{n}")], stamps())]
    uids = [UUID(event.uid) for event in events]
    assert {uid.version for uid in uids} == {7}
    assert len(set(uids)) == 6
    assert uids[::2] == sorted(uids[::2])


def test_events_of_one_deed_share_their_act(journal: Journal, stamps: Stamps) -> None:
    first, second = journal.append([done("a/x"), done("a/y")], stamps())
    (third,) = journal.append([done("a/z")], stamps())
    assert first.transaction == second.transaction == first.uid
    assert third.transaction not in {first.transaction, second.uid}


def test_a_large_act_keeps_its_order_and_its_uids_follow_it(journal: Journal, path: Path, stamps: Stamps) -> None:
    topics = [f"a/{n * 7919 % 211}" for n in range(211)]
    written = journal.append([done(topic) for topic in topics], stamps())
    assert events_in(path) == written
    assert [event.subject for event in written] == topics
    uids = [event.uid for event in written]
    assert uids == sorted(set(uids))
    assert {event.transaction for event in written} == {uids[0]}
    assert len(journal.undo(stamps())) == len(topics)
    assert journal.state()._replace(clock=0) == State()


def test_what_is_so_already_is_not_written_again(journal: Journal, path: Path, stamps: Stamps) -> None:
    journal.append([done("a/x")], stamps())
    assert journal.append([done("a/x")], stamps()) == []
    assert journal.append([Change(Field.NOTE, "a/x", None)], stamps()) == []
    assert [event.subject for event in journal.append([done("a/x"), done("a/y")], stamps())] == ["a/y"]
    assert len(events_in(path)) == 2


def test_undo_and_redo_survive_closing_the_store(path: Path, stamps: Stamps) -> None:
    def reopened(act: Callable[[Journal], object]) -> dict[str, Mark]:
        database = open_database(path)
        act(Journal(database))
        marks = dict(Journal(database).state().marks)
        database.close()
        return marks

    first, both = {"a/x": Mark.DONE}, {"a/x": Mark.DONE, "a/y": Mark.DONE}
    assert reopened(lambda journal: journal.append([done("a/x")], stamps())) == first
    assert reopened(lambda journal: journal.append([done("a/y")], stamps())) == both
    assert reopened(lambda journal: journal.undo(stamps())) == first
    assert reopened(lambda journal: journal.undo(stamps())) == {}
    assert reopened(lambda journal: journal.undo(stamps())) == {}
    assert reopened(lambda journal: journal.redo(stamps())) == first
    assert reopened(lambda journal: journal.redo(stamps())) == both
    assert reopened(lambda journal: journal.redo(stamps())) == both
    assert [event.why for event in events_in(path)] == ["do", "do", "undo", "undo", "redo", "redo"]


def test_undo_is_a_new_event_that_names_what_it_takes_back(journal: Journal, path: Path, stamps: Stamps) -> None:
    written = journal.append([done("a/x"), done("a/y")], stamps())
    undone = journal.undo(stamps())
    assert events_in(path) == written + undone
    assert {(event.why, event.reverses) for event in undone} == {(Why.UNDO, written[0].transaction)}
    assert [(event.subject, event.value, event.was) for event in undone] == [
        ("a/y", None, "done"),
        ("a/x", None, "done"),
    ]


def test_a_new_act_ends_what_could_be_done_again(journal: Journal, stamps: Stamps) -> None:
    journal.append([done("a/x")], stamps())
    journal.undo(stamps())
    journal.append([done("a/y")], stamps())
    assert journal.redo(stamps()) == []
    assert journal.state().marks == {"a/y": Mark.DONE}


def test_what_the_program_did_by_itself_is_not_undone(journal: Journal, stamps: Stamps) -> None:
    journal.append([Change(Field.SNAPSHOT, "library", "1")], stamps(), Why.LOAD)
    assert journal.undo(stamps()) == []
    assert journal.state().versions == {"library": "1"}


def test_a_table_that_was_tampered_with_is_not_sound(journal: Journal, path: Path, stamps: Stamps) -> None:
    journal.append([done("a/x"), done("a/y")], stamps())
    assert is_sound(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("delete from current where subject = 'a/y'")
    assert not is_sound(path)


VALUES = {
    Field.MARK: st.sampled_from(["doing", "done", "skipped"]),
    Field.NOTE: st.text(st.characters(codec="utf-8"), min_size=1, max_size=20),
    Field.CHOICE: st.sampled_from(["aws", "gcp"]),
    Field.TARGET: st.sampled_from(["role-1", "role-2"]),
    Field.WATCH: st.just("yes"),
    Field.SNAPSHOT: st.sampled_from(["1", "2"]),
    Field.LINK: st.sampled_from(["a/x", "a/y", "b"]),
    Field.OVERLAY: st.sampled_from(['{"title":"Mine"}', "{}"]),
    Field.ARCHIVE: st.just("{}"),
}


@st.composite
def a_change(draw: st.DrawFn) -> Change:
    field = draw(st.sampled_from(list(VALUES)))
    subject = "" if field is Field.TARGET else draw(st.sampled_from(["a/x", "a/y", "b/é"]))
    return Change(field, subject, draw(st.none() | VALUES[field]))


DEEDS = st.lists(a_change(), min_size=1, max_size=4, unique_by=lambda change: (change.field, change.subject))


@settings(max_examples=25, deadline=None)
@given(acts=st.lists(DEEDS | st.sampled_from(["undo", "redo", "reopen"]), max_size=15))
def test_any_walk_ends_where_a_stack_of_states_does(
    acts: list[list[Change] | str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The model is a stack: an act pushes, undo pops, redo pushes back what undo popped."""
    path = tmp_path_factory.mktemp("walk") / "tracker.db"
    clock = FrozenClock()
    stack, popped = [State()], list[State]()
    database = open_database(path)
    for act in acts:
        clock.forward(1)
        journal = Journal(database)
        if isinstance(act, str):
            if act == "reopen":
                database.close()
                database = open_database(path)
            elif act == "undo" and len(stack) > 1:
                popped.append(stack.pop())
                journal.undo(stamp(clock, "boat-1"))
            elif act == "redo" and popped:
                stack.append(popped.pop())
                journal.redo(stamp(clock, "boat-1"))
            continue
        journal.append(act, stamp(clock, "boat-1"))
        if after := changed(stack[-1], act):
            stack.append(after)
            popped.clear()
    state = Journal(database).state()
    database.close()
    assert state._replace(clock=0) == stack[-1]
    assert is_sound(path)
    assert replay(State(), events_in(path)) == state


def changed(state: State, changes: Sequence[Change]) -> State | None:
    """The state after `changes`, or None where they change nothing."""
    after = replay(state, changes)
    return None if after == state else after

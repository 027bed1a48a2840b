"""The journal: what follows from it, how it is walked back and forth, and the uids of its events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, groupby
from uuid import RFC_4122, UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.core.trees import WISHES, after
from tracker.core.journal.clock import uuid7
from tracker.core.journal.commands import Command, SetMark, WriteNote, handle
from tracker.core.journal.events import (
    Change,
    Event,
    Field,
    Stamp,
    State,
    Transaction,
    Why,
    events_of,
    replay,
)
from tracker.core.journal.undo import redoable, reversal, undoable
from tracker.core.roadmap.model import Mark


class Book:
    """A journal in memory: events are only ever added at its end."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.state = State()
        self._current: dict[tuple[Field, str], str | None] = {}
        self._numbers = count(1)

    def do(self, wish: Command) -> bool:
        changes = [
            change for change in handle(wish, self.state) if self._was(change.field, change.subject) != change.value
        ]
        self._write(changes, Why.DO, None)
        return bool(changes)

    def load(self, version: str) -> None:
        self._write([Change(Field.SNAPSHOT, "library", version)], Why.LOAD, None)

    def undo(self) -> bool:
        return self._turn_back(undoable(self.newest_first()), Why.UNDO)

    def redo(self) -> bool:
        return self._turn_back(redoable(self.newest_first()), Why.REDO)

    def newest_first(self) -> Iterator[Transaction]:
        for _, together in groupby(reversed(self.events), key=lambda event: event.transaction):
            yield Transaction(tuple(together)[::-1])

    def transaction(self, uid: str) -> Transaction:
        return Transaction(tuple(event for event in self.events if event.transaction == uid))

    def last(self, field: Field, subject: str, before: Event | None = None) -> Event | None:
        of_subject = [event for event in self.events if (event.field, event.subject) == (field, subject)]
        earlier = [event for event in of_subject if before is None or event.order < before.order]
        return max(earlier, key=lambda event: event.order, default=None)

    def _turn_back(self, candidates: Iterator[Transaction], why: Why) -> bool:
        for transaction in candidates:
            if changes := reversal(transaction, self):
                self._write(changes, why, transaction.uid)
                return True
        return False

    def _write(self, changes: Sequence[Change], why: Why, reverses: str | None) -> None:
        stamp = Stamp("2026-03-01T09:00:00.000Z", "laptop", lambda: f"uid-{next(self._numbers):06}", 7)
        new = events_of(changes, self._was, self.state.clock, stamp, why=why, reverses=reverses)
        self.events += new
        self._current |= {(event.field, event.subject): event.value for event in new}
        self.state = replay(self.state, new)

    def _was(self, field: Field, subject: str) -> str | None:
        return self._current.get((field, subject))


DEEDS = st.one_of(WISHES, st.sampled_from(("undo", "redo")), st.sampled_from(("undo", "redo", "load")))


def perform(book: Book, deeds: Sequence[Command | str]) -> None:
    for number, deed in enumerate(deeds):
        if deed == "undo":
            book.undo()
        elif deed == "redo":
            book.redo()
        elif isinstance(deed, str):
            book.load(f"snapshot {number}")
        else:
            book.do(deed)


# -- what follows from it --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ([], State()),
        ([Change(Field.MARK, "git/commit", "done")], State(marks={"git/commit": Mark.DONE})),
        (
            [Change(Field.MARK, "git/commit", "doing"), Change(Field.MARK, "git/commit", "done")],
            State(marks={"git/commit": Mark.DONE}),
        ),
        ([Change(Field.MARK, "git/commit", "skipped"), Change(Field.MARK, "git/commit", None)], State()),
        ([Change(Field.MARK, "git/commit", None)], State()),
        ([Change(Field.NOTE, "git/commit", "a: b")], State(notes={"git/commit": "a: b"})),
        ([Change(Field.NOTE, "git/commit", "a"), Change(Field.NOTE, "git/commit", None)], State()),
        ([Change(Field.CHOICE, "ds/cloud", "aws")], State(choices={"ds/cloud": "aws"})),
        ([Change(Field.CHOICE, "ds/cloud", "aws"), Change(Field.CHOICE, "ds/cloud", None)], State()),
        ([Change(Field.TARGET, "", "ds")], State(target="ds")),
        ([Change(Field.TARGET, "", "ds"), Change(Field.TARGET, "", None)], State()),
        ([Change(Field.WATCH, "rag", "yes")], State(watched=frozenset({"rag"}))),
        ([Change(Field.WATCH, "rag", "yes"), Change(Field.WATCH, "sql", None)], State(watched=frozenset({"rag"}))),
        ([Change(Field.WATCH, "rag", "yes"), Change(Field.WATCH, "rag", None)], State()),
        ([Change(Field.SNAPSHOT, "library", "ed. 2")], State(versions={"library": "ed. 2"})),
        ([Change(Field.SNAPSHOT, "library", "ed. 2"), Change(Field.SNAPSHOT, "library", None)], State()),
        ([Change(Field.OVERLAY, "git/commit", "{}")], State(overlay={"git/commit": "{}"})),
        ([Change(Field.OVERLAY, "git/commit", "{}"), Change(Field.OVERLAY, "git/commit", None)], State()),
        ([Change(Field.ARCHIVE, "git/commit", "{}")], State(archive={"git/commit": "{}"})),
        ([Change(Field.ARCHIVE, "git/commit", "{}"), Change(Field.ARCHIVE, "git/commit", None)], State()),
        ([Change(Field.LINK, "own/x", "git/commit"), Change(Field.LINK, "own/x", None)], State()),
    ],
)
def test_the_state_follows_from_the_events(changes: list[Change], state: State) -> None:
    assert replay(State(), changes) == state


def test_replay_leaves_the_state_it_starts_from_alone() -> None:
    before = after(SetMark(("git/commit",), Mark.DONE), WriteNote("git/commit", "kept"))
    replay(before, [Change(Field.MARK, "git/commit", None), Change(Field.NOTE, "git/commit", None)])
    assert before == State(marks={"git/commit": Mark.DONE}, notes={"git/commit": "kept"})


@pytest.mark.parametrize(
    ("field", "subject", "value"),
    [
        (Field.MARK, "git/commit", "done"),
        (Field.MARK, "git/rebase", None),
        (Field.NOTE, "git/commit", "see page 4"),
        (Field.NOTE, "git/rebase", None),
        (Field.CHOICE, "ds/cloud", "aws"),
        (Field.CHOICE, "ds/track", None),
        (Field.TARGET, "", "ds"),
        (Field.WATCH, "rag", "yes"),
        (Field.WATCH, "sql", None),
        (Field.SNAPSHOT, "library", "ed. 2"),
        (Field.SNAPSHOT, "mine", None),
        (Field.LINK, "own/x", "git/commit"),
        (Field.OVERLAY, "own/x", "{}"),
        (Field.ARCHIVE, "own/y", "{}"),
        (Field.ARCHIVE, "own/x", None),
    ],
)
def test_every_field_can_be_asked_for(field: Field, subject: str, value: str | None) -> None:
    state = State(
        {"git/commit": Mark.DONE},
        {"git/commit": "see page 4"},
        {"ds/cloud": "aws"},
        "ds",
        frozenset({"rag"}),
        {"library": "ed. 2"},
        {"own/x": "git/commit"},
        {"own/x": "{}"},
        {"own/y": "{}"},
    )
    assert state.value(field, subject) == value


def test_nobody_has_a_target_at_first() -> None:
    assert State().value(Field.TARGET, "") is None


@given(st.lists(DEEDS, max_size=12), st.data())
def test_replay_of_a_prefix_and_then_the_rest_equals_the_whole(deeds: list[Command | str], data: st.DataObject) -> None:
    book = Book()
    perform(book, deeds)
    cut = data.draw(st.integers(0, len(book.events)))
    assert replay(replay(State(), book.events[:cut]), book.events[cut:]) == replay(State(), book.events)
    assert replay(State(), book.events) == book.state


def test_a_linked_topic_has_the_mark_it_shares_and_keeps_its_own_apart() -> None:
    changes = [
        Change(Field.MARK, "own/x", "doing"),
        Change(Field.LINK, "own/x", "git/commit"),
        Change(Field.MARK, "git/commit", "done"),
    ]
    linked = replay(State(), changes)
    assert linked.marks == {"own/x": Mark.DONE, "git/commit": Mark.DONE}
    assert linked.apart == {"own/x": Mark.DOING}
    assert replay(linked, [Change(Field.MARK, "git/commit", None)]).marks == {}
    assert replay(linked, [Change(Field.LINK, "own/x", None)]).marks == {"own/x": Mark.DOING, "git/commit": Mark.DONE}


@pytest.mark.parametrize(
    ("marks", "shared"),
    [
        ({}, None),
        ({"docker/run": Mark.DONE}, Mark.DOING),
        ({"docker/run": Mark.DOING}, Mark.DOING),
        ({"docker/run": Mark.DONE, "docker/build": Mark.DONE}, Mark.DONE),
        ({"docker/run": Mark.DONE, "docker/build": Mark.SKIPPED}, Mark.DONE),
        ({"docker/run": Mark.SKIPPED}, None),
        ({"docker/run": Mark.SKIPPED, "docker/build": Mark.SKIPPED}, None),
        ({"docker/swarm": Mark.DONE}, None),
    ],
)
def test_what_follows_a_skill_is_done_when_the_skill_is(marks: dict[str, Mark], shared: Mark | None) -> None:
    """nilbuild/developer-roadmap#7740: a finished roadmap of Git is the skill Git done; a begun one is in progress."""
    begun = State(skills={"docker": frozenset({"docker/run", "docker/build"})})
    changes = [Change(Field.MARK, topic, mark) for topic, mark in marks.items()]
    state = replay(begun, [Change(Field.LINK, "own/docker", "docker"), *changes])
    assert state.marks.get("own/docker") is shared
    assert state.skills == begun.skills


def test_events_of_one_transaction_belong_together() -> None:
    numbers = count(7)
    stamp = Stamp("2026-03-01T09:00:00.000Z", "laptop", lambda: f"uid-{next(numbers)}", 5)
    state = after(SetMark(("b",), Mark.DOING))
    changes = [Change(Field.MARK, "a", "done"), Change(Field.MARK, "b", "done"), Change(Field.NOTE, "b", "x")]
    events = events_of(changes, state.value, 0, stamp, why=Why.UNDO, reverses="uid-3")
    start = ("2026-03-01T09:00:00.000Z", "laptop", "uid-7", Why.UNDO, "uid-3")
    assert events == [
        ("uid-7", *start, Field.MARK, "a", "done", None, 163_840),
        ("uid-8", *start, Field.MARK, "b", "done", "doing", 163_841),
        ("uid-9", *start, Field.NOTE, "b", "x", None, 163_842),
    ]
    act = Transaction(tuple(events))
    assert (act.uid, act.why) == ("uid-7", Why.UNDO)


def test_what_happened_earlier_keeps_its_time() -> None:
    stamp = Stamp("2026-03-01T09:00:00.000Z", "laptop", lambda: "uid", 5)
    changes = [Change(Field.MARK, "a", "done", "2025-12-24T18:00:00.000Z"), Change(Field.MARK, "b", "done")]
    events = events_of(changes, State().value, 0, stamp)
    assert [event.at for event in events] == ["2025-12-24T18:00:00.000Z", "2026-03-01T09:00:00.000Z"]


def test_no_change_is_no_event() -> None:
    stamp = Stamp("2026-03-01T09:00:00.000Z", "laptop", lambda: "uid", 5)
    assert events_of([], State().value, 0, stamp) == []


# -- undo and redo ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deeds", "ticked"),
    [
        ("u", ""),
        ("r", ""),
        ("a r", "a"),
        ("a u", ""),
        ("a u u", ""),
        ("a u r", "a"),
        ("a u r r", "a"),
        ("a u r u", ""),
        ("a b u", "a"),
        ("a b u u", ""),
        ("a b u u r", "a"),
        ("a b u u r u", ""),
        ("a b u u r r", "ab"),
        ("a b u u r r u", "a"),
        ("a b u r u r", "ab"),
        ("a u b r", "b"),
        ("a u b u", ""),
        ("a u b u u", ""),
        ("a u b u r", "b"),
        ("a u b u r r", "b"),
        ("a b u c", "ac"),
        ("a b u c u u", ""),
        ("a b u c u u r", "a"),
        ("a b u c u u r r", "ac"),
        ("a b u c u u r r r", "ac"),
        ("L u", ""),
        ("a L u", ""),
        ("a u L r", "a"),
        ("a L u L r", "a"),
    ],
)
def test_undo_and_redo_walk_the_journal(deeds: str, ticked: str) -> None:
    """Letters tick a topic, `u` undoes, `r` redoes, `L` loads a snapshot by itself."""
    book = Book()
    performed: dict[str, Command | str] = {"u": "undo", "r": "redo", "L": "load"}
    perform(book, [performed.get(deed) or SetMark((deed,), Mark.DONE) for deed in deeds.split()])
    assert "".join(sorted(book.state.marks)) == ticked


@given(st.lists(DEEDS, max_size=16))
def test_undo_and_redo_are_those_of_any_editor(deeds: list[Command | str]) -> None:
    """Against the textbook: a list of states, and a finger on one of them."""
    book = Book()
    states, finger = [book.state], 0
    for number, deed in enumerate(deeds):
        if deed == "undo":
            assert book.undo() == (finger > 0)
            finger = max(0, finger - 1)
        elif deed == "redo":
            assert book.redo() == (finger < len(states) - 1)
            finger = min(len(states) - 1, finger + 1)
        elif isinstance(deed, str):
            book.load(f"snapshot {number}")
        elif book.do(deed):
            del states[finger + 1 :]
            states.append(book.state)
            finger += 1
        assert book.state._replace(versions={}, clock=0) == states[finger]._replace(versions={}, clock=0)


@given(st.lists(DEEDS, max_size=12))
def test_undo_then_redo_is_identity(deeds: list[Command | str]) -> None:
    book = Book()
    perform(book, deeds)
    before = book.state
    assume(book.undo())
    assert book.state != before
    assert book.redo()
    assert book.state._replace(clock=0) == before._replace(clock=0)


@given(st.lists(DEEDS, max_size=12))
def test_nothing_is_ever_rewritten(deeds: list[Command | str]) -> None:
    book = Book()
    perform(book, deeds)
    before = list(book.events)
    book.undo()
    book.redo()
    assert book.events[: len(before)] == before
    assert len({event.uid for event in book.events}) == len(book.events)


def test_undo_of_a_transaction_takes_back_all_of_it() -> None:
    book = Book()
    book.do(SetMark(("a",), Mark.DOING))
    book.do(SetMark(("a", "b", "c"), Mark.DONE))
    book.undo()
    assert book.state.marks == {"a": Mark.DOING}
    undo = book.events[-3:]
    assert [(event.subject, event.value) for event in undo] == [("c", None), ("b", None), ("a", "doing")]
    assert {event.reverses for event in undo} == {book.events[1].transaction}


def test_a_transaction_that_sets_one_field_twice_is_taken_back_to_its_start() -> None:
    book = Book()
    first = Event("1", "", "", "1", Why.DO, None, Field.NOTE, "a", "one", None, 1)
    second = Event("2", "", "", "1", Why.DO, None, Field.NOTE, "a", "two", "one", 2)
    book.events += [first, second]
    assert reversal(Transaction((first, second)), book) == [Change(Field.NOTE, "a", None)]


# -- uids ------------------------------------------------------------------------------------------------------

MOMENTS = st.integers(0, 2**48 - 1)
RANDOM = st.integers(0, 2**74 - 1)


def test_uuid7_gives_the_example_of_rfc_9562() -> None:
    """Appendix A.6: 22 February 2022, 14:22:22 in New York; rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F."""
    assert uuid7(1_645_557_742_000, 0xCC3 << 62 | 0x18C4DC0C0C07398F) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@given(MOMENTS, RANDOM)
def test_uuid7_has_the_fields_of_rfc_9562(moment: int, random: int) -> None:
    """Section 5.7: 48 bits of Unix time in ms, version 7, 12 random bits, variant 10, 62 random bits."""
    text = uuid7(moment, random)
    uid = UUID(text)
    assert str(uid) == text
    assert (uid.version, uid.variant) == (7, RFC_4122)
    bits = f"{uid.int:0128b}"
    assert (bits[48:52], bits[64:66]) == ("0111", "10")
    assert int(bits[:48], 2) == moment
    assert int(bits[52:64] + bits[66:], 2) == random


@given(MOMENTS, MOMENTS, RANDOM, RANDOM)
def test_uuid7_sorts_by_time(moment: int, other: int, random: int, noise: int) -> None:
    assume(moment != other)
    assert (uuid7(moment, random) < uuid7(other, noise)) == (moment < other)


@given(MOMENTS, RANDOM, st.integers(0, 2**6 - 1), st.integers(0, 2**8))
def test_uuid7_keeps_its_form_when_given_too_many_bits(moment: int, random: int, more: int, later: int) -> None:
    assert uuid7(moment + (later << 48), random + (more << 74)) == uuid7(moment, random)

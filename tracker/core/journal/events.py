"""The journal: the append-only list of what happened. Everything the user did follows from it.

An event sets one field of one subject to a value ("mark of git/rebase: done"). Events that belong together carry
the same `transaction`; undo and redo are transactions of their own that set the values back, so nothing is ever
rewritten. The journal's order is that of `Event.order`, the same on every machine.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple, TypeVar

from tracker.core.journal.clock import next_clock
from tracker.core.journal.kinds import KINDS, LIBRARY, Field, field_of, mark_of
from tracker.core.roadmap.model import Mark

__all__ = [
    "LIBRARY",
    "Change",
    "Event",
    "Field",
    "Stamp",
    "State",
    "Transaction",
    "Unreadable",
    "Why",
    "events_of",
    "field_of",
    "mark_of",
    "replay",
    "shared",
    "state_of",
]

_V = TypeVar("_V")


class Why(StrEnum):
    """What kind of transaction an event belongs to. A `LOAD` is the program's own and cannot be undone."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"
    LOAD = "load"


class Change(NamedTuple):
    """One field of one subject, and the value it is to have; None takes the value away.

    `at` is the UTC time at which it happened, for what is recorded later than it happened; empty for now.
    """

    field: Field
    subject: str
    value: str | None
    at: str = ""


class Event(NamedTuple):
    """One entry of the journal. `at` is UTC in ISO 8601; `was` is the value before, as its writer knew it.

    `transaction` is the uid that the events of one command share; `reverses` names the transaction that an undo or a
    redo turned back. `clock` is what `core.journal.clock` says it is.
    """

    uid: str
    at: str
    device: str
    transaction: str
    why: Why
    reverses: str | None
    field: Field
    subject: str
    value: str | None
    was: str | None
    clock: int

    @property
    def order(self) -> tuple[int, str, str]:
        """Its place in the journal: an event comes after all those that are less."""
        return self.clock, self.device, self.uid

    @property
    def is_known(self) -> bool:
        """Whether this program knows the field; of one that it does not, the name is kept as it is."""
        return isinstance(self.field, Field)

    def as_object(self) -> dict[str, str | None]:
        """The event as the JSON object that commands print."""
        return {
            "uid": self.uid,
            "at": self.at,
            "device": self.device,
            "act": self.transaction,
            "why": self.why,
            "reverses": self.reverses,
            "field": self.field,
            "subject": self.subject,
            "value": self.value,
            "was": self.was,
        }


class Transaction(NamedTuple):
    """The events of one command, in order."""

    events: tuple[Event, ...]

    @property
    def uid(self) -> str:
        """The uid that its events share as their `transaction`."""
        return self.events[0].transaction

    @property
    def why(self) -> Why:
        """What kind of transaction it is."""
        return self.events[0].why

    @property
    def reverses(self) -> str | None:
        """The uid of the transaction that it turned back; None for what the user did anew."""
        return self.events[0].reverses


class State(NamedTuple):
    """What the journal amounts to now.

    The `marks` of topics with a link are those they share; `apart` keeps the marks of their own. `skills` has the
    counted topics of every skill that one of the `links` leads to; it comes from the roadmaps, not from the journal.
    `versions` has the version in use of each source of roadmaps. `clock` is the highest of all events.
    """

    marks: Mapping[str, Mark] = {}
    notes: Mapping[str, str] = {}
    choices: Mapping[str, str] = {}
    target: str = ""
    watched: frozenset[str] = frozenset()
    versions: Mapping[str, str] = {}
    links: Mapping[str, str] = {}
    overlay: Mapping[str, str] = {}
    archive: Mapping[str, str] = {}
    minutes: Mapping[str, str] = {}
    pauses: Mapping[str, str] = {}
    reviewed: frozenset[str] = frozenset()
    answers: Mapping[str, str] = {}
    proofs: Mapping[str, str] = {}
    roles: Mapping[str, str] = {}
    timer: str = ""
    apart: Mapping[str, Mark] = {}
    skills: Mapping[str, frozenset[str]] = {}
    clock: int = 0

    def value(self, field: Field, subject: str) -> str | None:
        """The value of one field of one subject; None when it was never set or was taken away."""
        return self.values(field).get(subject)

    def recorded(self, field: Field, subject: str) -> str | None:
        """The same as the journal has it: a topic with a link has a mark of its own there."""
        if field is Field.MARK and subject in self.links:
            return self.apart.get(subject)
        return self.value(field, subject)

    def values(self, field: Field) -> Mapping[str, str]:
        """The values of one field by their subjects."""
        kind = KINDS[field]
        return kind.unpack(getattr(self, kind.attribute))


def state_of(
    marks: dict[str, Mark],
    values: Mapping[Field, dict[str, str]],
    skills: Mapping[str, frozenset[str]],
    clock: int,
) -> State:
    """The state of these marks, in which the other fields have these values by subject; `skills` as in the state."""
    attributes = {kind.attribute: kind.pack(values[field]) for field, kind in _FIELDS if field in values}
    return _shared(State(skills=skills, clock=clock)._replace(**attributes), marks)


_FIELDS = [(field, KINDS[field]) for field in Field]


def replay(state: State, changes: Iterable[Change | Event]) -> State:
    """The state after `changes`; replaying the journal in its order gives the current state."""
    marks, clock = dict(state.marks), state.clock
    for topic in state.links:
        _put(marks, topic, state.apart.get(topic))
    values: dict[Field, dict[str, str]] = {}
    for change in changes:
        field, subject, value = change.field, change.subject, change.value
        if isinstance(change, Event):
            clock = max(clock, change.clock)
        if field is Field.MARK:
            _put(marks, subject, mark_of(value))
        elif isinstance(field, Field):
            if field not in values:
                values[field] = dict(state.values(field))
            _put(values[field], subject, value)
    attributes = {KINDS[field].attribute: KINDS[field].pack(table) for field, table in values.items()}
    return _shared(state._replace(clock=clock, **attributes), marks)


def _shared(state: State, marks: dict[str, Mark]) -> State:
    """`state` with these marks, in which topics with a link have the mark that they share. `marks` is changed."""
    apart = {topic: marks[topic] for topic in state.links if topic in marks}
    for topic, mark in [(topic, shared(marks, other, state.skills)) for topic, other in state.links.items()]:
        _put(marks, topic, mark)
    return state._replace(marks=marks, apart=apart)


def shared(marks: Mapping[str, Mark], other: str, skills: Mapping[str, frozenset[str]]) -> Mark | None:
    """The mark of what is linked to `other`: that of the topic, or done when the skill of that id is."""
    if other not in skills:
        return marks.get(other)
    in_skill = [marks.get(topic) for topic in skills[other]]
    counted = [mark for mark in in_skill if mark is not Mark.SKIPPED]
    if counted and all(mark is Mark.DONE for mark in counted):
        return Mark.DONE
    return Mark.DOING if any(mark in (Mark.DONE, Mark.DOING) for mark in counted) else None


def _put(table: dict[str, _V], key: str, value: _V | None) -> None:
    if value is None:
        table.pop(key, None)
    else:
        table[key] = value


class Unreadable(NamedTuple):
    """A record of the journal that is left out as if it were not there: its field, its subject, what is wrong."""

    field: Field
    id: str
    problem: str


class Stamp(NamedTuple):
    """When and where a transaction is made, and a source of uids for its events. `at` is UTC, as in events."""

    at: str
    device: str
    new_uid: Callable[[], str]
    milliseconds: int
    """The same moment, since 1970."""


def events_of(
    changes: Sequence[Change],
    before: Callable[[Field, str], str | None],
    highest: int,
    stamp: Stamp,
    *,
    why: Why = Why.DO,
    reverses: str | None = None,
) -> list[Event]:
    """One transaction's events for `changes`, behind a journal whose highest clock is `highest`.

    `before` gives the value that each change replaces. Uids of one moment are in no order; sorted, they follow the
    events, and an index of them grows at its end.
    """
    uids = sorted([stamp.new_uid() for _ in changes])
    clock = next_clock(stamp.milliseconds, highest)
    return [
        Event(
            uid,
            moment or stamp.at,
            stamp.device,
            uids[0],
            why,
            reverses,
            field,
            subject,
            value,
            before(field, subject),
            clock + number,
        )
        for number, (uid, (field, subject, value, moment)) in enumerate(zip(uids, changes, strict=True))
    ]

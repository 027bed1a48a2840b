"""The journal: the append-only list of what happened. Everything a person did follows from it.

An event sets one field of one subject to a value ("mark of git/rebase: done"). Events that belong together carry
the same `act`; undo and redo are acts of their own that set the values back, so nothing is ever rewritten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple, TypeVar, cast

from tracker.core.roadmap.model import Mark

LIBRARY = "library"
"""The source of the bundled roadmaps; every other source is one roadmap of the person's own, by its id."""

_V = TypeVar("_V")


class Field(StrEnum):
    """What an event sets. The subject is a topic, a group's key, a role, a source of roadmaps, or nothing.

    A `LINK` leads from a topic to the library topic or skill whose tick it shares; a `LAYER` is what the person added
    or changed (see `core.overlay.records`); an `ARCHIVE` keeps what an update no longer has, in the same form.
    """

    MARK = "mark"
    NOTE = "note"
    CHOICE = "choice"
    TARGET = "target"
    WATCH = "watch"
    EDITION = "edition"
    LINK = "link"
    LAYER = "layer"
    ARCHIVE = "archive"


_FIELDS = {field.value: field for field in Field}
_MARKS = frozenset(mark.value for mark in Mark)
_TEXTS = (Field.NOTE, Field.CHOICE, Field.EDITION, Field.LINK, Field.LAYER, Field.ARCHIVE)


class Why(StrEnum):
    """What kind of act an event belongs to. A `LOAD` is the program's own and cannot be undone."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"
    LOAD = "load"


class Change(NamedTuple):
    """One field of one subject, and the value it is to have; None takes the value away.

    `at` is when it happened, in UTC, where that is known to be earlier than when it is written.
    """

    field: Field
    subject: str
    value: str | None
    at: str = ""


class Event(NamedTuple):
    """One entry of the journal. `at` is UTC in ISO 8601; `was` is the value before; `act` groups events.

    `reverses` names the act that an undo or a redo turned back.
    """

    uid: str
    at: str
    device: str
    act: str
    why: Why
    reverses: str | None
    field: Field
    subject: str
    value: str | None
    was: str | None

    @property
    def is_known(self) -> bool:
        """Whether this program knows the field; of one that it does not, the name is kept as it is."""
        return isinstance(self.field, Field)


class Transaction(NamedTuple):
    """The events of one deed of the person, in order."""

    events: tuple[Event, ...]

    @property
    def uid(self) -> str:
        """The uid that its events share as their `act`."""
        return self.events[0].act

    @property
    def why(self) -> Why:
        """What kind of act it is."""
        return self.events[0].why


class State(NamedTuple):
    """What the journal amounts to now.

    The `marks` of topics with a link are those they share; `apart` keeps the marks of their own. `skills` has the
    counted topics of every skill that one of the `links` leads to; it comes from the roadmaps, not from the journal.
    """

    marks: Mapping[str, Mark] = {}
    notes: Mapping[str, str] = {}
    choices: Mapping[str, str] = {}
    target: str = ""
    watched: frozenset[str] = frozenset()
    editions: Mapping[str, str] = {}
    links: Mapping[str, str] = {}
    layer: Mapping[str, str] = {}
    archive: Mapping[str, str] = {}
    apart: Mapping[str, Mark] = {}
    skills: Mapping[str, frozenset[str]] = {}

    def value(self, field: Field, subject: str) -> str | None:
        """The value of one field of one subject; None when it was never set or was taken away."""
        if field is Field.TARGET:
            return self.target or None
        if field is Field.WATCH:
            return "yes" if subject in self.watched else None
        return _table(self, field).get(subject)


def _table(state: State, field: Field) -> Mapping[str, str]:
    tables: dict[Field, Mapping[str, str]] = {
        Field.MARK: state.marks,
        Field.NOTE: state.notes,
        Field.CHOICE: state.choices,
        Field.EDITION: state.editions,
        Field.LINK: state.links,
        Field.LAYER: state.layer,
        Field.ARCHIVE: state.archive,
    }
    return tables[field]


def state_of(
    marks: dict[str, Mark], values: Mapping[Field, Mapping[str, str]], skills: Mapping[str, frozenset[str]]
) -> State:
    """The state of these marks, in which the other fields have these values by subject; `skills` as in the state."""
    none: Mapping[str, str] = {}
    target = next(iter(values.get(Field.TARGET, none).values()), "")
    texts = [values.get(field, none) for field in _TEXTS]
    return _shared(marks, target, frozenset(values.get(Field.WATCH, none)), texts, skills)


def replay(state: State, changes: Iterable[Change | Event]) -> State:
    """The state after `changes`; replaying the journal from its beginning gives the current state."""
    marks, watched, target = dict(state.marks), set(state.watched), state.target
    for topic in state.links:
        _put(marks, topic, state.apart.get(topic))
    texts: dict[Field, dict[str, str]] = {field: dict(_table(state, field)) for field in _TEXTS}
    for change in changes:
        subject, value = change.subject, change.value
        if change.field is Field.MARK:
            _put(marks, subject, mark_of(value))
        elif change.field in texts:
            _put(texts[change.field], subject, value)
        elif change.field is Field.TARGET:
            target = value or ""
        elif change.field is Field.WATCH:
            (watched.add if value else watched.discard)(subject)
    return _shared(marks, target, frozenset(watched), list(texts.values()), state.skills)


def mark_of(value: str | None) -> Mark | None:
    """The mark that the journal has; None where it has none, or one that this program does not know."""
    return Mark(value) if value in _MARKS else None


def field_of(value: str) -> Field:
    """The field that the journal names; the bare name of one that this program does not know."""
    return _FIELDS.get(value) or cast("Field", value)


def _shared(
    marks: dict[str, Mark],
    target: str,
    watched: frozenset[str],
    texts: Sequence[Mapping[str, str]],
    skills: Mapping[str, frozenset[str]],
) -> State:
    """The state of these values: topics with a link have the marks that they share. `marks` is changed."""
    notes, choices, editions, links, layer, archive = texts
    apart = {topic: marks[topic] for topic in links if topic in marks}
    for topic, mark in [(topic, shared(marks, other, skills)) for topic, other in links.items()]:
        _put(marks, topic, mark)
    return State(marks, notes, choices, target, watched, editions, links, layer, archive, apart, skills)


def shared(marks: Mapping[str, Mark], other: str, skills: Mapping[str, frozenset[str]]) -> Mark | None:
    """The mark of what is linked to `other`: that of the topic, or done when the skill of that id is."""
    if other not in skills:
        return marks.get(other)
    found = [marks.get(topic) for topic in skills[other]]
    counted = [mark for mark in found if mark is not Mark.SKIPPED]
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
    """When and where an act was made, and a source of uids for its events."""

    at: str
    device: str
    new_uid: Callable[[], str]


def events_of(
    changes: Sequence[Change], was: Callable[[Field, str], str | None], stamp: Stamp, why: Why, reverses: str | None
) -> list[Event]:
    """One act's events for `changes`. `was` tells the value that each change replaces.

    Uids of one moment are in no order; sorted, they follow the events, and an index of them grows at its end.
    """
    uids = sorted([stamp.new_uid() for _ in changes])
    return [
        Event(uid, at or stamp.at, stamp.device, uids[0], why, reverses, field, subject, value, was(field, subject))
        for uid, (field, subject, value, at) in zip(uids, changes, strict=False)
    ]


def reversal(act: Transaction) -> list[Change]:
    """The changes that set back what `act` did, last one first."""
    return [Change(event.field, event.subject, event.was) for event in reversed(act.events)]


def next_undo(latest_first: Iterable[Transaction]) -> Transaction | None:
    """The newest act that is not undone yet."""
    undone = 0
    for act in latest_first:
        if act.why is Why.UNDO:
            undone += 1
        elif act.why is Why.REDO:
            undone -= 1
        elif act.why is Why.DO:
            if not undone:
                return act
            undone -= 1
    return None


def next_redo(latest_first: Iterable[Transaction]) -> Transaction | None:
    """The undo that a redo would turn back; None once something new was done since."""
    redone = 0
    for act in latest_first:
        if act.why is Why.DO:
            return None
        if act.why is Why.REDO:
            redone += 1
        elif act.why is Why.UNDO:
            if not redone:
                return act
            redone -= 1
    return None


def uuid7(unix_ms: int, random: int) -> str:
    """A time-ordered uid of `unix_ms` and 74 random bits (RFC 9562, section 5.7)."""
    low = random & (1 << 62) - 1
    high = (random >> 62) & (1 << 12) - 1
    number = (unix_ms & (1 << 48) - 1) << 80 | 7 << 76 | high << 64 | 0b10 << 62 | low
    digits = f"{number:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))

"""The kinds of event, in one table: what each sets in the state, what its value may be, and how history says it.

A new kind is a member of `Field`, its attribute in `State`, and its entry in `KINDS`; nothing else names every kind.
Undo needs no word of a kind's own: it sets a subject back to the value before.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum, auto
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from tracker.core.journal.entries import entry_topic
from tracker.core.roadmap.model import Mark

if TYPE_CHECKING:
    from tracker.core.journal.events import Event

LIBRARY = "library"
"""The source of the bundled roadmaps; every other source is one roadmap of the user's own, by its id."""

Titles = Callable[[str], str]
"""Gives the title of a topic or roadmap by its id."""


class Field(StrEnum):
    """What an event sets. The subject is a topic, a group's key, a role, a source of roadmaps, or nothing.

    A `LINK` leads from a topic to the library topic or skill whose tick it shares; an `OVERLAY` is what the user added
    or changed (see `core.overlay.records`); an `ARCHIVE` keeps what an update no longer has, in the same form.
    `MINUTES` and an `ANSWER` to a review have an entry as subject (`core.journal.entries`), so that each is kept. A
    `PAUSE` leads from its first day to its last; a `REVIEW` is a roadmap whose topics are reviewed; a `PROOF` has the
    addresses that show a topic, one a line. A `ROLE` is a role of the user's own (see
    `core.own_roles.record`). The `TIMER` is the entry of the topic that is being learnt and of the moment since when.
    """

    MARK = "mark"
    NOTE = "note"
    CHOICE = "choice"
    TARGET = "target"
    WATCH = "watch"
    SNAPSHOT = "edition"  # as version 0.1 wrote it
    LINK = "link"
    OVERLAY = "layer"  # as version 0.1 wrote it
    ARCHIVE = "archive"
    MINUTES = "minutes"
    PAUSE = "pause"
    REVIEW = "review"
    ANSWER = "answer"
    PROOF = "proof"
    ROLE = "role"
    TIMER = "timer"


class Shape(StrEnum):
    """What a subject or a value may be; who reads events of a stranger checks it."""

    NAME = auto()
    ROADMAP = auto()
    VERSION = auto()
    MARK = auto()
    YES = auto()
    TEXT = auto()
    RECORD = auto()
    ENTRY = auto()
    DAY = auto()
    MINUTES = auto()
    RATING = auto()
    ROLE = auto()
    NOTHING = auto()


class EventKind(NamedTuple):
    """One kind of event.

    `attribute` is what it sets in `State`, `sentence` says in history what an event did. `pack` makes the attribute of
    the values by their subjects, `unpack` makes them of the attribute again.
    """

    attribute: str
    value: Shape
    sentence: Callable[["Event", Titles], str]
    subject: Shape = Shape.NAME
    pack: Callable[[dict[str, str]], Any] = lambda values: values
    unpack: Callable[[Any], Mapping[str, str]] = lambda attribute: attribute


def _mark(event: "Event", title: Titles) -> str:
    return f"{title(event.subject)}: {event.was or 'todo'} → {event.value or 'todo'}"


def _note(event: "Event", title: Titles) -> str:
    return f"note {'written' if event.value else 'removed'}: {title(event.subject)}"


def _choice(event: "Event", title: Titles) -> str:
    roadmap, _, group = event.subject.partition("/")
    return f"{title(roadmap)}, {group}: {title(event.value) if event.value else 'the one furthest along'} counts"


def _target(event: "Event", title: Titles) -> str:
    return f"target: {title(event.value) if event.value else 'none'}"


def _watch(event: "Event", title: Titles) -> str:
    return f"{'watching' if event.value else 'no longer watching'} {title(event.subject)}"


def _snapshot(event: "Event", title: Titles) -> str:
    if event.subject == LIBRARY:
        return f"bundled roadmaps {'updated' if event.was else 'loaded'}: {event.value or 'none'}"
    came = "updated" if event.was else "imported"
    return f"{came if event.value else 'removed'}: {title(event.subject)}"


def _link(event: "Event", title: Titles) -> str:
    if not event.value:
        shared = "has a tick of its own again"
    elif "/" in event.value:
        shared = f"shares the tick of {title(event.value)}"
    else:
        shared = f"is done when the skill {title(event.value)} is"
    return f"{title(event.subject)}: {shared}"


def _overlay(event: "Event", title: Titles) -> str:
    """What became of something that the user added, or changed in what was there."""
    from tracker.core.overlay.records import OverlayRecord, decode  # 7 ms, only for a history with an overlay

    now, before = (decode(text) if text else OverlayRecord() for text in (event.value, event.was))
    if now.roadmap or before.roadmap:  # an addition: what is removed has its title in the record alone
        verb = ("changed" if event.was else "added") if event.value else "removed"
        return f"{verb}: {now.title or before.title or title(event.subject)}"
    return f"{'changed' if event.value else 'as it was'}: {now.title or title(event.subject)}"


def _archive(event: "Event", title: Titles) -> str:
    return f"{'archived' if event.value else 'restored from the archive'}: {title(event.subject)}"


def _minutes(event: "Event", title: Titles) -> str:
    topic = title(entry_topic(event.subject))
    return f"{topic}: {event.value} minutes" if event.value else f"{topic}: {event.was} minutes taken back"


def _pause(event: "Event", _title: Titles) -> str:
    return (
        f"pause from {event.subject} to {event.value}" if event.value else f"none any more: pause from {event.subject}"
    )


def _review(event: "Event", title: Titles) -> str:
    return f"{'reviewing' if event.value else 'no longer reviewing'} {title(event.subject)}"


def _answer(event: "Event", title: Titles) -> str:
    topic = title(entry_topic(event.subject))
    return f"reviewed {topic}: {event.value}" if event.value else f"review of {topic} taken back"


def _proof(event: "Event", title: Titles) -> str:
    return f"proof {'set' if event.value else 'removed'}: {title(event.subject)}"


def _timer(event: "Event", title: Titles) -> str:
    topic = title(entry_topic(event.value or event.was or ""))
    return f"timer {'started' if event.value else 'stopped'}: {topic}"


def _role(event: "Event", title: Titles) -> str:
    from tracker.core.own_roles.record import decode_role  # 10 ms, only for a history with such a role

    role = decode_role(event.value or event.was or "")[0]
    verb = ("changed" if event.was else "made") if event.value else "removed"
    return f"role {verb}: {role.title if role else title(event.subject)}"


KINDS: Mapping[str, EventKind] = {
    Field.MARK: EventKind("marks", Shape.MARK, _mark),
    Field.NOTE: EventKind("notes", Shape.TEXT, _note),
    Field.CHOICE: EventKind("choices", Shape.NAME, _choice),
    Field.TARGET: EventKind(
        "target",
        Shape.ROADMAP,
        _target,
        subject=Shape.NOTHING,
        pack=lambda values: values.get("", ""),
        unpack=lambda target: {"": target} if target else {},
    ),
    Field.WATCH: EventKind(
        "watched",
        Shape.YES,
        _watch,
        subject=Shape.ROADMAP,
        pack=frozenset,
        unpack=lambda watched: dict.fromkeys(watched, "yes"),
    ),
    Field.SNAPSHOT: EventKind("versions", Shape.VERSION, _snapshot, subject=Shape.ROADMAP),
    Field.LINK: EventKind("links", Shape.NAME, _link),
    Field.OVERLAY: EventKind("overlay", Shape.RECORD, _overlay),
    Field.ARCHIVE: EventKind("archive", Shape.RECORD, _archive),
    Field.MINUTES: EventKind("minutes", Shape.MINUTES, _minutes, subject=Shape.ENTRY),
    Field.PAUSE: EventKind("pauses", Shape.DAY, _pause, subject=Shape.DAY),
    Field.REVIEW: EventKind(
        "reviewed",
        Shape.YES,
        _review,
        subject=Shape.ROADMAP,
        pack=frozenset,
        unpack=lambda reviewed: dict.fromkeys(reviewed, "yes"),
    ),
    Field.ANSWER: EventKind("answers", Shape.RATING, _answer, subject=Shape.ENTRY),
    Field.PROOF: EventKind("proofs", Shape.TEXT, _proof),
    Field.ROLE: EventKind("roles", Shape.ROLE, _role, subject=Shape.ROADMAP),
    Field.TIMER: EventKind(
        "timer",
        Shape.ENTRY,
        _timer,
        subject=Shape.NOTHING,
        pack=lambda values: values.get("", ""),
        unpack=lambda timer: {"": timer} if timer else {},
    ),
}
_FIELDS = {field.value: field for field in Field}
_MARKS = {mark.value: mark for mark in Mark}


def field_of(name: str) -> Field:
    """The field that the journal names; the bare name of one that this program does not know."""
    return _FIELDS.get(name) or cast("Field", name)


def mark_of(value: str | None) -> Mark | None:
    """The mark that the journal has; None where it has none, or one that this program does not know."""
    return None if value is None else _MARKS.get(value)

"""From a command to the changes that fulfil it. Pure: what is so already makes no change."""

from collections.abc import Iterable
from typing import NamedTuple

from tracker.core.errors import UsageError
from tracker.core.journal.entries import Rating, entry, entry_topic
from tracker.core.journal.events import Change, Field, State
from tracker.core.roadmap.model import Mark

LONGEST_NOTE = 100_000
"""Characters of a note that is written here."""


class SetMark(NamedTuple):
    """Give these topics this mark."""

    topics: tuple[str, ...]
    mark: Mark


class WriteNote(NamedTuple):
    """Make this the note of a topic; an empty text takes the note away."""

    topic: str
    text: str


class SetTarget(NamedTuple):
    """Work toward this role."""

    role: str


class Watch(NamedTuple):
    """Show this roadmap beside the target, or no longer."""

    roadmap: str
    on: bool


class Choose(NamedTuple):
    """Pin an option of an "any of" group, by the group's key; None lets the one furthest along count again."""

    group: str
    option: str | None


class LinkTopic(NamedTuple):
    """Let a topic share its tick with a library topic or follow a skill, by its id; None parts them again."""

    topic: str
    to: str | None


class SetOverlay(NamedTuple):
    """Put these records (`core.overlay.records.encode`) into the user's overlay; None removes one."""

    records: tuple[tuple[str, str | None], ...]


class Restore(NamedTuple):
    """Restore topics that an update archived, as additions of the user's own."""

    topics: tuple[str, ...]


class LogMinutes(NamedTuple):
    """Write down minutes that were spent on a topic, at a moment in UTC."""

    topic: str
    minutes: int
    moment: str


class SetPause(NamedTuple):
    """Pause from a day to another one, in ISO 8601; None for the last day takes the pause back."""

    first: str
    last: str | None


class SetReview(NamedTuple):
    """Review the topics of this roadmap when they are due, or no longer."""

    roadmap: str
    on: bool


class AnswerReview(NamedTuple):
    """Say how well a topic still sits, at a moment in UTC."""

    topic: str
    rating: Rating
    moment: str


class SetProof(NamedTuple):
    """Make these addresses the proof of a topic; none takes it away."""

    topic: str
    links: tuple[str, ...]


class StartTimer(NamedTuple):
    """Begin to measure the time that is spent on a topic, at a moment in UTC."""

    topic: str
    moment: str


class StopTimer(NamedTuple):
    """Stop the timer and write down so many minutes for its topic, at a moment in UTC; 0 writes nothing down."""

    minutes: int
    moment: str


_Simple = SetMark | WriteNote | SetTarget | Watch | Choose | SetOverlay | Restore
_Dated = LogMinutes | SetPause | SetReview | AnswerReview | SetProof | StartTimer
Command = _Simple | _Dated | LinkTopic | StopTimer

_FARTHEST = (Mark.DONE, Mark.DOING, Mark.SKIPPED)


def handle(command: Command, state: State) -> list[Change]:
    """The changes that make `command` so. Empty when it is so already. Raises `UsageError` for an endless note.

    A mark goes where it is shared: to the topic that the named one is linked to. What follows a skill has no mark of
    its own to set.
    """
    if isinstance(command, LinkTopic):
        return _linked(command, state) if state.links.get(command.topic) != command.to else []
    if isinstance(command, StopTimer):
        return _stopped(command, state)
    if isinstance(command, SetMark):
        free = (topic for topic in command.topics if not is_skill(state.links.get(topic, "/")))
        command = command._replace(topics=tuple(state.links.get(topic, topic) for topic in free))
    return [change for change in _changes(command, state) if state.value(change.field, change.subject) != change.value]


def _changes(  # noqa: PLR0911  # one answer a command
    command: _Simple | _Dated, state: State
) -> Iterable[Change]:
    if isinstance(command, _Dated):
        return [_dated(command)]
    if isinstance(command, SetMark):
        value = None if command.mark is Mark.TODO else command.mark.value
        return [Change(Field.MARK, topic, value) for topic in dict.fromkeys(command.topics)]
    if isinstance(command, WriteNote):
        if len(command.text) > LONGEST_NOTE:
            raise UsageError(f"a note has at most {LONGEST_NOTE:,} characters")
        return [Change(Field.NOTE, command.topic, command.text.strip() or None)]
    if isinstance(command, SetTarget):
        return [Change(Field.TARGET, "", command.role or None)]
    if isinstance(command, SetOverlay):
        return [Change(Field.OVERLAY, id_, record) for id_, record in command.records]
    if isinstance(command, Restore):
        back = [topic for topic in command.topics if topic in state.archive]
        return [change for topic in back for change in _restored(topic, state)]
    if isinstance(command, Watch):
        return [Change(Field.WATCH, command.roadmap, "yes" if command.on else None)]
    return [Change(Field.CHOICE, command.group, command.option)]


def _dated(command: _Dated) -> Change:
    if isinstance(command, LogMinutes):
        return Change(Field.MINUTES, entry(command.topic, command.moment), str(command.minutes))
    if isinstance(command, SetPause):
        return Change(Field.PAUSE, command.first, command.last)
    if isinstance(command, SetReview):
        return Change(Field.REVIEW, command.roadmap, "yes" if command.on else None)
    if isinstance(command, AnswerReview):
        return Change(Field.ANSWER, entry(command.topic, command.moment), command.rating.value)
    if isinstance(command, StartTimer):
        return Change(Field.TIMER, "", entry(command.topic, command.moment))
    return Change(Field.PROOF, command.topic, "\n".join(command.links) or None)


def _stopped(command: StopTimer, state: State) -> list[Change]:
    if not state.timer:
        return []
    changes = [Change(Field.TIMER, "", None)]
    if command.minutes:
        subject = entry(entry_topic(state.timer), command.moment)
        changes.append(Change(Field.MINUTES, subject, str(command.minutes)))
    return changes


def is_skill(id_: str) -> bool:
    """True for the id of a skill or role, false for that of a topic."""
    return "/" not in id_


def farthest(marks: Iterable[Mark | None]) -> Mark | None:
    """Of several marks of one thing the one that loses nothing: done before doing before skipped."""
    present = set(marks)
    return next((mark for mark in _FARTHEST if mark in present), None)


def _linked(command: LinkTopic, state: State) -> list[Change]:
    """Both ticks become one, and none is lost by it; parted topics both keep the mark that they had together."""
    mark, other = state.marks.get(command.topic), command.to
    changes = [Change(Field.LINK, command.topic, other)]
    if other is None and not is_skill(state.links[command.topic]):
        changes.append(Change(Field.MARK, command.topic, mark))
    elif other is not None and not is_skill(other):
        both = farthest((mark, state.marks.get(other)))
        if both is not state.marks.get(other):
            changes.append(Change(Field.MARK, other, both))
    return changes


def _restored(topic: str, state: State) -> list[Change]:
    return [Change(Field.OVERLAY, topic, state.archive[topic]), Change(Field.ARCHIVE, topic, None)]


def toggled(marks: Iterable[Mark], mark: Mark) -> Mark:
    """The mark that a key for `mark` leads to: back to todo only where all of `marks` are `mark` already."""
    return Mark.TODO if all(here is mark for here in marks) else mark

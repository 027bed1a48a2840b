"""From a wish to the changes that fulfil it. Pure: what is so already makes no change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from tracker.core.journal import Change, Field, State
from tracker.core.roadmap import Mark


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


Wish = SetMark | WriteNote | SetTarget | Watch | Choose


def decide(wish: Wish, state: State) -> list[Change]:
    """The changes that make `wish` so. Empty when it is so already."""
    return [change for change in _wanted(wish) if state.value(change.field, change.subject) != change.value]


def _wanted(wish: Wish) -> Iterable[Change]:
    if isinstance(wish, SetMark):
        value = None if wish.mark is Mark.TODO else wish.mark.value
        return [Change(Field.MARK, topic, value) for topic in dict.fromkeys(wish.topics)]
    if isinstance(wish, WriteNote):
        return [Change(Field.NOTE, wish.topic, wish.text.strip() or None)]
    if isinstance(wish, SetTarget):
        return [Change(Field.TARGET, "", wish.role or None)]
    if isinstance(wish, Watch):
        return [Change(Field.WATCH, wish.roadmap, "yes" if wish.on else None)]
    return [Change(Field.CHOICE, wish.group, wish.option)]


def toggled(marks: Iterable[Mark], mark: Mark) -> Mark:
    """The mark that a key for `mark` leads to: back to todo only where all of `marks` are `mark` already."""
    return Mark.TODO if all(here is mark for here in marks) else mark

"""Everything that a store holds, as values: what a backup is made of, and what it takes to bring one in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from tracker.core.journal.events import Change, Event, Field, Why
from tracker.core.roadmap.model import Card, Profile, Roadmap, SourceKey


class StoredSnapshot(NamedTuple):
    """One version of a source of roadmaps as it was loaded."""

    source: str
    version: str
    loaded_at: str
    roadmaps: tuple[tuple[Roadmap, Profile], ...]
    cards: Mapping[str, Card]
    anchors: Mapping[str, SourceKey]


class Backup(NamedTuple):
    """A whole store: the journal from its first event, and every edition that its events speak of."""

    events: tuple[Event, ...]
    editions: tuple[StoredSnapshot, ...]


def resolve_conflicts(ours: Iterable[Event], theirs: Iterable[Event]) -> list[Change]:
    """What has to be set right after `theirs` were written behind `ours`: of each thing the later word holds.

    What the program loaded by itself is no word of the person's.
    """
    last: dict[tuple[Field, str], Event] = {}
    for event in theirs:
        last[event.field, event.subject] = event
    now: dict[tuple[Field, str], Event] = {}
    for event in ours:
        now[event.field, event.subject] = event
    return [
        Change(own.field, own.subject, own.value, own.at)
        for key, own in now.items()
        if key in last and own.why is not Why.LOAD and own.at > last[key].at and own.value != last[key].value
    ]

"""Everything that a store holds, as values: what a backup is made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from tracker.core.journal.events import Event
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
    """A whole store: the journal from its first event, and every snapshot that its events name."""

    events: tuple[Event, ...]
    snapshots: tuple[StoredSnapshot, ...]

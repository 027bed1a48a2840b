"""What a target is: a place that several devices reach, where each leaves its events and finds those of the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from tracker.core.errors import TrackerError
from tracker.core.journal.backup import Backup, StoredSnapshot
from tracker.core.journal.events import Event

Record = Mapping[str, Any]
"""An event or a snapshot as the JSON object that a backup has of it."""
Position = Mapping[str, Any]
"""How far a device is at a target, as a JSON object that only this kind of target understands; empty at first."""


class UnreachableError(TrackerError):
    """The target is not there now. Nothing is lost; the next sync sends what waits."""


class Parcel(NamedTuple):
    """Records that arrived together. `name` says in a message where they were; `mark` is the target's own."""

    name: str
    events: Sequence[Record]
    snapshots: Sequence[Record]
    mark: Any


class Codec(NamedTuple):
    """How events and snapshots become records, and how records are checked and become a part of a backup.

    `read` raises `RoadmapFileError` where a record is damaged.
    """

    write_event: Callable[[Event], Record]
    write_snapshot: Callable[[StoredSnapshot], Record]
    read: Callable[[Sequence[Record], Sequence[Record]], Backup]


class Target(Protocol):
    """A target as `store.sync.exchange` uses it. Every method may raise `UnreachableError`."""

    @property
    def name(self) -> str:
        """The name under which a store remembers the target; without a password."""
        ...

    @property
    def remarks(self) -> Sequence[str]:
        """What was met and left alone so far, as sentences."""
        ...

    def goes_on(self, position: Position) -> bool:
        """Whether all that was sent up to `position` is still there; if not, the device begins anew."""
        ...

    def receive(self, position: Position) -> Iterator[Parcel]:
        """What this device has not read at `position`."""
        ...

    def received(self, position: Position, parcel: Parcel) -> Position:
        """The position after a parcel was taken in."""
        ...

    def send(self, position: Position, events: Sequence[Record], snapshots: Sequence[Record]) -> Position:
        """Leave records for the others, durably; returns the position after it."""
        ...

    def compacted(self, position: Position) -> Position:
        """The position after small things were joined to larger ones, where that is due. Nothing is deleted yet."""
        ...

    def clean(self, position: Position) -> None:
        """Delete what `position`, which is remembered by now, says that others stand in for."""
        ...

    def close(self) -> None:
        """Let go of the target."""
        ...

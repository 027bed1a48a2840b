"""The bundled roadmaps: loading them into a new store, and a newer snapshot of them that came with the program."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from tracker.core.journal.events import LIBRARY, Event, Field, Stamp, Why
from tracker.core.roadmap.model import Kind
from tracker.store.sqlite.connection import Database
from tracker.store.sqlite.journal import Journal
from tracker.store.sqlite.kept_rows import PENDING, SEEN
from tracker.store.sqlite.snapshots import Snapshot, Snapshots
from tracker.workspace.catalog import Catalog
from tracker.workspace.fingerprint import library_fingerprint

if TYPE_CHECKING:
    from tracker.core.roadmap.library_update import Difference


class LibraryUpdate(NamedTuple):
    """A newer snapshot of the bundled roadmaps that is not in use yet, and what it changes, in words."""

    version: str
    lines: tuple[str, ...]


class LibraryUpdates:
    """Compares the files of the bundled roadmaps with what is in the store."""

    def __init__(
        self,
        files: str | os.PathLike[str],
        database: Database,
        snapshots: Snapshots,
        catalog: Catalog,
        stamp: Callable[[], Stamp],
    ) -> None:
        self._files, self._database, self._snapshots, self._catalog = files, database, snapshots, catalog
        self._stamp = stamp

    def pending(self) -> LibraryUpdate | None:
        """What a newer snapshot of the bundled roadmaps would change; None when the newest one is in use."""
        text = self._snapshots.meta(PENDING)
        version, *lines = text.split("\n")
        return LibraryUpdate(version, tuple(lines)) if text else None

    def use(self) -> "Difference":
        """Use the newest bundled snapshot; marks follow renamed topics, and undo takes all of it back."""
        snapshot, difference = self._newest()
        self._snapshots.load(snapshot, difference.carried, self._stamp(), Why.DO)
        self._snapshots.set_meta(PENDING, "")
        return difference

    def look(self) -> None:
        """Compare the bundled files with what was seen last; read them only when they differ.

        Into a store that has none they are loaded. Raises `RoadmapFileError` when they cannot be read.
        """
        seen = library_fingerprint(self._files)
        if self._database.read_only or (seen == self._snapshots.meta(SEEN) and self._snapshots.has_in_use(LIBRARY)):
            return
        snapshot, difference = self._newest()
        if self._database.last_event() and not self._database.is_sound():
            return  # a damaged store is left as it is found, and what was seen may be what is gone
        in_use = self._catalog.state().versions.get(LIBRARY)
        if in_use is None or not self._snapshots.has_in_use(LIBRARY):
            self._snapshots.load(snapshot, (), self._stamp(), Why.LOAD)
            in_use = snapshot.version
        pending = "" if in_use == snapshot.version else "\n".join((snapshot.version, *difference.lines()))
        self._snapshots.set_meta(PENDING, pending)
        self._snapshots.set_meta(SEEN, seen)

    def look_after(self, events: list[Event]) -> list[Event]:
        """Look again when one of `events` changed which snapshot is in use; returns the events."""
        if any(event.field is Field.SNAPSHOT and event.subject == LIBRARY for event in events):
            self._snapshots.set_meta(SEEN, "")
            self.look()
        return events

    def _newest(self) -> "tuple[Snapshot, Difference]":
        from pathlib import Path  # 8 ms

        # Pydantic, which reads the files: 112 ms of each start with what was seen already.
        from tracker.core.roadmap.library_update import difference
        from tracker.workspace.library_files import bundled_snapshot

        snapshot = bundled_snapshot(Path(self._files), LIBRARY)
        old = self._catalog.roadmaps(Kind.ROLE, Kind.SKILL)
        new = self._catalog.with_own_roles([roadmap for roadmap, _ in snapshot.roadmaps])
        times = Journal(self._database).touched()
        return snapshot, difference(old, new, snapshot.cards, self._catalog.state(), times)

"""The store as an outsider reads it: SQLite and nothing of the program. Stores of older schemas are read too."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from tests.endurance.homes import folder, store

FILES = ("", "-wal", "-shm")
_MOST_COPIES = 50  # of a store that is written to all the time
_WITH_CLOCK = 3  # the first schema in which events have a clock
Values = dict[tuple[str, str], str]
"""What holds now: the value of each field of each subject."""


class Event(NamedTuple):
    """One row of the journal."""

    seq: int
    uid: str
    at: str
    device: str
    act: str
    why: str
    reverses: str | None
    field: str
    subject: str
    value: str | None
    clock: int

    @property
    def order(self) -> tuple[int, str, str]:
        """Its place in the journal."""
        return self.clock, self.device, self.uid


class Looked(NamedTuple):
    """What stands in a store."""

    integrity: str
    version: int
    events: tuple[Event, ...]
    current: Values

    @property
    def replayed(self) -> Values:
        """What holds now by the journal alone."""
        return replay(self.events)

    def done(self, beginning: str = "") -> set[str]:
        """The topics that are done, whose ids begin so."""
        return {
            s for (f, s), value in self.current.items() if f == "mark" and value == "done" and s.startswith(beginning)
        }

    def fault(self) -> str:
        """What is wrong with it, in a few words; empty when nothing is."""
        if self.integrity != "ok":
            return f"integrity_check: {self.integrity[:80]}"
        if self.current != self.replayed:
            differs = sorted(set(self.current.items()) ^ set(self.replayed.items()))
            return f"current is not what the journal says: {differs[:2]}"
        return ""


def replay(events: tuple[Event, ...]) -> Values:
    """What holds after all of `events`, in their order."""
    values: Values = {}
    for event in events:
        if event.value is None:
            values.pop((event.field, event.subject), None)
        else:
            values[event.field, event.subject] = event.value
    return values


def look(home: Path) -> Looked:
    """Read a copy of the store of `home`, so that its own recovery is left to the program. Raises `sqlite3.Error`."""
    return look_at(store(home))


def look_at(path: Path) -> Looked:
    """Read a copy of the store at `path`, made while nobody wrote to it. Raises `sqlite3.Error`."""
    with folder() as place:
        for _ in range(_MOST_COPIES):
            if _is_copied(path, place / "copy.db"):
                break
        with closing(sqlite3.connect(place / "copy.db")) as connection:
            integrity = connection.execute("pragma integrity_check").fetchone()[0]
            version = connection.execute("pragma user_version").fetchone()[0]
            rows = connection.execute(_select(version)).fetchall()
            current = connection.execute("select field, subject, value from current where value is not null").fetchall()
    return Looked(integrity, version, tuple(map(Event._make, rows)), {(f, s): value for f, s, value in current})


def _is_copied(path: Path, copy: Path) -> bool:
    """Copy the store and its log; False where the program wrote between the two, which then do not fit together."""
    before = _written(path)
    for ending in FILES[:2]:
        Path(f"{copy}{ending}").unlink(missing_ok=True)
        if (beside := Path(f"{path}{ending}")).exists():
            shutil.copyfile(beside, f"{copy}{ending}")
    return _written(path) == before


def _written(path: Path) -> list[tuple[int, int]]:
    """When the store and its log were last written, and how long they are."""
    files = [Path(f"{path}{ending}") for ending in FILES[:2]]
    return [(stat.st_mtime_ns, stat.st_size) for stat in (file.stat() for file in files if file.exists())]


def _select(version: int) -> str:
    """The query for all events in their order; before schema 3 that was the order in which they were written."""
    columns = ", ".join(Event._fields)
    if version < _WITH_CLOCK:
        return f"select {columns.replace('clock', 'seq')} from event order by seq"
    return f"select {columns} from event order by clock, device, uid"


def events_read_plainly(path: Path) -> dict[str, Event]:
    """Every event that SQLite still gives out of the store at `path`, by its uid; none when it gives none."""
    with folder() as place:
        shutil.copyfile(path, place / "copy.db")
        wal = Path(f"{path}-wal")
        if wal.exists():
            shutil.copyfile(wal, place / "copy.db-wal")
        events: dict[str, Event] = {}
        try:
            with closing(sqlite3.connect(place / "copy.db")) as connection:
                for row in connection.execute(_select(_WITH_CLOCK)):
                    events[row[1]] = Event._make(row)
        except (sqlite3.Error, UnicodeDecodeError):
            return events
        return events


def bytes_of(path: Path) -> dict[str, bytes]:
    """The store at `path` and what is beside it, byte for byte."""
    return {e: beside.read_bytes() for e in FILES if (beside := Path(f"{path}{e}")).exists()}


def merged(path: Path) -> None:
    """Bring what stands in the WAL of the store at `path` into its one file."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma wal_checkpoint(truncate)")

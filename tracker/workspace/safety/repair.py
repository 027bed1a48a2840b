"""A damaged store made usable again: what can be read of it in a new one, with roadmaps for all that it speaks of."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import NamedTuple

from tracker.core.errors import StoreError, TrackerError
from tracker.core.journal.events import LIBRARY, Change, Field, Why
from tracker.store.sqlite.count import count_file
from tracker.store.sqlite.journal import Journal
from tracker.store.sqlite.kept_schedules import forget_schedules
from tracker.store.sqlite.kept_standings import forget_standings
from tracker.store.sqlite.opening import open_database
from tracker.store.sqlite.rescue.remains import free_name
from tracker.store.sqlite.rescue.repair import repair
from tracker.store.sqlite.snapshots import Snapshots
from tracker.workspace.clock import stamp, system_clock
from tracker.workspace.paths import Paths, device_name


class Rescued(NamedTuple):
    """What is in the new store `file`, and what is not.

    `missing` counts events that are gone, `rebuilt` those of which only the value that they set was left, `altered`
    those with a text that has places which are no text any more.
    `lost` are own roadmaps that could not be read, by their ids; their marks and notes are kept.
    """

    file: Path
    events: int
    missing: int
    rebuilt: int
    altered: int
    roadmaps: int
    lost: tuple[str, ...]
    library_loaded_again: bool


def rescue(paths: Paths, target: Path | None = None) -> Rescued:
    """Write what can be read of the store to `target`, or beside it; the store itself stays as it is.

    The bundled roadmaps are loaded again where they cannot be read. Raises `StoreError` when there is no store, and
    `TrackerError` when `target` cannot be written.
    """
    if not paths.store.is_file():
        raise StoreError(f"there is no store at {paths.store} to repair")
    file = target or free_name(paths.store.with_name(f"{paths.store.stem}-repaired.db"))
    try:
        repaired = repair(paths.store, file)
    except (OSError, sqlite3.Error) as error:
        raise TrackerError(f"{file} cannot be written: {getattr(error, 'strerror', None) or error}") from None
    database = open_database(file)
    try:
        snapshots, journal = Snapshots(database), Journal(database)
        with database.reading() as connection:
            known = set(connection.execute("select source, version from edition"))
        gone = [source for source, version in journal.state().versions.items() if (source, version) not in known]
        if again := LIBRARY in gone or not any(source == LIBRARY for source, _ in known):
            from tracker.workspace.library_files import bundled_snapshot  # pydantic: 119 ms

            snapshot = bundled_snapshot(paths.library, LIBRARY)
            snapshots.load(snapshot, (), stamp(system_clock, device_name(paths)), Why.LOAD)
            snapshots.set_meta("library seen", "")
        forget_standings(snapshots)
        forget_schedules(snapshots)
        own = [source for source in gone if source != LIBRARY]
        journal.append(
            [Change(Field.SNAPSHOT, source, None) for source in own],
            stamp(system_clock, device_name(paths)),
            Why.LOAD,
        )
        database.checkpoint()
    finally:
        database.close()
        count_file(file).unlink(missing_ok=True)
    return Rescued(
        file,
        repaired.events,
        repaired.missing,
        repaired.rebuilt,
        repaired.altered,
        repaired.roadmaps,
        tuple(own),
        again,
    )

"""What cannot be read in the journal and in the loaded roadmaps: it is left out, and named."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.core.journal.events import Field, Unreadable, field_of
from tracker.store.sqlite.journal import Journal
from tracker.store.sqlite.snapshots import Snapshots

_MOST_NAMED = 5


def unreadable_records(journal: Journal, snapshots: Snapshots) -> list[Unreadable]:
    """Every such record, with what is wrong with it."""
    records = [Unreadable(field_of(name), id_, f'"{value}" is unknown here') for name, id_, value in journal.unknown()]
    records += [
        Unreadable(Field.SNAPSHOT, id_, f"its version {version} is not in this store")
        for id_, version in snapshots.missing().items()
    ]
    for field in (Field.MINUTES, Field.ANSWER, Field.PAUSE, Field.TIMER):
        if values := journal.values(field):
            from tracker.core.journal.fitting import unfitting  # 2 ms, 4 % of a `status`

            records += [
                Unreadable(field, id_, "it is no such value, or of no such time") for id_ in unfitting(field, values)
            ]
    for field in (Field.OVERLAY, Field.ARCHIVE):
        if texts := journal.values(field):
            from tracker.core.overlay.records import read_record, unreadable  # 4 ms, 8 % of a `status`

            wrong = unreadable(texts) if field is Field.OVERLAY else {i: read_record(t)[1] for i, t in texts.items()}
            records += [Unreadable(field, id_, problem) for id_, problem in wrong.items() if problem]
    return records


def left_out(garbled: Mapping[tuple[str, str], str]) -> list[str]:
    """What of the loaded roadmaps cannot be read, by name with what is wrong, and what ends that."""
    lines = [f"left out, the {what} {id_}: {problem}" for (what, id_), problem in list(garbled.items())[:_MOST_NAMED]]
    if len(garbled) > _MOST_NAMED:
        lines.append(f"and {len(garbled) - _MOST_NAMED:,} more")
    return [*lines, "to make a store in which all can be read: tracker doctor --repair"]

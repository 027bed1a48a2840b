"""Records of the journal that cannot be read: they are left out, and named."""

from __future__ import annotations

from tracker.core.journal.events import Field, Unreadable, field_of
from tracker.store.sqlite.journal import Journal
from tracker.store.sqlite.snapshots import Snapshots


def unreadable_records(journal: Journal, editions: Snapshots) -> list[Unreadable]:
    """Every such record, with what is wrong with it."""
    found = [Unreadable(field_of(name), id_, f'"{value}" is unknown here') for name, id_, value in journal.unknown()]
    found += [
        Unreadable(Field.EDITION, id_, f"its version {version} is not in this store")
        for id_, version in editions.missing().items()
    ]
    for field in (Field.LAYER, Field.ARCHIVE):
        if texts := journal.values(field):
            from tracker.core.overlay.records import read_record, unreadable  # only for who has an overlay

            wrong = unreadable(texts) if field is Field.LAYER else {i: read_record(t)[1] for i, t in texts.items()}
            found += [Unreadable(field, id_, problem) for id_, problem in wrong.items() if problem]
    return found

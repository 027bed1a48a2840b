"""What undo and redo turn back: the last transaction of this device, whatever came from others meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from tracker.core.journal.events import Change, Event, Field, Transaction, Why


class Journal(Protocol):
    """What has to be known of a journal, in its order."""

    def transaction(self, uid: str) -> Transaction:
        """A transaction by its uid."""
        ...

    def last(self, field: Field, subject: str, before: Event | None = None) -> Event | None:
        """The last event of one field of one subject, or the last that comes before another event of it."""
        ...


def undoable(latest_first: Iterable[Transaction]) -> Iterator[Transaction]:
    """The transactions of one device that are not undone, newest first."""
    undone, redone = set[str | None](), set[str | None]()
    for transaction in latest_first:
        if transaction.why is Why.REDO:
            redone.add(transaction.reverses)
        elif transaction.why is Why.UNDO and transaction.uid not in redone:
            undone.add(transaction.reverses)
        elif transaction.why is Why.DO and transaction.uid not in undone:
            yield transaction


def redoable(latest_first: Iterable[Transaction]) -> Iterator[Transaction]:
    """The undos of one device that are not turned back, newest first, up to what the user did anew since."""
    redone = set[str | None]()
    for transaction in latest_first:
        if transaction.why is Why.DO:
            return
        if transaction.why is Why.REDO:
            redone.add(transaction.reverses)
        elif transaction.why is Why.UNDO and transaction.uid not in redone:
            yield transaction


def reversal(transaction: Transaction, journal: Journal) -> list[Change]:
    """The changes that set back what `transaction` did, its last one first.

    What something later has changed since is left alone, and what has its value of before already makes no change.
    """
    first: dict[tuple[Field, str], Event] = {}
    last: dict[tuple[Field, str], Event] = {}
    for event in transaction.events:
        first.setdefault((event.field, event.subject), event)
        last[event.field, event.subject] = event
    changes = []
    for key, event in reversed(last.items()):
        now = journal.last(*key)
        if now is None or (now.uid != event.uid and _origin(now, journal) != _origin(event, journal)):
            continue
        before = journal.last(*key, before=first[key])
        value = before.value if before else None
        if value != now.value:
            changes.append(Change(*key, value))
    return changes


def _origin(event: Event | None, journal: Journal) -> Event | None:
    """The event that first gave a subject the value that `event` gave it again; None for no value.

    Undo and redo give the value of an earlier event again, and so does a device that sets what it has set already.
    """
    while event is not None:
        key = (event.field, event.subject)
        if event.reverses and event.why in (Why.UNDO, Why.REDO):
            turned = [old for old in journal.transaction(event.reverses).events if (old.field, old.subject) == key]
            event = journal.last(*key, before=turned[0]) if turned else None
            continue
        before = journal.last(*key, before=event)
        if before is None or (before.device, before.value) != (event.device, event.value):
            break
        event = before
    return event

"""Transactions and events in words, for histories and for what undo says."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core.journal.events import Event, Field, Unreadable, Why
from tracker.core.journal.kinds import KINDS, Titles

_CALLED = {Field.OVERLAY: "overlay", Field.SNAPSHOT: "snapshot"}
"""What fields are called that have another name in the journal."""

_SAY_MOST = {Field.SNAPSHOT, Field.ROLE}

_LEAD = {Why.DO: "", Why.UNDO: "undo: ", Why.REDO: "redo: ", Why.LOAD: ""}


def describe_event(event: Event, title: Titles) -> str:
    """What one event did, as its entry in the table of kinds says it."""
    if not event.is_known:
        return f"{event.field} of {title(event.subject)}: this version of tracker does not know what that is"
    return KINDS[event.field].sentence(event, title)


def describe_transaction(events: Sequence[Event], title: Titles) -> str:
    """What the events of one transaction did together; a roadmap or role that came or went with it says most."""
    leading = next((event for event in events if event.field in _SAY_MOST), events[0])
    first = describe_event(leading, title)
    more = f" and {len(events) - 1} more" if len(events) > 1 else ""
    return f"{_LEAD[events[0].why]}{first}{more}"


def describe_briefly(events: Sequence[Event], title: Titles) -> str:
    """What a transaction did, the change before the title, for a line that may be cut off."""
    first = events[0]
    if first.field is not Field.MARK:
        return describe_transaction(events, title)
    subject = title(first.subject) if len(events) == 1 else f"{len(events):,} topics, {title(first.subject)}"
    return f"{_LEAD[first.why]}{first.was or 'todo'} → {first.value or 'todo'}: {subject}"


def removed_roadmaps(events: Sequence[Event]) -> list[str]:
    """The ids of the user's own roadmaps that a transaction took away."""
    return [event.subject for event in events if event.field is Field.SNAPSHOT and not event.value]


def describe_unreadable(records: Sequence[Unreadable], most: int = 5) -> list[str]:
    """The records that cannot be read, by name, and how to remove them; empty where all can be read."""
    lines = [
        f"left out, {_CALLED.get(record.field, record.field)} of {record.id or 'nothing'}: {record.problem}"
        for record in records[:most]
    ]
    if len(records) > most:
        lines.append(f"and {len(records) - most:,} more")
    if lines:
        lines.append("to remove one: tracker remove ID; or tracker undo, where it was your last command")
    return lines

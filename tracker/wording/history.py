"""Transactions and events in words, for histories and for what undo says."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core.journal.events import Event, Field, Unreadable, Why
from tracker.core.journal.kinds import KINDS, Titles

_LEAD = {Why.DO: "", Why.UNDO: "undo: ", Why.REDO: "redo: ", Why.LOAD: ""}


def describe_event(event: Event, title: Titles) -> str:
    """What one event did, as its entry in the table of kinds says it."""
    if not event.is_known:
        return f"{event.field} of {title(event.subject)}: this version of tracker does not know what that is"
    return KINDS[event.field].sentence(event, title)


def describe_transaction(events: Sequence[Event], title: Titles) -> str:
    """What the events of one transaction did together; a roadmap that came or went with it says most."""
    leading = next((event for event in events if event.field is Field.EDITION), events[0])
    first = describe_event(leading, title)
    more = f" and {len(events) - 1} more" if len(events) > 1 else ""
    return f"{_LEAD[events[0].why]}{first}{more}"


def describe_unreadable(records: Sequence[Unreadable], most: int = 5) -> list[str]:
    """The records that cannot be read, by name, and how to remove them; empty where all can be read."""
    lines = [f"left out, {record.field} of {record.id or 'nothing'}: {record.problem}" for record in records[:most]]
    if len(records) > most:
        lines.append(f"and {len(records) - most:,} more")
    if lines:
        lines.append("to remove one: tracker remove ID; or tracker undo, where it was your last command")
    return lines

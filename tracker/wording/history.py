"""Transactions and events in words, for the history and for undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tracker.core.journal.commands import is_skill
from tracker.core.journal.events import LIBRARY, Event, Field, Unreadable, Why
from tracker.core.overlay.records import OverlayRecord, decode

_LEAD = {Why.DO: "", Why.UNDO: "undo: ", Why.REDO: "redo: ", Why.LOAD: ""}


def tell(event: Event, title: Callable[[str], str]) -> str:  # noqa: PLR0911  # one sentence a field
    """One event in words. `title` gives the title of a topic or roadmap by its id."""
    value, subject = event.value, event.subject
    if not event.is_known:
        return f"{event.field} of {title(subject)}: this version of tracker does not know what that is"
    if event.field is Field.MARK:
        return f"{title(subject)}: {event.was or 'todo'} → {value or 'todo'}"
    if event.field is Field.NOTE:
        return f"note {'written' if value else 'removed'}: {title(subject)}"
    if event.field is Field.TARGET:
        return f"target: {title(value) if value else 'none'}"
    if event.field is Field.WATCH:
        return f"{'watching' if value else 'no longer watching'} {title(subject)}"
    if event.field is Field.CHOICE:
        roadmap, _, group = subject.partition("/")
        return f"{title(roadmap)}, {group}: {title(value) if value else 'the one furthest along'} counts"
    if event.field is Field.LINK:
        return f"{title(subject)}: {_link(value, title) if value else 'has a tick of its own again'}"
    if event.field is Field.LAYER:
        return _layer(event, title)
    return _archived(event, title) if event.field is Field.ARCHIVE else _edition(event, title)


def _archived(event: Event, title: Callable[[str], str]) -> str:
    return f"{'archived' if event.value else 'restored from the archive'}: {title(event.subject)}"


def _edition(event: Event, title: Callable[[str], str]) -> str:
    value, subject = event.value, event.subject
    if subject == LIBRARY:
        return f"bundled roadmaps {'updated' if event.was else 'loaded'}: {value or 'none'}"
    change = "updated" if event.was else "imported"
    return f"{change if value else 'removed'}: {title(subject)}"


def _link(to: str, title: Callable[[str], str]) -> str:
    return f"is done when the skill {title(to)} is" if is_skill(to) else f"shares the tick of {title(to)}"


def _layer(event: Event, title: Callable[[str], str]) -> str:
    """An event of the overlay in words: an addition of the user, or an edit of a topic or group."""
    now, was = (decode(text) if text else OverlayRecord() for text in (event.value, event.was))
    if now.roadmap or was.roadmap:  # an addition: what is removed has its title in the record alone
        what = ("changed" if event.was else "added") if event.value else "removed"
        return f"{what}: {now.title or was.title or title(event.subject)}"
    return f"{'changed' if event.value else 'as it was'}: {now.title or title(event.subject)}"


def describe_transaction(events: Sequence[Event], title: Callable[[str], str]) -> str:
    """A transaction in words. Where a roadmap was imported, updated or removed, that event is named."""
    leading = next((event for event in events if event.field is Field.EDITION), events[0])
    first = tell(leading, title)
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

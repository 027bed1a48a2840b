"""What the journal knows about days: when what is done was ticked, and what was so on a day that is over."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.core.journal.events import Field, State, field_of, mark_of, state_of
from tracker.core.roadmap.model import Mark
from tracker.store.sqlite.connection import Database
from tracker.store.sqlite.rows import IS_MOMENT, leave_out, moments, rows

_DONE = f"""
  select current.subject, current.at, {IS_MOMENT}, count(*) over (partition by event.act)
  from current join event on event.uid = current.event
  where current.field = 'mark' and current.value = 'done'
"""
_THEN = """
  select field, subject, value from current where field in ('mark', 'choice', 'link') and at <= :moment
  union all select field, subject, (
    select value from event
    where event.subject = current.subject and event.field = current.field and at <= :moment
    order by clock desc, device desc, uid desc limit 1
  ) from current where field in ('mark', 'choice', 'link') and at > :moment
"""  # what was set last before the moment is what it was then; only what changed since is looked for in the journal


def ticks(database: Database) -> list[tuple[str, str, int]]:
    """What is done now: the topic, when it was ticked in UTC, and how many were with it that still are."""
    with database.reading() as connection:
        records = rows(connection, _DONE)
        whole = moments([row[:3] for row in records], "mark of", database.garbled)
        return [(topic, moment, together) for topic, moment, _, together in records if topic in whole]


def state_at(database: Database, moment: str, skills: Mapping[str, frozenset[str]]) -> State:
    """What the journal amounted to at a moment in UTC as far as it is counted; `skills` as in the state."""
    marks: dict[str, Mark] = {}
    values: dict[Field, dict[str, str]] = {}
    with database.reading() as connection:
        for name, subject, value in rows(connection, _THEN, {"moment": moment}):
            if value is None:
                continue
            if not type(name) is type(subject) is type(value) is str:
                leave_out(database.garbled, "value of", subject)
                continue
            field = field_of(name)
            if field is not Field.MARK:
                values.setdefault(field, {})[subject] = value
            elif mark := mark_of(value):
                marks[subject] = mark
    return state_of(marks, values, skills, 0)

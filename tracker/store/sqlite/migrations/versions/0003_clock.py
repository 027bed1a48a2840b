"""The order of the journal: every event gets a clock, and the current values follow it.

What the user sees is the same before and after: where the order of the clocks gives another value than the order of
arrival gave, an event that sets the old one is added behind all others.
"""

from __future__ import annotations

import os
import sqlite3
from typing import cast

from alembic import op

from tracker.core.journal.clock import COUNTER_BITS, clock_of_old, uuid7

revision = "0003"
down_revision = "0002"

_EVENT = """
CREATE TABLE event (
  seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uid VARCHAR NOT NULL,
  at VARCHAR NOT NULL,
  device VARCHAR NOT NULL,
  act VARCHAR NOT NULL,
  why VARCHAR NOT NULL,
  reverses VARCHAR,
  field VARCHAR NOT NULL,
  subject VARCHAR NOT NULL,
  value VARCHAR,
  was VARCHAR,
  clock INTEGER NOT NULL,
  CONSTRAINT event_why CHECK (why in ('do', 'undo', 'redo', 'load')),
  UNIQUE (uid)
)
"""
_CURRENT = """
CREATE TABLE current (
  field VARCHAR NOT NULL,
  subject VARCHAR NOT NULL,
  value VARCHAR,
  at VARCHAR NOT NULL,
  event VARCHAR NOT NULL,
  device VARCHAR NOT NULL,
  clock INTEGER NOT NULL,
  PRIMARY KEY (field, subject)
)
 WITHOUT ROWID
"""
_COLUMNS = "uid, at, device, act, why, reverses, field, subject, value, was"
_BEFORE = (
    *(
        f"drop trigger if exists event_is_{what}"
        for what in ("current", "gone", "never_replaced", "never_changed", "never_deleted")
    ),
    "alter table event rename to event_before",
    "alter table current rename to current_before",
    "drop index if exists event_act",
    "drop index if exists event_subject",
    _EVENT,
    _CURRENT,
    f"insert into event select seq, {_COLUMNS}, clock_of_old(hex(uid), hex(at)) from event_before order by seq",
    "drop table event_before",
    "create index event_act on event (act)",
    "create index event_clock on event (clock, device)",
    "create index event_subject on event (subject, field, clock)",
    """
    insert into current select field, subject, value, at, uid, device, clock from (
      select *, row_number() over (partition by field, subject order by clock desc, device desc, uid desc) as place
      from event
    ) where place = 1
    """,
)
_DIFFERENT = """
  select current.field, current.subject, before.value, coalesce(before.at, current.at), current.value
  from current left join current_before as before on before.field = current.field and before.subject = current.subject
  where before.value is not current.value order by current.clock, current.field, current.subject
"""
_SETTLE = f"insert into event ({_COLUMNS}, clock) values (?, ?, 'migrated', ?, 'load', null, ?, ?, ?, ?, ?)"
_AFTER = (
    """\
create trigger event_is_current after insert on event begin
  insert into current (field, subject, value, at, event, device, clock)
  values (new.field, new.subject, new.value, new.at, new.uid, new.device, new.clock)
  on conflict (field, subject) do update set value = excluded.value, at = excluded.at, event = excluded.event,
  device = excluded.device, clock = excluded.clock
  where (excluded.clock, excluded.device, excluded.event) > (clock, device, event);
end""",
    """\
create trigger event_is_never_replaced before insert on event
when exists (select 1 from event where uid = new.uid or seq = new.seq) begin
  select raise(abort, 'the journal is append-only');
end""",
    """\
create trigger event_is_never_changed before update on event begin
  select raise(abort, 'the journal is append-only');
end""",
    """\
create trigger event_is_never_deleted before delete on event begin
  select raise(abort, 'the journal is append-only');
end""",
)


def upgrade() -> None:
    """Make both tables anew with the clock, then set what the new order would have changed."""
    bind = op.get_bind()
    driver = cast("sqlite3.Connection", bind.connection.driver_connection)
    driver.create_function("clock_of_old", 2, _clock, deterministic=True)
    for statement in (*_BEFORE, *_AFTER):
        bind.exec_driver_sql(statement)
    different = bind.exec_driver_sql(_DIFFERENT).fetchall()
    clock = bind.exec_driver_sql("select coalesce(max(clock), 0) from event").scalar_one() + 1
    milliseconds = clock >> COUNTER_BITS
    uids = sorted(uuid7(milliseconds, int.from_bytes(os.urandom(10), "big")) for _ in different)
    for number, (field, subject, value, moment, was) in enumerate(different):
        row = (uids[number], moment, uids[0], field, subject, value, was, clock + number)
        bind.exec_driver_sql(_SETTLE, row)
    bind.exec_driver_sql("drop table current_before")


def _clock(uid: str, moment: str) -> int:
    """The clock of an old event; its texts come as hexadecimal digits, since they may be no UTF-8."""
    return clock_of_old(*(bytes.fromhex(digits).decode("utf-8", "replace") for digits in (uid, moment)))

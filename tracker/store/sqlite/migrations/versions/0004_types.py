"""SQLite takes anything in any column: from here on the journal takes only what its table says.

An event that is of another type already stays where it is, to be named and repaired. What it set is taken back to what
the last event says that can be read.
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

_ODD = """
  typeof(clock) <> 'integer' or typeof(uid) <> 'text' or typeof(at) <> 'text'
  or typeof(device) <> 'text' or typeof(act) <> 'text' or typeof(why) <> 'text'
  or typeof(reverses) not in ('text', 'null') or typeof(field) <> 'text' or typeof(subject) <> 'text'
  or typeof(value) not in ('text', 'null') or typeof(was) not in ('text', 'null')
"""
_FORGET = f"delete from current where event in (select uid from event where {_ODD})"
_SET_BACK = f"""
  insert into current select field, subject, value, at, uid, device, clock from (
    select *, row_number() over (partition by field, subject order by clock desc, device desc, uid desc) as place
    from event where not ({_ODD})
  ) where place = 1
  on conflict (field, subject) do nothing
"""
_TRIGGERS = (
    "drop trigger event_is_current",
    """\
create trigger event_is_current after insert on event begin
  insert into current (field, subject, value, at, event, device, clock)
  values (new.field, new.subject, new.value, new.at, new.uid, new.device, new.clock)
  on conflict (field, subject) do update set value = excluded.value, at = excluded.at, event = excluded.event,
  device = excluded.device, clock = excluded.clock
  where typeof(clock) <> 'integer' or (excluded.clock, excluded.device, excluded.event) > (clock, device, event);
end""",
    "drop trigger event_is_never_replaced",
    """\
create trigger event_is_never_replaced before insert on event
when exists (select 1 from event where uid = new.uid or seq = new.seq) or typeof(new.clock) <> 'integer' or 'blob' in
(typeof(new.uid), typeof(new.at), typeof(new.device), typeof(new.act), typeof(new.reverses), typeof(new.field),
typeof(new.subject), typeof(new.value), typeof(new.was)) begin
  select raise(abort, 'the journal is append-only');
end""",
)


def upgrade() -> None:
    """Make the triggers, and take what odd events had set back to what the others say."""
    bind = op.get_bind()
    for statement in _TRIGGERS:
        bind.exec_driver_sql(statement)
    if bind.exec_driver_sql(_FORGET).rowcount:
        bind.exec_driver_sql(_SET_BACK)

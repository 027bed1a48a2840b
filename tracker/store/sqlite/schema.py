"""The schema, declared once. `schema.sql` is written from it, and a test holds the two equal."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Index, Integer, MetaData, UniqueConstraint
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import Field, SQLModel

METADATA = MetaData()
_CLOCK = BigInteger().with_variant(Integer, "sqlite")  # 63 bits; SQLite's integer has as many


class _Row(SQLModel):
    metadata = METADATA


class EventRow(_Row, table=True):
    """One entry of the journal; triggers forbid changing or deleting it."""

    __tablename__ = "event"
    __table_args__ = (
        CheckConstraint("why in ('do', 'undo', 'redo', 'load')", name="event_why"),
        Index("event_act", "act"),
        Index("event_clock", "clock", "device"),
        Index("event_subject", "subject", "field", "clock"),
        {"sqlite_autoincrement": True},
    )

    seq: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True)
    at: str
    device: str
    act: str
    why: str
    reverses: str | None = None
    field: str
    subject: str
    value: str | None = None
    was: str | None = None
    clock: int = Field(sa_type=_CLOCK)


class CurrentRow(_Row, table=True):
    """What each field of each subject is now; kept by a trigger on `event` in the same transaction.

    A row without a value stands for what was taken away: an older event that arrives later must not bring it back.
    """

    __tablename__ = "current"
    __table_args__ = ({"sqlite_with_rowid": False},)

    field: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    value: str | None = None
    at: str
    event: str
    device: str
    clock: int = Field(sa_type=_CLOCK)


class SnapshotRow(_Row, table=True):
    """One version of one source of roadmaps, as it was loaded. Which one is in use is a matter of the journal."""

    __tablename__ = "edition"
    __table_args__ = (UniqueConstraint("source", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    source: str
    version: str
    loaded_at: str


class RoadmapRow(_Row, table=True):
    """One roadmap of a snapshot: its tree as JSON, and its texts as JSON."""

    __tablename__ = "roadmap"

    edition: int = Field(primary_key=True, foreign_key="edition.id")
    id: str = Field(primary_key=True)
    position: int
    kind: str
    title: str
    summary: str
    profile: str
    tree: str


class TopicRow(_Row, table=True):
    """One topic of a snapshot, and its card as JSON."""

    __tablename__ = "topic"

    edition: int = Field(primary_key=True, foreign_key="edition.id")
    id: str = Field(primary_key=True)
    position: int
    home: str
    title: str
    names: str
    card: str


class SourceKeyRow(_Row, table=True):
    """What the file of an own roadmap says of one topic or group, beside what its tree and cards say already.

    `anchor` is the explicit id that the file gives, or empty; `mark` is its mark there, by which an update tells a
    tick that is new upstream from one that the user took away. Nodes with neither have no row. Titles, parents,
    headings, order and links are in the snapshot's tree and cards, so an update reads them there.
    """

    __tablename__ = "anchor"

    edition: int = Field(primary_key=True, foreign_key="edition.id")
    subject: str = Field(primary_key=True)
    anchor: str
    mark: str


class MetaRow(_Row, table=True):
    """Facts about the store itself that are no part of the journal."""

    __tablename__ = "meta"

    key: str = Field(primary_key=True)
    value: str


TRIGGERS = """\
create trigger event_is_current after insert on event begin
  insert into current (field, subject, value, at, event, device, clock)
  values (new.field, new.subject, new.value, new.at, new.uid, new.device, new.clock)
  on conflict (field, subject) do update set value = excluded.value, at = excluded.at, event = excluded.event,
  device = excluded.device, clock = excluded.clock
  where typeof(clock) <> 'integer' or (excluded.clock, excluded.device, excluded.event) > (clock, device, event);
end;
create trigger event_is_never_replaced before insert on event
when exists (select 1 from event where uid = new.uid or seq = new.seq) or typeof(new.clock) <> 'integer' or 'blob' in
(typeof(new.uid), typeof(new.at), typeof(new.device), typeof(new.act), typeof(new.reverses), typeof(new.field),
typeof(new.subject), typeof(new.value), typeof(new.was)) begin
  select raise(abort, 'the journal is append-only');
end;
create trigger event_is_never_changed before update on event begin
  select raise(abort, 'the journal is append-only');
end;
create trigger event_is_never_deleted before delete on event begin
  select raise(abort, 'the journal is append-only');
end;
"""


def statements() -> str:
    """The whole schema as SQL, as it stands in `schema.sql`."""
    dialect = sqlite.dialect()
    parts = []
    for table in METADATA.sorted_tables:
        parts.append(str(CreateTable(table).compile(dialect=dialect)))
        parts += [
            str(CreateIndex(i).compile(dialect=dialect)) for i in sorted(table.indexes, key=lambda i: str(i.name))
        ]
    tables = "".join(f"{part.strip()};\n" for part in parts).replace("\t", "  ")
    return "".join(f"{line.rstrip()}\n" for line in tables.splitlines()) + TRIGGERS

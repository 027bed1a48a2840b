"""The tables of journals on the server. The migrations make them, with the policies by which people see their rows."""

from __future__ import annotations

from sqlalchemy import BigInteger, Identity, Index, MetaData, Text
from sqlmodel import Field, SQLModel

from tracker.store.sync.server.connect import SCHEMA

METADATA = MetaData(schema=SCHEMA)


class _Row(SQLModel):
    metadata = METADATA


class ServerRow(_Row, table=True):
    """What tells this database from another one at the same address."""

    __tablename__ = "server"

    id: str = Field(primary_key=True, sa_type=Text)


class ServerEventRow(_Row, table=True):
    """One event of one user. `position` grows in the order in which the rows of this user were committed."""

    __tablename__ = "event"
    __table_args__ = (Index("event_position", "owner", "position"),)

    owner: str = Field(primary_key=True, sa_type=Text)
    uid: str = Field(primary_key=True, sa_type=Text)
    position: int = Field(sa_type=BigInteger, sa_column_args=(Identity(always=True),))
    at: str = Field(sa_type=Text)
    device: str = Field(sa_type=Text)
    act: str = Field(sa_type=Text)
    why: str = Field(sa_type=Text)
    reverses: str | None = Field(default=None, sa_type=Text)
    field: str = Field(sa_type=Text)
    subject: str = Field(sa_type=Text)
    value: str | None = Field(default=None, sa_type=Text)
    was: str | None = Field(default=None, sa_type=Text)
    clock: int = Field(sa_type=BigInteger)


class ServerSnapshotRow(_Row, table=True):
    """One snapshot of one person's own roadmap, as a backup has it in JSON. Its version is a hash of what is in it."""

    __tablename__ = "snapshot"

    owner: str = Field(primary_key=True, sa_type=Text)
    source: str = Field(primary_key=True, sa_type=Text)
    version: str = Field(primary_key=True, sa_type=Text)
    position: int = Field(sa_type=BigInteger, sa_column_args=(Identity(always=True),))
    body: str = Field(sa_type=Text)


SERVER, EVENT, SNAPSHOT = (METADATA.tables[f"{SCHEMA}.{name}"] for name in ("server", "event", "snapshot"))
"""The same as tables, for queries of columns."""

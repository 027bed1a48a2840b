"""The tables on the server. The migrations make them, with the policies by which people see only their own rows."""

from __future__ import annotations

from sqlalchemy import BigInteger, Identity, Index, MetaData, Text
from sqlmodel import Field, SQLModel

SCHEMA = "tracker"
METADATA = MetaData(schema=SCHEMA)


class _Row(SQLModel):
    metadata = METADATA


class ServerRow(_Row, table=True):
    """What tells this database from another one at the same address."""

    __tablename__ = "server"

    id: str = Field(primary_key=True, sa_type=Text)


class ServerEventRow(_Row, table=True):
    """One event of one person. `position` grows in the order in which the rows of this person were committed."""

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


class ServerTeamRow(_Row, table=True):
    """A group of people, which `group` cannot be called in SQL, and the mentor who sees what they share with it."""

    __tablename__ = "team"

    name: str = Field(primary_key=True, sa_type=Text)
    mentor: str = Field(sa_type=Text)


class ServerShareRow(_Row, table=True):
    """How far one person is along one role, shared with one group.

    `doing` has the titles of the topics that are being learned, by the day since when, as JSON; none of them unless
    `topics` is true.
    """

    __tablename__ = "share"

    owner: str = Field(primary_key=True, sa_type=Text)
    team: str = Field(primary_key=True, sa_type=Text)
    role: str = Field(primary_key=True, sa_type=Text)
    title: str = Field(sa_type=Text)
    done: int
    counted: int
    percent: int | None = None
    last_tick: str = Field(sa_type=Text)
    since: str = Field(sa_type=Text)
    topics: bool
    doing: str = Field(sa_type=Text)


SERVER, EVENT, SNAPSHOT, TEAM, SHARE = (
    METADATA.tables[f"{SCHEMA}.{name}"] for name in ("server", "event", "snapshot", "team", "share")
)
"""The same as tables, for queries of columns."""

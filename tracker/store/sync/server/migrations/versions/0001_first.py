"""Events and snapshots; everybody who can log in adds and reads rows of their own, and changes and deletes none."""

from uuid import uuid4

from alembic import op

revision = "0001"
down_revision = None

TABLES = """
create table tracker.server (id text primary key);
create table tracker.event (
  owner text not null default current_user,
  uid text not null,
  position bigint not null generated always as identity,
  at text not null,
  device text not null,
  act text not null,
  why text not null,
  reverses text,
  field text not null,
  subject text not null,
  value text,
  was text,
  clock bigint not null,
  primary key (owner, uid)
);
create index event_position on tracker.event (owner, position);
create table tracker.snapshot (
  owner text not null default current_user,
  source text not null,
  version text not null,
  position bigint not null generated always as identity,
  body text not null,
  primary key (owner, source, version)
);
grant usage on schema tracker to public;
grant select on tracker.server, tracker.alembic_version to public;
"""
OWN = """
alter table tracker.{table} enable row level security;
alter table tracker.{table} force row level security;
create policy own on tracker.{table} using (owner = current_user) with check (owner = current_user);
grant select, insert on tracker.{table} to public;
"""


def upgrade() -> None:
    """Make the tables."""
    op.execute(TABLES)
    for table in ("event", "snapshot"):
        op.execute(OWN.format(table=table))
    op.execute(f"insert into tracker.server values ('{uuid4()}')")

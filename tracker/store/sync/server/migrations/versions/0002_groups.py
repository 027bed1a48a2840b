"""Groups, and the progress that people share with them: seen by who shares it and by the mentor of the group."""

from alembic import op

revision = "0002"
down_revision = "0001"

TABLES = """
create table tracker.team (
  name text primary key,
  mentor text not null default current_user
);
create table tracker.share (
  owner text not null default current_user,
  team text not null references tracker.team,
  role text not null,
  title text not null,
  done integer not null,
  counted integer not null,
  percent integer,
  last_tick text not null,
  since text not null,
  topics boolean not null,
  doing text not null,
  primary key (owner, team, role)
);
create index share_team on tracker.share (team);
alter table tracker.team enable row level security;
alter table tracker.team force row level security;
create policy seen on tracker.team for select using (true);
create policy made on tracker.team for insert with check (mentor = current_user);
grant select, insert on tracker.team to public;
alter table tracker.share enable row level security;
alter table tracker.share force row level security;
create policy own on tracker.share using (owner = current_user) with check (owner = current_user);
create policy mentor on tracker.share for select
  using (team in (select name from tracker.team where mentor = current_user));
grant select, insert, update, delete on tracker.share to public;
"""


def upgrade() -> None:
    """Make the tables."""
    op.execute(TABLES)

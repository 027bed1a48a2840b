"""Run by Alembic: the revisions go over the connection that `setup` has opened, in one transaction."""

from alembic import context

from tracker.store.sync.server.connect import SCHEMA

context.configure(
    connection=context.config.attributes["connection"], transactional_ddl=True, version_table_schema=SCHEMA
)
with context.begin_transaction():
    context.run_migrations()

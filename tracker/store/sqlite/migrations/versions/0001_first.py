"""The schema of the first release."""

import sqlite3
from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table and trigger as the first release had them."""
    statement = ""
    for line in Path(__file__).with_name("0001.sql").read_text(encoding="utf-8").splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            op.execute(statement)
            statement = ""

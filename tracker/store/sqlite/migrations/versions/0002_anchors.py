"""What the files of own roadmaps say of their topics, by which an update finds them again."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the table of anchors; the bundled roadmaps have none."""
    op.create_table(
        "anchor",
        sa.Column("edition", sa.Integer, sa.ForeignKey("edition.id"), primary_key=True),
        sa.Column("subject", sa.String, primary_key=True),
        sa.Column("anchor", sa.String, nullable=False),
        sa.Column("mark", sa.String, nullable=False),
    )

"""Notices on boards of paper: written once, never deleted."""

import sqlalchemy as sa
from alembic import op

from db.migrations.dropping import drop_empty
from db.migrations.guarding import reference, written_once

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_TABLE = "postings"


def upgrade() -> None:
    texts = ("id", "entry", "item", "place", "poster", "posted_at", "by", "at", "until", "photos")
    op.create_table(
        _TABLE,
        sa.Column("serial", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=name == "until") for name in texts),
        sa.PrimaryKeyConstraint("serial", name=f"pk_{_TABLE}"),
        sa.UniqueConstraint("id", name=f"uq_{_TABLE}_id"),
        reference(_TABLE, "entry", "queue"),
        reference(_TABLE, "item", "items"),
    )
    op.create_index(f"ix_{_TABLE}_entry", _TABLE, ["entry"])
    op.create_index(f"ix_{_TABLE}_item", _TABLE, ["item"])
    written_once(_TABLE)


def downgrade() -> None:
    drop_empty((_TABLE,), revision)

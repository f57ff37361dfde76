"""Co-signatures of people and timestamps of services on the log's checkpoints: written once, never deleted."""

import sqlalchemy as sa
from alembic import op

from db.migrations.dropping import drop_empty
from db.migrations.guarding import reference, written_once

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TABLES = {"cosignatures": "user key line at", "timestamps": "response sha256 generated at"}


def upgrade() -> None:
    for table, columns in _TABLES.items():
        names = ["id", "checkpoint", *columns.split()]
        people = [reference(table, "user", "users")] if "user" in names else []
        op.create_table(
            table,
            sa.Column("serial", sa.Integer(), nullable=False),
            *(sa.Column(name, sa.Text(), nullable=False) for name in names),
            sa.PrimaryKeyConstraint("serial", name=f"pk_{table}"),
            sa.UniqueConstraint("id", name=f"uq_{table}_id"),
            reference(table, "checkpoint", "checkpoints"),
            *people,
        )
        op.create_index(f"ix_{table}_checkpoint", table, ["checkpoint"])
        written_once(table)
    op.create_index("ix_cosignatures_user", "cosignatures", ["user"])


def downgrade() -> None:
    drop_empty(_TABLES, revision)

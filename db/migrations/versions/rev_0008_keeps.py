"""Values an office has learnt to keep, each confirmed by a second person."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from db.migrations.dropping import drop_empty
from db.migrations.guarding import reference, versioned

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_NEEDED = "kind value reason until proposed_by proposed_at"
_LATER = "confirmed_by confirmed_at revoked_by revoked_at"


def _column(name: str, *, nullable: bool) -> "sa.Column[Any]":
    return sa.Column(name, sa.Text(), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        "keeps",
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        *(_column(name, nullable=False) for name in _NEEDED.split()),
        *(_column(name, nullable=True) for name in _LATER.split()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("serial", name="pk_keeps"),
        sa.UniqueConstraint("id", name="uq_keeps_id"),
        reference("keeps", "proposed_by", "users"),
        sa.CheckConstraint("kind IN ('official', 'phone', 'place')", name=op.f("ck_keeps_kind")),
    )
    op.create_index("ix_keeps_proposed_by", "keeps", ["proposed_by"])
    versioned("keeps")


def downgrade() -> None:
    drop_empty(("keeps",), revision)

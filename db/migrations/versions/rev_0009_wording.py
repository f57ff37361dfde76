"""The office's own list of words, edition by edition, and the rules it lowered: nothing is ever deleted."""

import sqlalchemy as sa
from alembic import op

from db.migrations.dropping import drop_empty
from db.migrations.guarding import versioned, written_once

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_EDITIONS = "lexicon_editions"
_LEVELS = "rule_levels"


def _table(name: str, *columns: sa.Column[str] | sa.Column[int] | sa.CheckConstraint) -> None:
    op.create_table(
        name,
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("serial", name=f"pk_{name}"),
        sa.UniqueConstraint("id", name=f"uq_{name}_id"),
    )


def upgrade() -> None:
    _table(_EDITIONS, *(sa.Column(name, sa.Text(), nullable=False) for name in ("entries", "source", "by", "at")))
    written_once(_EDITIONS)
    _table(
        _LEVELS,
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("false_alarms", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("reason", "by", "at")),
        sa.Column("revoked_at", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("level IN ('red', 'amber', 'grey')", name=op.f("ck_rule_levels_level")),
    )
    versioned(_LEVELS)


def downgrade() -> None:
    drop_empty((_LEVELS, _EDITIONS), revision)

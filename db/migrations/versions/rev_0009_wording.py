"""The office's own list of words, edition by edition, and the rules it lowered: nothing is ever deleted."""

import sqlalchemy as sa
from alembic import op

from db.migrations.dropping import drop_empty

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_EDITIONS = "lexicon_editions"
_LEVELS = "rule_levels"


def _guard(table: str, name: str, when: str, condition: str, message: str) -> None:
    op.execute(
        f"CREATE TRIGGER guard_{table}_{name} BEFORE {when} ON {table} FOR EACH ROW {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def _table(name: str, *columns: sa.Column[str] | sa.Column[int] | sa.CheckConstraint) -> None:
    op.create_table(
        name,
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("serial", name=f"pk_{name}"),
        sa.UniqueConstraint("id", name=f"uq_{name}_id"),
    )
    _guard(name, "delete", "DELETE", "", "never_deleted")


def upgrade() -> None:
    _table(_EDITIONS, *(sa.Column(name, sa.Text(), nullable=False) for name in ("entries", "source", "by", "at")))
    _guard(_EDITIONS, "update", "UPDATE", "", "written_once")
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
    _guard(_LEVELS, "key", "UPDATE OF id, serial", "", "written_once")
    _guard(_LEVELS, "version", "UPDATE", "WHEN NEW.version IS NOT OLD.version + 1", "version_skipped")


def downgrade() -> None:
    drop_empty((_LEVELS, _EDITIONS), revision)

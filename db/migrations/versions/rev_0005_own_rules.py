"""Rule data of the office's own (calendar, 责任表, upper catalogue), alarms, and approvals by telephone."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from db.migrations.dropping import drop_empty
from db.migrations.guarding import reference, versioned, written_once

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TABLES = {
    "rule_versions": "kind title content sha256 by at",
    "alarms": "item kind known_at by at",
    "approvals": "item revision approver approved_at called_by reason deferred by at signoff? version#",
}
_KINDS = {
    "rule_versions": "kind IN ('calendar', 'catalogue', 'upper_catalogue')",
    "alarms": "kind IN ('emergency', 'opinion')",
}
_OTHERS = {"item": "items", "revision": "revisions"}


def _column(name: str) -> "sa.Column[Any]":
    kind: Any = sa.Integer() if name.endswith("#") else sa.Text()
    return sa.Column(name.rstrip("#?"), kind, nullable=name.endswith("?"))


def upgrade() -> None:
    for table, names in _TABLES.items():
        columns = names.split()
        checks = [sa.CheckConstraint(_KINDS[table], name=op.f(f"ck_{table}_kind"))] if table in _KINDS else []
        op.create_table(
            table,
            sa.Column("serial", sa.Integer(), nullable=False),
            sa.Column("id", sa.Text(), nullable=False),
            *map(_column, columns),
            sa.PrimaryKeyConstraint("serial", name=f"pk_{table}"),
            sa.UniqueConstraint("id", name=f"uq_{table}_id"),
            *(reference(table, name, _OTHERS[name]) for name in columns if name in _OTHERS),
            *checks,
        )
        if "item" in columns:
            op.create_index(f"ix_{table}_item", table, ["item"])
        (versioned if "version#" in columns else written_once)(table)


def downgrade() -> None:
    drop_empty(_TABLES, revision)

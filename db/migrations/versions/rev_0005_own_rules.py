"""Rule data of the office's own (calendar, 责任表, upper catalogue), alarms, and approvals by telephone."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from db.migrations.dropping import drop_empty

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


def _to(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{_OTHERS[column]}.id"], name=op.f(f"fk_{table}_{column}"), deferrable=True, initially="DEFERRED"
    )


def _guard(table: str, name: str, when: str, message: str, condition: str = "") -> None:
    only = f"WHEN {condition}" if condition else ""
    op.execute(
        f"CREATE TRIGGER guard_{table}_{name} BEFORE {when} ON {table} FOR EACH ROW {only} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


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
            *(_to(table, name) for name in columns if name in _OTHERS),
            *checks,
        )
        if "item" in columns:
            op.create_index(f"ix_{table}_item", table, ["item"])
        _guard(table, "delete", "DELETE", "never_deleted")
        if "version#" in columns:
            _guard(table, "key", "UPDATE OF id, serial", "written_once")
            _guard(table, "version", "UPDATE", "version_skipped", "NEW.version IS NOT OLD.version + 1")
        else:
            _guard(table, "update", "UPDATE", "written_once")


def downgrade() -> None:
    drop_empty(_TABLES, revision)

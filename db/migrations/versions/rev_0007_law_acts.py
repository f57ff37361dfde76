"""Answers to the exemption tree, the office's opinions, impact assessments, confirmed facts: written once."""

import sqlalchemy as sa
from alembic import op

from db.migrations.dropping import drop_empty
from db.migrations.guarding import reference, written_once

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_ITEM = "item revision "
_TABLES = {
    "answers": _ITEM + "key yes:truth by at",
    "opinions": _ITEM + "agrees:truth opinion by at",
    "impact_assessments": "kind number:int fields audiences channels lawful risk measures by at",
    "fact_confirmations": "fact sha256 source by at",
}


def _column(named: str) -> sa.Column[bool] | sa.Column[int] | sa.Column[str]:
    name, _, kind = named.partition(":")
    if kind == "truth":
        return sa.Column(name, sa.Boolean(), nullable=False)
    if kind == "int":
        return sa.Column(name, sa.Integer(), nullable=False)
    return sa.Column(name, sa.Text(), nullable=False)


def upgrade() -> None:
    for table, columns in _TABLES.items():
        of_item = columns.startswith(_ITEM)
        links = [reference(table, "item", "items"), reference(table, "revision", "revisions")] if of_item else []
        op.create_table(
            table,
            sa.Column("serial", sa.Integer(), nullable=False),
            sa.Column("id", sa.Text(), nullable=False),
            *map(_column, columns.split()),
            sa.PrimaryKeyConstraint("serial", name=f"pk_{table}"),
            sa.UniqueConstraint("id", name=f"uq_{table}_id"),
            *links,
        )
        if of_item:
            op.create_index(f"ix_{table}_item", table, ["item"])
        written_once(table)


def downgrade() -> None:
    drop_empty(_TABLES, revision)

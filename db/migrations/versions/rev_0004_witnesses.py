"""Co-signatures of people and timestamps of services on the log's checkpoints: written once, never deleted."""

import sqlalchemy as sa
from alembic import op

from db.migrations.dropping import drop_empty

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TABLES = {"cosignatures": "user key line at", "timestamps": "response sha256 generated at"}


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"), deferrable=True, initially="DEFERRED"
    )


def upgrade() -> None:
    for table, columns in _TABLES.items():
        names = ["id", "checkpoint", *columns.split()]
        people = [_to(table, "user", "users")] if "user" in names else []
        op.create_table(
            table,
            sa.Column("serial", sa.Integer(), nullable=False),
            *(sa.Column(name, sa.Text(), nullable=False) for name in names),
            sa.PrimaryKeyConstraint("serial", name=f"pk_{table}"),
            sa.UniqueConstraint("id", name=f"uq_{table}_id"),
            _to(table, "checkpoint", "checkpoints"),
            *people,
        )
        op.create_index(f"ix_{table}_checkpoint", table, ["checkpoint"])
        for name, when, message in (("update", "UPDATE", "written_once"), ("delete", "DELETE", "never_deleted")):
            op.execute(
                f"CREATE TRIGGER guard_{table}_{name} BEFORE {when} ON {table} FOR EACH ROW "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
    op.create_index("ix_cosignatures_user", "cosignatures", ["user"])


def downgrade() -> None:
    drop_empty(_TABLES, revision)

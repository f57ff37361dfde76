"""Notices on boards of paper: written once, never deleted."""

import sqlalchemy as sa
from alembic import op

from db.migrations.dropping import drop_empty

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_TABLE = "postings"


def _to(column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{_TABLE}_{column}"), deferrable=True, initially="DEFERRED")


def upgrade() -> None:
    texts = ("id", "entry", "item", "place", "poster", "posted_at", "by", "at", "until", "photos")
    op.create_table(
        _TABLE,
        sa.Column("serial", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=name == "until") for name in texts),
        sa.PrimaryKeyConstraint("serial", name=f"pk_{_TABLE}"),
        sa.UniqueConstraint("id", name=f"uq_{_TABLE}_id"),
        _to("entry", "queue"),
        _to("item", "items"),
    )
    op.create_index(f"ix_{_TABLE}_entry", _TABLE, ["entry"])
    op.create_index(f"ix_{_TABLE}_item", _TABLE, ["item"])
    for name, when, message in (("update", "UPDATE", "written_once"), ("delete", "DELETE", "never_deleted")):
        op.execute(
            f"CREATE TRIGGER guard_{_TABLE}_{name} BEFORE {when} ON {_TABLE} FOR EACH ROW "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END")


def downgrade() -> None:
    drop_empty((_TABLE,), revision)

"""行政规范性文件、重大政策: which items must be explained together with their release; written once, never deleted."""

import sqlalchemy as sa
from alembic import op

from db.migrations.dropping import drop_empty

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_TABLE = "policies"


def upgrade() -> None:
    op.create_table(
        _TABLE,
        sa.Column("serial", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=name == "linked")
          for name in ("id", "item", "kind", "unit", "first_interpreter", "linked", "by", "at")),
        sa.PrimaryKeyConstraint("serial", name=f"pk_{_TABLE}"),
        sa.UniqueConstraint("id", name=f"uq_{_TABLE}_id"),
        sa.ForeignKeyConstraint(
            ["item"], ["items.id"], name=op.f(f"fk_{_TABLE}_item"), deferrable=True, initially="DEFERRED"
        ),
        sa.CheckConstraint("kind IN ('none', 'normative', 'major')", name=op.f(f"ck_{_TABLE}_kind")),
    )
    op.create_index(f"ix_{_TABLE}_item", _TABLE, ["item"])
    for name, when, message in (("update", "UPDATE", "written_once"), ("delete", "DELETE", "never_deleted")):
        op.execute(
            f"CREATE TRIGGER guard_{_TABLE}_{name} BEFORE {when} ON {_TABLE} FOR EACH ROW "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )


def downgrade() -> None:
    drop_empty((_TABLE,), revision)

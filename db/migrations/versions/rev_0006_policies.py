"""行政规范性文件、重大政策: which items must be explained together with their release; written once, never deleted."""

import sqlalchemy as sa
from alembic import op

from db.migrations.dropping import drop_empty
from db.migrations.guarding import reference, written_once

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
        reference(_TABLE, "item", "items"),
        sa.CheckConstraint("kind IN ('none', 'normative', 'major')", name=op.f(f"ck_{_TABLE}_kind")),
    )
    op.create_index(f"ix_{_TABLE}_item", _TABLE, ["item"])
    written_once(_TABLE)


def downgrade() -> None:
    drop_empty((_TABLE,), revision)

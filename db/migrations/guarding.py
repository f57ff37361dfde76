"""What the tables of later revisions share: triggers that refuse, and references that wait for the commit.

In SQLite's words, as revision 0002 has them; another database system brings its own.
"""

import sqlalchemy as sa
from alembic import op


def reference(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    """A column that names a row of `other`."""
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"), deferrable=True, initially="DEFERRED"
    )


def written_once(table: str) -> None:
    """No row is changed or deleted."""
    _guard(table, "update", "UPDATE", "written_once")
    _guard(table, "delete", "DELETE", "never_deleted")


def versioned(table: str) -> None:
    """Rows change one version at a time; they are never renumbered and never deleted."""
    _guard(table, "delete", "DELETE", "never_deleted")
    _guard(table, "key", "UPDATE OF id, serial", "written_once")
    _guard(table, "version", "UPDATE", "version_skipped", "WHEN NEW.version IS NOT OLD.version + 1")


def _guard(table: str, name: str, when: str, message: str, condition: str = "") -> None:
    op.execute(
        f"CREATE TRIGGER guard_{table}_{name} BEFORE {when} ON {table} FOR EACH ROW {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )

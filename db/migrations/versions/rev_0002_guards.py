"""What the database refuses by itself, whoever writes to it: triggers, and the table of legal moves.

In SQLite's words; another database system brings its own with its own support.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Rows with a version: changed one step at a time, never renumbered.
_VERSIONED = (
    "offices phones users person_keys authorisations routes items amendments reviews queue withdrawals"
)
# Rows without one are written once; what stands after the colon is all that erasing may blank.
_ONCE = {
    "revisions": "",
    "secrecy_reviews": "",
    "determinations": "",
    "judgements": "",
    "dispositions": "",
    "exemptions": "",
    "looks": "",
    "finding_sets": "payload sha256",
    "decisions": "",
    "public_versions": "",
    "signoffs": "salt amendments",
    "online": "",
    "comparisons": "",
    "clearings": "",
    "registers": "",
    "checkpoints": "",
    "backups": "",
    "blobs": "",
    "audit_entries": "",
}
_MAY_BE_DELETED = ("blobs",)

_PUBLIC = "correcting taking_down expired"
_MOVES = {
    "drafting": "submitted void",
    "submitted": "drafting in_review returned void",
    "in_review": "returned awaiting_signature deferred referred void",
    "returned": "submitted void",
    "deferred": "in_review void",
    "referred": "in_review void",
    "awaiting_signature": "queued registered returned void",
    "queued": "delivered failed returned",
    "failed": "queued returned",
    "delivered": f"online {_PUBLIC}",
    "online": f"compared {_PUBLIC}",
    "compared": _PUBLIC,
    "correcting": "corrected taking_down",
    "corrected": _PUBLIC,
    "taking_down": "taken_down",
}
# An item shows the state of the entry that most needs attention, so that it may go from any of these to any other.
_SHOWN = "failed queued taking_down correcting delivered online compared corrected expired taken_down"

_AUTHORS = (
    "(SELECT author FROM items WHERE id = NEW.item UNION SELECT author FROM revisions WHERE item = NEW.item)"
)


def _guard(name: str, when: str, table: str, condition: str, message: str) -> None:
    """A trigger that refuses; `condition` empty: always."""
    only = f"WHEN {condition}" if condition else ""
    op.execute(
        f"CREATE TRIGGER guard_{table}_{name} BEFORE {when} ON {table} FOR EACH ROW {only} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def _legal_moves() -> list[dict[str, str]]:
    moves = {
        (subject, old, new)
        for subject in ("items", "queue")
        for old, following in _MOVES.items()
        for new in following.split()
    }
    moves |= {("items", old, new) for old in _SHOWN.split() for new in _SHOWN.split() if old != new}
    return [{"subject": subject, "old": old, "new": new} for subject, old, new in sorted(moves)]


def _written_once(table: str, erasable: str) -> None:
    names = [column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)]
    kept = ", ".join(f'"{name}"' for name in names if name not in erasable.split())
    _guard("update", f"UPDATE OF {kept}", table, "", "written_once")
    if table not in _MAY_BE_DELETED:
        _guard("delete", "DELETE", table, "", "never_deleted")


def upgrade() -> None:
    transitions = sa.table("legal_transitions", sa.column("subject"), sa.column("old"), sa.column("new"))
    op.bulk_insert(transitions, _legal_moves())
    for table in _VERSIONED.split():
        _guard("delete", "DELETE", table, "", "never_deleted")
        _guard("key", "UPDATE OF id, serial", table, "", "written_once")
        _guard("version", "UPDATE", table, "NEW.version IS NOT OLD.version + 1", "version_skipped")
    for table, erasable in _ONCE.items():
        _written_once(table, erasable)
    next_seq = "(SELECT COALESCE(MAX(seq) + 1, 0) FROM audit_entries)"
    _guard("gap", "INSERT", "audit_entries", f"NEW.seq IS NOT {next_seq}", "gap_in_log")
    _guard("author", "INSERT", "decisions", f'NEW.kind = \'pass\' AND NEW."by" IN {_AUTHORS}', "author_may_not")
    names = f"(SELECT name FROM users WHERE id IN {_AUTHORS})"
    by_author = f"(NEW.kind <> 'paper' AND NEW.signer IN {_AUTHORS}) OR NEW.signer_name IN {names}"
    _guard("author", "INSERT", "signoffs", by_author, "author_may_not")
    for table in ("items", "queue"):
        illegal = (
            "NEW.state IS NOT OLD.state AND NOT EXISTS (SELECT 1 FROM legal_transitions "
            f"WHERE subject = '{table}' AND old = OLD.state AND new = NEW.state)"
        )
        _guard("state", "UPDATE OF state", table, illegal, "illegal_transition")


def downgrade() -> None:
    bind = op.get_bind()
    for (name,) in bind.execute(sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
        op.execute(f"DROP TRIGGER {name}")
    op.execute("DELETE FROM legal_transitions")

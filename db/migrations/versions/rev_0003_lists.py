"""What keeps lists of a million items and the search over texts quick; the titles are put in at once.

Bodies are marked as pending: the program reads them in the background, for this script knows nothing of documents.
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_RANK = "CASE urgency WHEN 'extra_urgent' THEN 0 WHEN 'urgent' THEN 1 ELSE 2 END"
_DUE = "coalesce(due, '9999-12-31')"
_ORDERED = {"state": [], "author": ["state"], "entered_by": ["state"], "claimed_by": ["state"], "column": ["state"]}
_WORDS = ("search_titles", "search_bodies")
_BATCH = 2_000

_BRACKETS = (("〔［【〖[", "("), ("〕］】〗]", ")"))
_SPACES = "\u3000\u00a0\u2002\u2003\u2009\u200a\u202f\u200b\u200c\u200d\u2060\ufeff\u00ad"
_FOLD = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    **dict.fromkeys(map(ord, _SPACES), ord(" ")),
    **{ord(bracket): ord(plain) for brackets, plain in _BRACKETS for bracket in brackets},
}


def _grams(text: str) -> str:
    found: set[str] = set()
    folded = re.sub("[A-Z]+", lambda run: run.group().lower(), text.translate(_FOLD))
    for run in re.findall(r"[^\W_]+", folded):
        found.update(first + second for first, second in zip(run, run[1:]))
        found.add(run[-1])
    return " ".join(found)


def upgrade() -> None:
    op.drop_index("ix_items_state", "items")
    for first, more in _ORDERED.items():
        op.create_index(f"ix_items_{first}", "items", [first, *more, sa.text(_RANK), sa.text(_DUE)])
    op.create_index("ix_queue_not_before", "queue", ["not_before"])
    op.create_table(
        "item_counts",
        *(sa.Column(name, sa.Integer(), nullable=False, autoincrement=False)
          for name in ("serial", "version", "red", "amber")),
        sa.PrimaryKeyConstraint("serial", name="pk_item_counts"),
    )
    op.create_table(
        "search_texts",
        sa.Column("serial", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("pending", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("serial", name="pk_search_texts"),
    )
    op.create_index("ix_search_texts_pending", "search_texts", ["pending"], sqlite_where=sa.text("pending"))
    for name in _WORDS:
        op.execute(f"CREATE VIRTUAL TABLE {name} USING fts5(grams, content='', detail=none, columnsize=0, tokenize='ascii')")
        op.execute(f"INSERT INTO {name}({name}, rank) VALUES ('secure-delete', 1)")
    _put_titles_in()


def _put_titles_in() -> None:
    bind = op.get_bind()
    last = 0
    while True:
        page = sa.text("SELECT serial, title, number FROM items WHERE serial > :last ORDER BY serial LIMIT :batch")
        rows = bind.execute(page, {"last": last, "batch": _BATCH}).all()
        if not rows:
            return
        last = rows[-1].serial
        texts = [{"serial": row.serial, "title": row.title, "number": row.number} for row in rows]
        bind.execute(
            sa.text("INSERT INTO search_texts (serial, pending, title, number, body) VALUES (:serial, 1, :title, :number, '')"),
            texts,
        )
        words = [{"serial": row.serial, "grams": _grams(f"{row.title}\n{row.number or ''}\n")} for row in rows]
        for name in _WORDS:
            bind.execute(sa.text(f"INSERT INTO {name} (rowid, grams) VALUES (:serial, :grams)"), words)


def downgrade() -> None:
    for name in _WORDS:
        op.execute(f"DROP TABLE {name}")
    op.drop_table("search_texts")
    op.drop_table("item_counts")
    op.drop_index("ix_queue_not_before", "queue")
    for first in _ORDERED:
        op.drop_index(f"ix_items_{first}", "items")
    op.create_index("ix_items_state", "items", ["state", "submitted_at"])

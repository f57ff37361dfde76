"""What lists and the search read besides the items themselves: working tables, kept in step with every commit.

All of it can be made again (`db.lists.rebuild`): counts from findings and dispositions, words from titles and from what
was read of the parts. The two word indexes are SQLite's FTS5 tables of bigrams made by us (facts: its own tokenizers
answer short Chinese words with nothing, silently); SQLAlchemy knows no such tables, so they are words of SQL here.
"""

from typing import Final

from sqlalchemy import DDL, Index, TableClause, column, event, table, text
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import Base, working

WORD_TABLES: Final = ("search_titles", "search_bodies")
"""Bigrams by item serial: of title and number, and of these with the body."""

WORDS: Final[dict[str, TableClause]] = {
    name: table(name, column("rowid"), column("grams"), column(name)) for name in WORD_TABLES
}
"""The same for statements; the column named as the table takes FTS5's own commands."""

WORD_TABLE_DDL: Final = (
    "CREATE VIRTUAL TABLE {name} USING fts5(grams, content='', detail=none, columnsize=0, tokenize='ascii')"
)
SECURE_DELETE_DDL: Final = "INSERT INTO {name}({name}, rank) VALUES ('secure-delete', 1)"
"""What was taken out is overwritten and not only marked: an erased word may not be found on the disk (design §7)."""


class ItemCountRow(Base):
    """Findings still open of one item as of one version; a row of an older version is counted anew by who reads it."""

    __tablename__ = "item_counts"
    __table_args__ = working()
    serial: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int]
    red: Mapped[int]
    amber: Mapped[int]


class SearchTextRow(Base):
    """The text an item's words were taken from: to check a match, to show it, and to take the same words out again.

    `pending`: the body was not read yet (a home of an older release, or one just restored).
    """

    __tablename__ = "search_texts"
    __table_args__ = working(Index("ix_search_texts_pending", "pending", sqlite_where=text("pending")))
    serial: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    pending: Mapped[int]
    revision: Mapped[str | None]
    title: Mapped[str]
    number: Mapped[str | None]
    body: Mapped[str]


for _name in WORD_TABLES:
    for _ddl in (WORD_TABLE_DDL, SECURE_DELETE_DDL):
        event.listen(SearchTextRow.__table__, "after_create", DDL(_ddl.format(name=_name)))  # type: ignore[no-untyped-call]

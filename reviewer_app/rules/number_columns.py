"""Columns of ages, amounts and areas beside persons, written as bands where a person asked for it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from reviewer_app.domain.document import Document
from reviewer_app.domain.public_version import SpanEdit
from reviewer_app.rules import bands
from reviewer_app.rules.bands import Scale
from reviewer_app.rules.table_cuts import TableKey, column_key, table_key

_TOTALS: Final = ("合计", "小计", "总计")
"""A row with one of these words is about all together; its sums stay."""


def edits(document: Document, tables: Iterable[TableKey], scales: tuple[Scale, ...]) -> Iterator[SpanEdit]:
    """One edit for each filled cell of such a column in the given tables of persons."""
    wanted = set(tables)
    totals = _total_rows(document, wanted)
    for start, block in document.content():
        key = column_key(block)
        if key is None or key.table not in wanted or block.hidden or not block.text.strip():
            continue
        scale = bands.of_header(block.header or "", scales)
        if scale is None or (key.table, block.place.row) in totals or _is_head(block.text, block.header):
            continue
        written = bands.write(block.text, [scale], block.header or "")
        if written != block.text:
            yield SpanEdit(start, start + len(block.text), written)


def _total_rows(document: Document, tables: set[TableKey]) -> set[tuple[TableKey, int | None]]:
    rows: defaultdict[TableKey, set[int | None]] = defaultdict(set)
    for _, block in document.content():
        if column_key(block) is not None and "".join(block.text.split()).startswith(_TOTALS):
            rows[table_key(block)].add(block.place.row)
    return {(table, row) for table in tables for row in rows[table]}


def _is_head(text: str, header: str | None) -> bool:
    """Whether a cell is itself (a line of) the header of its column."""
    return "".join(text.split()) in {"".join((header or "").split()), *(header or "").split()}

"""标目 in tables: a field is the name of what stands right of it, or of the column below it.

Readers say of a cell which header stands over it; tables that plain text draws with tabs or bars, and headers that no
reader knows by its word list, are read by their shape.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from reviewer_app.domain.document import Block, BlockKind, Place
from reviewer_app.rules.labels import LABEL_LENGTH, Label, bare, is_blank, pieces
from reviewer_app.rules.lines import Lines, lines_of

LEAST_FIELDS: Final = 2
LIST_FIELDS: Final = 3
HEAD_ROWS: Final = 60
"""A table of more rows is a list: its names stand at its top."""
_FIELDS: Final = re.compile(r"\t|\s*[|｜]\s*")
_RULE: Final = re.compile(r"[:\s|｜+—-]+")
_SQUEEZED: Final = re.compile(r"[\s　:：*＊]+")


class _Field(NamedTuple):
    text: str
    place: Place
    column: int
    header: str | None = None


_Row = Sequence[_Field]


def table_labels(lines: Lines) -> Iterator[Label]:
    """The names of fields and columns of every table, with whether anything is filled in."""
    for rows in (*_cell_tables(lines), *_drawn_tables(lines)):
        yield from _of_table(rows)


def _of_table(rows: Sequence[_Row]) -> Iterator[Label]:
    filled, known = _by_header(rows)
    for at, row in enumerate(rows[:HEAD_ROWS]):
        for field in row:
            name = _squeeze(field.text)
            if not 0 < len(name) <= LABEL_LENGTH:
                continue
            if name in known:
                empty = name not in filled
            else:
                below = (other for other in rows[at + 1 : at + HEAD_ROWS])
                empty = not _has_value(field, row, below, known, is_head=at == 0 and _is_head(rows))
            yield from (Label(piece, field.place, empty) for piece in pieces(name))


def _by_header(rows: Sequence[_Row]) -> tuple[set[str], set[str]]:
    """Headers that the reader gave: (those with a filled cell, all)."""
    seen: dict[str, bool] = {}
    for row in rows:
        for field in row:
            header = field.header
            if header and not seen.get(header):  # a column that is known to be filled is not looked at again
                seen[header] = not is_blank(field.text)
    names = {header: _squeeze(header) for header in seen}
    return {names[header] for header, full in seen.items() if full}, set(names.values())


def _has_value(field: _Field, row: _Row, below: Iterator[_Row], known: set[str], *, is_head: bool) -> bool:
    if not is_head:
        right = next((one for one in row if one.column > field.column), None)
        if right is not None:
            return not is_blank(right.text) and (right.header is not None or _squeeze(right.text) not in known)
    return any(one.column == field.column and not is_blank(one.text) for other in below for one in other)


def _is_head(rows: Sequence[_Row]) -> bool:
    """Whether the first row names the columns below it: several short fields, and a row as wide under it."""
    first = rows[0]
    plain = all(not re.search(r"\d", field.text) for field in first)
    return len(first) >= LIST_FIELDS and plain and len(rows) > 1


def _squeeze(text: str) -> str:
    return _SQUEEZED.sub("", bare(text))


def _cell_tables(lines: Lines) -> Iterator[list[_Row]]:
    cells = [block for _, block in lines.blocks() if block.kind is BlockKind.CELL and not block.hidden]
    for _, table in groupby(cells, key=lambda block: (block.place.sheet, block.place.table)):
        by_row = groupby(table, key=lambda block: block.place.row)
        yield [[_cell(block, at) for at, block in enumerate(row)] for _, row in by_row]


def _cell(block: Block, at: int) -> _Field:
    return _Field(block.text.strip(), block.place, block.place.column or at, block.header)


def _drawn_tables(lines: Lines) -> Iterator[list[_Row]]:
    """Lines with tabs or bars, as long as they follow each other."""
    rows: list[_Row] = []
    for line in (line for start, block in lines.beside_cells for line in lines_of(start, block)):
        if _RULE.fullmatch(line.text):
            continue
        parts = _FIELDS.split(line.text.strip("|｜ "))
        if len(parts) >= LEAST_FIELDS:
            rows.append([_Field(part.strip(), line.place, at) for at, part in enumerate(parts)])
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows

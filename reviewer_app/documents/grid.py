"""Turns a grid of texts (a sheet, a csv, an html table) into cell blocks with their headers."""

from collections.abc import Iterable, Iterator, Sequence

from reviewer_app.documents import limits, table_headers
from reviewer_app.documents.table_headers import GridCell
from reviewer_app.domain.document import Block, BlockKind, Place
from reviewer_app.domain.errors import FileTooManyCells


def cells_of(rows: Iterable[Sequence[str]], name: str) -> list[GridCell]:
    """Filled cells of plain rows, counted from 1; `FileTooManyCells` beyond the cell limit."""
    cells: list[GridCell] = []
    for number, row in enumerate(rows, start=1):
        cells.extend([GridCell(number, column, 1, text) for column, text in enumerate(row, start=1) if text])
        check_count(len(cells), name)
    return cells


def check_count(cells: int, name: str) -> None:
    """Raise `FileTooManyCells` beyond the cell limit."""
    if cells > limits.MAX_CELLS:
        raise FileTooManyCells(name=name, limit=limits.MAX_CELLS)


def blocks_of(cells: Sequence[GridCell], table: int) -> Iterator[Block]:
    """Cell blocks of one table, in order, with the header each stands under."""
    for cell, header in zip(cells, table_headers.headers(cells), strict=True):
        place = Place(None, None, (), None, None, cell.row, cell.column, table)
        yield Block(cell.text, BlockKind.CELL, place, header)

"""Joins a PDF's ruled tables over its pages, and says which header stands over each cell."""

from collections import defaultdict
from typing import Final, NamedTuple

from reviewer_app.documents import pdf_text, table_headers
from reviewer_app.documents.pdf_pieces import PageText, Piece
from reviewer_app.documents.pdf_tables import RuledTable
from reviewer_app.documents.table_headers import GridCell
from reviewer_app.domain.document import Block, BlockKind, Place

_SAME_COLUMN: Final = 4.0
"""Points by which the columns of a table may shift from page to page."""


class _Open(NamedTuple):
    """The last table so far: what goes on right below may be its next page."""

    number: int
    columns: tuple[float, ...]
    rows: int
    header: tuple[str, ...]
    page: int


class TableRun:
    """Takes page after page and notes their cells; `put_headers` ends it. One a document."""

    def __init__(self) -> None:
        """Begin with no table."""
        self._cells: defaultdict[int, list[GridCell]] = defaultdict(list)
        self._blocks: defaultdict[int, list[int]] = defaultdict(list)
        self._open: _Open | None = None
        self._count = 0

    def add_page(self, page: PageText, number: int, blocks: list[Block]) -> None:
        """Append the page's pieces to `blocks`, its cells with the document's table numbers and running rows."""
        at: dict[int, tuple[int, int]] = {}
        for piece in page.pieces:
            if piece.table is None:
                kind = BlockKind.FOOTER if pdf_text.is_page_number(piece.text) else BlockKind.PARAGRAPH
                blocks.append(Block(piece.text, kind, Place(page=number)))
                if kind is BlockKind.PARAGRAPH:
                    self._open = None
                continue
            if piece.table not in at:
                at[piece.table] = self._begin(page, piece.table, number)
            table, above = at[piece.table]
            self._cells[table].append(GridCell(above + piece.row, piece.column, piece.span, piece.text))
            self._blocks[table].append(len(blocks))
            place = Place(page=number, row=above + piece.row, column=piece.column, table=table)
            blocks.append(Block(piece.text, BlockKind.CELL, place))

    def put_headers(self, blocks: list[Block]) -> None:
        """Give every cell block the header it stands under."""
        for table, indexes in self._blocks.items():
            headers = table_headers.headers(self._cells[table])
            for index, header in zip(indexes, headers, strict=True):
                if header is not None:
                    blocks[index] = blocks[index]._replace(header=header)

    def _begin(self, page: PageText, table: int, number: int) -> tuple[int, int]:
        """The document's number for a table of a page, and how many rows of it stand on earlier pages."""
        ruled = page.tables[table]
        first = _first_row(page.pieces, table)
        before = self._open
        rows = ruled.cells[-1].row
        if before is not None and _goes_on(before, ruled, first, number):
            self._open = before._replace(rows=before.rows + rows, page=number)
            return before.number, before.rows
        self._count += 1
        self._open = _Open(self._count, ruled.columns, rows, first, number)
        return self._count, 0


def _first_row(pieces: tuple[Piece, ...], table: int) -> tuple[str, ...]:
    cells = [piece for piece in pieces if piece.table == table]
    return tuple(piece.text for piece in cells if piece.row == cells[0].row)


def _goes_on(before: _Open, ruled: RuledTable, first: tuple[str, ...], number: int) -> bool:
    """Whether a table is the next page of `before`: same columns, and no header row of its own."""
    same = len(before.columns) == len(ruled.columns) and all(
        abs(one - other) <= _SAME_COLUMN for one, other in zip(before.columns, ruled.columns, strict=True)
    )
    own_header = first != before.header and all(map(table_headers.is_label, first))
    return same and number == before.page + 1 and not own_header

"""Cuts a document into page-sized pieces: runs of paragraphs, or a few rows of one table (design §8).

Pure values, no widgets: the view lays a piece out only when it is scrolled near.
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from reviewer_app.domain.document import Block, BlockKind, Document

ROWS_A_PIECE = 10
"""Design §8 allows 40; laying 40 rows of eleven cells out takes 50 ms, and two pieces may come into view at once."""

PARAGRAPHS_A_PIECE = 12
CHARS_A_PIECE = 3000


class PieceKind(StrEnum):
    """How a piece is drawn."""

    TEXT = "text"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Line:
    """One block in a piece: its text and where it begins in `Document.text`."""

    start: int
    block: Block


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of lines; for a table `rows` holds the cells row by row and `columns` the physical columns."""

    kind: PieceKind
    lines: tuple[Line, ...] = ()
    rows: tuple[tuple[Line, ...], ...] = ()
    columns: tuple[int, ...] = ()
    page: int | None = None

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return (self.lines or self.rows[0])[0].start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        last = (self.lines or self.rows[-1])[-1]
        return last.start + len(last.block.text)


def cut(document: Document) -> tuple[Piece, ...]:
    """All pieces in order; every content block is in exactly one of them."""
    lines = [Line(start, block) for start, block in document.content()]
    pieces: list[Piece] = []
    for key, run in groupby(lines, key=_group):
        if key[0] is PieceKind.TABLE:
            pieces.extend(_tables(list(run)))
        else:
            pieces.extend(_texts(list(run)))
    return tuple(pieces)


def _group(line: Line) -> tuple[PieceKind, object, object]:
    place = line.block.place
    if line.block.kind is BlockKind.CELL or (place.row is not None and place.column is not None):
        return PieceKind.TABLE, place.table, place.sheet
    return PieceKind.TEXT, place.page, None


def _texts(lines: list[Line]) -> list[Piece]:
    pieces: list[Piece] = []
    pending: list[Line] = []
    chars = 0
    for line in lines:
        if pending and (len(pending) >= PARAGRAPHS_A_PIECE or chars + len(line.block.text) > CHARS_A_PIECE):
            pieces.append(_text(pending))
            pending, chars = [], 0
        pending.append(line)
        chars += len(line.block.text)
    if pending:
        pieces.append(_text(pending))
    return pieces


def _text(lines: list[Line]) -> Piece:
    return Piece(PieceKind.TEXT, lines=tuple(lines), page=lines[0].block.place.page)


def _tables(lines: list[Line]) -> list[Piece]:
    rows = [tuple(cells) for _, cells in groupby(lines, key=lambda line: line.block.place.row)]
    columns = tuple(sorted({line.block.place.column or 1 for line in lines}))
    return [
        Piece(PieceKind.TABLE, rows=tuple(rows[at : at + ROWS_A_PIECE]), columns=columns)
        for at in range(0, len(rows), ROWS_A_PIECE)
    ]


def piece_at(pieces: tuple[Piece, ...], offset: int) -> int:
    """Index of the piece that holds a text offset (the last one that begins at or before it)."""
    low, high = 0, len(pieces)
    while low < high:
        middle = (low + high) // 2
        if pieces[middle].start <= offset:
            low = middle + 1
        else:
            high = middle
    return max(low - 1, 0)

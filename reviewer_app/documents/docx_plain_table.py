"""The quick walk over a Word table that holds nothing but text.

A table without nested tables, boxes, tracked changes or hidden runs is a flat sequence of rows, cells, paragraphs and
texts in document order; walking that sequence once costs a third of the general walk, which such tables of thousands
of rows would otherwise dominate. A test holds both walks to the same result.
"""

from typing import Final, NamedTuple

from reviewer_app.documents import docx_names as w
from reviewer_app.documents import limits, xml_parts
from reviewer_app.documents.docx_inline import MARKS, WHITE, Element, Piece

_tuple: Final = tuple.__new__  # half the cost of calling a named tuple's class; a long table makes 200,000
_NOT_PLAIN: Final = (w.TBL, w.TXBX, w.ALTERNATE, w.DEL, w.MOVE_FROM, w.DEL_TEXT, w.VANISH, w.RSTYLE, w.COLOR, w.PSTYLE)
_SHAPE: Final = (w.TR, w.TC, w.P, w.GRID_SPAN, w.VMERGE, w.HMERGE, w.GRID_BEFORE, w.HIDDEN)
_FLAT: Final = (w.T, w.MATH_T, *_SHAPE, *MARKS)


class RawCell(NamedTuple):
    """A cell before its header is known; `text` is its pieces joined, `hidden` for hidden rows and covered cells."""

    row: int
    column: int
    span: int
    text: str
    pieces: list[Piece]
    hidden: bool
    owner: Element


def is_plain(table: Element, hiding_styles: frozenset[str]) -> bool:
    """Whether the flat walk sees all there is: no exceptional element, no white letters, no style that hides."""
    for element in table.iter(*_NOT_PLAIN):
        tag = element.tag
        if tag == w.COLOR:
            if element.get(w.VAL) in WHITE:
                return False
        elif tag in {w.RSTYLE, w.PSTYLE}:
            if element.get(w.VAL) in hiding_styles:
                return False
        elif element is not table:
            return False
    return True


class _Flat:
    """State of the flat walk: the current row and the cell being filled."""

    def __init__(self) -> None:
        self.cells: list[RawCell] = []
        self.row = 0
        self.column = 1
        self.row_hidden = False
        self.owner: Element = None
        self.pieces: list[Piece] = []
        self.span = 1
        self.covered = False
        self.broken = False

    def end_cell(self) -> None:
        """Keep the cell being filled; a covered or hidden one only if it holds text."""
        if self.owner is None:
            return
        hidden = self.row_hidden or self.covered
        if self.pieces or not hidden:
            pieces = self.pieces
            text = pieces[0].text if len(pieces) == 1 else "".join([piece.text for piece in pieces])
            raw = (self.row, self.column, self.span, text, pieces, hidden, self.owner)
            self.cells.append(_tuple(RawCell, raw))
        self.column += self.span
        self.owner = None

    def start_cell(self, element: Element) -> None:
        """Begin the next cell of the row."""
        self.end_cell()
        self.owner, self.pieces, self.span = element, [], 1
        self.covered = self.broken = False

    def start_row(self) -> None:
        """Begin the next row."""
        self.end_cell()
        self.row += 1
        self.column, self.row_hidden = 1, False

    def shape(self, element: Element) -> None:
        """Take in an element that changes where or whether cells stand."""
        tag, value = element.tag, element.get(w.VAL)
        if tag in {w.VMERGE, w.HMERGE}:
            self.covered = self.covered or value != "restart"
        elif tag == w.HIDDEN:
            self.row_hidden = w.is_on(value)
        elif tag == w.GRID_SPAN:
            self.span = max(1, xml_parts.number(value, limits.MAX_SPAN))
        elif tag == w.GRID_BEFORE:
            self.column += xml_parts.number(value, limits.MAX_SPAN)

    def text(self, element: Element, text: str) -> None:
        """Append a piece; paragraphs with text are parted by a line break."""
        if self.broken and self.pieces:
            self.pieces.append(Piece(None, "\n"))
        self.broken = False
        self.pieces.append(_tuple(Piece, (element, text)))


def cells_of(table: Element) -> list[RawCell]:
    """Cells of a plain table in reading order."""
    flat = _Flat()
    for element in table.iter(*_FLAT):
        tag = element.tag
        if tag == w.T:
            flat.text(element, element.text or "")
        elif tag == w.P:
            flat.broken = True
        elif tag == w.TC:
            flat.start_cell(element)
        elif tag == w.TR:
            flat.start_row()
        elif tag == w.MATH_T:
            flat.text(element, element.text or "")
        elif tag in MARKS:
            if element.getparent().tag == w.R:
                flat.text(element, MARKS[tag])
        else:
            flat.shape(element)
    flat.end_cell()
    return flat.cells

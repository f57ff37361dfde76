"""Walks one story of a docx (body, header, footnotes …) in order and yields its blocks with their elements.

Readers take the blocks, writers of public versions take blocks and pieces: block i of one is block i of the other.
"""

from collections.abc import Iterator
from itertools import repeat
from typing import Final, NamedTuple

from reviewer_app.documents import docx_names as w
from reviewer_app.documents import docx_plain_table, limits, table_headers, xml_parts
from reviewer_app.documents.docx_inline import Element, Inline, InlineWalker, Piece
from reviewer_app.documents.docx_plain_table import RawCell, is_plain
from reviewer_app.documents.docx_styles import Styles, is_heading_level
from reviewer_app.domain.document import Block, BlockKind, Place
from reviewer_app.domain.errors import FileTooDeep, FileTooManyCells

_tuple: Final = tuple.__new__  # half the cost of calling a named tuple's class; a long table makes 200,000
_CELL_STORIES = frozenset({BlockKind.PARAGRAPH, BlockKind.TEXT_BOX})


class Walked(NamedTuple):
    """A block, the pieces whose texts joined are its text, and the paragraph or cell that owns them."""

    block: Block
    pieces: list[Piece]
    owner: Element


class _At(NamedTuple):
    """Where a cell stands before it is read, and whether its row is hidden and its white letters hide."""

    row: int
    column: int
    hidden: bool
    white_hides: bool
    place: Place
    depth: int


class StoryWalker:
    """One walker a file: tables are numbered through all its stories in the order they are walked."""

    def __init__(self, styles: Styles, name: str, *, headers: bool = True) -> None:
        self._styles = styles
        self._headers = headers
        self._name = name
        self._inline = InlineWalker(styles, name)
        self._tables = 0
        self._cells = 0

    def walk(self, story: Element, kind: BlockKind, part: str | None = None) -> Iterator[Walked]:
        """Blocks of a story in reading order; `kind` is what its plain paragraphs are, `part` where they stand."""
        return self._story(story, kind, Place(part=part), 0)

    def _story(self, parent: Element, kind: BlockKind, place: Place, depth: int) -> Iterator[Walked]:
        for child in self._flat(parent, (w.P, w.TBL), depth):
            if child.tag == w.P:
                yield from self._paragraph(child, kind, place, depth)
            else:
                yield from self._table(child, kind, place, depth)

    def _flat(self, parent: Element, wanted: tuple[str, ...], depth: int) -> Iterator[Element]:
        """Children of the wanted names, looking through content controls and other wrappers."""
        if depth > limits.MAX_NESTING:
            raise FileTooDeep(name=self._name)
        for child in parent:
            tag = child.tag
            if tag in wanted:
                yield child
            elif tag in w.WRAPPERS:
                yield from self._flat(child, wanted, depth + 1)

    def _paragraph(self, paragraph: Element, kind: BlockKind, place: Place, depth: int) -> Iterator[Walked]:
        inline = self._inline.walk(paragraph)
        if kind is BlockKind.PARAGRAPH and self._is_heading(paragraph):
            kind = BlockKind.HEADING
        if inline.visible:
            yield from _walked(inline.visible, kind, place, paragraph, hidden=kind is BlockKind.HIDDEN)
        yield from self._aside(inline, place, paragraph, depth)

    def _aside(self, inline: Inline, place: Place, owner: Element, depth: int) -> Iterator[Walked]:
        """What hangs on a paragraph without being its visible text."""
        if inline.deleted:
            yield from _walked(inline.deleted, BlockKind.DELETION, place, owner)
        if inline.hidden:
            yield from _walked(inline.hidden, BlockKind.HIDDEN, place, owner, hidden=True)
        for box in inline.boxes:
            yield from self._story(box, BlockKind.TEXT_BOX, Place(part=place.part), depth + 1)

    def _is_heading(self, paragraph: Element) -> bool:
        properties = paragraph.find(w.PPR)
        if properties is None:
            return False
        for item in properties:
            if item.tag == w.OUTLINE:
                return is_heading_level(item.get(w.VAL))
            if item.tag == w.PSTYLE and item.get(w.VAL) in self._styles.headings:
                return True
        return False

    def _table(self, table: Element, kind: BlockKind, place: Place, depth: int) -> Iterator[Walked]:
        self._tables += 1
        number = self._tables
        after: dict[int, list[Walked]] = {}
        if is_plain(table, self._styles.hidden):
            cells = docx_plain_table.cells_of(table)
        else:
            cells = self._general_cells(table, place, depth, after)
        self._cells += len(cells)
        if self._cells > limits.MAX_CELLS:
            raise FileTooManyCells(name=self._name, limit=limits.MAX_CELLS)
        cell_kind = BlockKind.CELL if kind in _CELL_STORIES else kind
        part = place.part
        headers = table_headers.headers(cells) if self._headers else repeat(None, len(cells))
        for index, (cell, header) in enumerate(zip(cells, headers, strict=True)):
            if cell.text and not cell.text.isspace():
                row, column, _, text, pieces, hidden, owner = cell
                where = _tuple(Place, (part, None, (), None, None, row, column, number))
                yield _tuple(Walked, (_tuple(Block, (text, cell_kind, where, header, hidden)), pieces, owner))
            if index in after:
                yield from after[index]

    def _general_cells(
        self, table: Element, place: Place, depth: int, after: dict[int, list[Walked]]
    ) -> list[RawCell]:
        """Cells of any table; `after` gets the blocks that follow a cell: deletions, boxes, nested tables."""
        white_hides = table.find(f"{w.TBLPR}/{w.TBL_STYLE}") is None
        cells: list[RawCell] = []
        for row, element in enumerate(self._flat(table, (w.TR,), depth), start=1):
            column, hidden = _row_properties(element)
            for inner in self._flat(element, (w.TC,), depth):
                cell, behind = self._cell(inner, _At(row, column, hidden, white_hides, place, depth))
                column += cell.span
                if behind:
                    after[len(cells)] = behind
                if cell.pieces or behind or not cell.hidden:
                    cells.append(cell)
        return cells

    def _cell(self, element: Element, at: _At) -> tuple[RawCell, list[Walked]]:
        span, covered, shaded = _cell_properties(element)
        pieces: list[Piece] = []
        behind: list[Walked] = []
        for child in self._flat(element, (w.P, w.TBL), at.depth + 1):
            if child.tag == w.TBL:
                behind.extend(self._table(child, BlockKind.PARAGRAPH, at.place, at.depth + 1))
                continue
            inline = self._inline.walk(child, white_hides=at.white_hides and not shaded)
            if inline.visible:
                pieces.extend([Piece(None, "\n")] * bool(pieces) + inline.visible)
            behind.extend(self._aside(inline, at.place, child, at.depth))
        text = "".join([piece.text for piece in pieces])
        return RawCell(at.row, at.column, span, text, pieces, at.hidden or covered, element), behind


def _walked(
    pieces: list[Piece], kind: BlockKind, place: Place, owner: Element, *, hidden: bool = False
) -> Iterator[Walked]:
    text = "".join([piece.text for piece in pieces])
    if text.strip():
        yield Walked(Block(text, kind, place, None, hidden), pieces, owner)


def _row_properties(row: Element) -> tuple[int, bool]:
    """The column of the row's first cell, and whether the row is hidden."""
    properties = row.find(w.TRPR)
    if properties is None:
        return 1, False
    mark = properties.find(w.HIDDEN)
    return 1 + _number(properties.find(w.GRID_BEFORE)), mark is not None and w.is_on(mark.get(w.VAL))


def _cell_properties(cell: Element) -> tuple[int, bool, bool]:
    """Columns spanned, whether the cell is covered by the one above or left of it, whether it is shaded."""
    span, covered, shaded = 1, False, False
    properties = cell.find(w.TCPR)
    for item in () if properties is None else properties:
        tag = item.tag
        if tag == w.GRID_SPAN:
            span = max(1, _number(item))
        elif tag in {w.VMERGE, w.HMERGE}:
            covered = covered or item.get(w.VAL) != "restart"
        elif tag == w.SHD:
            shaded = True
    return span, covered, shaded


def _number(element: Element) -> int:
    return 0 if element is None else xml_parts.number(element.get(w.VAL), limits.MAX_SPAN)

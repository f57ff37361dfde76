"""What detectors look at: the joined text with its number runs and its table cells.

Everything is found once for all detectors; a table's columns are known by their headers. How a detector stays quick
is told in `detectors/__init__.py`.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import chain
from operator import itemgetter
from typing import Final, NamedTuple, TypeVar, cast
from weakref import proxy

from reviewer_app.domain.document import Block, BlockKind, Document
from reviewer_app.rules.block_text import BlockText, Remembered, Span
from reviewer_app.rules.columns import Column, ColumnKind, Columns
from reviewer_app.rules.near import NextOf
from reviewer_app.rules.number_runs import NumberRuns
from reviewer_app.rules.patterns import Pattern
from reviewer_app.rules.text_tables import MARKS, TextTables
from reviewer_app.rules.word_hits import WordHits

T = TypeVar("T")
_Table = tuple[str | None, int | None, int | None]
_CELLS: Final = frozenset({BlockKind.CELL, BlockKind.PROPERTY})
_KIND_AND_HEADER: Final = itemgetter(1, 3)
_CELL = tuple.__new__  # half the cost of calling a named tuple's class


class Cell(NamedTuple):
    """A table cell in the scan text; `table` tells tables apart, `column` is None where nothing tells its kind."""

    start: int
    end: int
    table: tuple[object, ...]
    row: int
    number: int
    header: str | None
    column: Column | None


class ScanText(BlockText):
    """Built once for a document and shared by all detectors; everything derived is computed on first use."""

    def __init__(self, document: Document, columns: Columns, vocabulary: tuple[str, ...] = ()) -> None:
        super().__init__(document)
        self.words: Final = WordHits(self.text, vocabulary)
        """Where the words that rules name stand; `vocabulary` is found in one pass, other words one by one."""
        self._columns = columns
        self._block_cells: dict[int, Cell | None] = {}
        self._memo: dict[Hashable, object] = {}

    def once(self, key: Hashable, make: Callable[["ScanText"], T]) -> T:
        """What `make` says about this document, asked once for all detectors that share `key`."""
        if key not in self._memo:
            self._memo[key] = make(self)
        return cast("T", self._memo[key])

    @cached_property
    def _runs(self) -> NumberRuns:
        return NumberRuns(self.text)

    @property
    def numbers(self) -> tuple[Span, ...]:
        """Runs that may hold an identifier: at least five digits, single gaps inside, few leading letters."""
        return self._runs.spans

    def long_numbers(self, least: int) -> Iterable[Span]:
        """The number runs of at least `least` characters."""
        return self._runs.longer(least)

    def shaped(self, form: Pattern) -> Sequence[Span]:
        """The number runs in whose shape `form` is found; a shape has 0 for a digit, A for a letter, X for an X."""
        return self._runs.shaped(form)

    @cached_property
    def cell(self) -> Callable[[int], Cell | None]:
        """The cell an offset lies in, None outside tables."""
        if not self.has_cells:
            return _nowhere
        # Weakly: a cycle would keep whole documents in memory until the collector comes, and it seldom does.
        by_offset = Remembered(partial(ScanText._look_up, proxy(self)))
        by_offset.update({cell[0]: cell for cells in self._by_kind.values() for cell in cells})
        return by_offset.__getitem__

    @cached_property
    def _tabular(self) -> bool:
        """Whether any block is a cell as a whole, or a property, which its name heads."""
        seen = set(map(_KIND_AND_HEADER, self.blocks))  # a few pairs however many blocks there are
        return any(header is not None or kind in _CELLS for kind, header in seen)

    @cached_property
    def has_cells(self) -> bool:
        """Whether there is any table at all."""
        return self._tabular or bool(self._text_cells)

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """All table cells in text order: real ones, key-and-value properties, tables that text draws with blanks."""
        found: list[Cell] = []
        for at in range(len(self.blocks)):
            cell = self._block_cell(at)
            found += (cell,) if cell else self._text_cells.get(at, ())
        return tuple(found)

    @cached_property
    def unheaded(self) -> tuple[Cell, ...]:
        """The cells with text that nothing heads, in text order: most tables have none but their headers."""
        if not self.has_cells:
            return ()
        drawn = self._text_cells
        bare = [at for at, one in enumerate(self.blocks) if one[1] is BlockKind.CELL and one[3] is None and one[0]]
        found: list[Cell] = []
        for at in sorted((*bare, *drawn)) if drawn else bare:
            cell = self._block_cell(at)
            found += (cell,) if cell else (one for one in drawn[at] if one.header is None and one.end > one.start)
        return tuple(found)

    def _block_cell(self, at: int) -> Cell | None:
        """Block number `at` as a cell, None where it is no cell as a whole; made when first asked for."""
        if at not in self._block_cells:
            block = self.blocks[at]
            header = _header(block)
            told = header is not None or block.kind is BlockKind.CELL
            self._block_cells[at] = self._cell(self.starts[at], block, header) if told else None
        return self._block_cells[at]

    def _cell(self, start: int, block: Block, header: str | None) -> Cell:
        place = block.place
        table = (place.sheet, place.table, place.page)
        column = self._columns.of(header) if header else None
        end = start + len(block.text)
        return Cell(start, end, table, place.row or 0, place.column or 0, header, column)

    @cached_property
    def _text_cells(self) -> dict[int, list[Cell]]:
        """The cells that text draws, by the number of their block. Most documents have no line that could begin any."""
        tables = TextTables(self._columns)
        marks = NextOf(self.raw, MARKS)
        found: dict[int, list[Cell]] = {}
        at = self._next_drawn(marks, 0)
        while at < len(self.blocks):
            block = self.blocks[at]
            if block.kind is not BlockKind.CELL and _header(block) is None and block.text:
                found[at] = self._drawn(self.starts[at], block, tables)
            at = at + 1 if tables.under_way else self._next_drawn(marks, at + 1)
        return found

    def _next_drawn(self, marks: NextOf, at: int) -> int:
        """The first block from number `at` on with a sign that parts the cells of a drawn table."""
        if at >= len(self.blocks):
            return at
        mark = marks.at(self.starts[at])
        return len(self.blocks) if mark is None else self.at(mark)

    def _drawn(self, start: int, block: Block, tables: TextTables) -> list[Cell]:
        return [
            Cell(
                start + c.start, start + c.end, ("text", c.table), c.row, c.number, c.header, self._columns.of(c.header)
            )
            for c in tables.cells(block.text)
        ]

    def _look_up(self, offset: int) -> Cell | None:
        at = self.at(offset)
        if at not in self._text_cells:
            return self._block_cell(at) if at >= 0 else None
        cells = self._text_cells[at]
        number = bisect_right(cells, offset, key=_start) - 1
        return cells[number] if number >= 0 and offset <= cells[number].end else None

    @cached_property
    def _by_kind(self) -> dict[ColumnKind, list[Cell]]:
        """The non-empty cells whose column is known, by what it holds, in text order."""
        kinds: dict[ColumnKind, list[Cell]] = defaultdict(list)
        for cell in self._headed_cells() if self._tabular else ():
            kinds[cell[6].kind].append(cell)  # type: ignore[union-attr]  # its column is known
        for cell in chain.from_iterable(self._text_cells.values()):
            if cell.column and cell.end > cell.start:
                kinds[cell.column.kind].append(cell)
        for cells in kinds.values() if self._text_cells else ():
            cells.sort(key=_start)
        return kinds

    def _headed_cells(self) -> Iterator[Cell]:
        """The blocks with text below a known header. Written out flat: a long table has tens of thousands of them."""
        known: dict[str, Column | None] = {}
        last: _Table = (None, None, None)  # one value for a table: alike by identity
        for at, block in enumerate(self.blocks):
            text, kind, place, header, _ = block
            if header is None:
                if kind is not BlockKind.PROPERTY:
                    continue
                header = _property_name(block)
            if header not in known:
                known[header] = self._columns.of(header)
            column = known[header]
            if column is None or not text:
                continue
            _, page, _, sheet, _, row, number, table = place
            if last != (sheet, table, page):
                last = (sheet, table, page)
            start = self.starts[at]
            cell = _CELL(Cell, (start, start + len(text), last, row or 0, number or 0, header, column))
            self._block_cells[at] = cell
            yield cell

    def cells_of(self, *kinds: ColumnKind) -> Iterable[Cell]:
        """The non-empty cells whose column holds one of `kinds`, header cells included where a reader has them."""
        return [cell for kind in kinds for cell in self._by_kind.get(kind, ())]

    def is_label(self, cell: Cell) -> bool:
        """Whether a cell's own words are those of a header: a form's labels, not its content."""
        return self._columns.is_label(self.text[cell.start : cell.end])

    def column_kind(self, offset: int) -> ColumnKind | None:
        """What the column around an offset holds, None outside tables or where nothing tells."""
        cell = self.cell(offset)
        return cell.column.kind if cell and cell.column else None


def _nowhere(offset: int) -> None:
    """What a text without any table says of an offset."""


def _start(cell: Cell) -> int:
    return cell.start


def _header(block: Block) -> str | None:
    """What heads a block: its column's header; of a property without one its name."""
    if block.header is not None or block.kind is not BlockKind.PROPERTY:
        return block.header
    return _property_name(block)


def _property_name(block: Block) -> str:
    """The name of a property block: the last word of its part ("core.creator", "word/comments.xml#author").

    What a PDF calls Creator is a program, what Word calls creator a person.
    """
    part = block.place.part or ""
    return "CreatorTool" if part == "info.Creator" else part.replace("#", ".").rpartition(".")[2]

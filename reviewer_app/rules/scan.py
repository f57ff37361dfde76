"""What detectors look at: the joined text with its number runs and its table cells.

Everything is found once for all detectors; a table's columns are known by their headers.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Final, NamedTuple, TypeVar, cast

from reviewer_app.domain.document import Block, BlockKind, Document
from reviewer_app.rules.block_text import BlockText, Span
from reviewer_app.rules.columns import Column, ColumnKind, Columns
from reviewer_app.rules.patterns import pattern
from reviewer_app.rules.text_tables import TextTables

T = TypeVar("T")


# Begins with one fixed set of characters, which the engine searches for at memory speed; letters before the
# digits are added afterwards (a look-behind at the front costs twenty times as much).
_NUMBER: Final = pattern(r"[0-9](?:[ \-\n]{0,3}[0-9]){4}[0-9A-Za-z]*+(?:[ \-\n]{1,3}[0-9][0-9A-Za-z]*+)*+")
_LEADING_LETTERS: Final = 3


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

    def __init__(self, document: Document, columns: Columns) -> None:
        super().__init__(document)
        self._columns = columns
        self._cell_at: dict[int, Cell | None] = {}
        self._memo: dict[str, object] = {}

    def once(self, key: str, make: Callable[["ScanText"], T]) -> T:
        """What `make` says about this document, asked once for all detectors that share `key`."""
        if key not in self._memo:
            self._memo[key] = make(self)
        return cast("T", self._memo[key])

    @cached_property
    def numbers(self) -> tuple[Span, ...]:
        """Runs that may hold an identifier: at least five digits, single gaps inside, few leading letters."""
        return tuple(Span(self._with_letters(match.start()), match.end()) for match in _NUMBER.finditer(self.text))

    def _with_letters(self, start: int) -> int:
        """`start` moved left over at most three ASCII letters."""
        text, floor = self.text, max(0, start - _LEADING_LETTERS)
        while start > floor and text[start - 1].isascii() and text[start - 1].isalpha():
            start -= 1
        return start

    def long_numbers(self, least: int) -> Iterable[Span]:
        """The number runs of at least `least` characters."""
        return [span for span in self.numbers if span.end - span.start >= least]

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """All table cells in text order: real ones, key-and-value properties, tables that text draws with blanks."""
        found: list[Cell] = []
        tables = TextTables(self._columns)
        for start, block in self.placed_blocks():
            if block.kind is BlockKind.CELL or block.header is not None:
                found.append(self._cell(start, block, block.header))
            elif block.kind is BlockKind.PROPERTY:
                found.append(self._cell(start, block, _property_name(block)))
            elif block.text:
                found += self._text_cells(start, block, tables)
        return tuple(found)

    def _cell(self, start: int, block: Block, header: str | None) -> Cell:
        place = block.place
        table = (place.sheet, place.table, place.page)
        column = self._columns.of(header) if header else None
        end = start + len(block.text)
        return Cell(start, end, table, place.row or 0, place.column or 0, header, column)

    def _text_cells(self, start: int, block: Block, tables: TextTables) -> list[Cell]:
        return [
            Cell(
                start + c.start, start + c.end, ("text", c.table), c.row, c.number, c.header, self._columns.of(c.header)
            )
            for c in tables.cells(block.text)
        ]

    @cached_property
    def _cell_starts(self) -> list[int]:
        return [cell.start for cell in self.cells]

    def cell(self, offset: int) -> Cell | None:
        """The cell an offset lies in, None outside tables."""
        if offset not in self._cell_at:
            self._cell_at[offset] = self._look_up(offset)
        return self._cell_at[offset]

    def _look_up(self, offset: int) -> Cell | None:
        at = bisect_right(self._cell_starts, offset) - 1
        if at < 0:
            return None
        cell = self.cells[at]
        return cell if cell.start <= offset <= cell.end else None

    @cached_property
    def _by_kind(self) -> dict[ColumnKind, list[Cell]]:
        kinds: dict[ColumnKind, list[Cell]] = defaultdict(list)
        for cell in self.cells:
            if cell.column and cell.end > cell.start:
                kinds[cell.column.kind].append(cell)
        return kinds

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


def _property_name(block: Block) -> str:
    """The name of a property block: the last word of its part ("core.creator", "word/comments.xml#author").

    What a PDF calls Creator is a program, what Word calls creator a person.
    """
    part = block.place.part or ""
    return "CreatorTool" if part == "info.Creator" else part.replace("#", ".").rpartition(".")[2]

"""Tables that say of few or of named persons what others can find them by (rulebook §3.5 c and g).

A name beside its village group and an area or amount, and counts below three beside a sensitive heading.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from reviewer_app.rules.columns import ColumnKind
from reviewer_app.rules.scan import Cell, ScanText

Table = tuple[object, ...]
_PLACES: Final = (ColumnKind.VILLAGE, ColumnKind.HOME_ADDRESS)
_SENSITIVE: Final = frozenset({ColumnKind.HEALTH, ColumnKind.WELFARE, ColumnKind.RELIGION, ColumnKind.CONVICTION})
_FEW: Final = frozenset({"1", "2", "1人", "2人", "1户", "2户"})


def named_with_amounts(scan: ScanText, named: Iterable[Table], words: tuple[str, ...]) -> Iterator[Cell]:
    """The first header-side cell of each table that names persons, their village and an area or amount."""
    told = set(named) & {cell.table for cell in scan.cells_of(*_PLACES)}
    if not told:
        return
    for table, cells in _tables(scan).items():
        headers = {cell.header for cell in cells if cell.header} if table in told else set()
        if any(word in header for header in headers for word in words):
            yield cells[0]


def few_persons(scan: ScanText, counts: tuple[str, ...], sensitive: tuple[str, ...]) -> Iterator[Cell]:
    """The first count of one or two in each table that counts persons by something sensitive."""
    if not scan.has_cells or not any(word in scan.text for word in counts):
        return
    for cells in _tables(scan).values():
        headers = {cell.header for cell in cells if cell.header}
        kinds = {cell.column.kind for cell in cells if cell.column}
        if not any(word in header for header in headers for word in sensitive) and not kinds & _SENSITIVE:
            continue
        counted = {header for header in headers if header.endswith(counts)}
        few = (cell for cell in cells if cell.header in counted and _written(scan, cell) in _FEW)
        found = next(few, None)
        if found:
            yield found


def _written(scan: ScanText, cell: Cell) -> str:
    return scan.text[cell.start : cell.end].strip()


def _tables(scan: ScanText) -> dict[Table, list[Cell]]:
    """Table → its cells with text, in text order."""
    return scan.once("cells_by_table", _by_table)


def _by_table(scan: ScanText) -> dict[Table, list[Cell]]:
    tables: dict[Table, list[Cell]] = {}
    for cell in scan.cells:
        if cell.end > cell.start:
            tables.setdefault(cell.table, []).append(cell)
    return tables

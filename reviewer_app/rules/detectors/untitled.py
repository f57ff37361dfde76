"""Columns that nothing heads: what stands in all their cells, and what the other columns hold, tells what they are."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from reviewer_app.rules import identifiers
from reviewer_app.rules.detectors.candidate import digits_of
from reviewer_app.rules.scan import Cell, ScanText

ColumnKey = tuple[tuple[object, ...], int]
"""(table, number of the column)."""
SAMPLE: Final = 50
LEAST_PERSONS: Final = 3


def untitled(scan: ScanText) -> dict[ColumnKey, list[Cell]]:
    """The non-empty cells of every column without a header."""
    return scan.once("untitled", _untitled)


def _untitled(scan: ScanText) -> dict[ColumnKey, list[Cell]]:
    columns: dict[ColumnKey, list[Cell]] = defaultdict(list)
    for cell in scan.unheaded:
        columns[cell.table, cell.number].append(cell)
    return columns


def beside_persons(scan: ScanText) -> Iterator[list[Cell]]:
    """The untitled columns of tables in which another untitled column holds identity numbers."""
    columns = untitled(scan)
    of_persons = {key for key, cells in columns.items() if _identities(scan, cells) >= LEAST_PERSONS}
    tables = {table for table, _ in of_persons}
    yield from (cells for key, cells in columns.items() if key[0] in tables and key not in of_persons)


def _identities(scan: ScanText, cells: list[Cell]) -> int:
    """How many of a column's first cells hold an identity number whose check digit is right."""
    written = (digits_of(scan.text[cell.start : cell.end].strip()) for cell in cells[:SAMPLE])
    return sum(1 for number in written if identifiers.id_checksum_ok(number) and identifiers.birth_date(number))

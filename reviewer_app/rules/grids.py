"""Every table of a document as rows of placed cells: real cells, and lines that plain text parts with tabs or bars."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

from reviewer_app.domain.document import BlockKind
from reviewer_app.rules.lines import Lines

LEAST_ROWS: Final = 3
_TABLE: Final = attrgetter("part", "page", "sheet", "table")
MARKS: Final = ("\t", "|")


class GridCell(NamedTuple):
    """The text of a cell without outer blanks, and where it begins in `Document.text`."""

    text: str
    start: int


Row = dict[int, GridCell]
"""Cells by their column; a column that a row leaves out is not in it."""


def grids(lines: Lines) -> Iterator[list[Row]]:
    """The tables with at least a heading and two rows, top to bottom."""
    yield from lines.once(grids, lambda: _all(lines))


def _all(lines: Lines) -> tuple[list[Row], ...]:
    return tuple(found for found in (*_of_cells(lines), *_of_lines(lines)) if len(found) >= LEAST_ROWS)


def _of_cells(lines: Lines) -> Iterator[list[Row]]:
    cells = ((start, block) for start, block in lines.blocks() if block.kind is BlockKind.CELL and not block.hidden)
    # A table that a PDF carries over to the next page is one table per page there: its rows cannot be summed up.
    for _, group in groupby(cells, key=lambda placed: _TABLE(placed[1].place)):
        rows: dict[int, Row] = defaultdict(dict)
        for start, (text, _, place, _, _) in group:
            row, column, stripped = place.row, place.column, text.strip()
            if row is not None and column is not None and stripped:
                rows[row][column] = GridCell(stripped, start + len(text) - len(text.lstrip()))
        yield [rows[number] for number in sorted(rows)]


def _of_lines(lines: Lines) -> Iterator[list[Row]]:
    text = lines.document.text
    for mark, group in groupby((_whole(text, line.start) for line in lines.body()), key=_mark):
        if mark:
            yield list(_rows(group, mark))


def _whole(text: str, offset: int) -> GridCell:
    """The line at an offset with its outer tabs: an empty first cell is one."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return GridCell(text[start : end if end >= 0 else len(text)], start)


def _mark(line: GridCell) -> str:
    return next((mark for mark in MARKS if mark in line.text), "")


def _rows(group: Iterable[GridCell], mark: str) -> Iterator[Row]:
    for line in group:
        text, start = line.text, line.start
        if mark == "|" and set(text) <= set("|-: "):  # the rule under a Markdown table's head
            continue
        row: Row = {}
        for column, piece in enumerate(text.split(mark), 1):
            if piece.strip():
                row[column] = GridCell(piece.strip(), start + len(piece) - len(piece.lstrip()))
            start += len(piece) + 1
        yield row

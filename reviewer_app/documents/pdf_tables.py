"""Cells of the ruled tables of a PDF page, found by pdfplumber's grid search over pdfium's lines."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, Final, NamedTuple, TypeAlias

from reviewer_app.documents.pdf_lines import Rule
from reviewer_app.domain.document import Box

_TOLERANCE: Final = 3.0
"""Points between lines that are one line; pdfplumber's default."""

FEWEST: Final = 6
"""Lines of the smallest table: two cells beside each other in two rows."""

TWO: Final = 2
_Area: TypeAlias = tuple[float, float, float, float]


class RuledCell(NamedTuple):
    """A cell of a ruled table: `row` and `column` from 1 in its table, `span` columns wide."""

    row: int
    column: int
    span: int
    box: Box


class RuledTable(NamedTuple):
    """A table's cells in reading order, and where its columns begin and end from left to right (points)."""

    cells: tuple[RuledCell, ...]
    columns: tuple[float, ...]

    def at(self, x: float, y: float) -> int | None:
        """Number of the cell around a point, from 0."""
        if not self.columns[0] <= x <= self.columns[-1]:
            return None
        return next(
            (
                number
                for number, cell in enumerate(self.cells)
                if cell.box.left <= x <= cell.box.right and cell.box.top <= y <= cell.box.bottom
            ),
            None,
        )


def tables_of(rules: Sequence[Rule]) -> list[RuledTable]:
    """Tables of at least two rows and two columns, from top to bottom."""
    levels = sum(1 for rule in rules if rule.level)
    if len(rules) < FEWEST or min(levels, len(rules) - levels) < TWO:
        return []
    from pdfplumber import table as search  # a quarter of a second, only on pages with lines

    edges = search.merge_edges([_edge(rule) for rule in rules], *[_TOLERANCE] * 4)
    crossings = search.edges_to_intersections(edges, _TOLERANCE, _TOLERANCE)
    found = (_table(areas) for areas in search.cells_to_tables(search.intersections_to_cells(crossings)))
    return [table for table in found if table is not None]


def _edge(rule: Rule) -> dict[str, Any]:
    """A line as pdfplumber holds it."""
    level = rule.level
    middle_x, middle_y = (rule.left + rule.right) / 2, (rule.top + rule.bottom) / 2
    left, right = (rule.left, rule.right) if level else (middle_x, middle_x)
    top, bottom = (middle_y, middle_y) if level else (rule.top, rule.bottom)
    return {
        "x0": left, "x1": right, "top": top, "bottom": bottom, "width": right - left, "height": bottom - top,
        "orientation": "h" if level else "v", "object_type": "line",
    }


def _table(areas: Sequence[_Area]) -> RuledTable | None:
    columns = sorted({x for left, _, right, _ in areas for x in (left, right)})
    rows = sorted({top for _, top, _, _ in areas})
    if len(columns) <= TWO or len(rows) < TWO:
        return None
    cells = [
        RuledCell(
            bisect_left(rows, top) + 1,
            bisect_left(columns, left) + 1,
            bisect_left(columns, right) - bisect_left(columns, left),
            Box(left, top, right, bottom),
        )
        for left, top, right, bottom in areas
    ]
    return RuledTable(tuple(sorted(cells)), tuple(columns))

"""Takes columns, rows and tables out of a Word document; the columns that stay share the width."""

from collections.abc import Iterable, Iterator
from typing import Final

from reviewer_app.documents import docx_names as w
from reviewer_app.documents.docx_inline import Element
from reviewer_app.documents.docx_walk import Walked
from reviewer_app.domain.document import BlockKind
from reviewer_app.domain.public_version import PublicPlan

_W: Final = w.P.rpartition("}")[0] + "}"
_GRID: Final = _W + "tblGrid"
_GRID_COLUMN: Final = _W + "gridCol"
_GRID_AFTER: Final = _W + "gridAfter"
_CELL_WIDTH: Final = _W + "tcW"
_WIDTH: Final = _W + "w"
_TYPE: Final = _W + "type"
_MOST_COLUMNS: Final = 1000


def cut(walked: Iterable[Walked], plan: PublicPlan) -> None:
    """Apply the cuts of a plan; tables are numbered as in the blocks."""
    wanted = {c.table for c in plan.columns} | {r.table for r in plan.rows} | {t.table for t in plan.tables}
    tables: dict[int, Element] = {}
    for entry in walked:
        number = entry.block.place.table
        if number in wanted and number is not None and number not in tables and entry.owner.tag == w.TC:
            tables[number] = next(entry.owner.iterancestors(w.TBL))
    for number, table in tables.items():
        rows = list(flat(table, w.TR))
        _cut_columns(table, rows, frozenset(c.column for c in plan.columns if c.table == number))
        for row in plan.rows:
            if row.table == number and row.row <= len(rows):
                remove_row(rows[row.row - 1])
        for gone in plan.tables:
            if gone.table == number:
                _replace(table, gone.notice)


def flat(parent: Element, wanted: str) -> Iterator[Element]:
    """Children of one name, looking through content controls and other wrappers as the walk does."""
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag in w.WRAPPERS:
            yield from flat(child, wanted)


def remove_row(row: Element) -> None:
    """Take out a row; cells that were merged downwards from it begin in the row below."""
    below = next((sibling for sibling in row.itersiblings(w.TR)), None)
    if below is not None:
        starts = {column for cell, column, _ in _placed(row) if _merge(cell) == "restart"}
        for cell, column, _ in _placed(below):
            if column in starts and _merge(cell) == "continue":
                cell.find(f"{w.TCPR}/{w.VMERGE}").set(w.VAL, "restart")
    parent = row.getparent()
    parent.remove(row)
    table = parent if parent.tag == w.TBL else next(parent.iterancestors(w.TBL), None)
    if table is not None and next(flat(table, w.TR), None) is None:
        _replace(table, "")


def _merge(cell: Element) -> str | None:
    mark = cell.find(f"{w.TCPR}/{w.VMERGE}")
    return None if mark is None else mark.get(w.VAL) or "continue"


def _child(element: Element, tag: str) -> Element:
    """The first child of that name or None, as `find` has it, which takes three times as long."""
    return next(element.iterchildren(tag), None)


def _placed(row: Element) -> Iterator[tuple[Element, int, int]]:
    """(cell, first column, span) of each cell of a row."""
    properties = _child(row, w.TRPR)
    column = 1 if properties is None else 1 + _number(_child(properties, w.GRID_BEFORE))
    for cell in flat(row, w.TC):
        properties = _child(cell, w.TCPR)
        span = 1 if properties is None else max(1, _number(_child(properties, w.GRID_SPAN)))
        yield cell, column, span
        column += span


def _cut_columns(table: Element, rows: list[Element], columns: frozenset[int]) -> None:
    if not columns:
        return
    widths = _cut_grid(table, columns)
    for row in rows:
        end = 1
        stays = False
        for cell, column, span in list(_placed(row)):
            end = column + span
            if span == 1 and column in columns:
                cell.getparent().remove(cell)
                continue
            left = [place for place in range(column, end) if place not in columns]
            if left:
                _resize(cell, left, widths)
                stays = True
            else:
                cell.getparent().remove(cell)
        if stays:
            _shrink(row, end, columns)
        else:
            remove_row(row)


def _resize(cell: Element, left: list[int], widths: dict[int, int]) -> None:
    """A cell's span and width over the columns that are left of it."""
    properties = _child(cell, w.TCPR)
    for entry in () if properties is None else properties:
        if entry.tag == w.GRID_SPAN:
            entry.set(w.VAL, str(len(left)))
        elif entry.tag == _CELL_WIDTH and entry.get(_TYPE) == "dxa" and all(place in widths for place in left):
            entry.set(_WIDTH, str(sum(widths[place] for place in left)))


def _cut_grid(table: Element, columns: frozenset[int]) -> dict[int, int]:
    """Take columns out of the grid; the new width of each that stays, by its old number."""
    grid = table.find(_GRID)
    entries = [] if grid is None else list(grid.iter(_GRID_COLUMN))
    old = {number: _whole(entry.get(_WIDTH)) for number, entry in enumerate(entries, 1)}
    left = sum(width for number, width in old.items() if number not in columns)
    scale = sum(old.values()) / left if left else 1.0
    widths: dict[int, int] = {}
    for number, entry in enumerate(entries, 1):
        if number in columns:
            entry.getparent().remove(entry)
        else:
            widths[number] = round(old[number] * scale)
            entry.set(_WIDTH, str(widths[number]))
    return widths


def _shrink(row: Element, end: int, columns: frozenset[int]) -> None:
    """Columns that a row leaves out at its ends are fewer now; `end` is the first column after its last cell."""
    properties = _child(row, w.TRPR)
    if properties is None:
        return
    before, after = properties.find(w.GRID_BEFORE), properties.find(_GRID_AFTER)
    for mark, first in ((before, 1), (after, end)):
        if mark is not None:
            places = range(first, first + _number(mark))
            mark.set(w.VAL, str(sum(1 for place in places if place not in columns)))


def _replace(table: Element, notice: str) -> None:
    """Put a paragraph with the notice where the table stood; Word wants one there even if it is empty."""
    paragraph = table.makeelement(w.P, {})
    if notice:
        run = paragraph.makeelement(w.R, {})
        text = paragraph.makeelement(w.T, {})
        text.text = notice
        run.append(text)
        paragraph.append(run)
    table.addprevious(paragraph)
    table.clear()  # a subtree that leaves its tree whole is walked node by node: seconds for a long list
    table.getparent().remove(table)


def _number(element: Element) -> int:
    """The number of columns an element names; no more than any table has, whatever a hostile file says."""
    return min(_MOST_COLUMNS, 0 if element is None else _whole(element.get(w.VAL)))


def _whole(value: str | None) -> int:
    return int(value) if value is not None and value.isdecimal() else 0


def is_hidden_row(row: Element) -> bool:
    """Whether a row is hidden, or tracked as deleted."""
    properties = _child(row, w.TRPR)
    if properties is None:
        return False
    mark = properties.find(w.HIDDEN)
    return (mark is not None and w.is_on(mark.get(w.VAL))) or properties.find(w.DEL) is not None


HIDDEN_KINDS: Final = frozenset({BlockKind.HIDDEN, BlockKind.DELETION, BlockKind.COMMENT})
"""Kinds of blocks whose pieces are taken out of a Word file."""

"""Compares a workbook with its public version, cell by cell: same values, same formats outside the decided places.

Read with openpyxl, which the writer does not use; rows and columns that went are counted away.
"""

import io
import warnings
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import openpyxl

from reviewer_app.documents import sheet_extras
from reviewer_app.documents.archive import Archive
from reviewer_app.documents.writers.spans import by_block
from reviewer_app.documents.writers.xlsx_shift import Axis
from reviewer_app.domain.document import Block
from reviewer_app.domain.public_version import PublicPlan, Structure

Cell = tuple[int, int]
"""Row and column, from 1."""

_LOOKS: Final = ("font", "fill", "border", "alignment", "number_format")


class _Gone(NamedTuple):
    """What was decided on one sheet: rows and columns that went, single cells that changed."""

    rows: Axis
    columns: Axis
    cells: frozenset[Cell]


def compare(original: bytes, result: bytes, name: str, blocks: Iterable[Block], plan: PublicPlan) -> Structure:
    """`blocks` are those of the original, as the reader gives them; `plan` is what was decided on them."""
    before, after = _open(original), _open(result)
    edits = _edited(tuple(blocks), plan)
    notices = {cut.sheet: cut.notice for cut in plan.tables}
    shown = [sheet for sheet in before.worksheets if sheet.sheet_state == "visible"]
    staying = [sheet for sheet in shown if notices.get(sheet.title) != ""] or shown[:1]
    total = Structure(0, 0, 0)
    archive = Archive(original, name)
    parts = sheet_extras.sheet_parts(archive, sheet_extras.workbook_part(archive))
    for old, new in zip(staying, after.worksheets, strict=False):
        if old.title in notices:
            continue
        hidden = sheet_extras.of_sheet(archive, parts[old.title], old.title)
        gone = _Gone(
            Axis(hidden.hidden_rows | {cut.row for cut in plan.rows if cut.sheet == old.title}),
            Axis(hidden.hidden_columns | {cut.column for cut in plan.columns if cut.sheet == old.title}),
            frozenset(edits[old.title]))
        one = _sheet(old, new, gone)
        total = Structure(*(sum(pair) for pair in zip(total, one, strict=True)))
    lacking = abs(len(staying) - len(after.worksheets))
    return total._replace(changed=total.changed + lacking, units=total.units + lacking)


def _open(data: bytes) -> Any:  # noqa: ANN401 - openpyxl's workbook
    with warnings.catch_warnings():
        # It warns of what it leaves aside (odd header lines, extensions).
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(data), data_only=True)


def _edited(blocks: tuple[Block, ...], plan: PublicPlan) -> defaultdict[str, set[Cell]]:
    """By sheet the cells whose text was edited."""
    found: defaultdict[str, set[Cell]] = defaultdict(set)
    for index in by_block(blocks, plan.spans):
        place = blocks[index].place
        if place.sheet and place.row and place.column:
            found[place.sheet].add((place.row, place.column))
    return found


def _sheet(old: Any, new: Any, gone: _Gone) -> Structure:  # noqa: ANN401 - openpyxl's sheets
    """Cells that stand in either sheet; a title merged over what went has moved and is left aside."""
    moved = _moved_titles(old, gone)
    there = {
        (gone.rows.new(row), gone.columns.new(column)): None if (row, column) in gone.cells else cell
        for (row, column), cell in _cells(old) if row not in gone.rows and column not in gone.columns}
    units = changed = restyled = 0
    same: dict[tuple[int, int], bool] = {}
    found = dict(_cells(new))
    for place in there.keys() | found.keys():
        before, after = there.get(place), found.get(place)
        if place in moved or (place in there and before is None):
            continue
        units += 1
        if _value(before) != _value(after):
            changed += 1
        elif before is not None and after is not None and not _same_look(before, after, same):
            restyled += 1
    return Structure(units, changed, restyled)


def _cells(sheet: Any) -> Iterable[tuple[Cell, Any]]:  # noqa: ANN401 - as above
    """The cells that hold something; as the file names them, no empty ones in between."""
    return (((row, column), cell) for (row, column), cell in sheet._cells.items() if cell.value is not None)  # noqa: SLF001 - iter_rows makes every empty cell anew


def _moved_titles(sheet: Any, gone: _Gone) -> set[Cell]:  # noqa: ANN401 - as above
    """New places of merged titles whose own first cell went."""
    found: set[Cell] = set()
    for area in sheet.merged_cells.ranges:
        row = gone.rows.first_left(area.min_row, area.max_row)
        column = gone.columns.first_left(area.min_col, area.max_col)
        if row and column and (row, column) != (area.min_row, area.min_col):
            found.add((gone.rows.new(row), gone.columns.new(column)))
    return found


def _value(cell: Any) -> str:  # noqa: ANN401 - as above
    value = "" if cell is None or cell.value is None else cell.value
    return str(int(value)) if isinstance(value, float) and value.is_integer() else "".join(str(value).split())


def _same_look(before: Any, after: Any, known: dict[tuple[int, int], bool]) -> bool:  # noqa: ANN401 - as above
    """Fonts, fills and the rest; cells share few styles, so each pair is compared once."""
    pair = (before.style_id, after.style_id)
    if pair not in known:
        known[pair] = all(repr(getattr(before, look)) == repr(getattr(after, look)) for look in _LOOKS)
    return known[pair]

"""Workbooks of any length: rows are written as they come, and a table longer than a sheet goes on in the next.

As harmless as `workbook`: every text is guarded and written as a string.
"""

from io import BytesIO
from itertools import islice
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from reviewer_app.documents.forms.workbook import LONGEST_TITLE, guarded
from reviewer_app.ports.forms import Cell, Sheet

MAX_ROWS: Final = 1_000_000
"""Rows of one sheet; Excel ends at 1,048,576."""

_BOLD: Final = Font(bold=True)
_TOP: Final = Alignment(vertical="top", wrap_text=True)


def write(sheets: tuple[Sheet, ...], max_rows: int = MAX_ROWS) -> bytes:
    """The workbook, as bytes; a sheet that goes on has (2), (3) and so on behind its title."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        rows = iter(sheet.rows)
        piece, number = list(islice(rows, max_rows)), 1
        while piece or number == 1:
            title = sheet.title if number == 1 else f"{sheet.title[: LONGEST_TITLE - 5]}({number})"
            _write(book.create_sheet(title[:LONGEST_TITLE]), sheet, piece)
            piece, number = list(islice(rows, max_rows)), number + 1
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write(target: Any, sheet: Sheet, rows: list[tuple[Cell, ...]]) -> None:  # noqa: ANN401 - openpyxl has no class for it that is typed
    top = len(sheet.head) + 1
    for column, (_, width) in enumerate(sheet.columns, 1):
        target.column_dimensions[get_column_letter(column)].width = width
    target.freeze_panes = f"A{top + 1}"
    target.auto_filter.ref = f"A{top}:{get_column_letter(len(sheet.columns))}{top + max(1, len(rows))}"
    for number, line in enumerate(sheet.head):
        target.append([_cell(target, line, bold=number == 0)])
    target.append([_cell(target, title, bold=True) for title, _ in sheet.columns])
    for row in rows:
        target.append([_cell(target, value) for value in row])


def _cell(target: Any, value: Cell, *, bold: bool = False) -> Any:  # noqa: ANN401 - as above
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(target, guarded(value))
    cell.data_type = "s"  # "=…" would be taken for a formula; never here
    cell.alignment = _TOP
    if bold:
        cell.font = _BOLD
    return cell

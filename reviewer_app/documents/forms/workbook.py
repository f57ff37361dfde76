"""Writes xlsx files that carry text of strangers: no cell can become a formula, in Excel, WPS or after CSV.

A text that begins with a sign that spreadsheets take for a formula gets an apostrophe before it (OWASP, CSV
injection), and every text cell is written as a string whatever it holds.
"""

import re
from datetime import date
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from reviewer_app.ports.forms import Cell, Sheet

DANGEROUS: Final = "=+-@＝＋－＠\t\r\n|%"
LONGEST: Final = 32_000
"""Excel ends a cell at 32,767 characters."""

_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NOT_IN_TITLES: Final = re.compile(r"[\\/*?:\[\]]")
_THIN: Final = Side(style="thin", color="FF999999")
_BOX: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
LONGEST_TITLE: Final = 31


def guarded(text: str) -> str:
    """The text as a cell may hold it: harmless, without control characters, of a length Excel takes."""
    clean = _FORBIDDEN.sub("", text)[:LONGEST]
    begins = clean.lstrip(" \u3000\u00a0\ufeff")[:1] or clean[:1]
    return f"'{clean}" if begins and begins in DANGEROUS else clean


def write(sheets: tuple[Sheet, ...]) -> bytes:
    """The workbook, as bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _sheet(book.create_sheet(_NOT_IN_TITLES.sub("", sheet.title)[:LONGEST_TITLE]), sheet)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _sheet(target: Worksheet, sheet: Sheet) -> None:
    for number, line in enumerate(sheet.head, 1):
        _put(target, number, 1, line, bold=number == 1)
        target.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(sheet.columns))
    top = len(sheet.head) + 1
    for column, (title, width) in enumerate(sheet.columns, 1):
        _put(target, top, column, title, bold=True, boxed=True)
        target.column_dimensions[get_column_letter(column)].width = width
    for row, cells in enumerate(sheet.rows, top + 1):
        for column, value in enumerate(cells, 1):
            _put(target, row, column, value, boxed=True)
    target.freeze_panes = f"A{top + 1}"
    target.page_setup.orientation = "landscape"
    target.page_setup.paperSize = target.PAPERSIZE_A4
    target.page_setup.fitToHeight = 0
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    target.print_title_rows = f"{top}:{top}"


def _put(target: Worksheet, row: int, column: int, value: Cell, *, bold: bool = False, boxed: bool = False) -> None:
    cell = target.cell(row, column)
    if isinstance(value, str):
        cell.value = guarded(value)
        cell.data_type = "s"  # openpyxl takes "=…" for a formula when it is set; never here
    elif value is not None:
        cell.value = value
        cell.number_format = "yyyy-mm-dd" if isinstance(value, date) else "0"
    cell.font = Font(bold=bold)
    cell.alignment = Alignment(wrap_text=boxed, vertical="center")
    if boxed:
        cell.border = _BOX

"""Makes the sample workbooks: a compensation register with what offices forget in one."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet
from sample_docx import repack
from sample_people import Household

HEADERS: Final = ("序号", "户主姓名", "身份证号", "村组", "地块编号", "征收面积（亩）", "补偿金额（元）", "开户银行",
                  "银行账号", "联系电话")
WIDTHS: Final = (6, 12, 22, 14, 12, 14, 16, 14, 24, 15)
TITLE: Final = "青溪镇松岗村征地补偿登记表"
HEADER_ROW: Final = 3
HIDDEN: Final = "K"
STAMP: Final = datetime(2018, 6, 20, 9, 0)  # noqa: DTZ001 - openpyxl wants naive UTC


def register_rows(households: Sequence[Household]) -> list[list[str]]:
    """Header and rows as text, for the Word form of the register."""
    rows = [[str(number), h.name, h.id_number, h.group, h.plot, f"{h.area:.2f}", f"{h.amount:.2f}", h.bank, h.account,
             h.mobile] for number, h in enumerate(households, 1)]
    return [list(HEADERS), *rows]


def make_register(households: Sequence[Household], *, traces: bool) -> bytes:
    """The register as xlsx; with `traces` it carries a hidden column, a comment and its author's name."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 - tells mypy what a new workbook has
    sheet.title = "补偿登记表"
    _fill(sheet, households)
    if traces:
        _leave_traces(sheet, households)
    book.properties.creator = "赖晓春" if traces else ""
    book.properties.lastModifiedBy = "赖晓春" if traces else None
    book.properties.created = book.properties.modified = STAMP
    stream = io.BytesIO()
    book.save(stream)
    return repack(_settle(stream.getvalue(), households))


def _fill(sheet: Worksheet, households: Sequence[Household]) -> None:
    """Title, unit line, header, rows and totals, with widths and borders."""
    line = Side(style="thin")
    sheet["A1"] = TITLE
    sheet["A1"].font = Font(size=16, bold=True)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet.merge_cells("A1:J1")
    sheet["A2"] = "填报单位：青溪镇人民政府"
    sheet.append(list(HEADERS))
    for number, h in enumerate(households, 1):
        sheet.append([number, h.name, h.id_number, h.group, h.plot, h.area, h.amount, h.bank, h.account, h.mobile])
    last = HEADER_ROW + len(households)
    sheet.append(["合计", None, None, None, None, f"=SUM(F4:F{last})", f"=SUM(G4:G{last})"])
    for row in sheet.iter_rows(min_row=HEADER_ROW, max_row=last + 1, max_col=len(HEADERS)):
        for cell in row:
            cell.border = Border(left=line, right=line, top=line, bottom=line)
    for cell in sheet["F"][HEADER_ROW:] + sheet["G"][HEADER_ROW:]:
        cell.number_format = "#,##0.00"
    for letter, width in zip("ABCDEFGHIJ", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width


def _leave_traces(sheet: Worksheet, households: Sequence[Household]) -> None:
    """A hidden column of remarks about poverty and disability, and a comment that names a neighbour."""
    sheet[f"{HIDDEN}{HEADER_ROW}"] = "备注"
    for row, household in enumerate(households, HEADER_ROW + 1):
        if household.note:
            sheet[f"{HIDDEN}{row}"] = household.note
    sheet.column_dimensions[HIDDEN].hidden = True
    sheet["F9"].comment = Comment(f"邻户{households[11].name}对面积有异议，待复核", "赖晓春")


def _settle(data: bytes, households: Sequence[Household]) -> bytes:
    """Put in what openpyxl leaves out or stamps: the totals' cached values and the time of saving."""
    totals = {"F": sum(h.area for h in households), "G": sum(h.amount for h in households)}
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                for letter, total in totals.items():
                    pattern = rf"(<f>SUM\({letter}4:[^<]*</f>)<v ?/>|(<f>SUM\({letter}4:[^<]*</f>)<v></v>"
                    content = re.sub(pattern.encode(), rb"\1\2<v>" + f"{total:.2f}".encode() + b"</v>", content)
            elif name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2018-06-20T09:00:00Z", content)
            new.writestr(name, content)
    return target.getvalue()

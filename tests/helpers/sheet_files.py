"""Workbooks for tests, with what offices forget in them."""

import io
import zipfile
from typing import Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

ROWS: Final = (
    ("序号", "姓名", "身份证号", "面积", "备注"),
    (1, "钟建国", "360702195904140205", 2.5, "无"),
    (2, "刘秀英", "360702196004140207", 3.0, "低保户"),
    (3, "李文", "360702196104140201", 4.5, "无"),
)
SHEET: Final = "登记表"


def awkward_xlsx() -> bytes:
    """Merged title, formula, hidden column, row and sheets, comment, defined name, header line, filter, widths."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    sheet["A1"] = "青溪镇登记表"
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.merge_cells("A1:E1")
    for row in ROWS:
        sheet.append(list(row))
    sheet["F2"], sheet["F3"], sheet["F4"] = "内部", "藏着的钟建国", "藏着"
    sheet.column_dimensions["F"].hidden = True
    sheet.column_dimensions["B"].width = 21
    sheet.column_dimensions["C"].width = 33
    sheet.append([9, "藏行", "360702196204140206", 1.0, "无"])
    sheet.row_dimensions[6].hidden = True
    sheet["D7"] = "=SUM(D3:D5)"
    sheet["B4"].comment = Comment("刘秀英来过电话", "赖晓春")
    sheet.oddHeader.center.text = "内部流转"
    sheet.auto_filter.ref = "A2:E5"
    book.create_sheet("底稿")["A1"] = "藏着的底稿"
    book["底稿"].sheet_state = "hidden"
    book.create_sheet("说明")["A1"] = "第二张表"
    book.create_sheet("更藏")["A1"] = "更藏着"
    book["更藏"].sheet_state = "veryHidden"
    book.defined_names["村民"] = DefinedName("村民", attr_text=f"{SHEET}!$B$3:$B$5")
    book.properties.creator = "赖晓春"
    stream = io.BytesIO()
    book.save(stream)
    return _with_extras(stream.getvalue())


def _with_extras(data: bytes) -> bytes:
    """Give the formula the value it would have, and the workbook a macro and a link to another file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(b"<f>SUM(D3:D5)</f><v/>", b"<f>SUM(D3:D5)</f><v>10</v>")
                content = content.replace(b"<f>SUM(D3:D5)</f><v></v>", b"<f>SUM(D3:D5)</f><v>10</v>")
            new.writestr(name, content)
        new.writestr("xl/vbaProject.bin", b"macro")
    return stream.getvalue()


_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
SHARED: Final = {
    "[Content_Types].xml": f"""<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
<Override PartName="/xl/sharedStrings.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="r1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
    "xl/workbook.xml": f"""<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><fileSharing userName="赖晓春"/>
<sheets><sheet name="登记表" sheetId="1" r:id="r1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="r1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="r2" Type="{_REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>""",
    "xl/sharedStrings.xml": f"""<sst xmlns="{_MAIN}" count="4" uniqueCount="4"><si><t>姓名</t></si>
<si><r><rPr><b/></rPr><t>钟</t></r><r><t>建国</t></r><rPh sb="0" eb="1"><t>zhong</t></rPh></si>
<si><t>从前的人</t></si><si><t>刘秀英</t></si></sst>""",
    "xl/worksheets/sheet1.xml": f"""<worksheet xmlns="{_MAIN}"><sheetData>
<row><c t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c><c t="str"><f>A2</f><v>钟建国</v></c></row>
<row><c t="s"><v>3</v></c><c t="inlineStr"><is><t>行内</t></is></c><c><v>5</v></c></row>
</sheetData></worksheet>""",
}


def shared_xlsx() -> bytes:
    """A workbook with shared strings (rich, phonetic, unused), written without references where that is allowed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in SHARED.items():
            archive.writestr(name, content)
    return stream.getvalue()

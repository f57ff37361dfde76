"""Reading xlsx and xls: values as shown, and everything hidden."""

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

import hostile_files as make
from reviewer_app.documents import biff, cell_text, ole, ole_properties, sheet_reading
from reviewer_app.domain.document import Block, BlockKind, Document, FileKind, UnreadReason

NIGHT = dt.datetime.fromisoformat("2018-06-20")
MORNING = dt.datetime.fromisoformat("2018-06-20T09:30")


def read(book: Any) -> Document:
    return sheet_reading.read(make.saved(book), "a.xlsx", FileKind.XLSX)


def cells(document: Document) -> dict[tuple[str | None, str | None], Block]:
    return {(b.place.sheet, b.place.cell): b for b in document.blocks if b.kind is BlockKind.CELL}


def kind(document: Document, wanted: BlockKind) -> list[tuple[str | None, str]]:
    return [(block.place.cell, block.text) for block in document.blocks if block.kind is wanted]


def test_cells_with_place_and_header() -> None:
    found = cells(read(make.xlsx([["姓名", "身份证号"], ["王小明", "110101199003071234"]])))
    last = found["名单", "B2"]
    assert (last.text, last.header, last.place.row, last.place.column) == ("110101199003071234", "身份证号", 2, 2)


def test_merged_title_and_two_line_header() -> None:
    book = make.xlsx([["补偿登记表"], ["户主姓名", "土地", None], [None, "面积", "金额"], ["李大山", 3.5, 96000]])
    sheet = book["名单"]
    for merged in ("A1:C1", "B2:C2", "A2:A3"):
        sheet.merge_cells(merged)
    found = cells(read(book))
    assert [found["名单", ref].header for ref in ("A4", "B4", "C4")] == ["户主姓名", "土地 面积", "土地 金额"]
    assert found["名单", "C4"].text == "96000"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"), (3.5, "3.5"), (0.1 + 0.2, "0.3"), (True, "TRUE"), (None, ""), (7, "7"), ("字", "字"),
        (110101199003071234.0, "110101199003071000"), (1e40, "1e+40"), (1e-9, "1e-09"), (-2.0, "-2"),
        (NIGHT, "2018-06-20"), (MORNING, "2018-06-20 09:30:00"),
        (dt.date(2018, 6, 20), "2018-06-20"), (dt.time(9, 30), "09:30:00"),
    ],
)  # fmt: skip
def test_values_as_a_person_reads_them(value: object, text: str) -> None:
    assert cell_text.shown(value) == text


def test_hidden_sheets_rows_and_columns() -> None:
    book = make.xlsx([["甲", "乙", "丙"], ["1", "2", "3"]])
    sheet = book["名单"]
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    for state in ("hidden", "veryHidden"):
        other = book.create_sheet(state)
        other.append(["藏"])
        other.sheet_state = state
    found = cells(read(book))
    assert {key for key, block in found.items() if not block.hidden} == {("名单", "A1"), ("名单", "C1")}
    assert found["veryHidden", "A1"].hidden


def test_comments_names_header_lines_and_lists() -> None:
    book = make.xlsx([["甲"]])
    sheet = book["名单"]
    sheet["A1"].comment = Comment("请复核廖秀的面积", "钱七")
    sheet.oddHeader.center.text = "内部&&外部&P"
    sheet.oddFooter.left.text = "制表 孙八"
    validation = DataValidation(type="list", formula1='"张三,李四"')
    sheet.add_data_validation(validation)
    validation.add("B1")
    book.defined_names["户主"] = DefinedName("户主", attr_text="名单!$A$1")
    book.properties.creator = "赖晓春"
    document = read(book)
    assert kind(document, BlockKind.COMMENT) == [("A1", "请复核廖秀的面积")]
    assert kind(document, BlockKind.HEADER) == [(None, "内部&外部")]
    assert kind(document, BlockKind.FOOTER) == [(None, "制表 孙八")]
    outside = [(block.place.part, block.text) for block in document.outside()]
    assert ("名单!comments#author", "钱七") in outside
    assert ("名单!dataValidation", "张三,李四") in outside
    assert ("definedName", "户主 名单!$A$1") in outside
    assert ("core.creator", "赖晓春") in outside


def test_rows_and_columns_of_no_size_are_hidden() -> None:
    plain = make.saved(make.xlsx([["甲", "乙"], ["1", "2"]]))
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    xml = xml.replace("<sheetData>", '<cols><col min="2" max="2" width="0"/></cols><sheetData>')
    xml = xml.replace('<row r="2"', '<row r="2" ht="0" customHeight="1"')
    document = sheet_reading.read_xlsx(make.repacked(plain, {"xl/worksheets/sheet1.xml": xml}), "a.xlsx")
    assert {key for key, block in cells(document).items() if not block.hidden} == {("名单", "A1")}


def test_links_drawings_and_what_nobody_reads() -> None:
    drawing = (
        '<d xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:r><a:t>框</a:t></a:r>'
        '<a:r><a:t>中</a:t></a:r></a:p><cNvPr descr="C:/照片/李四.jpg"/></d>'
    )
    data = make.repacked(make.saved(make.xlsx([["甲"]])), {
        "xl/worksheets/_rels/sheet1.xml.rels": make.relationships([
            ("drawing", "../drawings/drawing1.xml", "Internal"),
            ("hyperlink", "http://a.cn/?name=%E5%BC%A0", "External"),
        ]),
        "xl/drawings/drawing1.xml": drawing,
        "xl/media/image1.png": "p",
        "xl/pivotCache/pivotCacheRecords1.xml": "<r/>",
    })  # fmt: skip
    document = sheet_reading.read_xlsx(data, "a.xlsx")
    assert kind(document, BlockKind.TEXT_BOX) == [(None, "框中")]
    outside = [block.text for block in document.outside()]
    assert "C:/照片/李四.jpg" in outside
    assert "http://a.cn/?name=张" in outside
    assert [unread.reason for unread in document.unread] == [UnreadReason.PICTURE, UnreadReason.UNSUPPORTED]


@pytest.mark.parametrize("references", [("C5", "D7"), ("A9",), ("B1", "Z100")])
def test_places_of_a_table_that_does_not_begin_at_the_corner(references: tuple[str, ...]) -> None:
    book = make.xlsx([])
    for reference in references:
        book["名单"][reference] = reference
    found = {block.place.cell: block.text for block in cells(read(book)).values()}
    assert found == {reference: reference for reference in references}


def test_column_letters() -> None:
    assert [sheet_reading.column_letters(number) for number in (1, 26, 27, 703)] == ["A", "Z", "AA", "AAA"]


def test_xls_values_and_hidden_places() -> None:
    data = make.xls([["姓名", "电话", "村"], ["张三", "1", "甲"], ["李四", "2", "乙"]], hidden_row=2, hidden_column=3)
    found = cells(sheet_reading.read_xls(data, "a.xls", FileKind.XLS))
    assert {cell for (_, cell), block in found.items() if not block.hidden} == {"A1", "B1", "A3", "B3"}
    assert found["名单", "B3"].header == "电话"


def test_compound_file_gives_its_streams_back() -> None:
    content = {"Workbook": b"a" * 5000, "WordDocument": b"b" * 4096}
    file = ole.OleFile(make.ole(content), "x")
    assert file.names() == set(content)
    assert file.read("Workbook")[:5000] == content["Workbook"]
    assert file.read("missing") == b""


def test_properties_of_an_xls() -> None:
    text = "赖晓春".encode("gbk") + b"\0"
    values = {1: b"\x02\0\0\0\xa8\x03\0\0", 4: b"\x1e\0\0\0" + len(text).to_bytes(4, "little") + text}
    offset, table, body = 8 + 8 * len(values), b"", b""
    for number, value in values.items():
        table += number.to_bytes(4, "little") + (offset + len(body)).to_bytes(4, "little")
        body += value
    section = (offset + len(body)).to_bytes(4, "little") + len(values).to_bytes(4, "little") + table + body
    stream = bytes(44) + (48).to_bytes(4, "little") + section
    found = ole_properties.read(ole.OleFile(make.ole({"\x05SummaryInformation": stream}), "x"))
    assert [(entry.group, entry.key, entry.value) for entry in found] == [("core", "creator", "赖晓春")]


def test_broken_records_end_the_walk() -> None:
    assert biff.read(b"\x09\x08\xff") == biff.BiffExtras(encrypted=False, sheets={})

"""The parts the writers are made of: spans over pieces, fields, cleaning, table cuts, package copies, drawings."""

import io
import zipfile
from xml.sax.saxutils import quoteattr

import openpyxl
import pytest
from docx.oxml import parse_xml
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image

from reviewer_app.documents import docx_names as w
from reviewer_app.documents.archive import Archive
from reviewer_app.documents.docx_walk import Walked
from reviewer_app.documents.sheet_extras import SheetExtras
from reviewer_app.documents.writers import docx as docx_writer
from reviewer_app.documents.writers import docx_cleaning, docx_fields, docx_tables, ooxml_copy, xlsx_drawing, xlsx_sheet
from reviewer_app.documents.writers import html as html_writer
from reviewer_app.documents.writers import plain as plain_writer
from reviewer_app.documents.writers import xlsx as xlsx_writer
from reviewer_app.documents.writers.spans import by_block, by_piece, edited
from reviewer_app.documents.writers.xlsx_shift import Axis, whole
from reviewer_app.documents.writers.xlsx_strings import S, Strings
from reviewer_app.documents.writing import write
from reviewer_app.domain.document import Block, BlockKind, FileKind, Place
from reviewer_app.domain.public_version import ColumnCut, PublicPlan, SpanEdit
from reviewer_app.rules.span_edits import apply, disjoint
from sheet_files import awkward_xlsx, shared_xlsx
from word_files import NAMES, awkward_docx, field

PLAN = PublicPlan()
XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
DRAWING = f"""<xdr:wsDr xmlns:xdr="{XDR}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<xdr:twoCellAnchor><xdr:from><xdr:col>3</xdr:col><xdr:row>1</xdr:row></xdr:from>
<xdr:to><xdr:col>5</xdr:col><xdr:row>4</xdr:row></xdr:to>
<xdr:sp macro="x" textlink="A1"><xdr:nvSpPr><xdr:cNvPr id="2" name="曾强雪.png" descr="曾强雪"/></xdr:nvSpPr>
<xdr:txBody><a:p><a:r><a:t>村民曾</a:t></a:r><a:r><a:t>强雪</a:t></a:r></a:p><a:p/><a:p><a:r><a:t>注</a:t></a:r></a:p>
</xdr:txBody></xdr:sp></xdr:twoCellAnchor>
<xdr:twoCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:row>0</xdr:row></xdr:from>
<xdr:graphicFrame><xdr:nvGraphicFramePr/></xdr:graphicFrame></xdr:twoCellAnchor></xdr:wsDr>"""


def test_each_kind_goes_to_its_writer() -> None:
    word, sheet, page = awkward_docx(), awkward_xlsx(), b"<html><body><p>a</p></body></html>"
    assert write(word, "a.docx", PLAN) == docx_writer.write(word, "a.docx", PLAN)
    assert write(sheet, "a.xlsx", PLAN) == xlsx_writer.write(sheet, "a.xlsx", PLAN)
    assert write(page, "a.html", PLAN) == html_writer.write(page, "a.html", PLAN)
    assert write(b"a,b\n1,2\n", "a.csv", PLAN) == plain_writer.write_csv(b"a,b\n1,2\n", "a.csv", PLAN)
    assert write(b"# a\n", "a.md", PLAN) == plain_writer.write_text(b"# a\n", "a.md", PLAN, FileKind.MARKDOWN)


@given(st.lists(st.text("甲乙丙丁", min_size=1, max_size=5), min_size=1, max_size=8), st.data())
def test_pieces_after_their_edits_join_to_the_edited_text(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    edits = disjoint(
        SpanEdit(min(pair), max(pair), "某")
        for pair in data.draw(st.lists(st.tuples(*[st.integers(0, len(text))] * 2), max_size=4)))
    changed = list(pieces)
    for edit in by_piece([len(piece) for piece in pieces], [False] * len(pieces), edits):
        old = changed[edit.piece]
        changed[edit.piece] = old[:edit.start] + edit.replacement + old[edit.end:]
    assert "".join(changed) == apply(text, edits) == edited(text, edits)


def test_a_replacement_of_a_mere_line_break_goes_to_the_text_before_it() -> None:
    edits = by_piece([2, 1, 2], [False, True, False], [SpanEdit(2, 3, "、")])
    assert [(edit.piece, edit.replacement) for edit in edits] == [(1, ""), (0, "、")]


def test_a_span_over_two_blocks_replaces_in_the_first_and_deletes_in_the_second() -> None:
    blocks = [Block("甲乙", BlockKind.PARAGRAPH), Block("x", BlockKind.PROPERTY), Block("丙丁", BlockKind.PARAGRAPH)]
    assert by_block(blocks, [SpanEdit(1, 4, "某")]) == {0: [SpanEdit(1, 2, "某")], 2: [SpanEdit(0, 1, "")]}


@pytest.mark.parametrize(("instruction", "stays"), [
    ("PAGE", True), (" page \\* MERGEFORMAT ", True), ("NUMPAGES", True), ('TOC \\o "1-3"', True),
    ("REF _Ref1 \\h", True),
    ('HYPERLINK "https://www.example.gov.cn/a"', True), ('HYPERLINK \\l "_Toc1"', True),
    ('HYPERLINK "mailto:a@b.cn"', False), ('HYPERLINK "tel:15905814813"', False), ("AUTHOR", False),
    ("FILENAME \\p", False), ("MERGEFIELD 姓名", False), ('INCLUDETEXT "C:\\\\赖晓春\\\\a.docx"', False), ("", False),
])
def test_fields_that_bring_data_back_become_their_text(instruction: str, stays: bool) -> None:
    simple = f"<w:p><w:fldSimple w:instr={quoteattr(instruction)}><w:r><w:t>二</w:t></w:r></w:fldSimple></w:p>"
    root = parse_xml(f"<w:body {NAMES}>{field(instruction, '结果')}{simple}</w:body>")
    docx_fields.resolve(root)
    assert bool(list(root.iter(docx_fields.FIELD_CHAR))) is stays
    assert bool(list(root.iter(w.FLD_SIMPLE))) is stays
    assert [element.text for element in root.iter(w.T)] == ["结果", "二"]


def test_fields_in_fields_and_fields_without_end_are_resolved() -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    inner = mark.format("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + mark.format("end")
    outer = mark.format("begin") + "<w:r><w:instrText>IF 赖晓春</w:instrText></w:r>" + inner + mark.format("end")
    lost = mark.format("begin") + "<w:r><w:instrText>AUTHOR</w:instrText></w:r>"
    root = parse_xml(f"<w:body {NAMES}><w:p>{outer}</w:p><w:p>{lost}</w:p></w:body>")
    docx_fields.resolve(root)
    assert [element.text for element in root.iter(w.INSTR)] == ["PAGE"]
    assert len(list(root.iter(docx_fields.FIELD_CHAR))) == 2


def test_a_paragraph_deleted_with_its_end_goes_but_not_the_last_of_a_cell() -> None:
    gone = ('<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr>'
            '<w:del w:id="2" w:author="x"><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>')
    root = parse_xml(f"<w:body {NAMES}>{gone}<w:tbl><w:tr><w:tc>{gone}</w:tc></w:tr></w:tbl></w:body>")
    docx_cleaning.clean(root, set())
    assert len(list(root.iter(w.P))) == 1
    assert not list(root.iter(w.DEL))


def test_rows_hidden_or_deleted_are_known() -> None:
    def row(mark: str) -> etree._Element:
        return parse_xml(f"<w:tr {NAMES}><w:trPr>{mark}</w:trPr></w:tr>")

    assert docx_tables.is_hidden_row(row("<w:hidden/>"))
    assert docx_tables.is_hidden_row(row('<w:del w:id="1"/>'))
    assert not docx_tables.is_hidden_row(row('<w:hidden w:val="0"/>'))
    assert not docx_tables.is_hidden_row(row("<w:tblHeader/>"))


@pytest.mark.parametrize(("address", "safe"), [
    ("https://www.example.gov.cn/art/2018/6/20/art_1.html", True), ("http://www.example.gov.cn", True),
    ("https://www.example.gov.cn/?name=x", False), ("https://user@example.gov.cn/", False),
    ("https://www.example.gov.cn/15905814813", False), ("https://www.example.gov.cn/%31590581481%33", False),
    ("mailto:a@b.cn", False), ("file:///C:/a.docx", False), ("\\\\server\\share", False),
])
def test_only_plain_web_addresses_stay(address: str, safe: bool) -> None:
    assert ooxml_copy.is_safe_link(address) is safe


def test_a_copy_follows_no_circle_and_keeps_only_known_kinds() -> None:
    copy = ooxml_copy.PackageCopy(Archive(awkward_docx(), "a.docx"), {}, lambda kind, _: kind == "officeDocument")
    assert copy.parts == ["word/document.xml"]
    with zipfile.ZipFile(io.BytesIO(copy.save())) as archive:
        assert set(archive.namelist()) == {"[Content_Types].xml", "_rels/.rels", "word/document.xml"}


def test_text_boxes_over_a_sheet_are_edited_and_move_and_charts_go() -> None:
    root = etree.fromstring(DRAWING)
    xlsx_drawing.edit(root, ["村民曾某某", None], Axis(()), Axis({2}), set())
    assert [element.text for element in root.iter(f"{xlsx_drawing.A}t")] == ["村民曾某某", "", "注"]
    assert [element.text for element in root.iter(f"{{{XDR}}}col")] == ["2", "4"]
    assert "曾强雪" not in etree.tostring(root, encoding="unicode")
    assert len(root) == 1
    xlsx_drawing.edit(root, [], Axis(()), Axis({3}), set())
    assert len(root) == 0


def test_a_sheet_without_references_is_counted_through() -> None:
    with zipfile.ZipFile(io.BytesIO(shared_xlsx())) as archive:
        root = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    data = root.find(f"{S}sheetData")
    assert [(number, [column for _, column in cells]) for _, number, cells in xlsx_sheet.placed(data)] == [
        (1, [1]), (2, [1, 2]), (3, [1, 2, 3])]
    job = xlsx_sheet.SheetJob({}, Axis({2}), Axis({1}), SheetExtras())
    xlsx_sheet.edit(root, job, Strings(None))
    assert [entry.get("r") for entry in root.iter(f"{S}c")] == ["A2", "B2"]


def test_a_picture_over_a_cut_column_goes_and_others_move() -> None:
    stream, book = io.BytesIO(), openpyxl.Workbook()
    for place, colour in (("B2", "red"), ("D2", "blue")):
        picture = io.BytesIO()
        Image.new("RGB", (4, 4), colour).save(picture, "PNG")
        book.active.add_image(SheetImage(picture), place)
    book.active["A1"], book.active["B1"], book.active["C1"] = "姓名", "证件照", "备注"
    book.save(stream)
    result = write(stream.getvalue(), "a.xlsx", PublicPlan(columns=(ColumnCut(2, None, "Sheet"),)))
    with zipfile.ZipFile(io.BytesIO(result)) as archive:
        assert len([name for name in archive.namelist() if "/media/" in name]) == 1
    image = openpyxl.load_workbook(io.BytesIO(result)).active._images[0]
    assert (image.anchor._from.col, image.anchor._from.row) == (2, 1)


@pytest.mark.parametrize(("value", "number"), [
    ("12", 12), (" 3 ", 3), (None, 7), ("", 7), ("-1", 7), ("x", 7), ("٣", 7),
])
def test_numbers_of_broken_files_are_taken_as_the_default(value: str | None, number: int) -> None:
    assert whole(value, 7) == number


def test_a_hostile_span_costs_no_time() -> None:
    table = ('<w:tbl><w:tblGrid><w:gridCol w:w="x"/></w:tblGrid><w:tr><w:tc>'
             '<w:tcPr><w:gridSpan w:val="9999999999"/></w:tcPr>'
             "<w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl>")
    root = parse_xml(f"<w:body {NAMES}>{table}</w:body>")
    block = Block("甲", BlockKind.CELL, Place(row=1, column=1, table=1))
    cell = next(root.iter(w.TC))
    docx_tables.cut([Walked(block, [], cell)], PublicPlan(columns=(ColumnCut(1, 1),)))
    assert cell.find(f"{w.TCPR}/{w.GRID_SPAN}").get(w.VAL) == "999"

"""Public versions of workbooks: exactly the edited cells, and looks, widths and merges where they were."""

import io
import zipfile

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from public_texts import actual, expected, span_plans
from reviewer_app.documents.reading import read
from reviewer_app.documents.writers.xlsx_shift import Axis, Range, cell, name
from reviewer_app.documents.writing import write
from reviewer_app.domain.document import BlockKind
from reviewer_app.domain.public_version import ColumnCut, PublicPlan, RowCut, SpanEdit, TableCut
from sheet_files import SHEET, awkward_xlsx, shared_xlsx

DATA = awkward_xlsx()
BEFORE = read(DATA, "a.xlsx").document


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {member: archive.read(member) for member in archive.namelist()}


def span(value: str, replacement: str) -> SpanEdit:
    start = BEFORE.text.index(value)
    return SpanEdit(start, start + len(value), replacement)


def sheet_of(data: bytes) -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(io.BytesIO(data))[SHEET]


def test_the_original_has_all_that_has_to_go() -> None:
    assert "10" in actual(BEFORE)
    assert {block.place.sheet for block in BEFORE.blocks if block.hidden} == {SHEET, "底稿", "更藏"}
    assert any(block.kind is BlockKind.COMMENT for block in BEFORE.blocks)


@settings(max_examples=30, deadline=None)
@given(span_plans(BEFORE), st.sets(st.integers(2, 5), max_size=3), st.sets(st.integers(3, 5), max_size=2))
def test_the_result_reads_as_the_edited_text(spans: PublicPlan, columns: set[int], rows: set[int]) -> None:
    plan = PublicPlan(spans.spans, tuple(ColumnCut(number, None, SHEET) for number in sorted(columns)),
                      tuple(RowCut(number, None, SHEET) for number in sorted(rows)))
    after = read(write(DATA, "a.xlsx", plan), "a.xlsx").document
    assert actual(after) == expected(BEFORE, plan)


def test_nothing_unseen_is_left() -> None:
    result = write(DATA, "a.xlsx", PublicPlan())
    parts = members(result)
    raw = b"".join(parts.values())
    for trace in ("赖晓春", "藏", "底稿", "来过电话", "村民", "内部<", "SUM(", "<autoFilter"):
        assert trace.encode() not in raw
    for trace in ("comment", "vba", "docProps", "calcChain", "drawing"):
        assert not [part for part in parts if trace in part]
    after = read(result, "a.xlsx").document
    assert not [block for block in after.blocks if block.hidden]
    assert after.properties == {}


def test_a_formula_keeps_the_value_it_had() -> None:
    sheet = sheet_of(write(DATA, "a.xlsx", PublicPlan(columns=(ColumnCut(3, None, SHEET),))))
    assert sheet["C6"].value == 10


def test_looks_widths_and_merges_move_with_their_columns() -> None:
    sheet = sheet_of(write(DATA, "a.xlsx", PublicPlan(columns=(ColumnCut(2, None, SHEET),))))
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:D1"]
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["B"].width == 33
    assert sheet["B2"].value == "身份证号"


def test_a_title_merged_over_a_cut_first_column_stays() -> None:
    sheet = sheet_of(write(DATA, "a.xlsx", PublicPlan(columns=(ColumnCut(1, None, SHEET),))))
    assert sheet["A1"].value == "青溪镇登记表"
    assert sheet["A1"].font.bold
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:D1"]


def test_an_edited_title_moves_as_edited() -> None:
    plan = PublicPlan((span("青溪镇登记表", "登记表"),), (ColumnCut(1, None, SHEET),))
    assert sheet_of(write(DATA, "a.xlsx", plan))["A1"].value == "登记表"


def test_a_cut_sheet_leaves_its_notice_or_goes() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write(DATA, "a.xlsx", PublicPlan(tables=(TableCut(None, SHEET, "略"),)))))
    assert book.sheetnames == [SHEET, "说明"]
    assert [[entry.value for entry in row] for row in book[SHEET].iter_rows()] == [["略"]]
    book = openpyxl.load_workbook(io.BytesIO(write(DATA, "a.xlsx", PublicPlan(tables=(TableCut(None, SHEET, ""),)))))
    assert book.sheetnames == ["说明"]


def test_a_workbook_keeps_one_sheet_even_if_all_are_cut() -> None:
    plan = PublicPlan(tables=(TableCut(None, SHEET, ""), TableCut(None, "说明", "")))
    book = openpyxl.load_workbook(io.BytesIO(write(DATA, "a.xlsx", plan)))
    assert len(book.sheetnames) == 1
    assert not [entry for row in book.worksheets[0].iter_rows() for entry in row if entry.value]


def test_the_same_input_gives_the_same_bytes_and_a_second_pass_changes_nothing() -> None:
    plan = PublicPlan((span("钟建国", "钟某某"),), (ColumnCut(3, None, SHEET),))
    result = write(DATA, "a.xlsx", plan)
    assert write(DATA, "a.xlsx", plan) == result
    assert members(write(result, "a.xlsx", PublicPlan())) == members(result)


@given(st.integers(1, 1_048_576), st.integers(1, 16_384))
def test_references_read_as_written(row: int, column: int) -> None:
    assert cell(name(row, column)) == (row, column)


@given(st.sets(st.integers(1, 12)), st.integers(1, 12), st.integers(0, 8))
def test_an_axis_counts_what_stays(cut: set[int], first: int, length: int) -> None:
    axis = Axis(cut)
    left = [place for place in range(first, first + length + 1) if place not in cut]
    assert axis.span(first, first + length) == ((axis.new(left[0]), axis.new(left[-1])) if left else None)
    assert axis.first_left(first, first + length) == (left[0] if left else None)
    for place in left:
        assert axis.new(place) == len([before for before in range(1, place + 1) if before not in cut])


def test_ranges() -> None:
    area = Range.parse("$B$2:D4")
    assert str(area) == "B2:D4"
    assert str(area.shifted(Axis({3}), Axis({1, 2}))) == "A2:B3"
    assert area.shifted(Axis(()), Axis({2, 3, 4})) is None


def test_shared_strings_keep_their_looks_and_lose_what_no_cell_shows() -> None:
    result = write(shared_xlsx(), "a.xlsx", PublicPlan())
    strings = members(result)["xl/sharedStrings.xml"].decode()
    assert "从前的人" not in strings
    assert "zhong" not in strings
    assert "<b/>" in strings
    assert 'uniqueCount="5"' in strings
    sheet = openpyxl.load_workbook(io.BytesIO(result)).active
    assert [[entry.value for entry in row] for row in sheet.iter_rows()] == [
        ["姓名", None, None], ["钟建国", "钟建国", None], ["刘秀英", "行内", 5]]


def test_a_name_taken_out_of_a_cell_is_in_no_string() -> None:
    data = shared_xlsx()
    text = read(data, "a.xlsx").document.text
    first, second = text.index("钟建国"), text.rindex("钟建国")
    plan = PublicPlan((SpanEdit(first, first + 3, "钟某某"), SpanEdit(second, second + 3, "")))
    parts = members(write(data, "a.xlsx", plan))
    assert "建国" not in b"".join(parts.values()).decode()
    assert "钟某某" in parts["xl/sharedStrings.xml"].decode()


def test_a_workbook_with_macros_becomes_one_without() -> None:
    parts = members(write(shared_xlsx(), "a.xlsx", PublicPlan()))
    assert b"macroEnabled" not in parts["[Content_Types].xml"]
    assert "赖晓春" not in parts["xl/workbook.xml"].decode()

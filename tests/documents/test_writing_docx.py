"""Public versions of Word files: the text is exactly the edited text, and nothing unseen is left."""

import io
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from public_texts import actual, expected, span_plans
from reviewer_app.documents.reading import read
from reviewer_app.documents.writing import write
from reviewer_app.domain.document import BlockKind
from reviewer_app.domain.public_version import ColumnCut, PublicPlan, RowCut, SpanEdit, TableCut
from word_files import awkward_docx

DATA = awkward_docx()
BEFORE = read(DATA, "公告.docx").document


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def span(value: str, replacement: str) -> SpanEdit:
    start = BEFORE.text.index(value)
    return SpanEdit(start, start + len(value), replacement)


def test_the_original_has_all_that_has_to_go() -> None:
    kinds = {block.kind for _, block in BEFORE.content()}
    assert {BlockKind.COMMENT, BlockKind.DELETION, BlockKind.HIDDEN, BlockKind.TEXT_BOX, BlockKind.HEADER,
            BlockKind.FOOTER, BlockKind.FOOTNOTE} <= kinds


@settings(max_examples=25, deadline=None)
@given(span_plans(BEFORE))
def test_the_result_reads_as_the_edited_text(plan: PublicPlan) -> None:
    after = read(write(DATA, "公告.docx", plan), "公告.docx").document
    assert actual(after) == expected(BEFORE, plan)


@settings(max_examples=15, deadline=None)
@given(st.sets(st.integers(1, 4), max_size=3), st.sets(st.integers(3, 4), max_size=2))
def test_cut_columns_and_rows_leave_the_rest_of_the_table(columns: set[int], rows: set[int]) -> None:
    # The title spans all columns: it stays as long as one of them does.
    plan = PublicPlan(columns=tuple(ColumnCut(number, 1) for number in sorted(columns)),
                      rows=tuple(RowCut(number, 1) for number in sorted(rows)))
    after = read(write(DATA, "公告.docx", plan), "公告.docx").document
    wanted = expected(BEFORE, plan)
    if 1 in columns:
        headers = {"村组", "姓名", "身份证号", "金额"}
        wanted.insert(next(place for place, text in enumerate(wanted) if text in headers), "登记表")
    assert actual(after) == wanted
    table = docx.Document(io.BytesIO(write(DATA, "公告.docx", plan))).tables[0]
    assert len(table.columns) == 4 - len(columns)
    assert {sum(cell.grid_span for cell in row.cells[:1]) for row in table.rows[:1]} == {4 - len(columns)}


def test_the_width_of_a_cut_column_goes_to_the_others() -> None:
    result = write(DATA, "公告.docx", PublicPlan(columns=(ColumnCut(3, 1),)))
    grid = docx.Document(io.BytesIO(result)).tables[0]._tbl.tblGrid
    assert sum(int(column.w) for column in grid.gridCol_lst) == pytest.approx(8000 * 635, rel=0.01)


def test_cutting_the_row_where_a_merged_cell_begins_moves_the_beginning() -> None:
    result = write(DATA, "公告.docx", PublicPlan(rows=(RowCut(3, 1),)))
    table = docx.Document(io.BytesIO(result)).tables[0]
    assert table.rows[2].cells[0]._tc.vMerge == "restart"


def test_a_cut_table_leaves_its_notice() -> None:
    after = read(write(DATA, "公告.docx", PublicPlan(tables=(TableCut(1, None, "（已略去）"),))), "公告.docx").document
    assert "（已略去）" in after.text
    assert "钟建国" not in after.text
    assert not any(block.kind is BlockKind.CELL for block in after.blocks)


def test_a_number_split_over_runs_goes_whole_and_its_neighbours_keep_their_look() -> None:
    result = write(DATA, "公告.docx", PublicPlan((span("15905814813", "159****4813"),)))
    paragraph = next(p for p in docx.Document(io.BytesIO(result)).paragraphs if "****" in p.text)
    assert paragraph.text.replace("\n", "") == "村民曾强雪的手机是159****4813，请联系。"
    assert paragraph.runs[0].text == "村民曾"
    assert paragraph.runs[-1].text == "联系。\n"


def test_headers_footnotes_and_boxes_are_edited_too() -> None:
    plan = PublicPlan((span("框里的话", "框"), span("内部流转 曾强雪", "曾某某"), span("注：曾强雪", "注：曾某某")))
    texts = actual(read(write(DATA, "公告.docx", plan), "公告.docx").document)
    assert {"框", "曾某某", "注：曾某某是户主"} <= set(texts)


def test_nothing_unseen_is_left() -> None:
    result = write(DATA, "公告.docx", PublicPlan())
    parts = members(result)
    raw = b"".join(parts.values())
    for trace in ('赖晓春"', "赖晓春<", "藏起来的话", "三亩", "曾强雪来过电话", "曾强雪的申请"):
        assert trace.encode() not in raw
    for trace in (b"mailto", b"rsid", b"w:del ", b"w:ins ", b"smartTag", b"Fallback", b"tooltip", b"AUTHOR"):
        assert trace not in raw
    assert not [name for name in parts if "comments" in name or "docProps" in name or "customXml" in name]
    assert not [name for name in parts if "vba" in name or "embeddings" in name or "thumbnail" in name]
    after = read(result, "公告.docx").document
    assert after.properties == {}
    assert after.unread == ()


def test_page_numbers_and_plain_web_links_stay() -> None:
    document = members(write(DATA, "公告.docx", PublicPlan()))["word/document.xml"]
    texts = "".join(etree.fromstring(document).itertext())
    assert 'HYPERLINK "https://www.example.gov.cn/a"' in texts
    assert "PAGE" in texts
    assert "写信" in texts


def test_the_same_input_gives_the_same_bytes_and_a_second_pass_changes_nothing() -> None:
    plan = PublicPlan((span("刘秀英", "刘某某"),), (ColumnCut(3, 1),))
    result = write(DATA, "公告.docx", plan)
    assert write(DATA, "公告.docx", plan) == result
    assert members(write(result, "公告.docx", PublicPlan())) == members(result)


def test_every_part_that_is_listed_exists_and_every_pointer_has_its_part() -> None:
    parts = members(write(DATA, "公告.docx", PublicPlan()))
    types = etree.fromstring(parts["[Content_Types].xml"])
    listed = {entry.get("PartName", "").lstrip("/") for entry in types if entry.get("PartName")}
    assert listed <= set(parts)
    assert docx.Document(io.BytesIO(write(DATA, "公告.docx", PublicPlan()))).paragraphs

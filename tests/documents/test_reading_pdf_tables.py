"""Ruled tables of a PDF: cells with their headers, over pages, however the lines are drawn; boxes still fit."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from printed_pages import printed
from reviewer_app.documents import pdf_lines, pdf_reading, pdf_tables
from reviewer_app.documents.pdf_lines import Rule
from reviewer_app.documents.pdf_pieces import NO_ORIGIN, pieces_of
from reviewer_app.documents.pdfium_binding import pdfium
from reviewer_app.domain.document import Block, BlockKind, Document
from ruled_pdfs import LEFT, TOP, WIDTH, Drawn, lists

HEADER = ("姓名", "身份证号码", "银行账号")
ROWS = [
    HEADER,
    ("张三丰", "36012119861203\n1234", "6222020200112233"),
    ("李小四", "360121198612031235", "62220202\n00112234"),
]


def read(data: bytes) -> Document:
    return pdf_reading.read(data, "名单.pdf")


def cells(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.kind is BlockKind.CELL]


@pytest.mark.parametrize("drawn", Drawn)
@pytest.mark.parametrize(("turned", "rotate"), [(0, 0), (0, 90), (90, 90), (180, 0), (270, 0)])
def test_cells_have_their_place_and_header(drawn: Drawn, turned: int, rotate: int) -> None:
    found = cells(read(lists([ROWS], drawn, turned=turned, rotate=rotate)))
    assert [block.text for block in found] == [text for row in ROWS for text in row]
    assert [(block.place.table, block.place.page) for block in found] == [(1, 1)] * 9
    assert [block.header for block in found] == [None] * 3 + list(HEADER) * 2
    assert [(one.place.row, one.place.column) for one in found] == [(r, c) for r in (1, 2, 3) for c in (1, 2, 3)]


def test_text_around_a_table_stays_paragraphs_in_order() -> None:
    document = read(lists([ROWS], above="补偿登记结果如下："))
    assert [block.text for block in document.blocks][:2] == ["补偿登记结果如下：", "姓名"]
    assert document.blocks[0].kind is BlockKind.PARAGRAPH


def test_a_table_goes_on_over_the_page_with_its_header() -> None:
    found = cells(read(lists([ROWS, [("王五", "360121198612031236", "6222020200112235")] * 2])))
    assert {block.place.table for block in found} == {1}
    assert [(block.place.page, block.place.row, block.header) for block in found if block.text == "王五"] == [
        (2, 4, "姓名"), (2, 5, "姓名")]


def test_a_new_header_or_a_paragraph_between_begins_a_new_table() -> None:
    other = [("户主", "家庭人口", "补助金额"), ("王五", "3", "1200")]
    assert [block.place.table for block in cells(read(lists([ROWS, other])))] == [1] * 9 + [2] * 6
    body = [("王五", "360121198612031236", "6222020200112235")] * 2
    found = cells(read(lists([ROWS, body], above="另一份名单")))
    assert [block.place.table for block in found] == [1] * 9 + [2] * 6


def test_boxes_of_a_number_broken_in_its_cell_are_its_two_lines() -> None:
    data = lists([ROWS])
    text = read(data).text
    start = text.index("36012119861203")
    found = printed(data, "名单.pdf").boxes(start, start + len("36012119861203\n1234"))
    assert len(found) == 2
    page_top = A4[1] - TOP
    for box in found:
        assert LEFT + WIDTH <= box.left <= box.right <= LEFT + 2 * WIDTH
        assert page_top + 40 <= box.top <= box.bottom <= page_top + 80


def test_every_character_of_a_piece_is_where_the_page_has_it() -> None:
    with pdfium.PdfDocument(lists([ROWS], above="补偿登记结果如下：")) as document:
        page = document[0]
        text_page = page.get_textpage()
        parted = pieces_of(page, text_page)
        text_page.close()
        page.close()
    seen: list[int] = []
    for piece in parted.pieces:
        for sign, origin in zip(piece.text, piece.origins, strict=True):
            assert origin == NO_ORIGIN or parted.raw[origin] == sign
            seen.extend([origin] if origin != NO_ORIGIN else [])
    assert len(seen) == len(set(seen))
    left = {index for index, sign in enumerate(parted.raw) if not sign.isspace()} - set(seen)
    assert not left


def test_a_drawing_or_a_single_box_is_no_table() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    canvas.rect(60, 500, 300, 200)
    canvas.line(60, 400, 300, 400)
    canvas.drawString(80, 600, "in a box")
    canvas.save()
    assert cells(read(out.getvalue())) == []


def test_a_page_of_endless_lines_is_read_as_text() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    for number in range(pdf_lines.MAX_RULES + 1):
        canvas.line(50, 50 + number / 10, 500, 50 + number / 10)
    canvas.drawString(80, 600, "text")
    canvas.save()
    assert [block.text for _, block in read(out.getvalue()).content()] == ["text"]


@given(
    columns=st.lists(st.integers(min_value=8, max_value=60), min_size=2, max_size=6),
    rows=st.lists(st.integers(min_value=8, max_value=60), min_size=2, max_size=6),
)
def test_a_full_grid_gives_every_cell_once(columns: list[int], rows: list[int]) -> None:
    xs = [10.0 + sum(columns[:number]) for number in range(len(columns) + 1)]
    ys = [10.0 + sum(rows[:number]) for number in range(len(rows) + 1)]
    rules = [Rule(xs[0], y, xs[-1], y) for y in ys] + [Rule(x, ys[0], x, ys[-1]) for x in xs]
    (table,) = pdf_tables.tables_of(rules)
    assert [(cell.row, cell.column, cell.span) for cell in table.cells] == [
        (row, column, 1) for row in range(1, len(rows) + 1) for column in range(1, len(columns) + 1)]
    for number, cell in enumerate(table.cells):
        middle = (cell.box.left + cell.box.right) / 2, (cell.box.top + cell.box.bottom) / 2
        assert table.at(*middle) == number

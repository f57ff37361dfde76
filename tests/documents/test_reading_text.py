"""Reading txt, md and csv: the text is the file itself, whatever encoding it came in."""

import codecs

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reviewer_app.documents import csv_reading, grid, plain_text, text_decoding
from reviewer_app.documents.reading import read
from reviewer_app.domain.document import BlockKind, FileKind
from reviewer_app.domain.errors import FileDamaged

LINE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=20)
TEXT = st.lists(st.one_of(LINE, st.just(""), st.just("# 标题"), st.just("| a | b |")), max_size=12).map("\n".join)


@given(TEXT, st.sampled_from([FileKind.TEXT, FileKind.MARKDOWN]))
def test_blocks_joined_are_the_file(text: str, kind: FileKind) -> None:
    assert "\n".join(block.text for block in plain_text.blocks_of(text, kind)) == text


@given(TEXT, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]), st.booleans())
def test_text_is_the_decoded_file_without_mark(text: str, encoding: str, carriage: bool) -> None:
    assume(not text.startswith("\ufeff"))
    data = (text.replace("\n", "\r\n") if carriage else text).encode(encoding)
    if encoding == "gb18030":
        assume(not _is_utf8(data))
    assert plain_text.read(data, "a.txt", FileKind.TEXT).text == text


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not data.isascii()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_encodings_without_a_mark(encoding: str) -> None:
    text = "关于2018年政务公开的通知\n联系电话：0797-8123456\n"
    assert text_decoding.decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE])
def test_only_a_mark_is_blank(mark: bytes) -> None:
    assert text_decoding.is_blank(mark)


def test_lone_carriage_return_stays() -> None:
    assert text_decoding.decode(b"a\rb\r\nc", "a.txt") == "a\rb\nc"


@pytest.mark.parametrize("data", [bytes(range(256)), b"\xff\xff\xff\x00\x01", b"ab\x00\x01cd\x02"])
def test_what_no_encoding_fits_is_damaged(data: bytes) -> None:
    with pytest.raises(FileDamaged):
        text_decoding.decode(data, "a.txt")


def test_markdown_headings_and_runs() -> None:
    blocks = plain_text.blocks_of("# 一\n正文\n续\n\n| a |\n", FileKind.MARKDOWN)
    assert [(block.kind, block.text) for block in blocks] == [
        (BlockKind.HEADING, "# 一"), (BlockKind.PARAGRAPH, "正文\n续"), (BlockKind.PARAGRAPH, ""),
        (BlockKind.PARAGRAPH, "| a |"), (BlockKind.PARAGRAPH, ""),
    ]  # fmt: skip


def test_the_file_name_is_a_block_outside_the_text() -> None:
    document = read("正文".encode(), "张三的申请.txt").document
    assert [(block.kind, block.text) for block in document.outside()] == [(BlockKind.FILE_NAME, "张三的申请")]
    assert document.text == "正文"


@pytest.mark.parametrize("separator", csv_reading.SEPARATORS)
def test_csv_separators(separator: str) -> None:
    rows = [["姓名", "联系电话"], ["王小明", "13800000000"], ["李,大", "x"]]
    text = "\n".join(separator.join(f'"{field}"' for field in row) for row in rows)
    document = csv_reading.read(text.encode("gb18030"), "a.csv")
    assert [(block.place.row, block.place.column, block.text, block.header) for block in document.blocks] == [
        (1, 1, "姓名", None), (1, 2, "联系电话", None),
        (2, 1, "王小明", "姓名"), (2, 2, "13800000000", "联系电话"),
        (3, 1, "李,大", "姓名"), (3, 2, "x", "联系电话"),
    ]  # fmt: skip


def test_csv_field_may_span_lines_and_title_rows_are_no_header() -> None:
    document = csv_reading.read('补偿名单,,\n姓名,住址,电话\n王五,"一村\n二组",1\n'.encode(), "a.csv")
    cells = {(block.place.row, block.place.column): block for block in document.blocks}
    assert cells[3, 2].text == "一村\n二组"
    assert cells[3, 2].header == "住址"
    assert cells[1, 1].header is None


def test_grid_gives_places_and_headers() -> None:
    cells = grid.cells_of([["姓名", "电话"], ["", "1"]], "a.csv")
    assert [(block.text, block.place.table, block.header) for block in grid.blocks_of(cells, 3)] == [
        ("姓名", 3, None), ("电话", 3, None), ("1", 3, "电话"),
    ]  # fmt: skip

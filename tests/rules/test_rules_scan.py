import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import blocks_document, cell, text_document
from reviewer_app.domain.document import Block, BlockKind, Place
from reviewer_app.domain.findings import PersonRole
from reviewer_app.rules.block_text import WALL
from reviewer_app.rules.columns import Column, ColumnKind, Columns
from reviewer_app.rules.loader import load_rules
from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.text_tables import TextTables

COLUMNS = Columns(load_rules().lexicons.headers)
TEXTS = st.lists(st.text(alphabet="张三1２ \n，a", max_size=12), max_size=6)
KINDS = st.sampled_from([BlockKind.PARAGRAPH, BlockKind.CELL, BlockKind.PROPERTY, BlockKind.FILE_NAME])


@given(st.lists(st.tuples(st.text(alphabet="张1\n，", max_size=9), KINDS), max_size=7))
def test_offsets_below_the_content_end_are_those_of_the_document(pieces: list[tuple[str, BlockKind]]) -> None:
    document = blocks_document(*(Block(text, kind) for text, kind in pieces))
    scan = ScanText(document, COLUMNS)
    inside = scan.raw[: max(0, scan.content_end - 1)]
    assert inside.replace(WALL, "\n") == document.text or not any(start >= 0 for start in document.starts)
    for start, block in scan.placed_blocks():
        assert scan.raw[start : start + len(block.text)] == block.text
        if block.text:
            assert scan.block(start) == block
            assert scan.block_span(start) == (start, start + len(block.text))


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("身份证号码", Column(ColumnKind.ID_NUMBER)),
        ("公民身份\n号码", Column(ColumnKind.ID_NUMBER)),
        ("户主姓名", Column(ColumnKind.NAME, PersonRole.VILLAGER)),
        ("姓 名", Column(ColumnKind.NAME, PersonRole.PRIVATE)),
        ("联系电话（手机）", Column(ColumnKind.PHONE)),
        ("开户银行账号", Column(ColumnKind.BANK_ACCOUNT)),
        ("家庭住址", Column(ColumnKind.HOME_ADDRESS)),
        ("法定代表人", Column(ColumnKind.NAME, PersonRole.LEGAL_REPRESENTATIVE)),
        ("统一社会信用代码", Column(ColumnKind.CREDIT_CODE)),
        ("项目名称", None),
        ("补偿金额（元）", None),
        ("", None),
        (None, None),
    ],
)
def test_headers_tell_what_a_column_holds(header: str | None, expected: Column | None) -> None:
    assert COLUMNS.of(header) == expected


def test_tab_tables_in_text_have_headers() -> None:
    text = "名单如下\n姓名\t身份证号\t备注\n张伟\t 360702198001011238\t无\n合计两人"
    cells = TextTables(COLUMNS).cells(text)
    assert [(text[c.start : c.end], c.header, c.row) for c in cells] == [
        ("张伟", "姓名", 2),
        ("360702198001011238", "身份证号", 2),
        ("无", "备注", 2),
    ]


def test_lines_without_known_headers_are_no_table() -> None:
    assert TextTables(COLUMNS).cells("一\t二\n三\t四") == []


@pytest.mark.parametrize("mark", [" ", "  ", "\t", " | "])
def test_a_header_stays_in_force_over_blocks_and_stray_lines(mark: str) -> None:
    tables = TextTables(COLUMNS)
    assert tables.cells(mark.join(("序号", "户主", "村组", "身份证号"))) == []
    rows = [mark.join((str(n), "张伟", "新圩村", "360702198001011238")) for n in (1, 2)]
    for row in (rows[0], "下坑组", rows[1]):
        found = tables.cells(row)
        assert [row[c.start : c.end] for c in found if c.header == "户主"] == (["张伟"] if row in rows else [])
    for _ in range(7):
        assert tables.cells("一段普通的话。") == []
    assert tables.cells(rows[0]) == []


def test_a_pipe_table_may_have_outer_pipes() -> None:
    text = "| 姓名 | 电话 |\n| --- | --- |\n| 张伟 | 13800001234 |"
    assert [text[c.start : c.end] for c in TextTables(COLUMNS).cells(text)] == ["---", "---", "张伟", "13800001234"]


def test_a_sentence_is_no_header() -> None:
    assert TextTables(COLUMNS).cells("姓名 张伟 电话 13800001234\n李明 王芳 陈华 刘强") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # headers spread by blanks, a name with a gap in it
            "户　主　账　　号　电　　话\n曹　强　6217001234567890122　13800001234",
            [("曹　强", "户主", 2), ("6217001234567890122", "账号", 2), ("13800001234", "电话", 2)],
        ),
        (  # a number written in groups between wide gaps
            "姓名  卡号\n张伟  6217 0012 3456 7890 122",
            [("张伟", "姓名", 2), ("6217 0012 3456 7890 122", "卡号", 2)],
        ),
        ("姓名,电话\n张伟,13800001234", [("张伟", "姓名", 2), ("13800001234", "电话", 2)]),
        (  # on its side: a person is a column
            "编号\t1\t2\n姓名\t张伟\t李明\n联系电话\t13800001234\t13900001234",
            [("张伟", "姓名", 2), ("李明", "姓名", 3), ("13800001234", "联系电话", 2), ("13900001234", "联系电话", 3)],
        ),
        (  # a form: all lines are one person's, up to a label that comes again
            "姓名|张伟|性别|男\n电话|1380000\n姓名|李明|性别|女",
            [("张伟", "姓名", 1), ("男", "性别", 1), ("1380000", "电话", 1), ("李明", "姓名", 2), ("女", "性别", 2)],
        ),
        ("1\t张伟\t男\n2\t李明\t男\n3\t王芳\t女", [
            (piece, None, row) for row, line in enumerate(("1张伟男", "2李明男", "3王芳女"), 1)
            for piece in (line[0], line[1:3], line[3])
        ]),
        ("姓名，电话，住址都要写明，\n其他不要。", []),
    ],
)  # fmt: skip
def test_tables_that_text_draws(text: str, expected: list[tuple[str, str | None, int]]) -> None:
    assert [(text[c.start : c.end], c.header, c.row) for c in TextTables(COLUMNS).cells(text)] == expected


def test_a_cell_is_found_by_any_offset_in_it() -> None:
    scan = ScanText(blocks_document(Block("前言", BlockKind.PARAGRAPH), cell("张伟", "姓名", 2, 1)), COLUMNS)
    assert scan.cell(0) is None
    found = scan.cell(4)
    assert found is not None
    assert (found.header, found.row, found.number) == ("姓名", 2, 1)


def test_a_property_is_a_cell_under_its_name() -> None:
    scan = ScanText(blocks_document(Block("张伟", BlockKind.PROPERTY, Place(part="core.creator"))), COLUMNS)
    found = scan.cell(0)
    assert found is not None
    assert found.column == Column(ColumnKind.NAME, PersonRole.OFFICIAL)


def test_what_a_pdf_calls_creator_is_a_program() -> None:
    scan = ScanText(blocks_document(Block("WPS Office", BlockKind.PROPERTY, Place(part="info.Creator"))), COLUMNS)
    found = scan.cell(0)
    assert found is not None
    assert found.column is None


def test_windows_stop_at_walls() -> None:
    scan = ScanText(text_document("甲乙\n\n丙丁"), COLUMNS)
    at = scan.raw.index("丁")
    assert scan.before(at, 10) == "丙"
    assert scan.after(0, 10) == "甲乙"


def test_number_runs_keep_single_gaps_and_leading_letters() -> None:
    scan = ScanText(text_document("编号YJ13800001234，电话138 0000\n1234，第3条，2018年"), COLUMNS)
    assert [scan.text[a:b] for a, b in scan.numbers] == ["YJ13800001234", "138 0000\n1234"]

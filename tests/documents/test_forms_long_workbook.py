"""The back-scan's report as a workbook: harmless, of any length, saying what and where."""

import io
from datetime import date

from openpyxl import load_workbook

from reviewer_app.documents.forms.long_workbook import write
from reviewer_app.domain.back_scan import FileState, NotEntered, Problem, ScannedFile, ScanReport
from reviewer_app.domain.document import Place
from reviewer_app.ports.forms import Sheet
from reviewer_app.services.scan_sheets import kind_words, sheets

TABLE = Problem("id_number", Place(sheet="名单"), 300, blocks=True, header="身份证号", samples=("36*****566",),
                spots=(2, 3), rows=True)
TEXT = Problem("mobile", Place(), 1, blocks=False, samples=("138****5678",), spots=(7,))
PAGES = Problem("unread.no_text_layer", Place(), 2, blocks=True, spots=(3, 4))
FILES = (
    ScannedFile("=cmd.txt", 10, "abc", FileState.READ, (TABLE, TEXT)),
    ScannedFile("b.pdf", 5000, "def", FileState.READ, (PAGES,)),
    ScannedFile("c/坏.pdf", 5000, "012", FileState.UNREADABLE, error="file_too_large", detail=(("limit", "200"),)),
    ScannedFile("", 0, "", FileState.MARKED, level="机密"),
)
REPORT = ScanReport("/srv", FILES, 5, (("loop", NotEntered.LINK),), hidden=1, complete=False)


def book(data: bytes):
    return load_workbook(io.BytesIO(data))


def test_the_report_says_what_where_and_how_many() -> None:
    problems, files, summary = book(write(sheets(REPORT, date(2026, 11, 24)))).worksheets
    rows = list(problems.iter_rows(min_row=5, values_only=True))
    assert rows[0][:7] == ("序号", "文件", "位置", "类别", "数量", "示例（已遮盖）", "程度")
    place = "工作表“名单” “身份证号”列 第 2、3 行等 300 处"
    assert rows[1][:7] == (1, "'=cmd.txt", place, "身份证号", 300, "36*****566", "须处理")
    assert rows[2][2:5] == ("第 7 行", "手机号", 1)
    assert rows[3][2:5] == ("第 3、4 页", "读不到：这一页没有文字层", 2)
    assert rows[4][1:6] == ("（密级文件，不留名称）", None, "密级标志", 1, "机密")
    assert "没有做完" in problems.cell(3, 1).value
    unread = [row[1:3] for row in files.iter_rows(min_row=3, values_only=True)]
    assert unread[0][0] == "c/坏.pdf"
    assert "《坏.pdf》超过 200 MB" in unread[0][1]
    assert unread[1] == ("loop", "指向文件夹的链接，没有进入")
    assert ("身份证号", 1, 300) in list(summary.iter_rows(values_only=True))


def test_no_cell_is_a_formula_and_the_list_can_be_filtered() -> None:
    problems = book(write(sheets(REPORT, date(2026, 11, 24)))).worksheets[0]
    assert "f" not in {cell.data_type for row in problems.iter_rows() for cell in row}
    assert problems.auto_filter.ref == "A5:I9"
    assert problems.freeze_panes == "A6"


def test_a_table_longer_than_a_sheet_goes_on_in_the_next() -> None:
    made = book(write((Sheet("问题清单", ("头",), (("列", 9),), tuple((n,) for n in range(7))),), max_rows=3))
    assert made.sheetnames == ["问题清单", "问题清单(2)", "问题清单(3)"]
    assert [row[0] for sheet in made for row in sheet.iter_rows(min_row=3, values_only=True)] == list(range(7))


def test_kinds_have_their_words() -> None:
    assert kind_words("hidden.comment") == "批注"

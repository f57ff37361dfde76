"""Doubling a text doubles the work: counted in lines of Python run and in looks at patterns, never timed.

A pattern that costs the square of a line is caught by the hang guard: each line below is long enough that a square
would take minutes.
"""

import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import big_files
from reviewer_app.domain.document import Block, BlockKind, Document, FileKind, Place
from reviewer_app.rules.assess import assess, load_toolbox
from reviewer_app.rules.context import Context
from reviewer_app.rules.engine import find
from reviewer_app.rules.loader import load_rules

TraceFunction = Callable[[Any, str, Any], Any]
CONTEXT = Context(today=date(2018, 6, 21))
PIECES = (
    "1", "1 ", "1-2", "12345 ", "123456789012345678", "13800001234，", "0797-8391234 ", "a1b2c3d4e5", "91360700MA35",
    "龙泉镇白沙村3组12号", "3号", "一栋", "1单元2室", "号", "(", "(）", "a@", "a@b.", "@", "A1", "京A", "京A12345",
    "1.1.", "::", "fe80::1 ", "00:1A:", "360700********", "*", "x", "X1", "生", "1990年1月", "出生于1990-01-01",
    "护照号码", "护照号码：E1", "微信：", "申请人：张伟，", "张伟", "张", "先生", "姓名 电话 ", "姓名|电话|",
    "\t", "某", "，", " ", "申请人", "·", "张·", "身份证号码：", "联系人：", "住", "路路", "（一）",
    "张伟 ", "1.张伟\n", "申请人：张伟。", "申请人：张伟李娜", "局长张伟（", "李小明主持，", "李\n",
)  # fmt: skip


def of_text(text: str) -> Document:
    return Document.of(FileKind.TEXT, (Block(text, BlockKind.PARAGRAPH),))


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_line_of_one_piece_ends(piece: str) -> None:
    find(of_text(piece * (40_000 // len(piece))), load_rules(), CONTEXT)


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_ten_megabytes_on_one_line_end(piece: str) -> None:
    find(of_text(piece * (10_000_000 // len(piece.encode()))), load_rules(), CONTEXT)


def table(rows: int) -> Document:
    cells = [
        Block(text, BlockKind.CELL, Place(row=row, column=column, table=1), big_files.HEADER[column - 1])
        for row, texts in enumerate(big_files.rows(rows), 2)
        for column, text in enumerate(texts, 1)
    ]
    return Document.of(FileKind.DOCX, tuple(cells))


def steps(work: Callable[[], object]) -> int:
    """Lines of Python run by `work`, each turn of a comprehension counted, and the calls of C."""
    count = 0

    def traced(_frame: object, event: str, _what: object) -> TraceFunction:
        nonlocal count
        count += event == "line"
        return traced

    def counted(_frame: object, event: str, _what: object) -> None:
        nonlocal count
        count += event == "c_call"

    before = sys.gettrace()
    sys.settrace(traced)
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
        sys.settrace(before)
    return count


@pytest.mark.parametrize("make", [table, lambda rows: of_text(big_files.prose(rows * 300))], ids=["table", "prose"])
def test_doubling_the_input_at_most_doubles_the_steps(make: Callable[[int], Document]) -> None:
    toolbox = load_toolbox()
    assess(make(10), toolbox, CONTEXT)  # what is compiled and read once
    more, less = make(400), make(200)
    assert steps(lambda: assess(more, toolbox, CONTEXT)) <= 2.1 * steps(lambda: assess(less, toolbox, CONTEXT))

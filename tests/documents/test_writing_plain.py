"""Public versions of txt, md and csv files."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from public_texts import actual, expected, span_plans
from reviewer_app.documents import structure_plain
from reviewer_app.documents.reading import read
from reviewer_app.documents.writing import write
from reviewer_app.domain.document import FileKind
from reviewer_app.domain.errors import NoWriter
from reviewer_app.domain.public_version import ColumnCut, PublicPlan, RowCut, SpanEdit, TableCut

TEXT = "关于登记结果的公告\n\n村民曾强雪，手机15905814813。\n请联系。\n"
ROWS = [["序号", "姓名", "身份证号", "备注"], ["1", "钟建国", "360702195904140205", 'a,"b"'],
        ["2", "刘秀英", "360702196004140207", "两\n行"]]
PHONE = SpanEdit(TEXT.index("159"), TEXT.index("159") + 11, "159****4813")


def table(separator: str = ",", ends: str = "\r\n") -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator, lineterminator=ends).writerows(ROWS)
    return stream.getvalue().encode("gb18030")


@given(
    st.sampled_from(("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be")), st.sampled_from(("\n", "\r\n")),
    st.data())
def test_text_reads_exactly_as_edited(encoding: str, ends: str, data: st.DataObject) -> None:
    original = TEXT.replace("\n", ends).encode(encoding)
    document = read(original, "a.txt").document
    plan = data.draw(span_plans(document))
    result = write(original, "a.txt", plan)
    wanted = TEXT
    for edit in reversed(plan.spans):
        wanted = wanted[:edit.start] + edit.replacement + wanted[edit.end:]
    assert result.decode("utf-8-sig") == wanted.replace("\n", ends)
    assert structure_plain.compare(original, result, FileKind.TEXT, document.blocks, plan) == (
        wanted.count("\n") + 1, 0, 0)


def test_a_mark_stays_where_there_was_one() -> None:
    assert write(TEXT.encode("utf-8-sig"), "a.txt", PublicPlan()).startswith(b"\xef\xbb\xbf")
    assert not write(TEXT.encode(), "a.txt", PublicPlan()).startswith(b"\xef\xbb\xbf")


def test_markdown_loses_its_comments() -> None:
    original = f"# 公告\n\n<!-- 曾强雪来过\n电话 -->\n{TEXT}<!-- 没有结束"
    result = write(original.encode(), "a.md", PublicPlan()).decode()
    assert result == f"# 公告\n\n{TEXT}"


def test_a_text_file_is_edited_where_the_plan_says() -> None:
    assert write(TEXT.encode(), "a.txt", PublicPlan((PHONE,))).decode() == TEXT.replace("15905814813", "159****4813")


@given(st.sampled_from((",", "\t", ";")), st.data())
def test_csv_reads_exactly_as_edited(separator: str, data: st.DataObject) -> None:
    original = table(separator)
    document = read(original, "a.csv").document
    plan = data.draw(span_plans(document))
    plan = PublicPlan(
        plan.spans,
        tuple(ColumnCut(n, 1) for n in sorted(data.draw(st.sets(st.integers(2, 4), max_size=2)))),
        tuple(RowCut(n, 1) for n in sorted(data.draw(st.sets(st.integers(2, 3), max_size=1)))))
    result = write(original, "a.csv", plan)
    assert structure_plain.compare(original, result, FileKind.CSV, document.blocks, plan)[1:] == (0, 0)
    after = read(result, "a.csv").document
    assert actual(after) == [text.strip() for text in expected(document, plan)]


def test_a_cut_csv_table_leaves_its_notice() -> None:
    plan = PublicPlan(tables=(TableCut(1, None, "（已略去）"),))
    assert write(table(), "a.csv", plan).decode("utf-8-sig").strip() == "（已略去）"


def test_csv_opens_as_chinese_in_office_programs() -> None:
    assert write(table(), "a.csv", PublicPlan()).startswith(b"\xef\xbb\xbf")


def test_kinds_without_a_writer_say_so() -> None:
    plan = PublicPlan(spans=(SpanEdit(0, 1, ""),))
    with pytest.raises(NoWriter) as caught:
        write(b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "a.png", plan)
    assert caught.value.values == {"name": "a.png"}


@pytest.mark.parametrize(("name", "data"), [("a.txt", TEXT.encode()), ("a.csv", table()), ("a.md", b"# a\n\nb\n")])
def test_a_second_pass_changes_nothing(name: str, data: bytes) -> None:
    once = write(data, name, PublicPlan())
    assert write(once, name, PublicPlan()) == once

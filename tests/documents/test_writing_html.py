"""Public versions of html pages."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from public_texts import actual, expected, span_plans
from reviewer_app.documents import structure_html
from reviewer_app.documents.reading import read
from reviewer_app.documents.writing import write
from reviewer_app.domain.public_version import ColumnCut, PublicPlan, RowCut, TableCut

PAGE = """<!DOCTYPE html><html><head><title>曾强雪的申请</title><meta name="author" content="赖晓春">
<style>.gone { display: none } p { color: red } /* 赖晓春 */</style><script>var who = "曾强雪";</script></head>
<body onload="x()"><h1>关于登记结果的公告</h1>
<p data-id="360702195904140205">村民<b>曾强雪</b>的手机是159<i>0581</i>4813，
请联系。<br>第二行</p><!-- 曾强雪来过电话 -->
<div style="display:none">藏起来的话<p>还有一段</p></div><span class="gone">也藏着</span>
<p>见<a href="mailto:zengqx@126.com" title="曾强雪">邮箱</a>和<a href="https://www.example.gov.cn/a">网站</a></p>
<form><input type="hidden" value="曾强雪"><input type="text" value="填好的值"></form>
<table border="1"><colgroup><col width="10"><col width="20"><col width="30"><col width="40"></colgroup>
<tr><th colspan="4">登记表</th></tr>
<tr><td>村组</td><td>姓名</td><td>身份证号</td><td>金额</td></tr>
<tr><td rowspan="2">一组</td><td>钟建国</td><td>360702195904140205</td><td>100</td></tr>
<tr><td>刘秀英</td><td>360702196004140207</td><td>200</td></tr></table>
<p>完</p></body></html>"""
DATA = PAGE.encode()
BEFORE = read(DATA, "a.html").document


def norm(texts: list[str]) -> list[str]:
    """Blanks as a browser shows them: taking out a word between two blanks leaves one."""
    return [text for text in (re.sub(r"[ \t]+", " ", text).strip() for text in texts) if text]


@given(span_plans(BEFORE, lambda block: "\n" not in block.text))
def test_the_result_reads_as_the_edited_text(plan: PublicPlan) -> None:
    page = write(DATA, "a.html", plan)
    assert norm(actual(read(page, "a.html").document)) == norm(expected(BEFORE, plan))
    assert structure_html.compare(DATA, page, "a.html", BEFORE.blocks, plan)[1:] == (0, 0)


@given(st.sets(st.integers(2, 4), max_size=2), st.sets(st.just(4), max_size=1))
def test_cut_columns_and_rows(columns: set[int], rows: set[int]) -> None:
    plan = PublicPlan(columns=tuple(ColumnCut(number, 1) for number in sorted(columns)),
                      rows=tuple(RowCut(number, 1) for number in rows))
    page = write(DATA, "a.html", plan)
    assert actual(read(page, "a.html").document) == expected(BEFORE, plan)
    assert structure_html.compare(DATA, page, "a.html", BEFORE.blocks, plan)[1:] == (0, 0)
    assert page.count(b"<col ") == 4 - len(columns)
    assert (f'colspan="{4 - len(columns)}"').encode() in page


def test_cutting_the_column_of_a_cell_that_reaches_down_moves_no_other_cell() -> None:
    plan = PublicPlan(columns=(ColumnCut(1, 1),))
    texts = actual(read(write(DATA, "a.html", plan), "a.html").document)
    assert texts[texts.index("登记表") + 1:][:6] == ["姓名", "身份证号", "金额", "钟建国", "360702195904140205", "100"]
    assert "一组" not in texts


def test_a_cell_outside_a_row_goes_with_its_column() -> None:
    data = "<table><td>曾强雪</td><td>东江村</td></table>".encode()
    page = write(data, "a.html", PublicPlan(columns=(ColumnCut(1, 1),)))
    assert actual(read(page, "a.html").document) == ["东江村"]


def test_a_cut_table_leaves_its_notice() -> None:
    plan = PublicPlan(tables=(TableCut(1, None, "（已略去）"),))
    texts = actual(read(write(DATA, "a.html", plan), "a.html").document)
    assert texts[-2:] == ["（已略去）", "完"]
    assert "钟建国" not in texts


def test_nothing_unseen_is_left() -> None:
    page = write(DATA, "a.html", PublicPlan()).decode()
    for trace in ("赖晓春", "藏", "曾强雪来过电话", "mailto", "data-id", "onload", "script", "曾强雪的申请", "title"):
        assert trace not in page
    assert "https://www.example.gov.cn/a" in page
    assert "填好的值" in page
    after = read(page.encode(), "a.html").document
    assert not any(block.hidden for block in after.blocks)
    assert after.properties == {}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_result_is_utf8_whatever_the_original_was(encoding: str) -> None:
    original = "<html><head><meta charset='gbk'></head><body><p>公告</p></body></html>".encode(encoding)
    result = write(original, "a.html", PublicPlan())
    assert "公告" in result.decode("utf-8")
    assert b'charset="utf-8"' in result


def test_a_second_pass_changes_nothing() -> None:
    once = write(DATA, "a.html", PublicPlan())
    assert write(once, "a.html", PublicPlan()) == once

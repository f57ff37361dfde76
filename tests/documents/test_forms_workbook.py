"""Workbooks: no cell can become a formula, whatever its text begins with."""

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from reviewer_app.documents.forms.workbook import guarded, write
from reviewer_app.ports.forms import Sheet


def read(*values):
    data = write((Sheet("表", ("头",), (("列", 10),), tuple((value,) for value in values)),))
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    return [sheet.cell(row, 1) for row in range(3, 3 + len(values))]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", " =1", "\u3000=1", "\n=1",
                                  '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0", "\x00=1", "\ufeff=1"])
def test_nothing_becomes_a_formula(text):
    cell = read(text)[0]
    assert cell.data_type == "s"
    assert cell.value.startswith("'")


def test_heads_and_titles_are_guarded_too():
    data = write((Sheet("=表/1", ("=1+1",), (("=2", 9),), ()),))
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert sheet.cell(1, 1).value == "'=1+1"
    assert sheet.cell(2, 1).value == "'=2"


@given(st.text(max_size=80))
def test_no_text_at_all_becomes_a_formula(text):
    assert guarded(text).strip()[:1] not in set("=+-@＝＋－＠")


def test_plain_text_numbers_and_days_stay_as_they_are():
    text, number, day, nothing = read("赣市国资字〔2018〕38号", 12, date(2018, 6, 21), None)
    assert (text.value, number.value, day.value.date(), nothing.value) == (
        "赣市国资字〔2018〕38号", 12, date(2018, 6, 21), None)


def test_a_text_longer_than_a_cell_is_cut():
    assert len(read("长" * 40_000)[0].value) <= 32_767

"""When a leaf of the 责任表 wants a new release."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.rules.catalogue import load_catalogue
from reviewer_app.rules.freshness import Freshness, add_months, column_due, until_text, yearly_day

TODAY = date(2018, 6, 21)
BY_ID = {column.id: column for column in load_catalogue().columns}
GUIDE, REPORT, QUARTERLY, ORDINARY = BY_ID["A01"], BY_ID["A03"], BY_ID["A08"], BY_ID["A30"]


@pytest.mark.parametrize(
    ("last", "state", "until"),
    [
        (None, Freshness.NO_RECORD, None),
        (date(2018, 6, 1), Freshness.FRESH, date(2018, 9, 1)),
        (date(2018, 4, 21), Freshness.SOON, date(2018, 7, 21)),
        (date(2018, 3, 21), Freshness.SOON, date(2018, 6, 21)),
        (date(2018, 3, 20), Freshness.OVERDUE, date(2018, 6, 20)),
    ],
)
def test_a_column_kept_fresh_every_three_months(last, state, until):
    found = column_due(QUARTERLY, last, 0, TODAY)
    assert (found.state, found.until) == (state, until)
    assert "3 个月" in found.explanation


@pytest.mark.parametrize(
    ("last", "today", "state", "until"),
    [
        (date(2018, 2, 20), TODAY, Freshness.FRESH, date(2019, 2, 28)),
        (date(2017, 2, 20), TODAY, Freshness.OVERDUE, date(2018, 2, 28)),
        (date(2017, 2, 20), date(2018, 2, 28), Freshness.SOON, date(2018, 2, 28)),
        (date(2019, 2, 20), date(2020, 1, 2), Freshness.FRESH, date(2020, 2, 29)),
        (None, TODAY, Freshness.NO_RECORD, date(2018, 2, 28)),
        (None, date(2018, 2, 20), Freshness.SOON, date(2018, 2, 28)),
    ],
)
def test_the_annual_report_is_due_by_the_end_of_february(last, today, state, until):
    found = column_due(REPORT, last, 0, today)
    assert (found.state, found.until) == (state, until)


def test_a_column_without_a_term_of_its_own_is_late_only_where_an_item_is():
    assert column_due(ORDINARY, None, 0, TODAY).state is Freshness.BY_ITEM
    late = column_due(ORDINARY, TODAY, 2, TODAY)
    assert late.state is Freshness.OVERDUE
    assert late.explanation.startswith("有 2 件")


def test_a_late_item_makes_a_fresh_column_late():
    assert column_due(GUIDE, TODAY, 1, TODAY).state is Freshness.OVERDUE


def test_every_leaf_of_the_table_has_an_answer():
    for column in load_catalogue().columns:
        assert column_due(column, None, 0, TODAY).explanation


def test_days_of_a_year():
    assert yearly_day("02-end", 2020) == date(2020, 2, 29)
    assert yearly_day("03-31", 2018) == date(2018, 3, 31)
    assert until_text(None) == "—"
    assert until_text(date(2018, 3, 31)) == "2018年3月31日"


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(0, 48))
def test_months_on_is_in_the_month_so_many_later_and_never_after_the_same_day(day, months):
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)

"""A holiday notice as a table: read, or refused with its row."""

from datetime import date

import pytest

from reviewer_app.documents import reading
from reviewer_app.domain.errors import RuleFileRefused
from reviewer_app.rules.calendar_file import calendar_of
from reviewer_app.rules.workdays import WorkCalendar, load_calendar

NOTICE = """日期,类型,名称
2027-01-01,休,元旦
2027/2/6,班,春节
2027年2月8日,放假,春节
"""


def read(text: str) -> WorkCalendar:
    return calendar_of(reading.read(text.encode(), "放假安排.csv").document)


def test_days_off_and_make_up_days() -> None:
    found = read(NOTICE)
    assert dict(found.rest) == {date(2027, 1, 1): "元旦", date(2027, 2, 8): "春节"}
    assert dict(found.work) == {date(2027, 2, 6): "春节"}
    assert found.years == {2027}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("姓名,电话\n甲,1\n", "calendar_empty"),
        ("日期,类型\n2027-02-30,休\n", "calendar_row"),
        ("日期,类型\n2027-02-28,加班\n", "calendar_row"),
        ("日期,类型\n2027-02-10,班\n", "calendar_weekday"),
        ("日期,类型\n2027-02-06,班\n2027-02-06,休\n", "calendar_twice"),
    ],
)
def test_what_cannot_be_right_is_refused(text: str, reason: str) -> None:
    with pytest.raises(RuleFileRefused) as refused:
        read(text)
    assert refused.value.values["fault"] == reason


def test_a_year_replaces_that_year_only() -> None:
    shipped = load_calendar()
    own = shipped.replaced(read(NOTICE))
    assert own.years == shipped.years | {2027}
    assert own.is_working_day(date(2027, 2, 6))
    assert not own.is_working_day(date(2027, 1, 1))
    assert own.is_working_day(date(2018, 9, 29))
    due = own.add_working_days(date(2026, 12, 20), 20)
    assert due.certain
    assert due.date == date(2027, 1, 18)  # 元旦 is off now
    corrected = own.replaced(WorkCalendar({date(2018, 10, 1): "国庆节"}, {}, frozenset({2018})))
    assert not corrected.is_working_day(date(2018, 9, 29))

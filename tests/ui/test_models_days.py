"""Days left are working days of the calendar in force, the same in every list and at the head of the review."""

from datetime import date

import pytest

from reviewer_app.rules.workdays import WorkCalendar, load_calendar
from ui.models.days import Days
from ui.text import Words

EVE = date(2018, 9, 30)
"""A Sunday on which offices work; the holiday is from October 1 to 7."""


def days(today=EVE, calendar=None):
    return Days(Words(), lambda: today, lambda: calendar or load_calendar())


@pytest.mark.parametrize(("due", "left", "level", "text"), [
    (date(2018, 9, 28), -2, "red", "逾期 2 天"),
    (EVE, 0, "red", "今天到期"),
    (date(2018, 10, 7), 0, "red", "剩 0 个工作日"),
    (date(2018, 10, 8), 1, "red", "剩 1 个工作日"),
    (date(2018, 10, 10), 3, "amber", "剩 3 个工作日"),
    (date(2018, 10, 15), 6, None, "剩 6 个工作日"),
])
def test_a_holiday_is_not_counted(due, left, level, text):
    counted = days()
    assert (counted.left(due), counted.level(due), counted.text(due)) == (left, level, text)


def test_what_was_counted_is_forgotten_with_the_day_and_the_calendar():
    stands = {"today": EVE, "calendar": load_calendar()}
    counted = Days(Words(), lambda: stands["today"], lambda: stands["calendar"])
    due = date(2018, 10, 10)
    assert counted.left(due) == 3
    stands["today"] = date(2018, 10, 8)
    assert counted.left(due) == 2
    stands.update(today=EVE, calendar=WorkCalendar())
    assert counted.left(due) == 8

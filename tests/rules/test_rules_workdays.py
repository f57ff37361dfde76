"""Working days: the vectors of rulebook §8, the data against its source, and the laws of counting."""

from datetime import date, timedelta
from importlib.resources import files
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer_app.rules.strict_yaml import RuleDataFault
from reviewer_app.rules.workdays import WorkCalendar, from_rows, load_calendar

VECTORS = [
    ("2018-02-05", 15, "2018-03-01"),
    ("2018-02-05", 20, "2018-03-08"),
    ("2018-06-20", 20, "2018-07-18"),
    ("2018-09-20", 20, "2018-10-24"),
    ("2018-12-10", 15, "2018-12-29"),  # a Saturday worked
    ("2019-04-20", 20, "2019-05-20"),
    ("2019-05-15", 20, "2019-06-13"),
    ("2020-01-20", 20, "2020-02-25"),  # the extension of 2020
    ("2025-09-20", 20, "2025-10-23"),
    ("2026-02-02", 20, "2026-03-06"),
    ("2026-09-10", 20, "2026-10-14"),
    ("2026-12-10", 10, "2026-12-24"),
]
DAYS = st.dates(date(2004, 1, 1), date(2026, 6, 30))


@pytest.mark.parametrize(("start", "count", "due"), VECTORS)
def test_vectors_of_the_rule_book(start: str, count: int, due: str) -> None:
    found = load_calendar().add_working_days(date.fromisoformat(start), count)
    assert found.date == date.fromisoformat(due)
    assert found.certain


def test_a_deadline_past_the_known_years_warns_and_does_not_raise() -> None:
    found = load_calendar().add_working_days(date(2026, 12, 20), 20)
    assert not found.certain
    assert found.date == date(2027, 1, 15)
    assert "2027" in found.explanation
    assert "待国务院安排" in found.explanation


@pytest.mark.parametrize(
    "day", ["2018-09-29", "2018-09-30", "2018-12-29", "2026-02-14", "2026-02-28", "2026-05-09", "2026-10-10"]
)
def test_make_up_days_are_worked(day: str) -> None:
    assert load_calendar().is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2018-10-01", "2018-10-05", "2018-06-18", "2026-02-17", "2018-06-23"])
def test_feasts_and_weekends_are_not(day: str) -> None:
    assert not load_calendar().is_working_day(date.fromisoformat(day))


def test_the_explanation_names_feast_and_make_up_days() -> None:
    text = load_calendar().add_working_days(date(2018, 9, 20), 20).explanation
    assert "2018年10月24日" in text
    assert "国庆节" in text
    assert "2018年9月29日" in text


def test_shipped_data_are_what_the_script_makes() -> None:
    script = Path(__file__).parents[2] / "scripts" / "make_calendar.py"
    spec = spec_from_file_location("make_calendar", script)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    shipped = (files("resources") / "calendar" / "exceptions.csv").read_text("utf-8")
    assert shipped.splitlines() == module.lines()


def test_all_years_2004_to_2026_are_known() -> None:
    assert load_calendar().years == frozenset(range(2004, 2027))


@given(DAYS, st.integers(1, 80))
def test_the_due_day_is_worked_and_counts_exactly(start: date, count: int) -> None:
    calendar = load_calendar()
    due = calendar.add_working_days(start, count).date
    assert calendar.is_working_day(due)
    assert calendar.working_days_between(start, due) == count


@given(DAYS, st.integers(1, 40), st.integers(1, 40))
def test_terms_add_up(start: date, first: int, second: int) -> None:
    calendar = load_calendar()
    halfway = calendar.add_working_days(start, first).date
    assert calendar.add_working_days(halfway, second).date == calendar.add_working_days(start, first + second).date


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 30))
def test_unknown_years_never_raise_and_are_never_certain(start: date, count: int) -> None:
    due = WorkCalendar().add_working_days(start, count)
    assert not due.certain
    assert due.date.weekday() < 5


@given(DAYS, st.integers(1, 90))
def test_calendar_days_end_on_a_working_day_never_early(start: date, count: int) -> None:
    calendar = load_calendar()
    due = calendar.add_days(start, count).date
    assert calendar.is_working_day(due)
    assert due >= start + timedelta(days=count)
    assert calendar.on_or_after(due) == due


def test_a_term_ending_on_a_feast_moves_on_and_says_so() -> None:
    due = load_calendar().add_days(date(2018, 9, 1), 30)
    assert due.date == date(2018, 10, 8)
    assert "顺延" in due.explanation


@pytest.mark.parametrize("count", [0, -3])
def test_a_term_needs_a_day(count: int) -> None:
    with pytest.raises(ValueError, match="term"):
        load_calendar().add_working_days(date(2018, 1, 1), count)
    with pytest.raises(ValueError, match="term"):
        load_calendar().add_days(date(2018, 1, 1), count)


def test_unknown_kinds_of_day_are_refused() -> None:
    with pytest.raises(RuleDataFault):
        from_rows([{"date": "2018-01-01", "kind": "off", "name": "元旦"}])

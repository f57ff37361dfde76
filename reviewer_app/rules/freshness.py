"""Which leaves of the 责任表 want a new release, and by when: the terms that the table itself sets.

A term is kept fresh every so many months (`fresh_months`), comes once a year by a day (`due.yearly`: "02-end",
"03-31"), or follows each document (`due.working_days`, else the regulation's 20 working days): the last kind is
late only where an item of the column is.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from reviewer_app.rules.catalogue import Column
from reviewer_app.rules.workdays import tell
from reviewer_app.text import say

Say = Callable[..., str]
SOON_DAYS: Final = 30
STATUTORY_WORKING_DAYS: Final = 20
"""2007 Art 18, 2019 Art 26: from 形成或者变更 on."""
MONTHS_A_YEAR: Final = 12


class Freshness(StrEnum):
    """How a leaf stands; the words are texts `fresh.<value>`."""

    OVERDUE = "overdue"
    SOON = "soon"
    NO_RECORD = "no_record"  # a term runs, but this office has no release on record: look at the site
    FRESH = "fresh"
    BY_ITEM = "by_item"


class ColumnDueState(NamedTuple):
    """State of a leaf; `until` is the day the next release is wanted by, None where no day is set."""

    state: Freshness
    until: date | None
    explanation: str


def column_due(
    column: Column, last: date | None, overdue_items: int, today: date, words: Say = say
) -> ColumnDueState:
    """How a leaf stands on `today`, whose last public release was on `last`; late items make it late in any case."""
    term = _term(column, last, today, words)
    if overdue_items:
        return ColumnDueState(
            Freshness.OVERDUE, term.until, words("fresh.items_late", count=overdue_items) + term.explanation
        )
    return term


def _term(column: Column, last: date | None, today: date, words: Say) -> ColumnDueState:
    if column.fresh_months is not None:
        told = words("fresh.every", months=column.fresh_months)
        until = add_months(last, column.fresh_months) if last else None
        return ColumnDueState(_state(until, today), until, told)
    if column.due.yearly is not None:
        return _yearly(column.due.yearly, last, today, words)
    told = column.due.rule or words("fresh.by_item_term", days=column.due.working_days or STATUTORY_WORKING_DAYS)
    return ColumnDueState(Freshness.BY_ITEM, None, told)


def _yearly(day: str, last: date | None, today: date, words: Say) -> ColumnDueState:
    due = yearly_day(day, today.year)
    told = words("fresh.yearly", month=due.month, day=due.day)
    if last is not None and last.year == today.year:
        return ColumnDueState(Freshness.FRESH, yearly_day(day, today.year + 1), told)
    state = _state(due, today) if last is not None or today <= due else Freshness.NO_RECORD
    return ColumnDueState(state, due, told)


def _state(until: date | None, today: date) -> Freshness:
    if until is None:
        return Freshness.NO_RECORD
    if today > until:
        return Freshness.OVERDUE
    return Freshness.SOON if (until - today).days <= SOON_DAYS else Freshness.FRESH


def yearly_day(day: str, year: int) -> date:
    """The day "MM-DD" or "MM-end" of a year."""
    month, _, of_month = day.partition("-")
    last = monthrange(year, int(month))[1]
    return date(year, int(month), last if of_month == "end" else min(int(of_month), last))


def add_months(day: date, months: int) -> date:
    """The same day so many months on; the last of the month where it has no such day (民法典 Art 202)."""
    whole = day.year * MONTHS_A_YEAR + day.month - 1 + months
    year, month = divmod(whole, MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def until_text(until: date | None) -> str:
    """The day a release is wanted by, in words; a dash where none is set."""
    return tell(until) if until else "—"

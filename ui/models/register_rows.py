"""Columns of the registers 依申请公开 and 不予公开."""

from collections.abc import Callable
from datetime import date

from reviewer_app.ports.clock import SHANGHAI
from reviewer_app.ports.read_models import RegisterRow
from ui.models.rows import Column
from ui.text import Words

SOON_DAYS = 30


def columns(words: Words, today: Callable[[], date]) -> tuple[Column[RegisterRow], ...]:
    """Title, reason, day of entry, next review of the attribute."""
    return (
        Column(words("register.column.title"), lambda row: row.title, tip=lambda row: row.title, width=380),
        Column(words("register.column.reason"), lambda row: row.reason or "—", tip=lambda row: row.reason, width=360),
        Column(words("register.column.at"), lambda row: f"{row.at.astimezone(SHANGHAI):%Y-%m-%d}", width=120),
        Column(words("register.column.review"), lambda row: review_text(words, row, today()),
               lambda row: review_state(row, today()), width=180),
    )


def review_text(words: Words, row: RegisterRow, today: date) -> str:
    """The day the attribute is looked at again, and whether that day is past."""
    if row.review_date is None:
        return words("register.no_review")
    day = row.review_date.isoformat()
    return words("register.review_late", day=day) if row.review_date < today else day


def review_state(row: RegisterRow, today: date) -> str | None:
    """Red once the day is past, amber in the month before it."""
    if row.review_date is None:
        return None
    days = (row.review_date - today).days
    if days < 0:
        return "red"
    return "amber" if days <= SOON_DAYS else None

"""Columns of the 责任表: a leaf with its units, its term, its last release and its months (window.md, 责任表)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from reviewer_app.ports.clock import SHANGHAI, local_day
from reviewer_app.ports.read_models import ColumnMonths, ItemRow, ReleaseRow
from reviewer_app.rules.catalogue import Column as Leaf
from reviewer_app.rules.freshness import MONTHS_A_YEAR, ColumnDueState, Freshness, column_due
from ui.models.queue_rows import LEVELS as STATE_LEVELS
from ui.models.queue_rows import channel_title
from ui.models.rows import Column
from ui.text import Words

MONTHS = 12
ONE_DAY = timedelta(days=1)
LEVELS = {
    Freshness.OVERDUE: "red",
    Freshness.SOON: "amber",
    Freshness.NO_RECORD: "half",
    Freshness.FRESH: "green",
    Freshness.BY_ITEM: "grey",
}


class MonthState(NamedTuple):
    """One month of a leaf: how many releases, and how its term stood at the month's end (or today)."""

    releases: int
    state: Freshness


@dataclass(frozen=True, slots=True)
class Duty:
    """A leaf as it stands today."""

    leaf: Leaf
    last: date | None
    due: ColumnDueState
    open: int
    overdue: int
    months: tuple[MonthState, ...]


def month_bounds(today: date, months: int = MONTHS) -> tuple[datetime, ...]:
    """The first instants of the last `months` months and of the next one, in the office's time."""
    this = today.year * MONTHS_A_YEAR + today.month - 1
    return tuple(
        datetime(at // MONTHS_A_YEAR, at % MONTHS_A_YEAR + 1, 1, tzinfo=SHANGHAI)
        for at in range(this - months + 1, this + 2)
    )


def duties(
    leaves: tuple[Leaf, ...], found: tuple[ColumnMonths, ...], today: date, words: Words
) -> tuple[Duty, ...]:
    """Every leaf in the table's order; those without items have nothing on record."""
    by_leaf = {one.column: one for one in found}
    return tuple(_duty(leaf, by_leaf.get(leaf.id), today, words) for leaf in leaves)


def _duty(leaf: Leaf, found: ColumnMonths | None, today: date, words: Words) -> Duty:
    last = local_day(found.last) if found is not None and found.last is not None else None
    overdue = found.overdue if found is not None else 0
    return Duty(
        leaf=leaf,
        last=last,
        due=column_due(leaf, last, overdue, today, words),
        open=found.open if found is not None else 0,
        overdue=overdue,
        months=_months(leaf, found, today),
    )


def _months(leaf: Leaf, found: ColumnMonths | None, today: date) -> tuple[MonthState, ...]:
    bounds = month_bounds(today)
    states: list[MonthState] = []
    last = local_day(found.before) if found is not None and found.before is not None else None
    for number, following in enumerate(bounds[1:]):
        released = found.lasts[number] if found is not None else None
        last = local_day(released) if released is not None else last
        end = min(following.date() - ONE_DAY, today)
        count = found.counts[number] if found is not None else 0
        states.append(MonthState(count, column_due(leaf, last, 0, end).state))
    return tuple(states)


def columns(words: Words) -> tuple[Column[Duty], ...]:
    """The columns before the months, and the months' own, whose text is for those who cannot see it."""
    return (
        Column(words("catalogue.column.id"), lambda row: row.leaf.id, width=48),
        Column(words("catalogue.column.leaf"), lambda row: f"{row.leaf.title}\n{row.leaf.departments}",
               tip=lambda row: f"{row.leaf.title}\n{row.leaf.departments}", width=216),
        Column(words("catalogue.column.due"), lambda row: due_text(words, row), lambda row: LEVELS[row.due.state],
               tip=lambda row: row.due.explanation, width=120),
        Column(words("catalogue.column.last"), lambda row: row.last.isoformat() if row.last else "—", width=88),
        Column(words("catalogue.column.open"), lambda row: open_text(words, row),
               lambda row: "red" if row.overdue else None, width=80),
        Column(words("catalogue.column.months"), lambda row: months_text(words, row), width=320),
    )


def due_text(words: Words, row: Duty) -> str:
    """The state's word with the day below it."""
    word = words(f"fresh.{row.due.state}")
    return f"{word}\n{row.due.until.isoformat()}" if row.due.until else word


def open_text(words: Words, row: Duty) -> str:
    """在办 3 件, and how many of them are late."""
    if row.overdue:
        return words("catalogue.open_late", open=row.open, overdue=row.overdue)
    return words("catalogue.open", open=row.open) if row.open else "—"


def months_text(words: Words, row: Duty) -> str:
    """What the months draw, in words."""
    return words("catalogue.months", count=sum(month.releases for month in row.months), months=len(row.months))


def release_columns(words: Words) -> tuple[Column[ReleaseRow], ...]:
    """Deliveries of one leaf."""
    return (
        Column(words("catalogue.release.at"), lambda row: local_day(row.delivered_at).isoformat(), width=88),
        Column(words("catalogue.release.title"), lambda row: f"{row.title}\n{channel_title(row.channel)}",
               tip=lambda row: row.title, width=170),
        Column(words("queue.column.state"), lambda row: words(f"state.{row.state}"),
               lambda row: STATE_LEVELS.get(row.state, "grey"), width=96),
    )


def late_columns(words: Words) -> tuple[Column[ItemRow], ...]:
    """Items of one leaf past their last lawful day."""
    return (
        Column(words("catalogue.late.due"), lambda row: row.due.isoformat() if row.due else "—", lambda _row: "red",
               width=110),
        Column(words("catalogue.release.title"), lambda row: f"{row.title}\n{row.unit}", tip=lambda row: row.title,
               width=150),
        Column(words("queue.column.state"), lambda row: words(f"state.{row.state}"), width=96),
    )

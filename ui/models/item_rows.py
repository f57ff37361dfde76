"""Columns of 待办: how one `ItemRow` is shown (window.md, 待办)."""

from collections.abc import Callable
from datetime import date, timedelta

from reviewer_app.domain.items import Urgency
from reviewer_app.domain.states import State
from reviewer_app.ports.read_models import ItemRow
from reviewer_app.rules.catalogue import Catalogue
from ui.models.days import Days
from ui.models.rows import Column
from ui.text import Words

DONE = frozenset({State.COMPARED, State.CORRECTED, State.TAKEN_DOWN, State.EXPIRED, State.REGISTERED, State.VOID})


def columns(words: Words, days: Days, column_title: Callable[[str], str]) -> tuple[Column[ItemRow], ...]:
    """The columns of the list of items; `column_title` names a leaf of the catalogue."""
    return (
        Column(words("inbox.column.state"), lambda row: state_text(words, row), lambda row: light(row, days),
               width=120),
        Column(words("inbox.column.title"), title_text, tip=lambda row: row.title, width=360),
        Column(words("inbox.column.column"), lambda row: column_title(row.column) if row.column else "—", width=130),
        Column(words("inbox.column.drafter"), lambda row: f"{row.author_name}\n{row.unit}", width=130),
        Column(words("inbox.column.findings"), lambda row: findings_text(words, row), findings_state, width=150),
        Column(words("inbox.column.attribute"), lambda row: words(f"attribute.{row.attribute}"), width=100),
        Column(words("inbox.column.days"), lambda row: days_text(words, row, days),
               lambda row: days_state(row, days), width=128),
        Column(words("inbox.column.claimed"), lambda row: row.claimed_name or words("inbox.unclaimed"), width=100),
    )


def leaf_title(catalogue: Catalogue, leaf: str) -> str:
    """The title of a leaf of the 责任表, its id where an older table had it."""
    column = catalogue.column(leaf)
    return column.title if column is not None else leaf


def state_text(words: Words, row: ItemRow) -> str:
    """The state's word, with the urgency where there is one."""
    text = words(f"state.{row.state}")
    return text if row.urgency is Urgency.NORMAL else f"{words(f'urgency.{row.urgency}')} · {text}"


def light(row: ItemRow, days: Days) -> str:
    """The light before the state: red wants somebody now, amber soon, green is done."""
    if row.state in DONE:
        return "green"
    if row.state is State.FAILED or row.red or days_state(row, days) == "red":
        return "red"
    return "amber" if row.amber or row.urgency is not Urgency.NORMAL else "open"


def next_week(today: date) -> date:
    """Its first day, a Monday."""
    return today + timedelta(days=7 - today.weekday())


def deadline_group(row: ItemRow, today: date) -> str:
    """Which of 急件, 逾期, 今天, 本周, 以后 an item waits in, "" once it is done; the list is in this order."""
    if row.state in DONE:
        return ""
    if row.urgency is not Urgency.NORMAL:
        return "urgent"
    if row.due is None or row.due >= next_week(today):
        return "later"
    if row.due < today:
        return "overdue"
    return "today" if row.due == today else "week"


def title_text(row: ItemRow) -> str:
    """Title with the document number below it."""
    return f"{row.title}\n{row.number}" if row.number else row.title


def findings_text(words: Words, row: ItemRow) -> str:
    """阻断 3 · 待看 5."""
    return words("inbox.blocking", red=row.red, amber=row.amber) if row.red or row.amber else words("inbox.clean")


def findings_state(row: ItemRow) -> str:
    """Red while anything blocks, amber while anything is to be looked at."""
    if row.red:
        return "red"
    return "amber" if row.amber else "green"


def days_text(words: Words, row: ItemRow, days: Days) -> str:
    """Days left in words."""
    if row.due is None:
        return words("inbox.no_deadline")
    return "—" if row.state in DONE else days.text(row.due)


def days_state(row: ItemRow, days: Days) -> str | None:
    """How much of a hurry there is (`Days.level`); none once it is done."""
    return days.level(row.due) if row.due is not None and row.state not in DONE else None

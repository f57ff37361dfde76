"""Columns of 待办: how one `ItemRow` is shown (window.md, 待办)."""

from collections.abc import Callable
from datetime import date

from reviewer_app.domain.items import Urgency
from reviewer_app.domain.states import State
from reviewer_app.ports.read_models import ItemRow
from reviewer_app.rules.catalogue import Catalogue
from ui.models.rows import Column
from ui.text import Words

RED_DAYS = 2
AMBER_DAYS = 5
DONE = frozenset({State.COMPARED, State.CORRECTED, State.TAKEN_DOWN, State.EXPIRED, State.REGISTERED, State.VOID})


def columns(words: Words, today: Callable[[], date], column_title: Callable[[str], str]) -> tuple[Column[ItemRow], ...]:
    """The columns of the list of items; `column_title` names a leaf of the catalogue."""
    return (
        Column(words("inbox.column.state"), lambda row: state_text(words, row), lambda row: light(row, today()),
               width=120),
        Column(words("inbox.column.title"), title_text, tip=lambda row: row.title, width=360),
        Column(words("inbox.column.column"), lambda row: column_title(row.column) if row.column else "—", width=130),
        Column(words("inbox.column.drafter"), lambda row: f"{row.author_name}\n{row.unit}", width=130),
        Column(words("inbox.column.findings"), lambda row: findings_text(words, row), findings_state, width=150),
        Column(words("inbox.column.attribute"), lambda row: words(f"attribute.{row.attribute}"), width=100),
        Column(words("inbox.column.days"), lambda row: days_text(words, row, today()),
               lambda row: days_state(row, today()), width=100),
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


def light(row: ItemRow, today: date) -> str:
    """The light before the state: red wants somebody now, amber soon, green is done."""
    if row.state in DONE:
        return "green"
    if row.state is State.FAILED or row.red or days_state(row, today) == "red":
        return "red"
    return "amber" if row.amber or row.urgency is not Urgency.NORMAL else "open"


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


def days_left(row: ItemRow, today: date) -> int | None:
    """Calendar days to the last lawful day; negative when overdue."""
    return (row.due - today).days if row.due is not None else None


def days_text(words: Words, row: ItemRow, today: date) -> str:
    """Days left in words."""
    days = days_left(row, today)
    if days is None or row.state in DONE:
        return words("inbox.no_deadline") if days is None else "—"
    return words("inbox.days", days=days) if days >= 0 else words("inbox.overdue", days=-days)


def days_state(row: ItemRow, today: date) -> str | None:
    """Red at two days or less (window.md), amber within the week."""
    days = days_left(row, today)
    if days is None or row.state in DONE:
        return None
    if days <= RED_DAYS:
        return "red"
    return "amber" if days <= AMBER_DAYS else None

"""Columns of the release queue: how one `QueueRow` is shown (window.md, 发布队列)."""

from collections.abc import Callable
from datetime import date, datetime

from reviewer_app.domain.states import State
from reviewer_app.ports.clock import SHANGHAI, local_day
from reviewer_app.ports.read_models import QueueRow
from reviewer_app.rules.channels import channels
from reviewer_app.rules.workdays import tell
from ui.models.rows import Column
from ui.text import Words

LEVELS = {
    State.QUEUED: "open",
    State.FAILED: "red",
    State.DELIVERED: "amber",
    State.ONLINE: "half",
    State.COMPARED: "green",
    State.CORRECTING: "amber",
    State.CORRECTED: "green",
    State.TAKING_DOWN: "red",
}
"""The icon beside each state's word; what is over has the grey one."""
MOVABLE = frozenset({State.QUEUED})
WEEKDAYS = 7


def columns(words: Words, today: Callable[[], date]) -> tuple[Column[QueueRow], ...]:
    """The columns before the time line, and the time line's own, whose text is for those who cannot see it."""
    return (
        Column(words("queue.column.state"), lambda row: words(f"state.{row.state}"), lambda row: level(row, today()),
               width=112),
        Column(words("queue.column.title"), lambda row: f"{row.title}\n{where_text(words, row)}",
               tip=lambda row: row.title, width=300),
        Column(words("queue.column.time"), lambda row: time_text(words, row), width=112),
        Column(words("queue.column.timeline"), lambda row: window_text(words, row),
               tip=lambda row: window_text(words, row), width=320),
    )


def level(row: QueueRow, today: date) -> str:
    """The state's level; what waits is red on and after its last lawful day, amber once its time has come."""
    if row.state in MOVABLE and row.not_after is not None and row.not_after <= today:
        return "red"
    if row.state in MOVABLE and local_day(row.not_before) < today:
        return "amber"
    return LEVELS.get(row.state, "grey")


def channel_title(channel: str) -> str:
    """The channel's name, its id where an older table had it."""
    known = channels().get(channel)
    return known.title if known is not None else channel


def where_text(words: Words, row: QueueRow) -> str:
    """政府网站 · 全社会."""
    return f"{channel_title(row.channel)} · {words(f'audience.{row.audience}')}"


def day_text(words: Words, day: date) -> str:
    """6月21日 周四."""
    return words("queue.day", month=day.month, day=day.day, weekday=words(f"queue.weekday.{day.weekday()}"))


def moment_text(moment: datetime) -> str:
    """2018-06-21 09:00, the office's time."""
    return f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def time_text(words: Words, row: QueueRow) -> str:
    """The day with the time below it."""
    local = row.not_before.astimezone(SHANGHAI)
    return f"{day_text(words, local.date())}\n{local:%H:%M}"


def window_text(words: Words, row: QueueRow) -> str:
    """What the time line draws, in a sentence."""
    local = row.not_before.astimezone(SHANGHAI)
    return words(
        "queue.window", at=f"{tell(local.date())} {local:%H:%M}", first=_told(words, row.earliest),
        last=_told(words, row.not_after),
    )


def _told(words: Words, day: date | None) -> str:
    return tell(day) if day is not None else words("queue.any_day")

"""Rows of the small tables of the queue: the task list of a take-down, the differences of a page."""

from dataclasses import dataclass

from reviewer_app.domain.comparison import Difference
from reviewer_app.domain.release import Clearing
from reviewer_app.services.open_entry import EntryView
from ui.models.queue_rows import moment_text
from ui.models.rows import Column
from ui.text import Words


@dataclass(frozen=True, slots=True)
class Task:
    """One place to be cleared; `clearing` is the last tick, None before it."""

    place: str
    clearing: Clearing | None
    who: str = ""


def tasks_of(view: EntryView) -> tuple[Task, ...]:
    """The places of the take-down under way, then those that were ticked besides."""
    opened = view.withdrawal
    ticks = {one.place: one for one in view.clearings if opened is not None and one.withdrawal == opened.id}
    places = dict.fromkeys((*view.places, *ticks))
    return tuple(_task(place, ticks.get(place), view.names) for place in places)


def _task(place: str, clearing: Clearing | None, names: dict[str, str]) -> Task:
    return Task(place, clearing, names.get(clearing.by, clearing.by) if clearing is not None else "")


def task_columns(words: Words) -> tuple[Column[Task], ...]:
    """Where, whether it is cleared (when, by whom), whether there is a picture of it."""
    return (
        Column(words("queue.task.place"), lambda row: row.place, tip=lambda row: row.place, width=300),
        Column(words("queue.task.state"), lambda row: _tick_text(words, row),
               lambda row: "green" if row.clearing else "open", width=230),
        Column(words("queue.task.evidence"), lambda row: _picture_text(words, row), width=80),
    )


def _tick_text(words: Words, row: Task) -> str:
    if row.clearing is None:
        return words("queue.task.waiting")
    return words("queue.task.cleared", at=moment_text(row.clearing.cleared_at), who=row.who)


def _picture_text(words: Words, row: Task) -> str:
    if row.clearing is None:
        return "—"
    return words("queue.task.picture" if row.clearing.evidence else "queue.task.no_picture")


def difference_columns(words: Words) -> tuple[Column[Difference], ...]:
    """What was signed, what the page shows."""
    return (
        Column(words("queue.compare.wanted"), lambda row: row.wanted or words("queue.compare.nothing"), width=320),
        Column(words("queue.compare.found"), lambda row: row.found or words("queue.compare.lacks"),
               lambda _row: "red", width=320),
    )

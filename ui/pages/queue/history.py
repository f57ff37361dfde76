"""What happened to an entry, in lines: delivered, seen online, compared, withdrawn, cleared."""

from datetime import datetime

from reviewer_app.domain.release import Comparison, OnlineRecord, Posting, Withdrawal
from reviewer_app.services.open_entry import EntryView
from ui.models.queue_rows import moment_text
from ui.text import Words


def history_of(words: Words, view: EntryView) -> tuple[str, ...]:
    """The lines, oldest first."""
    name = view.names.get
    lines: list[tuple[datetime, str]] = []
    if view.entry.delivered_at is not None:
        lines.append((view.entry.delivered_at, words("queue.history.delivered")))
    boards = {one.place for one in view.postings}
    lines += [(one.at, _online(words, one, name(one.by, one.by))) for one in view.online if one.address not in boards]
    lines += [(one.at, _posted(words, one, name(one.by, one.by))) for one in view.postings]
    lines += [(one.at, _compared(words, one, name(one.by, one.by))) for one in view.comparisons]
    for one in view.withdrawals:
        lines += _withdrawn(words, one, view.names)
    lines += [
        (tick.at, words("queue.history.cleared", who=name(tick.by, tick.by), place=tick.place))
        for tick in view.clearings
    ]
    return tuple(f"{moment_text(at)} {told}" for at, told in sorted(lines, key=lambda line: line[0]))


def _online(words: Words, one: OnlineRecord, who: str) -> str:
    return words("queue.history.online", who=who, address=one.address, seen=moment_text(one.seen_at))


def _posted(words: Words, one: Posting, who: str) -> str:
    until = words("queue.history.posted_until", until=one.until.isoformat()) if one.until else ""
    return words(
        "queue.history.posted", who=who, place=one.place, poster=one.poster, since=moment_text(one.posted_at),
        photos=len(one.photos)) + until


def _compared(words: Words, one: Comparison, who: str) -> str:
    if one.same:
        return words("queue.history.same", who=who)
    return words("queue.history.differs", who=who, count=one.differences)


def _withdrawn(words: Words, one: Withdrawal, names: dict[str, str]) -> list[tuple[datetime, str]]:
    reason = words("queue.history.reason", reason=one.reason) if one.reason else ""
    lines = [(one.at, words(f"queue.history.{one.kind}", who=names.get(one.by, one.by)) + reason)]
    if one.done_at is not None and one.done_by is not None:
        lines.append((one.done_at, words("queue.history.done", who=names.get(one.done_by, one.done_by))))
    return lines

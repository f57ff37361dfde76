"""A queue entry sent to the village's board instead of the website."""

from dataclasses import replace
from datetime import date
from typing import Any

from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.release import QueueEntry


def to_board(desk: Any, actor: str, entry: QueueEntry, until: date = date(2018, 7, 20)) -> QueueEntry:
    """The same entry for the board, as it is stored now."""
    with desk.uow(actor) as uow:
        changed = replace(entry, channel="village_board", audience=Audience.GROUP, display_until=until)
        stored = uow.queue.replace(changed)
        uow.record(AuditAction.QUEUE_MOVE, item=entry.item, entry=entry.id)
        uow.commit()
        return stored

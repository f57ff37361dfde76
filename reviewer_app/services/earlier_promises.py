"""What an office promised in earlier releases, for a document that promises something itself (F67, 信息发布失信)."""

from dataclasses import replace
from typing import Final

from reviewer_app.domain.document import Document
from reviewer_app.domain.errors import NotFound
from reviewer_app.domain.items import RELEASED_ROLES
from reviewer_app.domain.lexicon import EarlierPromise
from reviewer_app.domain.release import QueueEntry
from reviewer_app.domain.states import State
from reviewer_app.ports.clock import local_day
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.rules.context import Context
from reviewer_app.rules.promises import promises
from reviewer_app.services.desk import Desk
from reviewer_app.services.document_store import document_of

RELEASED: Final = (State.DELIVERED, State.ONLINE, State.COMPARED, State.CORRECTED)
RELEASES: Final = 200
"""So many of the newest releases are read again; what was promised before them is past."""


def with_earlier(desk: Desk, actor: str, document: Document, context: Context) -> Context:
    """The context with what earlier releases promised; read only for a document that promises something itself."""
    day = context.act_date or context.today
    if next(promises(document.text, day), None) is None:
        return context
    with desk.uow(actor, writing=False) as uow:
        return replace(context, earlier=earlier_promises(uow))


def earlier_promises(uow: UnitOfWork) -> tuple[EarlierPromise, ...]:
    """The promises of what the office released, the newest release first."""
    entries = [one for state in RELEASED for one in uow.queue.find(state=state.value) if one.delivered_at]
    entries.sort(key=lambda one: (one.delivered_at, one.id), reverse=True)
    latest = {one.item: one for one in reversed(entries[:RELEASES])}
    return tuple(found for entry in sorted(latest.values(), key=_delivered, reverse=True)
                 for found in _promised(uow, entry))


def _delivered(entry: QueueEntry) -> str:
    return entry.delivered_at.isoformat() if entry.delivered_at else ""


def _promised(uow: UnitOfWork, entry: QueueEntry) -> list[EarlierPromise]:
    item = uow.items.get(entry.item)
    if item.revision is None or entry.delivered_at is None:
        return []
    released = local_day(entry.delivered_at)
    found: list[EarlierPromise] = []
    for part in uow.revisions.get(item.revision).parts:
        if part.role in RELEASED_ROLES:
            try:
                text = document_of(uow, part.id).text
            except NotFound:  # erased: what is forgotten binds nobody
                continue
            found += [EarlierPromise(one.matter, one.due, item.title, released) for one in promises(text, released)]
    return found

"""Dates of what is under way, worked out again after the calendar or the 责任表 changed.

What a person judged stands, and so does what was signed: a signature covers the day it was given for.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import NotFound
from reviewer_app.domain.items import Item
from reviewer_app.domain.report import TimingProposal
from reviewer_app.domain.states import State
from reviewer_app.ports.clock import local_day
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.rules.context import Context
from reviewer_app.rules.draft import read_draft
from reviewer_app.rules.timing import propose_timing
from reviewer_app.services.desk import Desk, current_revision
from reviewer_app.services.document_store import document_of, finding_set, report_of, rules_of
from reviewer_app.services.judge import Dimension

OPEN: Final = (State.DRAFTING, State.SUBMITTED, State.IN_REVIEW, State.RETURNED, State.DEFERRED, State.REFERRED)
"""Before a signature: after it the days are part of what was signed."""


@dataclass(frozen=True, slots=True)
class Moved:
    """An item whose last lawful day is another one now."""

    item: str
    title: str
    before: date | None
    after: date | None


def recompute_dates(desk: Desk, actor: str) -> tuple[Moved, ...]:
    """Work out every open item's days again; each that changes is one entry of the log. Returns what moved."""
    with desk.uow(actor, writing=False) as uow:
        items = [item for state in OPEN for item in uow.items.find(state=state.value)]
    moved = (_recompute(desk, actor, item.id) for item in items)
    return tuple(one for one in moved if one is not None)


def _recompute(desk: Desk, actor: str, item_id: str) -> Moved | None:
    with desk.uow(actor) as uow:
        item = uow.items.get(item_id)
        if item.state not in OPEN or item.revision is None:
            return None
        revision = current_revision(uow, item)
        part = revision.parts[0].id
        report = report_of(uow, revision.id, part)
        timing = _timing(uow, desk, item, part)
        if report is None or timing is None or timing == report.judgement.timing:
            return None
        changed = replace(report, judgement=replace(report.judgement, timing=timing))
        now = desk.clock.now()
        uow.finding_sets.add(finding_set(desk.ids(), revision, part, changed, rules_of(desk.toolbox), now))
        before = date.fromisoformat(item.due) if item.due else None
        after = before if _judged_by_hand(uow, revision.id) else timing.latest
        if after != before:
            uow.items.replace(item.with_(due=after.isoformat() if after else None))
        uow.record(AuditAction.ITEM_CHECK, item=item.id)
        uow.commit()
    return Moved(item.id, item.title, before, after) if after != before else None


def _timing(uow: UnitOfWork, desk: Desk, item: Item, part: str) -> TimingProposal | None:
    """The days as the rules say them now; None for what cannot be read any more (erased)."""
    try:
        document = document_of(uow, part)
    except NotFound:
        return None
    report = report_of(uow, item.revision or "", part)
    if report is None:
        return None
    context = Context(
        today=local_day(item.created_at), act_date=report.header.date, column=item.column,
        document_type=report.document_type,
    )
    draft = read_draft(document, desk.toolbox.catalogue, context)
    return propose_timing(draft, report.attribute.proposal, desk.toolbox.calendar)


def _judged_by_hand(uow: UnitOfWork, revision: str) -> bool:
    judged = uow.judgements.find(revision=revision)
    return bool(judged) and Dimension.TIMING.value not in judged[-1].defaults

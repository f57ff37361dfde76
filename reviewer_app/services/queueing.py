"""发布队列: moving an entry within its lawful window, taking an item out again, trying again after a failure."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from reviewer_app.domain.actors import Permission, require_not_author
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import OutsideWindow, ReasonRequired
from reviewer_app.domain.items import Item
from reviewer_app.domain.release import QueueEntry
from reviewer_app.domain.review import Decision, DecisionKind
from reviewer_app.domain.states import State, move, state_of_entries
from reviewer_app.ports.clock import local_day
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.rules.workdays import tell
from reviewer_app.services.desk import Desk, authors_of, current_revision, permitted


@dataclass(frozen=True, slots=True)
class Reschedule:
    """Let `entry`, seen at `version`, go out not before `not_before`."""

    actor: str
    entry: str
    version: int
    not_before: datetime


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take a whole item out of the queue before anything of it was delivered, back to the drafter."""

    actor: str
    item: str
    version: int
    reason: str


@dataclass(frozen=True, slots=True)
class Retry:
    """Put a failed entry back into the queue."""

    actor: str
    entry: str
    version: int


def reschedule(desk: Desk, command: Reschedule) -> QueueEntry:
    """Move an entry; outside the judged window `OutsideWindow` is raised and nothing moves."""
    with desk.uow(command.actor) as uow:
        permitted(uow, command.actor, Permission.QUEUE_SCHEDULE)
        entry = uow.queue.get(command.entry, command.version)
        move(entry.state, State.DELIVERED)  # only what still waits can be moved
        judged = uow.judgements.find(item=entry.item)
        day = local_day(command.not_before)
        earliest = judged[-1].earliest if judged else None
        if (earliest and day < earliest) or (entry.not_after and day > entry.not_after):
            raise OutsideWindow(first=_told(earliest), last=_told(entry.not_after))
        moved = uow.queue.replace(replace(entry, not_before=command.not_before))
        uow.record(AuditAction.QUEUE_MOVE, item=entry.item, entry=entry.id)
        uow.commit()
        return moved


def withdraw(desk: Desk, command: Withdraw) -> Item:
    """Return a queued item; its signature no longer releases anything, a new revision needs a new one."""
    if not command.reason.strip():
        raise ReasonRequired
    with desk.uow(command.actor) as uow:
        user = permitted(uow, command.actor, Permission.QUEUE_SCHEDULE)
        item = uow.items.get(command.item, command.version)
        require_not_author(user, authors_of(uow, item))
        returned = item.to(State.RETURNED, claimed_by=None, claimed_at=None)
        for entry in uow.queue.find(item=item.id):
            if entry.state is not State.RETURNED:
                uow.queue.replace(entry.to(State.RETURNED))
        stored = uow.items.replace(returned)
        decision = Decision(
            id=desk.ids(), item=item.id, revision=current_revision(uow, item).id, kind=DecisionKind.RETURN,
            by=user.id, at=desk.clock.now(), reason=command.reason,
        )
        uow.decisions.add(decision)
        uow.record(AuditAction.QUEUE_WITHDRAW, item=item.id, decision=decision.id)
        uow.commit()
        return stored


def retry(desk: Desk, command: Retry) -> QueueEntry:
    """Queue a failed entry again."""
    with desk.uow(command.actor) as uow:
        permitted(uow, command.actor, Permission.QUEUE_SCHEDULE)
        entry = uow.queue.get(command.entry, command.version)
        queued = uow.queue.replace(entry.to(State.QUEUED, failure=None))
        sync_item(uow, entry.item)
        uow.record(AuditAction.QUEUE_RETRY, item=entry.item, entry=entry.id)
        uow.commit()
        return queued


def sync_item(uow: UnitOfWork, item_id: str) -> Item:
    """Let the item show the state that its live queue entries add up to (derived, so not a step of the table)."""
    item = uow.items.get(item_id)
    states = tuple(one.state for one in uow.queue.find(item=item_id) if one.state is not State.RETURNED)
    state = state_of_entries(states) if states else item.state
    return item if state is item.state else uow.items.replace(replace(item, state=state))


def _told(day: date | None) -> str:
    return tell(day) if day else "queue.any_day"

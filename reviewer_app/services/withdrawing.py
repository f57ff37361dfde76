"""撤下, 更正, 期满撤下: what is public stops being so, first the act, then the reasons (design §2, rulebook §6.6)."""

from dataclasses import dataclass, replace

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import CorrectionNotOnline, DisplayRunning, PlacesLeft, ReasonRequired
from reviewer_app.domain.release import QueueEntry, Withdrawal, WithdrawalKind
from reviewer_app.domain.states import State
from reviewer_app.services.clearing import places_left
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.queueing import sync_item


@dataclass(frozen=True, slots=True)
class TakeDown:
    """立即撤下 `entry`, seen at `version`; the reason may follow with `FinishTakeDown`."""

    actor: str
    entry: str
    version: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FinishTakeDown:
    """Every address and board was ticked (`ClearPlace`); a reason is wanted now at the latest."""

    actor: str
    withdrawal: str
    version: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Correct:
    """更正 `entry`: a new item with the corrected text goes the whole way again."""

    actor: str
    entry: str
    version: int
    reason: str


@dataclass(frozen=True, slots=True)
class FinishCorrection:
    """The corrected item `replaced_by` is online."""

    actor: str
    withdrawal: str
    version: int
    replaced_by: str


@dataclass(frozen=True, slots=True)
class Expire:
    """期满撤下 `entry` after the last day of its display."""

    actor: str
    entry: str
    version: int


_ACTIONS = {
    WithdrawalKind.TAKE_DOWN: (Permission.QUEUE_TAKE_DOWN, State.TAKING_DOWN, AuditAction.QUEUE_TAKE_DOWN),
    WithdrawalKind.CORRECTION: (Permission.QUEUE_CORRECT, State.CORRECTING, AuditAction.QUEUE_CORRECT),
    WithdrawalKind.EXPIRY: (Permission.QUEUE_TAKE_DOWN, State.EXPIRED, AuditAction.QUEUE_EXPIRE),
}


def take_down(desk: Desk, command: TakeDown) -> Withdrawal:
    """Take down at once: the package leaves the folder outlet too, before anybody is asked why."""
    opened = _open(desk, command.actor, command.entry, command.version, WithdrawalKind.TAKE_DOWN, command.reason)
    _remove_package(desk, command.actor, command.entry)
    return opened


def correct(desk: Desk, command: Correct) -> Withdrawal:
    """Open a correction; raises `ReasonRequired`."""
    if not command.reason.strip():
        raise ReasonRequired
    return _open(desk, command.actor, command.entry, command.version, WithdrawalKind.CORRECTION, command.reason)


def expire(desk: Desk, command: Expire) -> Withdrawal:
    """Expire; refused while the display period still runs."""
    with desk.uow(command.actor, writing=False) as uow:
        until = uow.queue.get(command.entry).display_until
    if until is None or until >= desk.today():
        raise DisplayRunning
    opened = _open(desk, command.actor, command.entry, command.version, WithdrawalKind.EXPIRY, "")
    _remove_package(desk, command.actor, command.entry)
    return opened


def finish_take_down(desk: Desk, command: FinishTakeDown) -> Withdrawal:
    """Close a take-down; raises `ReasonRequired` where none was given yet, `PlacesLeft` while a place is unticked."""
    with desk.uow(command.actor) as uow:
        user = permitted(uow, command.actor, Permission.QUEUE_TAKE_DOWN)
        opened = uow.withdrawals.get(command.withdrawal, command.version)
        reason = command.reason.strip() or opened.reason
        if not reason:
            raise ReasonRequired
        if left := places_left(uow, opened):
            raise PlacesLeft(count=len(left))
        entry = uow.queue.get(opened.entry)
        uow.queue.replace(entry.to(State.TAKEN_DOWN))
        done = uow.withdrawals.replace(replace(opened, reason=reason, done_at=desk.clock.now(), done_by=user.id))
        sync_item(uow, opened.item)
        uow.record(AuditAction.QUEUE_TAKEN_DOWN, item=opened.item, entry=entry.id, withdrawal=done.id)
        uow.commit()
        return done


def finish_correction(desk: Desk, command: FinishCorrection) -> Withdrawal:
    """Close a correction once the corrected item is online; raises `CorrectionNotOnline` before that."""
    with desk.uow(command.actor) as uow:
        user = permitted(uow, command.actor, Permission.QUEUE_CORRECT)
        opened = uow.withdrawals.get(command.withdrawal, command.version)
        if uow.items.get(command.replaced_by).state not in {State.ONLINE, State.COMPARED}:
            raise CorrectionNotOnline
        entry = uow.queue.get(opened.entry)
        uow.queue.replace(entry.to(State.CORRECTED))
        done = uow.withdrawals.replace(
            replace(opened, done_at=desk.clock.now(), done_by=user.id, replaced_by=command.replaced_by)
        )
        sync_item(uow, opened.item)
        uow.record(AuditAction.QUEUE_CORRECTED, item=opened.item, entry=entry.id, replaced_by=command.replaced_by)
        uow.commit()
        return done


def _open(desk: Desk, actor: str, entry_id: str, version: int, kind: WithdrawalKind, reason: str) -> Withdrawal:
    permission, state, action = _ACTIONS[kind]
    with desk.uow(actor) as uow:
        user = permitted(uow, actor, permission)
        entry: QueueEntry = uow.queue.get(entry_id, version)
        moved = entry.to(state)
        now = desk.clock.now()
        ended = {"done_at": now, "done_by": user.id} if kind is WithdrawalKind.EXPIRY else {}
        opened = Withdrawal(
            id=desk.ids(), entry=entry.id, item=entry.item, kind=kind, by=user.id, at=now, reason=reason.strip()
        )
        opened = replace(opened, **ended)  # type: ignore[arg-type]  # replace() is typed by field
        uow.withdrawals.add(opened)
        uow.queue.replace(moved)
        sync_item(uow, entry.item)
        uow.record(action, item=entry.item, entry=entry.id, withdrawal=opened.id)
        uow.commit()
        return opened


def _remove_package(desk: Desk, actor: str, entry_id: str) -> None:
    """Take the delivered package out of its outlet; the act itself is on record already."""
    with desk.uow(actor, writing=False) as uow:
        entry = uow.queue.get(entry_id)
    if local_outlet := desk.outlets.get(entry.outlet):
        local_outlet.remove(entry.id)

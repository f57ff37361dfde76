"""撤下任务清单: every address and board is ticked with time and screenshot before a take-down is closed."""

from dataclasses import dataclass
from datetime import datetime

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import IllegalTransition, ReasonRequired
from reviewer_app.domain.release import Clearing, OnlineRecord, QueueEntry, Withdrawal
from reviewer_app.domain.states import State
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.rules.channels import channel
from reviewer_app.services.desk import Desk, permitted


@dataclass(frozen=True, slots=True)
class ClearPlace:
    """`place` was seen cleared at `cleared_at`; `evidence` are the bytes of a screenshot or photograph."""

    actor: str
    withdrawal: str
    place: str
    cleared_at: datetime
    evidence: bytes | None = None


def clear_place(desk: Desk, command: ClearPlace) -> Clearing:
    """Record the tick; raises `ReasonRequired` without a place, `IllegalTransition` once the take-down is closed."""
    place = command.place.strip()
    if not place:
        raise ReasonRequired
    with desk.uow(command.actor) as uow:
        user = permitted(uow, command.actor, Permission.QUEUE_TAKE_DOWN)
        opened = uow.withdrawals.get(command.withdrawal)
        if opened.done_at is not None:
            raise IllegalTransition(state=State.TAKEN_DOWN.value, wanted=State.TAKING_DOWN.value)
        evidence = uow.blobs.put(command.evidence).id if command.evidence else None
        made = Clearing(
            id=desk.ids(), withdrawal=opened.id, entry=opened.entry, item=opened.item, place=place,
            cleared_at=command.cleared_at, by=user.id, at=desk.clock.now(), evidence=evidence,
        )
        uow.clearings.add(made)
        uow.record(AuditAction.QUEUE_CLEAR, item=opened.item, withdrawal=opened.id, clearing=made.id)
        uow.commit()
        return made


def places_of(entry: QueueEntry, online: tuple[OnlineRecord, ...]) -> tuple[str, ...]:
    """Every address or board an entry was recorded at, each once; its channel where none was recorded yet."""
    return tuple(dict.fromkeys(one.address for one in online)) or (channel(entry.channel).title,)


def places_left(uow: UnitOfWork, opened: Withdrawal) -> tuple[str, ...]:
    """The places of a take-down that nobody ticked yet."""
    done = {one.place for one in uow.clearings.find(withdrawal=opened.id)}
    places = places_of(uow.queue.get(opened.entry), uow.online.find(entry=opened.entry))
    return tuple(place for place in places if place not in done)

"""签批退回: the signatory returns an item to the drafter, with the reason."""

from dataclasses import dataclass

from reviewer_app.domain.actors import Permission, require_not_author
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import ReasonRequired
from reviewer_app.domain.items import Item
from reviewer_app.domain.review import Decision, DecisionKind, ReturnPoint
from reviewer_app.domain.states import State
from reviewer_app.services.desk import Desk, authors_of, current_revision, permitted


@dataclass(frozen=True, slots=True)
class Refuse:
    """Return `item`, seen at `version`, instead of signing it."""

    actor: str
    item: str
    version: int
    reason: str
    points: tuple[ReturnPoint, ...] = ()


def refuse(desk: Desk, command: Refuse) -> Item:
    """Return to the drafter; raises `ReasonRequired`, `IllegalTransition`, `StaleDecision`."""
    if not command.reason.strip():
        raise ReasonRequired
    with desk.uow(command.actor) as uow:
        user = permitted(uow, command.actor, Permission.ITEM_SIGN)
        item = uow.items.get(command.item, command.version)
        require_not_author(user, authors_of(uow, item))
        returned = uow.items.replace(item.to(State.RETURNED, claimed_by=None, claimed_at=None))
        decision = Decision(
            id=desk.ids(), item=item.id, revision=current_revision(uow, item).id, kind=DecisionKind.REFUSE,
            by=user.id, at=desk.clock.now(), reason=command.reason, points=command.points,
        )
        uow.decisions.add(decision)
        uow.record(AuditAction.ITEM_REFUSE, item=item.id, decision=decision.id)
        uow.commit()
        return returned

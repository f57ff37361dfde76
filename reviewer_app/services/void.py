"""作废: an item that will not be published is ended before it is queued, with the reason."""

from dataclasses import dataclass

from reviewer_app.domain.actors import Permission, may
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import NotPermitted, ReasonRequired
from reviewer_app.domain.items import Item
from reviewer_app.domain.review import Decision, DecisionKind
from reviewer_app.domain.states import State
from reviewer_app.services.desk import Desk, current_revision, permitted
from reviewer_app.services.reviewing import close_review, require_claim, seen


@dataclass(frozen=True, slots=True)
class Void:
    """End `item`, seen at `version`."""

    actor: str
    item: str
    version: int
    reason: str


def void(desk: Desk, command: Void) -> Item:
    """End it: a drafter his own while nobody has claimed it, a reviewer what he has claimed or nobody has."""
    if not command.reason.strip():
        raise ReasonRequired
    with desk.uow(command.actor) as uow:
        user = permitted(uow, command.actor, Permission.ITEM_VOID)
        item = seen(uow, command.item, command.version)
        ended = item.to(State.VOID, claimed_by=None, claimed_at=None)
        if item.claimed_by is not None:
            require_claim(uow, user, item)
        elif user.id not in {item.author, item.entered_by} and not may(user, Permission.ITEM_REVIEW):
            raise NotPermitted(permission=Permission.ITEM_VOID.value)
        decision = Decision(
            id=desk.ids(), item=item.id, revision=current_revision(uow, item).id, kind=DecisionKind.VOID, by=user.id,
            at=desk.clock.now(), reason=command.reason,
        )
        uow.decisions.add(decision)
        close_review(uow, item, decision.at)
        stored = uow.items.replace(ended)
        uow.record(AuditAction.ITEM_VOID, item=item.id, decision=decision.id)
        uow.commit()
        return stored

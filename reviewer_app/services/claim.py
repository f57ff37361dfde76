"""签收: a reviewer takes an item that waits for review. A field, not a state (design §2)."""

from dataclasses import dataclass

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import AlreadyClaimed, IllegalTransition
from reviewer_app.domain.items import Item
from reviewer_app.domain.states import State
from reviewer_app.services.desk import Desk, permitted


@dataclass(frozen=True, slots=True)
class Claim:
    """Take `item`, seen at `version`."""

    actor: str
    item: str
    version: int


def claim(desk: Desk, command: Claim) -> Item:
    """Claim; raises `AlreadyClaimed` (who, when), `StaleDecision`, `IllegalTransition`, `NotPermitted`."""
    with desk.uow(command.actor) as uow:
        permitted(uow, command.actor, Permission.ITEM_CLAIM)
        item = uow.items.get(command.item)
        if item.claimed_by is not None and item.claimed_at is not None:
            raise AlreadyClaimed(who=uow.users.get(item.claimed_by).name, when=item.claimed_at.isoformat())
        if item.state is not State.SUBMITTED:
            raise IllegalTransition(state=item.state.value, wanted=State.IN_REVIEW.value)
        claimed = item.with_(claimed_by=command.actor, claimed_at=desk.clock.now(), version=command.version)
        stored = uow.items.replace(claimed)
        uow.record(AuditAction.ITEM_CLAIM, item=item.id)
        uow.commit()
        return stored

"""退还签收: the reviewer gives an item back, so that another can take it; what was decided stays."""

from dataclasses import dataclass

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.items import Item
from reviewer_app.domain.states import State
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.reviewing import close_review, require_claim, require_state, seen


@dataclass(frozen=True, slots=True)
class Unclaim:
    """Give `item` back, seen at `version`."""

    actor: str
    item: str
    version: int


def unclaim(desk: Desk, command: Unclaim) -> Item:
    """Give back; only who has claimed it can."""
    with desk.uow(command.actor) as uow:
        user = permitted(uow, command.actor, Permission.ITEM_CLAIM)
        item = seen(uow, command.item, command.version)
        require_state(item, State.SUBMITTED, State.IN_REVIEW, to=State.SUBMITTED)
        require_claim(uow, user, item)
        close_review(uow, item, desk.clock.now())
        stored = uow.items.replace(item.with_(claimed_by=None, claimed_at=None))
        uow.record(AuditAction.ITEM_UNCLAIM, item=item.id)
        uow.commit()
        return stored

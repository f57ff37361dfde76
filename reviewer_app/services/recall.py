"""撤回: the drafter takes back what he handed in, as long as nobody has claimed it."""

from dataclasses import dataclass

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import AlreadyClaimed
from reviewer_app.domain.items import Item
from reviewer_app.domain.states import State
from reviewer_app.services.desk import Desk
from reviewer_app.services.reviewing import minute, own


@dataclass(frozen=True, slots=True)
class Recall:
    """Take back `item`, seen at `version`."""

    actor: str
    item: str
    version: int


def recall(desk: Desk, command: Recall) -> Item:
    """Back to drafting; raises `AlreadyClaimed` once a reviewer has it."""
    with desk.uow(command.actor) as uow:
        _, item = own(uow, command.actor, command.item, command.version, Permission.ITEM_RECALL)
        if item.claimed_by is not None and item.claimed_at is not None:
            raise AlreadyClaimed(who=uow.users.get(item.claimed_by).name, when=minute(item.claimed_at))
        stored = uow.items.replace(item.to(State.DRAFTING, submitted_at=None, step=0))
        uow.record(AuditAction.ITEM_RECALL, item=item.id)
        uow.commit()
        return stored

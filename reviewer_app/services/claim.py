"""签收: a reviewer takes an item that waits for review. A field, not a state (design §2)."""

from dataclasses import dataclass

from reviewer_app.domain.actors import Permission, require_not_author
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import AlreadyClaimed, RouteUnfinished
from reviewer_app.domain.items import Item
from reviewer_app.domain.states import State
from reviewer_app.services.desk import Desk, authors_of, permitted
from reviewer_app.services.endorse import open_step
from reviewer_app.services.reviewing import minute, require_state, seen


@dataclass(frozen=True, slots=True)
class Claim:
    """Take `item`, seen at `version`."""

    actor: str
    item: str
    version: int


def claim(desk: Desk, command: Claim) -> Item:
    """Claim; raises `AlreadyClaimed` (who, when), `RouteUnfinished`, `AuthorMayNot`, `StaleDecision`.

    An item under review that its reviewer has given back can be claimed by another. An author is told at once
    that he may not, before he does work that he could never finish.
    """
    with desk.uow(command.actor) as uow:
        user = permitted(uow, command.actor, Permission.ITEM_CLAIM)
        item = uow.items.get(command.item)
        if item.claimed_by is not None and item.claimed_at is not None:
            raise AlreadyClaimed(who=uow.users.get(item.claimed_by).name, when=minute(item.claimed_at))
        item = seen(uow, command.item, command.version)
        require_state(item, State.SUBMITTED, State.IN_REVIEW, to=State.IN_REVIEW)
        require_not_author(user, authors_of(uow, item))
        step = open_step(uow, item)
        if step is not None:
            raise RouteUnfinished(step=step.name)
        stored = uow.items.replace(item.with_(claimed_by=command.actor, claimed_at=desk.clock.now()))
        uow.record(AuditAction.ITEM_CLAIM, item=item.id)
        uow.commit()
        return stored

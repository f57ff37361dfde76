"""修改建议: the reviewer proposes changes to the wording; proposing makes nobody an author (design §2)."""

from dataclasses import dataclass

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.amendments import apply
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import AmendmentMismatch, IssuedWording, ReasonRequired
from reviewer_app.domain.items import Amendment, Carrier, Change, Item, Revision
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.services.desk import Desk, current_revision
from reviewer_app.services.document_store import document_of
from reviewer_app.services.reviewing import in_review


@dataclass(frozen=True, slots=True)
class Amend:
    """Propose `changes` to `item`, seen at `version`."""

    actor: str
    item: str
    version: int
    changes: tuple[Change, ...]
    reason: str


def amend(desk: Desk, command: Amend) -> Item:
    """Propose; raises `IssuedWording` for an issued document, `AmendmentMismatch` for text that is not there once."""
    if not command.changes or not command.reason.strip():
        raise ReasonRequired
    with desk.uow(command.actor) as uow:
        user, item = in_review(uow, command.actor, command.item, command.version, Permission.ITEM_AMEND)
        if item.carrier is Carrier.ISSUED_DOCUMENT:
            raise IssuedWording
        revision = current_revision(uow, item)
        missed = _missed(uow, revision, command.changes)
        if missed:
            raise AmendmentMismatch(count=missed)
        amendment = Amendment(
            id=desk.ids(), item=item.id, revision=revision.id, proposed_by=user.id, proposed_at=desk.clock.now(),
            changes=command.changes, reason=command.reason,
        )
        uow.amendments.add(amendment)
        stored = uow.items.replace(item)
        uow.record(
            AuditAction.ITEM_AMEND, item=item.id, amendment=amendment.id, proposed=len(amendment.changes)
        )
        uow.commit()
        return stored


def _missed(uow: UnitOfWork, revision: Revision, changes: tuple[Change, ...]) -> int:
    """How many changes name a part that is not there, or text that does not stand in it exactly once."""
    texts = {part.ordinal: document_of(uow, part.id).text for part in revision.parts}
    missed = sum(1 for change in changes if change.ordinal not in texts)
    for ordinal, text in texts.items():
        missed += apply(text, tuple(change for change in changes if change.ordinal == ordinal))[1]
    return missed

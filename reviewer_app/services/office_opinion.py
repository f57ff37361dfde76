"""政务公开工作机构的意见: asked before a policy document goes unpublished (国办发〔2016〕80号; rulebook §0.6)."""

from dataclasses import dataclass

from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete
from reviewer_app.domain.items import Item
from reviewer_app.domain.law_acts import OfficeOpinion
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.services.desk import Desk, current_revision
from reviewer_app.services.reviewing import in_review


@dataclass(frozen=True, slots=True)
class RecordOpinion:
    """What the disclosure office said of `item`, seen at `version`: whether it agrees, and its words."""

    actor: str
    item: str
    version: int
    agrees: bool
    opinion: str


def record_opinion(desk: Desk, command: RecordOpinion) -> Item:
    """Record it for the current revision; raises `DecisionIncomplete` without words."""
    if not command.opinion.strip():
        raise DecisionIncomplete(missing="opinion")
    with desk.uow(command.actor) as uow:
        user, item = in_review(uow, command.actor, command.item, command.version)
        revision = current_revision(uow, item)
        made = OfficeOpinion(
            desk.ids(), item.id, revision.id, agrees=command.agrees, opinion=command.opinion.strip(), by=user.id,
            at=desk.clock.now(),
        )
        uow.opinions.add(made)
        stored = uow.items.replace(item)
        uow.record(AuditAction.ITEM_OPINION, item=item.id, revision=revision.id, opinion=made.id)
        uow.commit()
        return stored


def opinion_of(uow: UnitOfWork, revision: str) -> OfficeOpinion | None:
    """The latest opinion on a revision."""
    found = uow.opinions.find(revision=revision)
    return found[-1] if found else None

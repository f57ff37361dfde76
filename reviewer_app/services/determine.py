"""属性认定 by the reviewer, with basis; anything but 主动公开 also with a reason (F07)."""

from dataclasses import dataclass

from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete
from reviewer_app.domain.items import Item
from reviewer_app.domain.legal import DisclosureAttribute, LegalBasis
from reviewer_app.domain.review import Determination, Stage
from reviewer_app.services.desk import Desk
from reviewer_app.services.document_store import rules_of
from reviewer_app.services.propose import lacking_grounds
from reviewer_app.services.reviewing import in_review


@dataclass(frozen=True, slots=True)
class Determine:
    """Determine the attribute of `item`, seen at `version`."""

    actor: str
    item: str
    version: int
    attribute: DisclosureAttribute
    basis: tuple[LegalBasis, ...]
    reason: str = ""


def determine(desk: Desk, command: Determine) -> Item:
    """Record the determination; the latest counts. Raises `DecisionIncomplete` without its grounds."""
    lacking = list(lacking_grounds(command.attribute, command.basis, command.reason))
    if not command.basis and "basis" not in lacking:
        lacking.append("basis")
    if lacking:
        raise DecisionIncomplete(missing=",".join(lacking))
    with desk.uow(command.actor) as uow:
        user, item = in_review(uow, command.actor, command.item, command.version)
        rules = rules_of(desk.toolbox)
        determination = Determination(
            id=desk.ids(), item=item.id, revision=item.revision, stage=Stage.REVIEWER, attribute=command.attribute,
            basis=command.basis, reason=command.reason, by=user.id, at=desk.clock.now(), rule_set=rules[0],
            rule_set_hash=rules[1],
        )
        uow.determinations.add(determination)
        stored = uow.items.replace(item.with_(attribute=command.attribute))
        uow.record(
            AuditAction.ITEM_DETERMINE, item=item.id, determination=determination.id,
            attribute=command.attribute.value,
        )
        uow.commit()
        return stored

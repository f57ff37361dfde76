"""报请确定: the competent authority is asked whether it may be published."""

from dataclasses import dataclass

from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete
from reviewer_app.domain.items import Item
from reviewer_app.domain.review import Conclusion, Decision, DecisionKind
from reviewer_app.domain.states import State
from reviewer_app.services.desk import Desk, current_revision
from reviewer_app.services.reviewing import close_review, in_review


@dataclass(frozen=True, slots=True)
class Refer:
    """Refer `item`, seen at `version`, to `authority`."""

    actor: str
    item: str
    version: int
    authority: str
    reason: str


def refer(desk: Desk, command: Refer) -> Item:
    """Refer; raises `DecisionIncomplete` without authority or reason."""
    given = (("authority", command.authority), ("reason", command.reason))
    lacking = [name for name, words in given if not words.strip()]
    if lacking:
        raise DecisionIncomplete(missing=",".join(lacking))
    with desk.uow(command.actor) as uow:
        user, item = in_review(uow, command.actor, command.item, command.version)
        decision = Decision(
            id=desk.ids(), item=item.id, revision=current_revision(uow, item).id, kind=DecisionKind.REFER, by=user.id,
            at=desk.clock.now(), conclusion=Conclusion.REFER, reason=command.reason, authority=command.authority,
        )
        uow.decisions.add(decision)
        close_review(uow, item, decision.at)
        stored = uow.items.replace(item.to(State.REFERRED))
        uow.record(AuditAction.ITEM_REFER, item=item.id, decision=decision.id)
        uow.commit()
        return stored

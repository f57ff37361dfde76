"""暂缓公开: with the reason and the day on which it is looked at again."""

from dataclasses import dataclass
from datetime import date

from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete
from reviewer_app.domain.items import Item
from reviewer_app.domain.review import Conclusion, Decision, DecisionKind
from reviewer_app.domain.states import State
from reviewer_app.services.desk import Desk, current_revision
from reviewer_app.services.reviewing import close_review, in_review


@dataclass(frozen=True, slots=True)
class Defer:
    """Defer `item`, seen at `version`, until it is reviewed again on `review_date`."""

    actor: str
    item: str
    version: int
    reason: str
    review_date: date


def defer(desk: Desk, command: Defer) -> Item:
    """Defer; raises `DecisionIncomplete` without a reason or with a day that is not to come."""
    lacking = [] if command.reason.strip() else ["reason"]
    if command.review_date <= desk.today():
        lacking.append("dates")
    if lacking:
        raise DecisionIncomplete(missing=",".join(lacking))
    with desk.uow(command.actor) as uow:
        user, item = in_review(uow, command.actor, command.item, command.version)
        decision = Decision(
            id=desk.ids(), item=item.id, revision=current_revision(uow, item).id, kind=DecisionKind.DEFER, by=user.id,
            at=desk.clock.now(), conclusion=Conclusion.DEFER, reason=command.reason, review_date=command.review_date,
        )
        uow.decisions.add(decision)
        close_review(uow, item, decision.at)
        stored = uow.items.replace(item.to(State.DEFERRED))
        uow.record(
            AuditAction.ITEM_DEFER, item=item.id, decision=decision.id, review_date=command.review_date.isoformat()
        )
        uow.commit()
        return stored

"""恢复审查: a deferred item's day has come, or the authority has answered."""

from dataclasses import dataclass

from reviewer_app.domain.actors import Permission, require_not_author
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import ReasonRequired
from reviewer_app.domain.items import Item
from reviewer_app.domain.review import Decision, DecisionKind, Review
from reviewer_app.domain.states import State
from reviewer_app.services.desk import Desk, authors_of, current_revision, permitted
from reviewer_app.services.reviewing import require_state, seen


@dataclass(frozen=True, slots=True)
class Resume:
    """Take up `item` again, seen at `version`; `reason` says what has come (the authority's answer, the day)."""

    actor: str
    item: str
    version: int
    reason: str


def resume(desk: Desk, command: Resume) -> Item:
    """Back under review, claimed by who resumes it: the reviewer of long ago may be gone."""
    if not command.reason.strip():
        raise ReasonRequired
    with desk.uow(command.actor) as uow:
        user = permitted(uow, command.actor, Permission.ITEM_REVIEW)
        item = seen(uow, command.item, command.version)
        require_state(item, State.DEFERRED, State.REFERRED, to=State.IN_REVIEW)
        require_not_author(user, authors_of(uow, item))
        at = desk.clock.now()
        revision = current_revision(uow, item).id
        decision = Decision(
            id=desk.ids(), item=item.id, revision=revision, kind=DecisionKind.RESUME, by=user.id, at=at,
            reason=command.reason,
        )
        uow.decisions.add(decision)
        uow.reviews.add(Review(id=desk.ids(), item=item.id, revision=revision, reviewer=user.id, opened_at=at))
        stored = uow.items.replace(item.to(State.IN_REVIEW, claimed_by=user.id, claimed_at=at))
        uow.record(AuditAction.ITEM_RESUME, item=item.id, decision=decision.id)
        uow.commit()
        return stored

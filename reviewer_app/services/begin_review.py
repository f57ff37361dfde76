"""开始审查: the reviewer who has claimed an item opens his review of its current revision."""

from dataclasses import dataclass

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.items import Item
from reviewer_app.domain.review import Review
from reviewer_app.domain.states import State
from reviewer_app.services.desk import Desk, current_revision, permitted
from reviewer_app.services.reviewing import require_claim, require_state, seen


@dataclass(frozen=True, slots=True)
class BeginReview:
    """Open the review of `item`, seen at `version`."""

    actor: str
    item: str
    version: int


def begin_review(desk: Desk, command: BeginReview) -> Item:
    """Open; the store refuses a second open review of one item."""
    with desk.uow(command.actor) as uow:
        user = permitted(uow, command.actor, Permission.ITEM_REVIEW)
        item = seen(uow, command.item, command.version)
        require_state(item, State.SUBMITTED, State.IN_REVIEW, to=State.IN_REVIEW)
        require_claim(uow, user, item)
        review = Review(
            id=desk.ids(), item=item.id, revision=current_revision(uow, item).id, reviewer=user.id,
            opened_at=desk.clock.now(),
        )
        uow.reviews.add(review)
        # A review given back in the middle is taken up again in the same state.
        changed = item if item.state is State.IN_REVIEW else item.to(State.IN_REVIEW)
        stored = uow.items.replace(changed)
        uow.record(AuditAction.ITEM_BEGIN_REVIEW, item=item.id, revision=review.revision)
        uow.commit()
        return stored

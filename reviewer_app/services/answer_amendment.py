"""答复修改建议: the drafter accepts or declines; what he accepts he works into his next revision himself."""

from dataclasses import dataclass, replace

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import IllegalTransition
from reviewer_app.domain.items import Amendment, AmendmentState
from reviewer_app.services.desk import Desk
from reviewer_app.services.reviewing import own


@dataclass(frozen=True, slots=True)
class AnswerAmendment:
    """Answer `amendment` on the drafter's item, seen at `version` (the amendment's)."""

    actor: str
    amendment: str
    version: int
    accept: bool


def answer_amendment(desk: Desk, command: AnswerAmendment) -> Amendment:
    """Answer once; raises `StaleDecision` if it was answered meanwhile."""
    with desk.uow(command.actor) as uow:
        amendment = uow.amendments.get(command.amendment)
        item = uow.items.get(amendment.item)
        user, item = own(uow, command.actor, item.id, item.version, Permission.ITEM_ACCEPT_AMENDMENT)
        state = AmendmentState.ACCEPTED if command.accept else AmendmentState.DECLINED
        stored = uow.amendments.replace(
            replace(amendment, state=state, answered_by=user.id, answered_at=desk.clock.now(), version=command.version)
        )
        if amendment.state is not AmendmentState.PROPOSED:
            raise IllegalTransition(state=amendment.state.value, wanted=state.value)
        uow.record(
            AuditAction.ITEM_ANSWER_AMENDMENT, item=item.id, amendment=amendment.id, answer=stored.state.value
        )
        uow.commit()
        return stored

"""审查通过: nothing is missing, and the item goes to the signatory (design §2).

`pass_within` is the core: under a written authorisation it runs inside the signature's own unit of work.
"""

from dataclasses import dataclass

from reviewer_app.domain.actors import Permission, User, require, require_not_author
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import CannotPass
from reviewer_app.domain.items import Item
from reviewer_app.domain.readiness import FITTING, Missing, missing
from reviewer_app.domain.review import Conclusion, Decision, DecisionKind
from reviewer_app.domain.states import State
from reviewer_app.ports.clock import local_day
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.services.desk import Desk, authors_of
from reviewer_app.services.facts import facts_of
from reviewer_app.services.reviewing import close_review, require_claim, require_state, seen


@dataclass(frozen=True, slots=True)
class Pass:
    """Pass `item`, seen at `version`, with `conclusion`."""

    actor: str
    item: str
    version: int
    conclusion: Conclusion
    reason: str = ""


def pass_item(desk: Desk, command: Pass) -> Item:
    """Pass; raises `CannotPass` with everything missing, `AuthorMayNot`, `StaleDecision`, `IllegalTransition`."""
    with desk.uow(command.actor) as uow:
        stored = pass_within(uow, desk, command, uow.users.get(command.actor))
        uow.commit()
        return stored


def pass_within(uow: UnitOfWork, desk: Desk, command: Pass, user: User) -> Item:
    """Pass inside a unit of work of the caller: recorded, not committed. Returns the item awaiting its signature."""
    require(user, Permission.ITEM_PASS)
    item = seen(uow, command.item, command.version)
    # No exception, no admin, no override; asked first, so that an author learns nothing but that.
    require_not_author(user, authors_of(uow, item))
    require_state(item, State.IN_REVIEW, to=State.AWAITING_SIGNATURE)
    require_claim(uow, user, item)
    at = desk.clock.now()
    facts = facts_of(uow, item, local_day(at))
    lacking = [shortfall.what.value for shortfall in missing(facts, command.conclusion)]
    if command.conclusion not in FITTING and Missing.CONCLUSION.value not in lacking:
        lacking.append(Missing.CONCLUSION.value)
    if lacking or facts.determination is None:
        raise CannotPass(missing=",".join(dict.fromkeys(lacking)))
    decision = Decision(
        id=desk.ids(), item=item.id, revision=facts.revision.id, kind=DecisionKind.PASS, by=user.id, at=at,
        conclusion=command.conclusion, reason=command.reason,
    )
    uow.decisions.add(decision)
    close_review(uow, item, at)
    stored = uow.items.replace(item.to(State.AWAITING_SIGNATURE, attribute=facts.determination.attribute))
    uow.record(
        AuditAction.ITEM_PASS, item=item.id, decision=decision.id, revision=facts.revision.id,
        conclusion=command.conclusion.value, rules=desk.toolbox.rules.sha256,
    )
    return stored

"""核稿: an earlier step of the item's route is done; only then may a reviewer claim it (design §2)."""

from dataclasses import dataclass

from reviewer_app.domain.actors import Permission, Role, require_not_author
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import IllegalTransition, NotPermitted
from reviewer_app.domain.items import Item, RouteStep
from reviewer_app.domain.review import Decision, DecisionKind
from reviewer_app.domain.states import State
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.services.desk import Desk, authors_of, current_revision, permitted
from reviewer_app.services.reviewing import require_state, seen


@dataclass(frozen=True, slots=True)
class Endorse:
    """Finish the next step of the route of `item`, seen at `version`."""

    actor: str
    item: str
    version: int
    note: str = ""


def endorse(desk: Desk, command: Endorse) -> Item:
    """Finish the step; raises `NotPermitted` for a person without the step's role, `AuthorMayNot` for its author."""
    with desk.uow(command.actor) as uow:
        user = permitted(uow, command.actor, Permission.ITEM_ENDORSE)
        item = seen(uow, command.item, command.version)
        require_state(item, State.SUBMITTED, to=State.IN_REVIEW)
        step = open_step(uow, item)
        if step is None:
            raise IllegalTransition(state=item.state.value, wanted=State.IN_REVIEW.value)
        if Role(step.role) not in user.roles:
            raise NotPermitted(permission=Permission.ITEM_ENDORSE.value)
        require_not_author(user, authors_of(uow, item))
        decision = Decision(
            id=desk.ids(), item=item.id, revision=current_revision(uow, item).id, kind=DecisionKind.ENDORSE,
            by=user.id, at=desk.clock.now(), reason=command.note,
        )
        uow.decisions.add(decision)
        stored = uow.items.replace(item.with_(step=item.step + 1))
        uow.record(AuditAction.ITEM_ENDORSE, item=item.id, decision=decision.id, step=stored.step)
        uow.commit()
        return stored


def open_step(uow: UnitOfWork, item: Item) -> RouteStep | None:
    """The next step of the item's route, None once all are done or without a route."""
    steps = uow.routes.get(item.route).steps if item.route else ()
    return steps[item.step] if item.step < len(steps) else None

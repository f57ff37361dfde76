"""行政规范性文件、重大政策: the tick that makes interpretation a condition of passing, signing and releasing."""

from dataclasses import dataclass

from reviewer_app.domain.actors import Permission, may
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import CannotSign, DecisionIncomplete, NotPermitted
from reviewer_app.domain.items import Item
from reviewer_app.domain.policy import PolicyKind, PolicyMark
from reviewer_app.domain.readiness import policy_shortfalls
from reviewer_app.domain.report import DocumentType
from reviewer_app.domain.states import State
from reviewer_app.ports.clock import local_day
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.facts import SIGNED, facts_of
from reviewer_app.services.reviewing import require_claim, require_state, seen

MARKABLE = (State.DRAFTING, State.RETURNED, State.IN_REVIEW)


@dataclass(frozen=True, slots=True)
class MarkPolicy:
    """Tick `item`, seen at `version`. `linked` names the item that explains it, None where its parts do."""

    actor: str
    item: str
    version: int
    kind: PolicyKind
    first_interpreter: str = ""
    linked: str | None = None


def mark_policy(desk: Desk, command: MarkPolicy) -> Item:
    """Keep the tick; the interpreter is the drafting unit. Its drafter or the reviewer who has it may tick."""
    with desk.uow(command.actor) as uow:
        user = permitted(uow, command.actor, Permission.ITEM_DRAFT)
        item = seen(uow, command.item, command.version)
        require_state(item, *MARKABLE, to=item.state)
        if item.state is State.IN_REVIEW:
            require_claim(uow, user, item)
        elif user.id not in {item.author, item.entered_by} and not may(user, Permission.ITEM_REVIEW):
            raise NotPermitted(permission=Permission.ITEM_DRAFT.value)
        if command.linked == item.id:
            raise DecisionIncomplete(missing="linked")
        if command.linked is not None:
            uow.items.get(command.linked)
        mark = PolicyMark(
            desk.ids(), item.id, command.kind, item.unit, command.first_interpreter.strip(), command.linked, user.id,
            desk.clock.now(),
        )
        uow.policies.add(mark)
        stored = uow.items.replace(item)
        uow.record(AuditAction.ITEM_POLICY, item=item.id, policy=mark.id, kind=mark.kind.value)
        uow.commit()
        return stored


def linkable(desk: Desk, actor: str, item: str) -> tuple[Item, ...]:
    """Interpretations that could explain `item`, newest first; what is ended or returned for good is none."""
    with desk.uow(actor, writing=False) as uow:
        permitted(uow, actor, Permission.TEXT_READ)
        found = uow.items.find(document_type=DocumentType.INTERPRETATION.value)
    return tuple(one for one in reversed(found) if one.id != item and one.state is not State.VOID)


def require_interpreted(uow: UnitOfWork, desk: Desk, item: Item) -> None:
    """Raise `CannotSign` while a policy lacks what explains it: asked again when it is signed."""
    lacking = [one.what.value for one in policy_shortfalls(facts_of(uow, item, local_day(desk.clock.now())))]
    if lacking:
        raise CannotSign(missing=",".join(lacking))


def may_go_out(uow: UnitOfWork, item: str) -> bool:
    """Whether what is released together with an item is signed too: a policy and what explains it, neither alone."""
    mark = _mark_of(uow, item)
    together = [mark.linked] if mark is not None and mark.linked is not None else []
    together += [policy for policy in _explained_by(uow, item) if uow.items.get(policy).state is not State.VOID]
    return all(uow.items.get(one).state in SIGNED for one in together)


def _mark_of(uow: UnitOfWork, item: str) -> PolicyMark | None:
    """The item's latest tick, unless it was taken away."""
    mark = next(reversed(uow.policies.find(item=item)), None)
    return None if mark is None or mark.kind is PolicyKind.NONE else mark


def _explained_by(uow: UnitOfWork, item: str) -> frozenset[str]:
    """The policies that an item explains, as their latest ticks say."""
    marked = {one.item for one in uow.policies.find(linked=item)}
    return frozenset(one for one in marked if (mark := _mark_of(uow, one)) is not None and mark.linked == item)

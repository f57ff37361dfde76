"""属性源头认定: the drafter proposes the disclosure attribute with its basis and reason (F65, F07)."""

from dataclasses import dataclass

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete
from reviewer_app.domain.items import Item
from reviewer_app.domain.legal import DisclosureAttribute, LegalBasis
from reviewer_app.domain.review import Determination, Stage
from reviewer_app.domain.states import State
from reviewer_app.services.desk import Desk
from reviewer_app.services.document_store import rules_of
from reviewer_app.services.known_columns import require_columns
from reviewer_app.services.reviewing import own, require_state


@dataclass(frozen=True, slots=True)
class ProposeAttribute:
    """Propose `attribute` for `item`, seen at `version`; `column` may be set or corrected with it."""

    actor: str
    item: str
    version: int
    attribute: DisclosureAttribute
    basis: tuple[LegalBasis, ...] = ()
    reason: str = ""
    column: str | None = None


def propose_attribute(desk: Desk, command: ProposeAttribute) -> Item:
    """Record the drafter's proposal; not public without basis and reason is refused: `DecisionIncomplete`."""
    lacking = lacking_grounds(command.attribute, command.basis, command.reason)
    if lacking:
        raise DecisionIncomplete(missing=",".join(lacking))
    require_columns(desk, (command.column,))
    with desk.uow(command.actor) as uow:
        user, item = own(uow, command.actor, command.item, command.version, Permission.ITEM_SUBMIT)
        require_state(item, State.DRAFTING, State.RETURNED, to=State.SUBMITTED)
        rules = rules_of(desk.toolbox)
        determination = Determination(
            id=desk.ids(), item=item.id, revision=item.revision, stage=Stage.DRAFTER, attribute=command.attribute,
            basis=command.basis, reason=command.reason, by=user.id, at=desk.clock.now(), rule_set=rules[0],
            rule_set_hash=rules[1],
        )
        uow.determinations.add(determination)
        stored = uow.items.replace(item.with_(attribute=command.attribute, column=command.column or item.column))
        uow.record(
            AuditAction.ITEM_PROPOSE, item=item.id, determination=determination.id, attribute=command.attribute.value
        )
        uow.commit()
        return stored


def lacking_grounds(attribute: DisclosureAttribute, basis: tuple[LegalBasis, ...], reason: str) -> tuple[str, ...]:
    """What an attribute other than 主动公开 still needs: openness is the rule, all else wants grounds (F07)."""
    if attribute is DisclosureAttribute.UNDETERMINED:
        return ("attribute",)
    if attribute is DisclosureAttribute.PROACTIVE:
        return ()
    return tuple(name for name, given in (("basis", bool(basis)), ("reason", bool(reason.strip()))) if not given)

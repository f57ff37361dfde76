"""核实待核实的条文: a fact known from memory becomes printable once a person has read it in the text itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete, NotFound
from reviewer_app.domain.law_acts import FactConfirmation
from reviewer_app.domain.legal import LegalBasis
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.rules.law_facts import UncertainFact, fact_key, uncertain_facts
from reviewer_app.services.desk import Desk, permitted


@dataclass(frozen=True, slots=True)
class ConfirmFact:
    """`actor` has read the fact `key` in `source` (the text, its edition and page)."""

    actor: str
    key: str
    source: str


@dataclass(frozen=True, slots=True)
class FactLine:
    """One uncertain fact and its confirmation, if it has one that still fits what the data says."""

    fact: UncertainFact
    confirmed: FactConfirmation | None


def confirm_fact(desk: Desk, command: ConfirmFact) -> FactConfirmation:
    """Record it; raises `NotPermitted`, `DecisionIncomplete` without a source, `NotFound` for an unknown fact."""
    if not command.source.strip():
        raise DecisionIncomplete(missing="source")
    fact = next((one for one in uncertain_facts() if one.key == command.key), None)
    if fact is None:
        raise NotFound(what="store.kind.fact_confirmations", id=command.key)
    with desk.uow(command.actor) as uow:
        user = permitted(uow, command.actor, Permission.OFFICE_MANAGE)
        made = FactConfirmation(
            desk.ids(), fact.key, fact.sha256, command.source.strip(), by=user.id, at=desk.clock.now()
        )
        uow.fact_confirmations.add(made)
        uow.record(AuditAction.FACT_CONFIRM, confirmation=made.id, fact=fact.sha256)
        uow.commit()
        return made


def fact_lines(desk: Desk, actor: str) -> tuple[FactLine, ...]:
    """Every fact known from memory, with its confirmation."""
    with desk.uow(actor, writing=False) as uow:
        permitted(uow, actor, Permission.OFFICE_MANAGE)
        valid = confirmations(uow)
        return tuple(FactLine(fact, valid.get(fact.key)) for fact in uncertain_facts())


def confirmations(uow: UnitOfWork) -> dict[str, FactConfirmation]:
    """Fact key to the latest confirmation that is of what the data says today."""
    says = {fact.key: fact.sha256 for fact in uncertain_facts()}
    return {one.fact: one for one in uow.fact_confirmations.find() if says.get(one.fact) == one.sha256}


def known(bases: Iterable[LegalBasis], valid: Mapping[str, FactConfirmation]) -> tuple[LegalBasis, ...]:
    """The bases, those whose article was confirmed as verified ones."""
    return tuple(replace(one, verified=True) if fact_key(one) in valid else one for one in bases)

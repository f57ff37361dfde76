"""依法保留: kind, article, fields that may stay, end date, reason; whatever is not listed goes all the same (F69)."""

from dataclasses import dataclass
from datetime import date

from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete
from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.items import Item
from reviewer_app.domain.legal import LegalBasis
from reviewer_app.domain.review import Exemption, ExemptionKind
from reviewer_app.services.desk import Desk
from reviewer_app.services.reviewing import in_review


@dataclass(frozen=True, slots=True)
class Exempt:
    """Let `fields` of `item`, seen at `version`, stay under an exemption."""

    actor: str
    item: str
    version: int
    kind: ExemptionKind
    basis: tuple[LegalBasis, ...]
    fields: tuple[FindingType, ...]
    reason: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Exempted:
    """The item as it stands now, and the exemption that dispositions may name."""

    item: Item
    exemption: Exemption


def exempt(desk: Desk, command: Exempt) -> Exempted:
    """Record the exemption; raises `DecisionIncomplete` without article, fields, reason or with a past end."""
    given = (
        ("basis", bool(command.basis)),
        ("fields", bool(command.fields)),
        ("reason", bool(command.reason.strip())),
        ("dates", command.until is None or command.until >= desk.today()),
    )
    lacking = [name for name, present in given if not present]
    if lacking:
        raise DecisionIncomplete(missing=",".join(lacking))
    with desk.uow(command.actor) as uow:
        user, item = in_review(uow, command.actor, command.item, command.version)
        exemption = Exemption(
            id=desk.ids(), item=item.id, kind=command.kind, basis=command.basis,
            fields=tuple(field.value for field in command.fields), until=command.until, reason=command.reason,
            by=user.id, at=desk.clock.now(),
        )
        uow.exemptions.add(exemption)
        stored = uow.items.replace(item)
        uow.record(AuditAction.ITEM_EXEMPT, item=item.id, exemption=exemption.id, kind=exemption.kind.value)
        uow.commit()
        return Exempted(stored, exemption)

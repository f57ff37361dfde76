"""处理: what is done about one or many findings of a part (design §2, §4). The latest disposition counts.

A disposition that agrees with what was proposed leaves the how to the policy of each audience: names that go on
the website may stay on the village board. One that decides otherwise holds for every audience.

`DispositionKind.OPEN` takes a disposition back (Ctrl+Z): the finding is undecided again, the log keeps both.
"""

from dataclasses import dataclass
from typing import Final

from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete, NotFound, ReasonRequired
from reviewer_app.domain.findings import Finding, FindingType, Level
from reviewer_app.domain.items import Item
from reviewer_app.domain.readiness import CUTTING, NOT_CUTTABLE, SECRECY_TYPES, covers
from reviewer_app.domain.report import CheckReport
from reviewer_app.domain.review import Disposition, DispositionKind, Exemption
from reviewer_app.ports.clock import local_day
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.services.desk import Desk, current_revision
from reviewer_app.services.document_store import report_of
from reviewer_app.services.reviewing import in_review, moment
from reviewer_app.text import say

WRITING: Final = frozenset({DispositionKind.GENERALISE, DispositionKind.REPLACE})
"""What puts words in the place of others."""


@dataclass(frozen=True, slots=True)
class Dispose:
    """Decide on findings `numbers` of `part` of `item`, seen at `version`; several at once are a group decision.

    `exemption` is the id of an exemption of this item.
    """

    actor: str
    item: str
    version: int
    part: str
    numbers: tuple[int, ...]
    kind: DispositionKind
    replacement: str | None = None
    reason: str = ""
    exemption: str | None = None


def dispose(desk: Desk, command: Dispose) -> Item:
    """Record the disposition; raises `ReasonRequired` or `DecisionIncomplete` where a red is overruled too lightly."""
    with desk.uow(command.actor) as uow:
        user, item = in_review(uow, command.actor, command.item, command.version)
        revision = current_revision(uow, item)
        findings = _findings(report_of(uow, revision.id, command.part), command)
        at = moment(uow, desk, revision.id)
        exemption = _exemption(uow, item, command)
        for finding in findings:
            _require_fit(finding, command, exemption, desk)
        disposition = Disposition(
            id=desk.ids(), item=item.id, revision=revision.id, part=command.part, numbers=command.numbers,
            kind=command.kind, by=user.id, at=at, replacement=_replacement(uow, findings, command),
            reason=command.reason or (exemption.reason if exemption else ""), exemption=command.exemption,
        )
        uow.dispositions.add(disposition)
        stored = uow.items.replace(item)
        uow.record(
            AuditAction.ITEM_DISPOSE, item=item.id, disposition=disposition.id, kind=disposition.kind.value,
            findings=len(disposition.numbers),
        )
        uow.commit()
        return stored


def _findings(report: CheckReport | None, command: Dispose) -> list[Finding]:
    found = {finding.number: finding for finding in report.findings} if report else {}
    if not command.numbers or not set(command.numbers) <= set(found):
        raise NotFound(what="thing.findings", id=command.part)
    return [found[number] for number in command.numbers]


def _exemption(uow: UnitOfWork, item: Item, command: Dispose) -> Exemption | None:
    if command.exemption is None:
        return None
    exemption = uow.exemptions.get(command.exemption)
    if exemption.item != item.id:
        raise NotFound(what="store.kind.exemptions", id=command.exemption)
    return exemption


def _require_fit(finding: Finding, command: Dispose, exemption: Exemption | None, desk: Desk) -> None:
    """A red is never just clicked away, and what cannot be cut is not said to be."""
    if finding.type in SECRECY_TYPES and command.kind is not DispositionKind.OPEN:
        raise DecisionIncomplete(missing="secrecy_hints")
    if command.kind in CUTTING and finding.type in NOT_CUTTABLE:
        raise DecisionIncomplete(missing="cuttable")
    if finding.region and command.kind in WRITING:
        raise DecisionIncomplete(missing="region_painted")
    if not (finding.blocks or finding.level is Level.RED):
        return
    if command.kind is DispositionKind.SEEN:
        raise ReasonRequired
    if command.kind is DispositionKind.NOT_A_FINDING and not command.reason.strip():
        raise ReasonRequired
    if command.kind is DispositionKind.KEEP and not covers(exemption, finding.type, local_day(desk.clock.now())):
        raise DecisionIncomplete(missing="exemption")


def _replacement(uow: UnitOfWork, findings: list[Finding], command: Dispose) -> str | None:
    """替换 needs words; a telephone without them becomes the office's from the phone book, by the policy.

    What is withheld is replaced by the notice that it is (区分处理).
    """
    if command.kind is not DispositionKind.REPLACE or command.replacement:
        return command.replacement
    if all(finding.type is FindingType.WITHHELD for finding in findings):
        return say("public.withheld")
    telephones = {FindingType.MOBILE, FindingType.LANDLINE}
    if all(finding.type in telephones for finding in findings) and uow.phones.find():
        return None
    raise DecisionIncomplete(missing="replacement")

"""个人信息保护影响评估: once for a kind of processing, reused while fields, audience and channels stay within it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete
from reviewer_app.domain.items import RELEASED_ROLES, Item
from reviewer_app.domain.law_acts import ImpactAssessment
from reviewer_app.domain.readiness import Facts, latest_dispositions
from reviewer_app.domain.review import DispositionKind
from reviewer_app.rules.attribute import NOT_PERSONAL
from reviewer_app.rules.processing import assessment_due, processing_kind, processing_kinds
from reviewer_app.services.desk import Desk, permitted


class Gap(StrEnum):
    """What an impact assessment does not cover; texts `impact.gap.<value>`."""

    NONE_YET = "none_yet"
    FIELDS = "fields"
    AUDIENCES = "audiences"
    CHANNELS = "channels"


@dataclass(frozen=True, slots=True)
class AssessImpact:
    """A new version for `kind`: what it covers, and the three answers of Art 56."""

    actor: str
    kind: str
    fields: tuple[str, ...]
    audiences: tuple[str, ...]
    channels: tuple[str, ...]
    lawful: str
    risk: str
    measures: str


@dataclass(frozen=True, slots=True)
class Processing:
    """What an item makes public of persons, and how that stands to the assessment of its kind.

    `gaps` is empty where nothing personal is published, the law is not yet in force, or the assessment covers it.
    """

    kind: str
    fields: tuple[str, ...]
    audiences: tuple[str, ...]
    channels: tuple[str, ...]
    gaps: tuple[Gap, ...] = ()
    assessment: ImpactAssessment | None = None

    def beyond(self, known: ImpactAssessment | None, day: date) -> "Processing":
        """The same beside the newest assessment of its kind: what it does not cover on `day`."""
        if not self.fields or not assessment_due(day):
            return replace(self, gaps=(), assessment=known)
        return replace(self, gaps=tuple(_gaps(known, self.fields, self.audiences, self.channels)), assessment=known)


def assess_impact(desk: Desk, command: AssessImpact) -> ImpactAssessment:
    """Record it; raises `NotPermitted`, and `DecisionIncomplete` with the answers that are missing."""
    answers = {"lawful": command.lawful, "impact_risk": command.risk, "measures": command.measures}
    lacking = [name for name, text in answers.items() if not text.strip()]
    if command.kind not in processing_kinds():
        lacking.append("kind")
    if lacking:
        raise DecisionIncomplete(missing=",".join(lacking))
    with desk.uow(command.actor) as uow:
        user = permitted(uow, command.actor, Permission.ITEM_REVIEW)
        before = uow.impact_assessments.find(kind=command.kind)
        made = ImpactAssessment(
            desk.ids(), command.kind, len(before) + 1, command.fields, command.audiences, command.channels,
            command.lawful.strip(), command.risk.strip(), command.measures.strip(), user.id, desk.clock.now(),
        )
        uow.impact_assessments.add(made)
        uow.record(AuditAction.ASSESS_IMPACT, assessment=made.id, number=made.number)
        uow.commit()
        return made


def kind_of(facts: Facts, item: Item) -> str:
    """The kind of processing of an item, by its column and the type of its first part."""
    report = facts.reports[facts.revision.parts[0].id]
    return processing_kind(report.document_type, item.column)


def processing_of(facts: Facts, item: Item) -> Processing:
    """What is made public of persons and what the newest assessment of its kind does not cover."""
    judgement = facts.judgement
    audiences = tuple(one.value for one in judgement.audiences) if judgement else ()
    channels = judgement.channels if judgement else ()
    wanted = Processing(kind_of(facts, item), kept_fields(facts), audiences, channels)
    return wanted.beyond(facts.assessment, facts.day)


def kept_fields(facts: Facts) -> tuple[str, ...]:
    """The types of personal findings that people decided to keep in what is released."""
    latest = latest_dispositions(facts.dispositions)
    kept = {
        finding.type.value
        for part in facts.revision.parts if part.role in RELEASED_ROLES and part.id in facts.reports
        for finding in facts.reports[part.id].findings if finding.type not in NOT_PERSONAL
        if (one := latest.get((part.id, finding.number))) and one.kind is DispositionKind.KEEP
    }
    return tuple(sorted(kept))


def _gaps(
    known: ImpactAssessment | None, fields: tuple[str, ...], audiences: tuple[str, ...], channels: tuple[str, ...]
) -> Iterator[Gap]:
    if known is None:
        yield Gap.NONE_YET
        return
    for gap, wanted, covered in (
        (Gap.FIELDS, fields, known.fields), (Gap.AUDIENCES, audiences, known.audiences),
        (Gap.CHANNELS, channels, known.channels),
    ):
        if not set(wanted) <= set(covered):
            yield gap

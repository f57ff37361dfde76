"""What an item still lacks before it can be passed: one pure function over everything decided (design §4–§6).

The window shows the same list in its bar, so that nobody meets a surprise when passing. What is not published
(依申请公开, 不予公开) needs no dispositions and no public version, but its basis and reason.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from reviewer_app.domain.document import UnreadReason
from reviewer_app.domain.findings import Finding, FindingType, Level
from reviewer_app.domain.items import RELEASED_ROLES, Part, PartRole, Revision
from reviewer_app.domain.law_acts import ImpactAssessment, OfficeOpinion
from reviewer_app.domain.legal import Audience, DisclosureAttribute
from reviewer_app.domain.policy import PolicyKind, PolicyMark
from reviewer_app.domain.public_version import PublicVersion
from reviewer_app.domain.report import CheckReport, DocumentType, NamesMode
from reviewer_app.domain.review import (
    PUBLISHING,
    Conclusion,
    Determination,
    Disposition,
    DispositionKind,
    Exemption,
    Judgement,
    SecrecyConclusion,
    SecrecyReview,
    UnreadLook,
)


class Missing(StrEnum):
    """What can be lacking; the words are texts `missing.<value>`."""

    SECRECY = "secrecy"
    PARTS_UNOPENED = "parts_unopened"
    SECRECY_HINTS = "secrecy_hints"
    CHECKS = "checks"
    NAMES = "names"
    UNREAD = "unread"
    FINDINGS = "findings"
    AMBER = "amber"
    DETERMINATION = "determination"
    BASIS = "basis"
    REASON = "reason"
    CONCLUSION = "conclusion"
    JUDGEMENT = "judgement"
    CHANNEL = "channel"
    AUDIENCE = "audience"
    OPINION = "opinion"
    PUBLIC_VERSION = "public_version"
    PUBLIC_VERSION_STALE = "public_version_stale"
    PUBLIC_VERSION_NOT_CLEAN = "public_version_not_clean"
    INTERPRETATION_PLAN = "interpretation_plan"
    INTERPRETATION = "interpretation"
    FIRST_INTERPRETER = "first_interpreter"
    INTERPRETATION_WAITS = "interpretation_waits"
    INTERPRETATION_ELEMENTS = "interpretation_elements"


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One thing missing: how many, and in which part (None: the item as a whole)."""

    what: Missing
    count: int = 1
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything decided on one revision. Tuples are in the order in which things were recorded.

    `reports` maps a part's id to its report; `day` is the office's day. `linked_parts` are what the item that explains
    this policy holds, `linked_reports` what was found in them, `linked_ready` whether it waits for its signature.
    `reports` maps a part's id to its report; `day` is the office's day. `answers` are those to the attribute's
    questions, `assessment` the newest impact assessment of this kind of processing.
    """

    revision: Revision
    reports: Mapping[str, CheckReport]
    day: date
    secrecy: SecrecyReview | None = None
    looks: tuple[UnreadLook, ...] = ()
    dispositions: tuple[Disposition, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    determination: Determination | None = None
    judgement: Judgement | None = None
    opinion: OfficeOpinion | None = None
    answers: Mapping[str, bool] = field(default_factory=dict)
    assessment: ImpactAssessment | None = None
    public_versions: tuple[PublicVersion, ...] = ()
    policy: PolicyMark | None = None
    linked_parts: frozenset[PartRole] = frozenset()
    linked_ready: bool = True
    linked_reports: tuple[CheckReport, ...] = ()


FITTING: Final = {
    Conclusion.PUBLISH: DisclosureAttribute.PROACTIVE,
    Conclusion.PUBLISH_AMENDED: DisclosureAttribute.PROACTIVE,
    Conclusion.PUBLISH_SEPARATED: DisclosureAttribute.PROACTIVE,
    Conclusion.ON_REQUEST: DisclosureAttribute.ON_REQUEST,
    Conclusion.WITHHOLD: DisclosureAttribute.WITHHELD,
}
"""The attribute each passing conclusion goes with; 暂缓公开 and 报请确定 are no passes."""

CUTTING: Final = frozenset(
    {DispositionKind.MASK, DispositionKind.GENERALISE, DispositionKind.REMOVE, DispositionKind.REPLACE}
)

SECRECY_TYPES: Final = frozenset({FindingType.SECRECY_MARK, FindingType.INTERNAL_MARK})
"""Answered in the secrecy step, never by a disposition."""

POLICY_TYPES: Final = frozenset({DocumentType.NORMATIVE, DocumentType.PLAN})
INTERNAL_BRANCH: Final = "internal"

NOT_CUTTABLE: Final = frozenset(
    {FindingType.COMPLETENESS, FindingType.TIMING, FindingType.ANNEX, FindingType.ATTRIBUTE}
)
"""Nothing stands in the text that could be cut: a new revision answers them, or a reasoned 误报."""


def missing(facts: Facts, conclusion: Conclusion | None = None) -> tuple[Shortfall, ...]:
    """Everything lacking for `conclusion` (None: for being published), in the order of the window's steps."""
    publishing = conclusion is None or conclusion in PUBLISHING
    found = [*_secrecy(facts), *_read(facts)]
    if publishing:
        found += _findings(facts)
    found += _determination(facts, conclusion)
    if publishing:
        found += [*policy_shortfalls(facts), *_judgement(facts), *_public_versions(facts)]
    return tuple(found)


def latest_dispositions(dispositions: tuple[Disposition, ...]) -> dict[tuple[str, int], Disposition]:
    """(part, finding number) to the disposition that counts; a withdrawn one leaves the finding undecided."""
    latest = {(one.part, number): one for one in dispositions for number in one.numbers}
    return {key: one for key, one in latest.items() if one.kind is not DispositionKind.OPEN}


def settles(finding: Finding, disposition: Disposition | None, exemptions: Mapping[str, Exemption], day: date) -> bool:
    """Whether a disposition is enough for a finding that blocks."""
    if disposition is None:
        return False
    if disposition.kind in CUTTING:
        return finding.type not in NOT_CUTTABLE
    if disposition.kind is DispositionKind.NOT_A_FINDING:
        return bool(disposition.reason.strip())
    if disposition.kind is DispositionKind.KEEP:
        return covers(exemptions.get(disposition.exemption or ""), finding.type, day)
    return False


def covers(exemption: Exemption | None, kind: FindingType, day: date) -> bool:
    """Whether an exemption lets values of `kind` stay on `day`: only listed fields may (F69)."""
    if exemption is None or (exemption.until is not None and exemption.until < day):
        return False
    return kind.value in exemption.fields


def suggested_conclusion(facts: Facts) -> Conclusion | None:
    """What the decisions amount to; a hint for the window, None while the attribute is open."""
    attribute = facts.determination.attribute if facts.determination else DisclosureAttribute.UNDETERMINED
    if attribute is DisclosureAttribute.ON_REQUEST:
        return Conclusion.ON_REQUEST
    if attribute is DisclosureAttribute.WITHHELD:
        return Conclusion.WITHHOLD
    if attribute is not DisclosureAttribute.PROACTIVE:
        return None
    if any(one.kind in CUTTING for one in latest_dispositions(facts.dispositions).values()):
        return Conclusion.PUBLISH_SEPARATED
    return Conclusion.PUBLISH_AMENDED if facts.revision.ordinal > 1 else Conclusion.PUBLISH


def _secrecy(facts: Facts) -> Iterator[Shortfall]:
    hints = {
        finding.number for report in facts.reports.values() for finding in report.findings
        if finding.type in SECRECY_TYPES and finding.blocks
    }
    review = facts.secrecy
    if review is None or review.conclusion is not SecrecyConclusion.NOT_SECRET:
        yield Shortfall(Missing.SECRECY)
        return
    for part in facts.revision.parts:
        if part.id not in review.opened_parts:
            yield Shortfall(Missing.PARTS_UNOPENED, 1, part.id)
    unanswered = hints - set(review.answered_hints)
    if unanswered:
        yield Shortfall(Missing.SECRECY_HINTS, len(unanswered))


def _read(facts: Facts) -> Iterator[Shortfall]:
    for part in facts.revision.parts:
        report = facts.reports.get(part.id)
        if report is None:
            yield Shortfall(Missing.CHECKS, 1, part.id)
            continue
        failed = any(unread.reason is UnreadReason.NAME_PASS_FAILED for unread in report.unread)
        if failed or report.names is NamesMode.OFF:
            yield Shortfall(Missing.NAMES, 1, part.id)
        looked = {place for look in facts.looks if look.part == part.id for place in look.places}
        left = sum(
            1 for unread in report.unread
            if unread.reason is not UnreadReason.NAME_PASS_FAILED and unread.place not in looked
        )
        if left:
            yield Shortfall(Missing.UNREAD, left, part.id)


def _findings(facts: Facts) -> Iterator[Shortfall]:
    latest = latest_dispositions(facts.dispositions)
    exemptions = {one.id: one for one in facts.exemptions}
    for part in facts.revision.parts:
        undecided = unseen = 0
        for finding in _to_decide(facts, part):
            disposition = latest.get((part.id, finding.number))
            if finding.blocks:
                undecided += not settles(finding, disposition, exemptions, facts.day)
            elif finding.level is Level.AMBER:
                unseen += disposition is None
        if undecided:
            yield Shortfall(Missing.FINDINGS, undecided, part.id)
        if unseen:
            yield Shortfall(Missing.AMBER, unseen, part.id)


def _to_decide(facts: Facts, part: Part) -> Iterator[Finding]:
    """Findings that a disposition answers: a part that is never released needs none."""
    report = facts.reports.get(part.id)
    if report is None or part.role not in RELEASED_ROLES:
        return
    for finding in report.findings:
        # The attribute step answers 属性 findings, the secrecy step 密级 and 内部 ones.
        if finding.type not in SECRECY_TYPES and finding.type is not FindingType.ATTRIBUTE:
            yield finding


def open_counts(
    reports: Mapping[str, CheckReport], dispositions: tuple[Disposition, ...], exemptions: tuple[Exemption, ...]
) -> tuple[int, int]:
    """(blocking findings still to decide, amber ones still to look at) over all parts, as lists show them.

    An exemption's end date is not asked: what was kept lawfully is decided, and the release checks the date again.
    """
    latest = latest_dispositions(dispositions)
    by_id = {one.id: one for one in exemptions}
    red = amber = 0
    for part, report in reports.items():
        for finding in report.findings:
            disposition = latest.get((part, finding.number))
            if finding.blocks:
                red += not settles(finding, disposition, by_id, date.min)
            elif finding.level is Level.AMBER:
                amber += disposition is None
        red += len(report.unread)
    return red, amber


def _determination(facts: Facts, conclusion: Conclusion | None) -> Iterator[Shortfall]:
    determination = facts.determination
    if determination is None or determination.attribute is DisclosureAttribute.UNDETERMINED:
        yield Shortfall(Missing.DETERMINATION)
        return
    if not determination.basis:
        yield Shortfall(Missing.BASIS)
    if determination.attribute is not DisclosureAttribute.PROACTIVE and not determination.reason.strip():
        yield Shortfall(Missing.REASON)
    if determination.attribute is not DisclosureAttribute.PROACTIVE and is_policy(facts) and facts.opinion is None:
        yield Shortfall(Missing.OPINION)
    wanted = DisclosureAttribute.PROACTIVE if conclusion is None else FITTING.get(conclusion)
    if determination.attribute is not wanted:
        yield Shortfall(Missing.CONCLUSION)


def policy_shortfalls(facts: Facts) -> Iterator[Shortfall]:
    """A policy is passed, signed and released with 解读方案 and 解读材料, and never before them (F30, F34).

    What explains it tells 政策背景、重点任务、后续工作考虑 (F32).
    """
    mark = facts.policy
    if mark is None or mark.kind is PolicyKind.NONE:
        return
    there = {part.role for part in facts.revision.parts} | facts.linked_parts
    if PartRole.INTERPRETATION_PLAN not in there:
        yield Shortfall(Missing.INTERPRETATION_PLAN)
    if PartRole.INTERPRETATION not in there:
        yield Shortfall(Missing.INTERPRETATION)
    elif untold := _untold(facts):
        yield Shortfall(Missing.INTERPRETATION_ELEMENTS, untold)
    if mark.kind is PolicyKind.MAJOR and not mark.first_interpreter.strip():
        yield Shortfall(Missing.FIRST_INTERPRETER)
    if mark.linked is not None and not facts.linked_ready:
        yield Shortfall(Missing.INTERPRETATION_WAITS)


def _untold(facts: Facts) -> int:
    """How many of the three elements none of the texts that explain the policy has."""
    own = (facts.reports.get(part.id) for part in facts.revision.parts if part.role is PartRole.INTERPRETATION)
    reports = [one for one in (*own, *facts.linked_reports) if one is not None]
    wanted = {element.element for report in reports for element in report.completeness}
    told = {element.element for report in reports for element in report.completeness if element.present}
    return len(wanted - told)


def is_policy(facts: Facts) -> bool:
    """Whether this is a policy document: its going unpublished wants the disclosure office's opinion first.

    国办发〔2016〕80号 (rulebook §0.6). A tick (行政规范性文件, 重大政策) says so; without one, the first part's type.
    What concerns the office's own housekeeping is none.
    """
    if facts.policy is not None and facts.policy.kind is not PolicyKind.NONE:
        return True
    report = facts.reports.get(facts.revision.parts[0].id)
    if report is None or report.document_type not in POLICY_TYPES:
        return False
    return INTERNAL_BRANCH not in report.attribute.path[-1:]


def _judgement(facts: Facts) -> Iterator[Shortfall]:
    judgement = facts.judgement
    if judgement is None:
        yield Shortfall(Missing.JUDGEMENT)
        return
    if not judgement.channels:
        yield Shortfall(Missing.CHANNEL)
    if not judgement.audiences or Audience.UNDETERMINED in judgement.audiences:
        yield Shortfall(Missing.AUDIENCE)


def _public_versions(facts: Facts) -> Iterator[Shortfall]:
    newest = {version.audience: version for version in facts.public_versions}
    for audience in facts.judgement.audiences if facts.judgement else ():
        version = newest.get(audience)
        if version is None:
            yield Shortfall(Missing.PUBLIC_VERSION)
        elif is_stale(version, facts):
            yield Shortfall(Missing.PUBLIC_VERSION_STALE)
        elif not version.proof.clean:
            yield Shortfall(Missing.PUBLIC_VERSION_NOT_CLEAN)


def is_stale(version: PublicVersion, facts: Facts) -> bool:
    """Whether it is of another revision, or would be made differently from the dispositions as they stand now.

    The use cases see to it that times of one revision's decisions never go backwards.
    """
    if version.revision != facts.revision.id:
        return True
    before = tuple(one for one in facts.dispositions if one.at < version.made_at)
    return choices(before) != choices(facts.dispositions)


def choices(dispositions: tuple[Disposition, ...]) -> dict[tuple[str, int], tuple[DispositionKind, str | None]]:
    """What a public version is made from; 已阅 alone changes nothing in it."""
    return {
        key: (one.kind, one.replacement)
        for key, one in latest_dispositions(dispositions).items()
        if one.kind is not DispositionKind.SEEN
    }

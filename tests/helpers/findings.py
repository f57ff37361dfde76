"""Findings, reports and decisions for tests of pure functions; nothing in them is about a real person."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from reviewer_app.domain.document import FileKind, Place, Unread, UnreadReason
from reviewer_app.domain.findings import Action, Finding, FindingType, Level, Severity
from reviewer_app.domain.items import Part, PartRole, Revision
from reviewer_app.domain.legal import Audience, DisclosureAttribute, LegalBasis
from reviewer_app.domain.public_version import PublicVersion, ScanProof
from reviewer_app.domain.readiness import Facts
from reviewer_app.domain.report import (
    AttributeProposal,
    CheckReport,
    DocumentHeader,
    DocumentType,
    JudgementProposal,
    NamesMode,
    Proposal,
)
from reviewer_app.domain.review import (
    Determination,
    Disposition,
    DispositionKind,
    Exemption,
    ExemptionKind,
    Judgement,
    SecrecyConclusion,
    SecrecyReview,
    Source,
    Stage,
)

NOON = datetime(2018, 6, 21, 4, tzinfo=UTC)
DAY = date(2018, 6, 21)
BASIS = (LegalBasis("政府信息公开条例", "2007", 10),)
BODY, ANNEX, EVIDENCE = "part-body", "part-annex", "part-evidence"
PAGE = Place(page=2)


def at(minutes: int) -> datetime:
    """So many minutes after noon."""
    return NOON + timedelta(minutes=minutes)


def finding(number: int = 1, kind: FindingType = FindingType.MOBILE, **fields: Any) -> Finding:
    """A red finding that blocks, unless told otherwise."""
    wanted = {"severity": Severity.HIGH, "level": Level.RED, "blocks": True, "value": "13800138000"} | fields
    return Finding(
        number=number, rule="test", type=kind, confidence=0.9, start=0, end=11, place=Place(), action=Action.MASK,
        **wanted,
    )


def amber(number: int = 1, kind: FindingType = FindingType.LANDLINE) -> Finding:
    """One to look at."""
    return replace(finding(number, kind), level=Level.AMBER, blocks=False)


def report(
    *findings: Finding, unread: tuple[UnreadReason, ...] = (), names: NamesMode = NamesMode.RULES
) -> CheckReport:
    """A report with these findings; unread pieces lie on page 2."""
    return CheckReport(
        kind=FileKind.TEXT, names=names, header=DocumentHeader(), document_type=DocumentType.NOTICE, findings=findings,
        unread=tuple(Unread(PAGE, reason) for reason in unread),
        attribute=AttributeProposal(Proposal.PROACTIVE, 0.9), judgement=JudgementProposal(),
    )


def part(id_: str = BODY, role: PartRole = PartRole.BODY, ordinal: int = 1, **fields: Any) -> Part:
    """A part."""
    wanted = {"name": "公示.txt", "sha256": "a" * 64} | fields
    return Part(id=id_, ordinal=ordinal, role=role, kind="text", blob="b", size=1, **wanted)


def revision(*parts: Part, id_: str = "r1", ordinal: int = 1) -> Revision:
    """A revision of these parts."""
    return Revision(id_, "i1", ordinal, "author", "author", NOON, parts or (part(),), "0" * 64)


def disposition(
    kind: DispositionKind = DispositionKind.MASK, *numbers: int, minutes: int = 1, of: str = BODY, **fields: Any
) -> Disposition:
    """A disposition of findings of a part."""
    return Disposition(f"d{minutes}-{kind}", "i1", "r1", of, numbers or (1,), kind, "reviewer", at(minutes), **fields)


def exemption(*fields: FindingType, until: date | None = None) -> Exemption:
    """An exemption for these fields."""
    kinds = tuple(field.value for field in fields)
    return Exemption("e1", "i1", ExemptionKind.MANDATORY, BASIS, kinds, until, "依法", "reviewer", NOON)


def secrecy(*opened: str, conclusion: SecrecyConclusion = SecrecyConclusion.NOT_SECRET,
            hints: tuple[int, ...] = ()) -> SecrecyReview:
    """The secrecy step."""
    return SecrecyReview("s1", "i1", "r1", Source.OWN, opened or (BODY,), conclusion, "reviewer", NOON, hints)


def determination(
    attribute: DisclosureAttribute = DisclosureAttribute.PROACTIVE, basis: tuple[LegalBasis, ...] = BASIS,
    reason: str = "依条例",
) -> Determination:
    """The reviewer's determination."""
    return Determination("t1", "i1", "r1", Stage.REVIEWER, attribute, basis, reason, "reviewer", NOON)


def judgement(*audiences: Audience, channels: tuple[str, ...] = ("government_site",)) -> Judgement:
    """A judgement."""
    return Judgement(
        "j1", "i1", "r1", "", None, None, channels, audiences or (Audience.ALL,), None, (), "reviewer", NOON
    )


def public_version(audience: Audience = Audience.ALL, minutes: int = 10, uncovered: int = 0,
                   of: str = "r1") -> PublicVersion:
    """A public version."""
    proof = ScanProof("default", "0" * 64, "rules", uncovered, 0, uncovered)
    return PublicVersion("v1", "i1", of, audience, "standard", "1", (), "0" * 64, proof, "reviewer", at(minutes))


def complete(**changes: Any) -> Facts:
    """Facts that lack nothing, but for the changes."""
    facts = Facts(
        revision=revision(), reports={BODY: report()}, day=DAY, secrecy=secrecy(), determination=determination(),
        judgement=judgement(), public_versions=(public_version(),),
    )
    return replace(facts, **changes)

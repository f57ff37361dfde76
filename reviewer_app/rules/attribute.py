"""属性建议: one document's way through the exemption tree of the regulation in force that day (rulebook §1.3).

The tree's branches are asked in the order of the law. A branch applies where the document's type or its words say
so; what it then means, and which article may be cited, the law pack says. The document's own mark is followed
unless a mandatory exemption stands against it. A program proposes, a person decides.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from reviewer_app.domain.findings import Finding, FindingType, Level
from reviewer_app.domain.legal import LegalBasis
from reviewer_app.domain.report import AttributeProposal, DocumentType, Proposal
from reviewer_app.rules.attribute_rules import (
    AttributeRules,
    Ground,
    MarkRule,
    Signal,
    TypeGround,
    load_attribute_rules,
)
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.header import marks_in
from reviewer_app.rules.law import Branch, cite_text
from reviewer_app.text import say

LIMBS: Final = "three_limbs"
REST: Final = "rest"
MARKED: Final = 0.95
MARK_ALONE: Final = 0.6
BY_DEFAULT: Final = 0.5
UNKNOWN: Final = 0.3
NOT_PERSONAL: Final = frozenset({FindingType.SECRECY_MARK, FindingType.INTERNAL_MARK, FindingType.WORDING,
                                 FindingType.COMPLETENESS, FindingType.TIMING, FindingType.ATTRIBUTE,
                                 FindingType.ANNEX})
OWN_MARK_RULE: Final = "secrecy.no_disclosure"


class _Verdict(NamedTuple):
    """Where the tree led before the document's own mark is looked at."""

    proposal: Proposal
    confidence: float
    basis: tuple[LegalBasis, ...]
    reasons: tuple[str, ...]
    path: tuple[str, ...]
    mandatory: bool = False


def propose_attribute(draft: Draft, findings: Sequence[Finding] = ()) -> AttributeProposal:
    """The proposal with confidence, articles, reasons and path; `findings` are those of the privacy checks."""
    rules = load_attribute_rules()
    personal = sum(one.type not in NOT_PERSONAL and one.level is Level.RED for one in findings)
    verdict = _walk(draft, rules, personal)
    verdict = _with_mark(draft, rules, verdict)
    verdict = _with_hints(draft, verdict, findings)
    reasons = (*verdict.reasons, *_notes(draft, verdict, personal))
    return AttributeProposal(
        proposal=verdict.proposal,
        confidence=verdict.confidence,
        basis=tuple(dict.fromkeys((*verdict.basis, *_further_basis(draft, verdict, personal)))),
        reasons=reasons,
        path=verdict.path,
    )


def _walk(draft: Draft, rules: AttributeRules, personal: int) -> _Verdict:
    hits = [one for one in rules.signals if one.holds(draft.type, draft.subject, draft.ends, personal)]
    by_type = rules.types.get(draft.type)
    path: list[str] = []
    for branch in draft.pack.tree:
        path.append(branch.branch)
        if branch.branch == LIMBS:
            break
        ground = _ground_of(branch.branch, hits, by_type)
        if ground:
            return _by_branch(draft, branch, ground, tuple(path))
    return _beyond_exemptions(draft, hits, by_type, tuple(path))


def _ground_of(branch: str, hits: Sequence[Signal], by_type: TypeGround | None) -> Ground | None:
    signal = next((one for one in hits if one.branch == branch), None)
    if signal:
        return signal
    return by_type if by_type and by_type.branch == branch else None


def _by_branch(draft: Draft, branch: Branch, ground: Ground, path: tuple[str, ...]) -> _Verdict:
    basis = draft.pack.basis_of(branch, draft.day)
    if branch.outcome is Proposal.UNDETERMINED:
        basis = (*basis, draft.pack.on_duty("refer"))
    elif branch.outcome is Proposal.ON_REQUEST:
        basis = (*basis, draft.pack.on_duty("apply"))
    told = branch.told
    if branch.article is not None:
        told = say("law.told_by", told=told, basis=cite_text(basis[0]))
    reasons = _sentences(draft.type_reason, ground.told, told)
    return _Verdict(branch.outcome, ground.confidence, basis, reasons, path, branch.mandatory)


def _beyond_exemptions(
    draft: Draft, hits: Sequence[Signal], by_type: TypeGround | None, path: tuple[str, ...]
) -> _Verdict:
    """No exemption applies: look for a place on the proactive lists by words, by column, by type."""
    listed = next((one for one in hits if one.list), None)
    if listed:
        return _on_list(draft, listed.list, listed, path)
    if draft.column and draft.column.attribute.value != Proposal.PROACTIVE:
        told = say("law.column_silent", column=draft.column.title)
        return _undetermined(draft, path, told)
    if by_type and by_type.branch == REST and not draft.column:
        return _by_branch(draft, draft.pack.branch(REST), by_type, (*path, REST))
    if by_type and by_type.list:
        return _on_list(draft, by_type.list, by_type, path)
    return _by_default(draft, path)


def _on_list(draft: Draft, key: str, ground: Signal | TypeGround, path: tuple[str, ...]) -> _Verdict:
    basis = draft.pack.on_list(key)
    entry = say("law.listed", text=draft.pack.lists[key].text, basis=cite_text(basis))
    reasons = _sentences(draft.type_reason, ground.told, entry, draft.pack.branch(LIMBS).told)
    return _Verdict(Proposal.PROACTIVE, ground.confidence, (basis,), reasons, path)


def _by_default(draft: Draft, path: tuple[str, ...]) -> _Verdict:
    """Openness is the rule (2019 Art 5), but only what is recognisably an office's document is proposed so."""
    header = draft.header
    official = header.number or header.addressee or header.title
    listed = draft.type is DocumentType.LIST and not header.number
    if draft.column or (official and not listed):
        told = draft.pack.branch(LIMBS).told
        basis = draft.pack.on_list("interest")
        return _Verdict(Proposal.PROACTIVE, BY_DEFAULT, (basis,), _sentences(draft.type_reason, told), path)
    return _undetermined(draft, path, draft.type_reason)


def _undetermined(draft: Draft, path: tuple[str, ...], told: str) -> _Verdict:
    question = say("law.ask", question=draft.pack.branch(LIMBS).question)
    return _Verdict(
        Proposal.UNDETERMINED, UNKNOWN, (draft.pack.on_duty("refer"),), (*_sentences(told), question), path
    )


def _with_mark(draft: Draft, rules: AttributeRules, verdict: _Verdict) -> _Verdict:
    """Follow the document's own mark; of a forwarded document, the original's."""
    mark = _mark_of(draft, rules)
    rule = rules.read_mark(mark) if mark else None
    if mark is None or rule is None:
        return verdict
    told = say("law.marked", mark=mark)
    if rule.proposal is verdict.proposal:
        confidence = max(verdict.confidence, MARKED)
        return verdict._replace(confidence=confidence, reasons=(*_sentences(told), *verdict.reasons))
    if _stands_against(rule, verdict):
        clash = say("law.mark_clash", mark=mark)
        return verdict._replace(confidence=MARK_ALONE, reasons=(*verdict.reasons, clash))
    return _follow_mark(draft, rule, verdict, told)


def _stands_against(rule: MarkRule, verdict: _Verdict) -> bool:
    """A mandatory exemption beats a mark that says public; a version without the ground beats one that withholds."""
    if verdict.mandatory and verdict.proposal is Proposal.WITHHELD:
        return True
    groundless = verdict.proposal is Proposal.UNDETERMINED and verdict.confidence > UNKNOWN
    return rule.proposal is Proposal.WITHHELD and groundless


def _follow_mark(draft: Draft, rule: MarkRule, verdict: _Verdict, told: str) -> _Verdict:
    reasons = list(_sentences(told))
    if rule.proposal is Proposal.PROACTIVE:
        basis: tuple[LegalBasis, ...] = (draft.pack.on_list("interest"),)
        if rule.severed:
            basis = (*basis, draft.pack.on_duty("sever"))
        reasons.append(say("law.mark_public", other=verdict.reasons[-1]))
        return verdict._replace(proposal=rule.proposal, confidence=MARK_ALONE, basis=basis, reasons=tuple(reasons))
    if rule.proposal is Proposal.ON_REQUEST:
        reasons.append(say("law.mark_request"))
        basis = (draft.pack.on_duty("default_open"), draft.pack.on_duty("apply"))
        path = (*verdict.path, REST) if verdict.path[-1] == LIMBS else verdict.path
        return verdict._replace(
            proposal=rule.proposal, confidence=0.9, basis=basis, reasons=tuple(reasons), path=path
        )
    reasons.append(say("law.mark_withheld"))
    return verdict._replace(proposal=rule.proposal, confidence=MARK_ALONE, basis=(), reasons=tuple(reasons))


def _mark_of(draft: Draft, rules: AttributeRules) -> str | None:
    by_type = rules.types.get(draft.type)
    if by_type and by_type.follow:
        marks = marks_in(draft.lines)
        return marks[-1] if marks else None
    return draft.header.mark


def _with_hints(draft: Draft, verdict: _Verdict, findings: Sequence[Finding]) -> _Verdict:
    """An internal mark (内部资料, 不得上网 …) makes a public proposal a question for the secrecy step."""
    hinted = any(one.type is FindingType.INTERNAL_MARK and one.rule != OWN_MARK_RULE for one in findings)
    if not hinted or verdict.proposal is not Proposal.PROACTIVE:
        return verdict
    reasons = (say("law.hinted"), *verdict.reasons)
    return verdict._replace(
        proposal=Proposal.UNDETERMINED, confidence=MARK_ALONE, basis=(draft.pack.on_duty("refer"),), reasons=reasons
    )


def _notes(draft: Draft, verdict: _Verdict, personal: int) -> Iterator[str]:
    if verdict.proposal is Proposal.PROACTIVE and personal:
        yield say("law.sever", count=personal)
    if draft.type is DocumentType.FORWARD and not marks_in(draft.lines):
        yield say("law.forward_unmarked")
    if "、" in (draft.header.organ or ""):
        yield say("law.joint", basis=cite_text(draft.pack.on_duty("lead_organ")))
    if not draft.pack.holds_on(draft.day):
        yield say("law.before_all", version=draft.pack.version)


def _further_basis(draft: Draft, verdict: _Verdict, personal: int) -> Iterator[LegalBasis]:
    if verdict.proposal is not Proposal.PROACTIVE:
        return
    if draft.column:
        yield from draft.column.bases(draft.day)
    if personal:
        yield draft.pack.on_duty("sever")


def _sentences(*told: str) -> tuple[str, ...]:
    return tuple(say("law.sentence", told=one.rstrip("。")) for one in told if one)

"""What a document says of its own attribute (此件公开发布 …): followed, unless the law stands against it."""

from typing import Final

from reviewer_app.domain.legal import LegalBasis
from reviewer_app.domain.report import Proposal
from reviewer_app.rules.attribute_rules import AttributeRules, MarkRule
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.header import marks_in
from reviewer_app.rules.verdict import LIMBS, MARK_ALONE, REST, UNKNOWN, Verdict, sentences
from reviewer_app.text import say

MARKED: Final = 0.95


def with_mark(draft: Draft, rules: AttributeRules, verdict: Verdict) -> Verdict:
    """The verdict after the document's own mark was looked at; of a forwarded document, the original's."""
    mark = _mark_of(draft, rules)
    rule = rules.read_mark(mark) if mark else None
    if mark is None or rule is None:
        return verdict
    told = say("law.marked", mark=mark)
    if rule.proposal is verdict.proposal:
        confidence = max(verdict.confidence, MARKED)
        return verdict._replace(confidence=confidence, reasons=(*sentences(told), *verdict.reasons))
    if _stands_against(rule, verdict):
        clash = say("law.mark_clash", mark=mark)
        return verdict._replace(confidence=MARK_ALONE, reasons=(*verdict.reasons, clash))
    return _follow_mark(draft, rule, verdict, told)


def _stands_against(rule: MarkRule, verdict: Verdict) -> bool:
    """A mandatory exemption beats a mark that says public; a version without the ground beats one that withholds."""
    if verdict.mandatory and verdict.proposal is Proposal.WITHHELD:
        return True
    groundless = verdict.proposal is Proposal.UNDETERMINED and verdict.confidence > UNKNOWN
    return rule.proposal is Proposal.WITHHELD and groundless


def _follow_mark(draft: Draft, rule: MarkRule, verdict: Verdict, told: str) -> Verdict:
    reasons = list(sentences(told))
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

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
from reviewer_app.rules import evidence
from reviewer_app.rules.addressees import addressed
from reviewer_app.rules.attribute_mark import with_mark
from reviewer_app.rules.attribute_rules import (
    Asked,
    AttributeRules,
    Signal,
    TypeGround,
    Words,
    load_attribute_rules,
    spoken_text,
)
from reviewer_app.rules.attribute_silent import by_examples, by_words
from reviewer_app.rules.attribute_verdicts import by_branch, by_default, on_list, opened_by, undetermined
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.header import marks_in
from reviewer_app.rules.law import cite_text
from reviewer_app.rules.passages import differing
from reviewer_app.rules.questions import open_questions
from reviewer_app.rules.verdict import LIMBS, MARK_ALONE, REST, Verdict
from reviewer_app.rules.workdays import tell
from reviewer_app.text import say

NOT_PERSONAL: Final = frozenset({FindingType.SECRECY_MARK, FindingType.INTERNAL_MARK, FindingType.WORDING,
                                 FindingType.COMPLETENESS, FindingType.TIMING, FindingType.ATTRIBUTE,
                                 FindingType.ANNEX})
OWN_MARK_RULE: Final = "secrecy.no_disclosure"


class _Hit(NamedTuple):
    """A signal and where its words stand."""

    signal: Signal
    words: Words


def propose_attribute(draft: Draft, findings: Sequence[Finding] = ()) -> AttributeProposal:
    """The proposal with confidence, articles, reasons, path, deciding sentence and the parts that differ.

    `findings` are those of the privacy checks.
    """
    rules = load_attribute_rules()
    private = tuple(one for one in findings if one.type not in NOT_PERSONAL and one.level is Level.RED)
    verdict = by_examples(draft, walk(draft, rules, len(private)))
    verdict = with_mark(draft, rules, verdict)
    verdict = _with_hints(draft, verdict, findings)
    passages = differing(draft, rules, verdict, private, walk)
    told = (*verdict.reasons, *_notes(draft, verdict, private), *evidence.quoted(draft, verdict, passages))
    return AttributeProposal(
        proposal=verdict.proposal,
        confidence=verdict.confidence,
        basis=tuple(dict.fromkeys((*verdict.basis, *_further_basis(draft, verdict, bool(private or passages))))),
        reasons=told,
        path=verdict.path,
        evidence=verdict.evidence,
        passages=passages,
        questions=open_questions(verdict, draft.pack, draft.type),
    )


def walk(draft: Draft, rules: AttributeRules, personal: int) -> Verdict:
    """The way through the tree, `personal` being how many pieces of private data were found."""
    asked = Asked(draft.type, addressed(draft.header.addressee), draft.subject, spoken_text(draft.ends), personal)
    found = ((one, one.find(asked)) for one in rules.signals)
    hits = [_Hit(signal, words) for signal, words in found if words]
    by_type = rules.types.get(draft.type)
    opened = next(((one, words) for one in rules.opens if (words := one.find(asked.ends))), None)
    path: list[str] = []
    for branch in draft.pack.tree:
        path.append(branch.branch)
        if branch.branch == LIMBS:
            break
        hit = next((one for one in hits if one.signal.branch == branch.branch), None)
        if hit and opened and branch.branch in opened[0].branches:
            return opened_by(draft, opened[0].key, opened[1])
        if hit and not _aside(draft, hit, by_type):
            return by_branch(draft, branch, hit.signal, tuple(path), hit.words)
        if by_type and by_type.branch == branch.branch:
            return by_branch(draft, branch, by_type, tuple(path))
    return _beyond_exemptions(draft, hits, by_type, tuple(path))


def _aside(draft: Draft, hit: _Hit, by_type: TypeGround | None) -> bool:
    """Whether only one paragraph of a document that is public by its type says so: then that part is cut (§0.5)."""
    if hit.words.in_title or not hit.signal.severable or not (by_type and by_type.list):
        return False
    return evidence.is_small_part(draft, hit.words)


def _beyond_exemptions(
    draft: Draft, hits: Sequence[_Hit], by_type: TypeGround | None, path: tuple[str, ...]
) -> Verdict:
    """No exemption applies: look for a place on the proactive lists by words, by column, by type."""
    listed = next((one for one in hits if one.signal.list), None)
    if listed:
        return on_list(draft, listed.signal.list, listed.signal, path, listed.words)
    spoken = by_words(draft, path)
    if spoken:
        return spoken
    if draft.column and draft.column.attribute.value != Proposal.PROACTIVE:
        told = say("law.column_silent", column=draft.column.title)
        return undetermined(draft, path, told)
    if by_type and by_type.branch == REST and not draft.column:
        return by_branch(draft, draft.pack.branch(REST), by_type, (*path, REST))
    if by_type and by_type.list:
        return on_list(draft, by_type.list, by_type, path)
    return by_default(draft, path)


def _with_hints(draft: Draft, verdict: Verdict, findings: Sequence[Finding]) -> Verdict:
    """An internal mark (内部资料, 不得上网 …) makes a public proposal a question for the secrecy step."""
    hinted = any(one.type is FindingType.INTERNAL_MARK and one.rule != OWN_MARK_RULE for one in findings)
    if not hinted or verdict.proposal is not Proposal.PROACTIVE:
        return verdict
    reasons = (say("law.hinted"), *verdict.reasons)
    return verdict._replace(
        proposal=Proposal.UNDETERMINED, confidence=MARK_ALONE, basis=(draft.pack.on_duty("refer"),), reasons=reasons
    )


def _notes(draft: Draft, verdict: Verdict, private: Sequence[Finding]) -> Iterator[str]:
    if verdict.proposal is Proposal.PROACTIVE and private:
        yield say("law.sever", count=len(private))
        if evidence.is_dense(draft, private):
            yield say("law.dense", basis=cite_text(draft.pack.on_duty("consult")))
    if draft.type is DocumentType.FORWARD and not marks_in(draft.lines):
        yield say("law.forward_unmarked")
    if "、" in (draft.header.organ or ""):
        yield say("law.joint", basis=cite_text(draft.pack.on_duty("lead_organ")))
    if draft.context.decided:
        yield say("law.judged_on", day=tell(draft.context.decided), version=draft.pack.version)
    if not draft.pack.holds_on(draft.law_day):
        yield say("law.before_all", version=draft.pack.version)


def _further_basis(draft: Draft, verdict: Verdict, severed: bool) -> Iterator[LegalBasis]:
    if verdict.proposal is not Proposal.PROACTIVE:
        return
    if draft.column:
        yield from draft.column.bases(draft.law_day)
    if severed:
        yield draft.pack.on_duty("sever")

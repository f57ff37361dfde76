"""Questions that only a person can answer, and what his answers make of a proposal (rulebook §1.3).

A branch that the program could not see is asked in the words of its law pack; three more questions stand in the
packs as exceptions: 第三方同意, 公共利益, 规定应当公开.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from reviewer_app.domain.legal import LegalBasis
from reviewer_app.domain.report import AttributeProposal, DocumentType, Proposal
from reviewer_app.rules.law import Branch, LawPack, cite_text
from reviewer_app.rules.type_questions import load_type_questions, type_question
from reviewer_app.rules.verdict import BY_DEFAULT, LIMBS, MARK_ALONE, REST, Verdict, sentences
from reviewer_app.text import say

ANSWERED: Final = 0.9
HARM: Final = ("safety", "trade_secret", "privacy")
OVERRIDING: Final = {
    "trade_secret": ("consent", "public_interest"), "privacy": ("consent", "public_interest"),
    "process": ("must_open",), "case_file": ("must_open",), "internal": ("must_open",),
}
"""Branch to the exceptions that open what it closes, as far as the pack knows them."""


def open_questions(verdict: Verdict, pack: LawPack, kind: DocumentType) -> tuple[str, ...]:
    """Keys of branches or exceptions to ask about a verdict, in the order of the law, then those of its type."""
    of_type = load_type_questions().get(kind, ()) if verdict.proposal is Proposal.PROACTIVE else ()
    return (*_of_law(verdict, pack), *(one.key for one in of_type))


def _of_law(verdict: Verdict, pack: LawPack) -> tuple[str, ...]:
    last = verdict.path[-1]
    if verdict.proposal is Proposal.UNDETERMINED:
        asked: tuple[str, ...] = (*HARM, LIMBS)
    elif verdict.proposal is Proposal.PROACTIVE:
        asked = ("safety", LIMBS) if verdict.confidence <= MARK_ALONE else ()
    else:
        asked = OVERRIDING.get(last, (LIMBS,) if last == REST else ())
    return tuple(key for key in asked if key in pack.exceptions or any(one.branch == key for one in pack.tree))


def question_of(pack: LawPack, key: str) -> str:
    """The question in plain words."""
    of_type = type_question(key)
    if of_type is not None:
        return of_type.question
    return pack.exceptions[key].question if key in pack.exceptions else pack.branch(key).question


def with_answers(
    proposal: AttributeProposal, answers: Mapping[str, bool], pack: LawPack, day: date
) -> AttributeProposal:
    """The proposal after a person answered questions (key → yes or no); without answers it is returned as it is.

    A yes to an exemption closes; a yes to an exception opens what was closed; then the three limbs decide. What a type
    asked besides is told, and may leave the document to requests.
    """
    changed = _by_law(proposal, answers, pack, day) if answers else proposal
    asked = [(one, yes) for key, yes in answers.items() if (one := type_question(key)) is not None]
    if changed.proposal is not Proposal.PROACTIVE or not asked:
        return changed
    if any(one.no_rest and not yes for one, yes in asked):
        changed = _by_limbs(changed, pack, yes=False)
    told = sentences(*(one.told(yes=yes) for one, yes in asked))
    return replace(changed, reasons=(*told, *changed.reasons), questions=())


def _by_law(
    proposal: AttributeProposal, answers: Mapping[str, bool], pack: LawPack, day: date
) -> AttributeProposal:
    for branch in pack.tree:
        if branch.branch in {LIMBS, REST}:
            break
        if answers.get(branch.branch):
            return _closed(proposal, branch, pack, day)
    opened = next((key for key in pack.exceptions if answers.get(key)), None)
    if opened:
        return _opened(proposal, opened, pack)
    if LIMBS in answers:
        return _by_limbs(proposal, pack, yes=answers[LIMBS])
    return proposal


def _closed(proposal: AttributeProposal, branch: Branch, pack: LawPack, day: date) -> AttributeProposal:
    basis = pack.basis_of(branch, day) or (pack.on_duty("refer"),)
    return _changed(proposal, branch.outcome, basis, branch.told, (*_until(pack, branch.branch),))


def _opened(proposal: AttributeProposal, key: str, pack: LawPack) -> AttributeProposal:
    exception = pack.exceptions[key]
    basis: tuple[LegalBasis, ...] = (pack.cite(exception.article, exception.paragraph, exception.item),)
    if key != "must_open":
        basis = (*basis, pack.on_duty("consult"))
    return _changed(proposal, Proposal.PROACTIVE, basis, exception.told, _until(pack, LIMBS))


def _by_limbs(proposal: AttributeProposal, pack: LawPack, *, yes: bool) -> AttributeProposal:
    if yes:
        told = pack.branch(LIMBS).told
        return _changed(proposal, Proposal.PROACTIVE, (pack.on_list("interest"),), told, _until(pack, LIMBS))
    rest = pack.branch(REST)
    basis: tuple[LegalBasis, ...] = (pack.on_duty("default_open"), pack.on_duty("apply"))
    return _changed(proposal, rest.outcome, basis, rest.told, _until(pack, REST))


def _changed(
    proposal: AttributeProposal, outcome: Proposal, basis: tuple[LegalBasis, ...], told: str, path: tuple[str, ...]
) -> AttributeProposal:
    reason = say("law.told_by", told=told.rstrip("。"), basis=cite_text(basis[0]))
    sure = BY_DEFAULT if outcome is Proposal.UNDETERMINED else ANSWERED
    return replace(
        proposal, proposal=outcome, confidence=sure, basis=basis, path=path, questions=(),
        reasons=(*sentences(say("law.by_answers"), reason), *proposal.reasons),
    )


def _until(pack: LawPack, name: str) -> tuple[str, ...]:
    names = [branch.branch for branch in pack.tree]
    return tuple(names[: names.index(name) + 1])

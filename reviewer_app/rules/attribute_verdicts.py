"""What the steps of the attribute proposal come to: a branch, a list entry, the default, or a question to people."""

from typing import Final

from reviewer_app.domain.report import DocumentType, Proposal
from reviewer_app.rules import evidence
from reviewer_app.rules.attribute_rules import Ground, Signal, TypeGround, Words
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.law import Branch, cite_text
from reviewer_app.rules.verdict import BY_DEFAULT, LIMBS, UNKNOWN, Verdict, sentences
from reviewer_app.text import say

OPENED: Final = 0.85


def by_branch(
    draft: Draft, branch: Branch, ground: Ground, path: tuple[str, ...], words: Words | None = None
) -> Verdict:
    """What a branch of the tree means, with its articles and the sentence that led to it."""
    basis = draft.pack.basis_of(branch, draft.law_day)
    if branch.outcome is Proposal.UNDETERMINED:
        basis = (*basis, draft.pack.on_duty("refer"))
    elif branch.outcome is Proposal.ON_REQUEST:
        basis = (*basis, draft.pack.on_duty("apply"))
    told = branch.told
    if branch.article is not None:
        told = say("law.told_by", told=told, basis=cite_text(basis[0]))
    reasons = sentences(draft.type_reason, ground.told, told)
    spoken = evidence.found(draft, words, ground.told)
    return Verdict(branch.outcome, ground.confidence, basis, reasons, path, branch.mandatory, spoken)


def on_list(
    draft: Draft, key: str, ground: Signal | TypeGround, path: tuple[str, ...], words: Words | None = None
) -> Verdict:
    """Public, by an entry of the proactive lists."""
    basis = draft.pack.on_list(key)
    entry = say("law.listed", text=draft.pack.lists[key].text, basis=cite_text(basis))
    reasons = sentences(draft.type_reason, ground.told, entry, draft.pack.branch(LIMBS).told)
    spoken = evidence.found(draft, words, ground.told)
    return Verdict(Proposal.PROACTIVE, ground.confidence, (basis,), reasons, path, evidence=spoken)


def listed_too(draft: Draft, verdict: Verdict, key: str) -> Verdict:
    """A verdict of openness that names a further entry of the lists."""
    basis = draft.pack.on_list(key)
    told = say("law.listed_too", text=draft.pack.lists[key].text, basis=cite_text(basis))
    return verdict._replace(basis=(*verdict.basis, basis), reasons=(*verdict.reasons, *sentences(told)))


def opened_by(draft: Draft, key: str, words: Words) -> Verdict:
    """Public although it was a third party's: the text says that he agreed, or what the public would lose."""
    exception = draft.pack.exceptions[key]
    basis = draft.pack.cite(exception.article, exception.paragraph, exception.item)
    told = say("law.told_by", told=exception.told.rstrip("。"), basis=cite_text(basis))
    reasons = sentences(draft.type_reason, say("law.opened"), told)
    names = [one.branch for one in draft.pack.tree]
    path = tuple(names[: names.index(LIMBS) + 1])
    spoken = evidence.found(draft, words, say("law.opened"))
    return Verdict(Proposal.PROACTIVE, OPENED, (basis, draft.pack.on_duty("consult")), reasons, path, evidence=spoken)


def torn(draft: Draft, verdict: Verdict, branch: str) -> Verdict:
    """A verdict that another branch stands as near as: the branch is asked, nothing is proposed."""
    asked = branch if branch in {one.branch for one in draft.pack.tree} else LIMBS
    question = say("law.torn", question=draft.pack.branch(asked).question)
    return verdict._replace(
        proposal=Proposal.UNDETERMINED, confidence=UNKNOWN, basis=(draft.pack.on_duty("refer"),),
        reasons=(question, *verdict.reasons[:-1]), mandatory=False,
    )


def by_default(draft: Draft, path: tuple[str, ...]) -> Verdict:
    """Openness is the rule (2019 Art 5), but only what is recognisably an office's document is proposed so."""
    header = draft.header
    official = header.number or header.addressee or header.title
    listed = draft.type is DocumentType.LIST and not header.number
    if draft.column or (official and not listed):
        told = draft.pack.branch(LIMBS).told
        basis = draft.pack.on_list("interest")
        return Verdict(Proposal.PROACTIVE, BY_DEFAULT, (basis,), sentences(draft.type_reason, told), path)
    return undetermined(draft, path, draft.type_reason)


def undetermined(draft: Draft, path: tuple[str, ...], told: str) -> Verdict:
    """Not to be known from the document: a person is asked."""
    question = say("law.ask", question=draft.pack.branch(LIMBS).question)
    return Verdict(
        Proposal.UNDETERMINED, UNKNOWN, (draft.pack.on_duty("refer"),), (*sentences(told), question), path
    )

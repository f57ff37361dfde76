"""A document whose title and type say nothing: judged by its vocabulary, then by the examples it is like."""

from typing import Final

from reviewer_app.domain.report import DocumentType, Proposal
from reviewer_app.rules.attribute_rules import TypeGround, Words, spoken_text
from reviewer_app.rules.attribute_verdicts import by_branch, on_list
from reviewer_app.rules.attribute_words import Spoken, speaks
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.examples import Likeness, nearest
from reviewer_app.rules.questions import HARM
from reviewer_app.rules.verdict import BY_DEFAULT, LIMBS, Verdict
from reviewer_app.text import say

VERY_CLEAR: Final = 8
OF_OTHERS: Final = frozenset({*HARM, "state_secret", "law_forbids", "special_access"})
"""Branches that protect others or all: what a letter between offices is about may fall under them."""
WORDS_ALONE: Final = 0.55


def by_words(draft: Draft, path: tuple[str, ...]) -> Verdict | None:
    """A text of no known type by its vocabulary; an internal notice too, where the words are very clear."""
    if draft.type not in {DocumentType.OTHER, DocumentType.LIST, DocumentType.NOTICE, DocumentType.REPLY_LETTER}:
        return None
    spoken = speaks(spoken_text(draft.ends))
    if spoken is None:
        return None
    if draft.type is not DocumentType.OTHER and not (spoken.branch and spoken.score >= VERY_CLEAR):
        return None
    if draft.type is DocumentType.REPLY_LETTER and spoken.key not in OF_OTHERS:
        return None
    return _like(draft, spoken, say("law.by_words"), path)


def by_examples(draft: Draft, verdict: Verdict) -> Verdict:
    """The verdict, where nothing but the rule of openness or a question stood behind it, by the nearest examples."""
    if verdict.confidence > BY_DEFAULT or verdict.path[-1] != LIMBS:
        return verdict
    like = nearest(draft.document.text)
    if like is None or (verdict.proposal is Proposal.PROACTIVE and not like.branch):
        return verdict
    return _like(draft, like, say("law.by_example", title=like.title), verdict.path)


def _like(draft: Draft, found: Spoken | Likeness, told: str, path: tuple[str, ...]) -> Verdict:
    """What was found is what the document is; the way through the tree ends at its branch."""
    words = Words(found.start, found.end, in_title=False)
    ground = TypeGround(told=told, confidence=WORDS_ALONE)
    if not found.branch:
        return on_list(draft, found.key, ground, path, words)
    names = [one.branch for one in draft.pack.tree]
    until = tuple(names[: names.index(found.key) + 1])
    return by_branch(draft, draft.pack.branch(found.key), ground, until, words)

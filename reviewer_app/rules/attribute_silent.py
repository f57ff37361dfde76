"""The rules' answer on the scales with the library of examples; where the rules are silent, the library alone."""

import math
from collections.abc import Mapping
from typing import Final, NamedTuple

from reviewer_app.domain.report import DocumentType, Proposal
from reviewer_app.rules.attribute_rules import TypeGround, Words, spoken_text
from reviewer_app.rules.attribute_verdicts import by_branch, listed_too, on_list, torn
from reviewer_app.rules.attribute_words import Spoken, speaks
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.examples import PUBLIC, Weighed, weigh
from reviewer_app.rules.questions import HARM
from reviewer_app.rules.verdict import LIMBS, Verdict
from reviewer_app.text import say

VERY_CLEAR: Final = 8
OF_OTHERS: Final = frozenset({*HARM, "state_secret", "law_forbids", "special_access"})
"""Branches that protect others or all: what a letter between offices is about may fall under them."""
WORDS_ALONE: Final = 0.55
TRUST: Final = 5.0
"""How much the odds of a rule weigh beside the examples; of 1 to 8, the best on drafts left out and held back."""
BY_COLUMN: Final = 0.7
"""A document for a column of the catalogue is meant to be public."""
PLAIN: Final = 0.8
"""A mandatory exemption that a rule sees so plainly is never overruled by examples: a person is asked."""
TOO_NEAR: Final = 3.0
"""With a smaller lead, what may harm somebody is asked about and not proposed as public."""
SURE: Final = ((0.0, 0.55), (1.0, 0.6), (3.0, 0.8), (6.0, 0.85), (10.0, 0.97))
"""From which lead on how many of the drafts left out or held back were right (tests/data/law/README.md)."""
ENTRY_LEAD: Final = 2.0
INTEREST: Final = "interest"


class _Lead(NamedTuple):
    """The place that leads, the next one, and by how much."""

    best: str
    second: str
    lead: float


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
    return _spoken(draft, spoken, path)


def by_examples(draft: Draft, verdict: Verdict) -> Verdict:
    """The verdict of the rules, or that of the examples where these weigh more; how sure, by what it leads."""
    weighed = weigh(draft.document.text, draft.subject)
    if weighed is None:
        return verdict
    own = _place(verdict)
    led = _leading(weighed.places, own, _trust(draft, verdict))
    if led.best == own:
        if own == PUBLIC and weighed.enough and led.lead < TOO_NEAR and led.second in OF_OTHERS:
            return torn(draft, verdict, led.second)
        return _refined(draft, verdict._replace(confidence=_sure(led.lead)), weighed)
    other = _by_library(draft, weighed, led)
    return other if led.best != PUBLIC else _opening(draft, verdict, other, led)


def _opening(draft: Draft, verdict: Verdict, other: Verdict, led: _Lead) -> Verdict:
    """What becomes of the rules' verdict where the examples say public: `other`, or a question, or it stays."""
    own = _place(verdict)
    if verdict.mandatory and own and verdict.confidence >= PLAIN and led.lead >= TOO_NEAR:
        return torn(draft, other, own)
    if led.lead >= TOO_NEAR:
        return other
    if verdict.mandatory:
        return verdict._replace(confidence=_sure(0.0))
    return torn(draft, other, led.second) if led.second in OF_OTHERS else other


def _place(verdict: Verdict) -> str | None:
    """Where among the examples the rules would put it; None where they know nothing."""
    if verdict.path[-1] != LIMBS:
        return verdict.path[-1]
    return PUBLIC if verdict.proposal is Proposal.PROACTIVE else None


def _trust(draft: Draft, verdict: Verdict) -> float:
    """What the rules' answer weighs: more than nothing only where it is likelier than not."""
    sure = verdict.confidence
    if draft.column and verdict.proposal is Proposal.PROACTIVE:
        sure = max(sure, BY_COLUMN)
    return TRUST * max(0.0, math.log(sure / (1 - sure)))


def _leading(places: Mapping[str, float], own: str | None, trust: float) -> _Lead:
    scores = {place: score + (trust if place == own else 0.0) for place, score in places.items()}
    best, second = sorted(scores, key=lambda one: scores[one], reverse=True)[:2]
    return _Lead(best, second, scores[best] - scores[second])


def _sure(lead: float) -> float:
    return next(sure for least, sure in reversed(SURE) if lead >= least)


def _refined(draft: Draft, verdict: Verdict, weighed: Weighed) -> Verdict:
    """A public document of no special entry: the entry that the examples name, besides."""
    general = verdict.basis == (draft.pack.on_list(INTEREST),)
    entry = _entry(weighed) if verdict.proposal is Proposal.PROACTIVE and general else INTEREST
    return verdict if entry == INTEREST else listed_too(draft, verdict, entry)


def _entry(weighed: Weighed) -> str:
    """The entry of the proactive lists that leads clearly; else the general one."""
    led = _leading(weighed.entries(), None, 0.0)
    return led.best if led.lead >= ENTRY_LEAD else INTEREST


def _by_library(draft: Draft, weighed: Weighed, led: _Lead) -> Verdict:
    like = weighed.like(led.best)
    told = say("law.by_example", title=like.title)
    words = Words(like.start, like.end, in_title=False)
    ground = TypeGround(told=told, confidence=_sure(led.lead))
    if led.best != PUBLIC:
        return by_branch(draft, draft.pack.branch(led.best), ground, _until(draft, led.best), words)
    general = on_list(draft, INTEREST, ground, _until(draft, LIMBS), words)
    return _refined(draft, general, weighed)


def _spoken(draft: Draft, found: Spoken, path: tuple[str, ...]) -> Verdict:
    """What the words speak of is what the document is; the way through the tree ends at its branch."""
    words = Words(found.start, found.end, in_title=False)
    ground = TypeGround(told=say("law.by_words"), confidence=WORDS_ALONE)
    if not found.branch:
        return on_list(draft, found.key, ground, path, words)
    return by_branch(draft, draft.pack.branch(found.key), ground, _until(draft, found.key), words)


def _until(draft: Draft, branch: str) -> tuple[str, ...]:
    names = [one.branch for one in draft.pack.tree]
    return tuple(names[: names.index(branch) + 1])

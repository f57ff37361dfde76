"""Questions that only a person can answer, and what his answers make of a proposal (rulebook §1.3).

A branch that the program could not see is asked in the words of its law pack; three more questions stand in the
packs as exceptions: 第三方同意, 公共利益, 规定应当公开.
"""

from typing import Final

from reviewer_app.domain.report import Proposal
from reviewer_app.rules.law import LawPack
from reviewer_app.rules.verdict import LIMBS, MARK_ALONE, REST, Verdict

HARM: Final = ("safety", "trade_secret", "privacy")
OVERRIDING: Final = {
    "trade_secret": ("consent", "public_interest"), "privacy": ("consent", "public_interest"),
    "process": ("must_open",), "case_file": ("must_open",), "internal": ("must_open",),
}
"""Branch to the exceptions that open what it closes, as far as the pack knows them."""


def open_questions(verdict: Verdict, pack: LawPack) -> tuple[str, ...]:
    """Keys of branches or exceptions to ask about a verdict, in the order of the law."""
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
    return pack.exceptions[key].question if key in pack.exceptions else pack.branch(key).question

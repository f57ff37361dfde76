"""Where the exemption tree led one document: the value that the steps of the attribute proposal hand on."""

from typing import Final, NamedTuple

from reviewer_app.domain.legal import LegalBasis
from reviewer_app.domain.report import Evidence, Proposal
from reviewer_app.text import say

LIMBS: Final = "three_limbs"
REST: Final = "rest"
MARK_ALONE: Final = 0.6
BY_DEFAULT: Final = 0.5
UNKNOWN: Final = 0.3


class Verdict(NamedTuple):
    """Proposal, articles, finished sentences, the branches taken in order, and the sentences that decided."""

    proposal: Proposal
    confidence: float
    basis: tuple[LegalBasis, ...]
    reasons: tuple[str, ...]
    path: tuple[str, ...]
    mandatory: bool = False
    evidence: tuple[Evidence, ...] = ()


def sentences(*told: str) -> tuple[str, ...]:
    """Finished sentences of what was told; what is empty is left out."""
    return tuple(say("law.sentence", told=one.rstrip("。")) for one in told if one)

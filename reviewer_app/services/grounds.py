"""不主动公开的法定情形: what a drafter may choose from, by the version of the regulation in force on the day."""

from datetime import date
from typing import NamedTuple

from reviewer_app.domain.legal import DisclosureAttribute, LegalBasis
from reviewer_app.domain.report import Proposal
from reviewer_app.rules.law import cite_text, law_pack


class Ground(NamedTuple):
    """One ground: the articles, and a finished sentence that names them."""

    basis: tuple[LegalBasis, ...]
    text: str


def grounds(attribute: DisclosureAttribute, day: date) -> tuple[Ground, ...]:
    """The grounds for an attribute on `day`; none for 主动公开, which needs none.

    What the pack leaves open (2007: 过程性信息, 案卷) has no article and is not offered: it is referred instead.
    """
    pack = law_pack(day)
    found = []
    for branch in pack.tree:
        basis = pack.basis_of(branch, day)
        if basis and branch.outcome is _OUTCOMES.get(attribute):
            found.append(Ground(basis, f"{cite_text(basis[0])}：{branch.told}"))
    return tuple(found)


_OUTCOMES = {
    DisclosureAttribute.ON_REQUEST: Proposal.ON_REQUEST,
    DisclosureAttribute.WITHHELD: Proposal.WITHHELD,
}

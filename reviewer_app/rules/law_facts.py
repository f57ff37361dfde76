"""Every fact of the law data that is known from memory only ([M]): what a person has to read before it is printed."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from reviewer_app.domain.legal import Certainty, LegalBasis
from reviewer_app.rules.law import LawPack, load_packs
from reviewer_app.rules.other_laws import load_laws


@dataclass(frozen=True, slots=True)
class UncertainFact:
    """One fact: its key, where it stands in the law, what the data says, and the hash of that."""

    key: str
    place: LegalBasis
    says: str

    @property
    def sha256(self) -> str:
        """What a confirmation is of: a changed fact is unconfirmed again."""
        return sha256(self.says.encode()).hexdigest()


def uncertain_facts() -> tuple[UncertainFact, ...]:
    """All of them, the disclosure regulation first."""
    return (*(one for pack in load_packs() for one in _of_pack(pack)), *_of_laws())


def fact_key(basis: LegalBasis) -> str:
    """The key of the fact that a basis rests on: an article of a version."""
    return f"{basis.regulation}/{basis.version}/{basis.article}"


def _of_pack(pack: LawPack) -> Iterator[UncertainFact]:
    for number, article in pack.articles.items():
        if article.certainty is Certainty.MEMORY:
            place = LegalBasis(pack.regulation, pack.version, number, verified=False)
            yield UncertainFact(fact_key(place), place, f"{article.subject}：{article.summary}")


def _of_laws() -> Iterator[UncertainFact]:
    for law in load_laws():
        for number, article in law.articles.items():
            if article.certainty is Certainty.MEMORY:
                place = LegalBasis(law.name, law.version, number, verified=False)
                yield UncertainFact(fact_key(place), place, f"{article.subject}：{article.summary}")

"""The disclosure regulation as data: two packs with in-force dates, chosen by the date of the act (rulebook §1).

A 2018 decision is judged by the 2007 text and never cites an article that did not exist yet: every basis is made
by the pack, so a branch that has no article in its version simply has none.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Final

import msgspec

from reviewer_app.domain.legal import Certainty, LegalBasis
from reviewer_app.domain.report import Proposal
from reviewer_app.rules.strict_yaml import RuleDataFault, read_mapping
from reviewer_app.text import say

DIGITS: Final = "零一二三四五六七八九"
PACKS: Final = ("law/disclosure-2007.yaml", "law/disclosure-2019.yaml")


class Article(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One article: what it is about, in our words; `was` is its number in the text before."""

    subject: str
    summary: str
    certainty: Certainty
    was: int | None = None


class Reference(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place in the pack's regulation, with the words of a list item where it has any."""

    article: int
    certainty: Certainty
    paragraph: int | None = None
    item: int | None = None
    text: str = ""


class OtherLaw(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place in another law that a branch rests on from `in_force` on."""

    regulation: str
    version: str
    article: int
    certainty: Certainty
    in_force: date


class Branch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question of the exemption tree (§1.3) and what a yes means under this version.

    `mandatory` is false where the office may also disclose. `article` is absent where the version knows no such
    ground. `question` is asked in plain words where the program cannot know; `told` is the reason when it applies.
    """

    branch: str
    outcome: Proposal
    mandatory: bool
    certainty: Certainty
    question: str
    told: str
    article: int | None = None
    paragraph: int | None = None
    item: int | None = None
    also: tuple[OtherLaw, ...] = ()


class Opening(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What opens what a branch closes; `question` asks a person for it, `told` is the reason when he says yes."""

    article: int
    certainty: Certainty
    question: str
    told: str
    paragraph: int | None = None
    item: int | None = None


class LawPack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One version of the regulation. `repealed` is the first day it no longer holds."""

    regulation: str
    version: str
    order: str
    in_force: date
    articles: dict[int, Article]
    lists: dict[str, Reference]
    duties: dict[str, Reference]
    tree: tuple[Branch, ...]
    exceptions: dict[str, Opening]
    repealed: date | None = None
    note: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether this version is in force on `day`."""
        return self.in_force <= day and (self.repealed is None or day < self.repealed)

    def branch(self, name: str) -> Branch:
        """The branch called `name`; a rule naming another is our fault."""
        for branch in self.tree:
            if branch.branch == name:
                return branch
        message = f"no branch {name!r} in {self.version}"
        raise RuleDataFault(message)

    def basis_of(self, branch: Branch, on: date) -> tuple[LegalBasis, ...]:
        """What a decision by `branch` on that day may cite; empty where the version has no such ground."""
        found = []
        if branch.article is not None:
            found.append(self.cite(branch.article, branch.paragraph, branch.item))
        for law in branch.also:
            if law.in_force <= on:
                known = law.certainty is not Certainty.MEMORY
                found.append(LegalBasis(law.regulation, law.version, law.article, verified=known))
        return tuple(found)

    def on_list(self, key: str) -> LegalBasis:
        """The basis of a list entry such as `norm` or `land`."""
        return self._refer(self.lists[key])

    def on_duty(self, key: str) -> LegalBasis:
        """The basis of a duty such as `deadline`, `sever` or `refer`."""
        return self._refer(self.duties[key])

    def cite(self, article: int, paragraph: int | None = None, item: int | None = None) -> LegalBasis:
        """A place in this version; not verified where the article is known from memory only."""
        known = self.articles[article].certainty is not Certainty.MEMORY
        return LegalBasis(self.regulation, self.version, article, paragraph, item, verified=known)

    def _refer(self, place: Reference) -> LegalBasis:
        cited = self.cite(place.article, place.paragraph, place.item)
        if place.certainty is Certainty.MEMORY:
            return LegalBasis(cited.regulation, cited.version, *cited_place(cited), verified=False)
        return cited


def cited_place(basis: LegalBasis) -> tuple[int | None, int | None, int | None]:
    """(article, paragraph, item)."""
    return basis.article, basis.paragraph, basis.item


@cache
def load_packs() -> tuple[LawPack, ...]:
    """All shipped packs, oldest first."""
    packs = tuple(msgspec.convert(read_mapping(name), LawPack, strict=False) for name in PACKS)
    return tuple(sorted(packs, key=lambda pack: pack.in_force))


def law_pack(on: date) -> LawPack:
    """The version in force on the day of the act; before the first one, the first (a note is the caller's)."""
    packs = load_packs()
    return next((pack for pack in packs if pack.holds_on(on)), packs[0])


def pack_of(bases: Iterable[LegalBasis], day: date) -> LawPack:
    """The version that bases were made under; where they name none, that of the day."""
    cited = {one.version for one in bases if one.regulation == load_packs()[0].regulation}
    return next((pack for pack in load_packs() if pack.version in cited), law_pack(day))


def cite_text(basis: LegalBasis) -> str:
    """A basis as people read it: 《政府信息公开条例》（2019年）第十六条第二款; from memory → 待核实 behind it."""
    by_number = "〔" in basis.regulation  # 国办发〔2017〕94号 is no title and names its year itself
    name = "law.cite_number" if by_number else "law.cite_name"
    parts = [say(name, regulation=basis.regulation, version=basis.version)]
    if basis.article is not None:
        parts.append(say("law.cite_article", number=in_chinese(basis.article)))
    if basis.paragraph is not None:
        parts.append(say("law.cite_paragraph", number=in_chinese(basis.paragraph)))
    if basis.item is not None:
        parts.append(say("law.cite_item", number=in_chinese(basis.item)))
    if not basis.verified:
        parts.append(say("law.cite_unverified"))
    return "".join(parts)


def in_chinese(number: int) -> str:
    """1 to 9999 in Chinese numerals, as articles are counted: 十二, 一百一十一, 一千零三十二."""
    told, gap = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            told += "零" * (gap and bool(told)) + DIGITS[digit] + unit
        gap = not digit
    return told.removeprefix("一") if told.startswith("一十") else told

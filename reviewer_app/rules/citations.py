"""引文检查: old article numbers after the new regulation is in force, and superseded names (rulebook §1.1, §1.6)."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final, Literal

import msgspec

from reviewer_app.domain.findings import Finding, FindingType, Level
from reviewer_app.domain.legal import Certainty
from reviewer_app.rules.compiled import compiled
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.evidence import sentence
from reviewer_app.rules.law import DIGITS, cite_text, in_chinese, law_pack
from reviewer_app.rules.law_findings import at_level
from reviewer_app.rules.strict_yaml import read_mapping
from reviewer_app.text import say

AROUND: Final = 16
_ARTICLE: Final = re.compile(r"第\s*([一二三四五六七八九十]{1,4}|\d{1,2})\s*条")
_NAMED: Final = re.compile(r"(?:《[^》\n]{0,20}政府信息公开条例[^》\n]{0,8}》|政府信息公开条例|(?<![一-龥])《?条例》?)")
_FORMER: Final = re.compile(r"原|旧|2007|2019|修订|废止|自.{0,12}起施行")
_OLD_TEXT: Final = re.compile(r"[（(]?\s*(?:2007|国务院令第?492号|原条例|旧条例|修订前)")


class Moved(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A subject's article before and now; `about` in the same sentence says that it is the subject."""

    old: int
    new: int
    about: str


class Renamed(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"since": "from"}):
    """A name that was superseded; `since` overrides the day of the organs' renaming."""

    id: str
    old: str
    new: str
    certainty: Certainty
    kind: Literal["organ", "law"]
    since: date | None = None


class Decree(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The order a law was issued by, the only right one from `since` to `until`."""

    law: str
    order: str
    number: str
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is the law's order on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class CitationRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file; `window` is how many characters behind the regulation's name an article may stand."""

    regulation: str
    window: int
    articles: tuple[Moved, ...]
    names: tuple[Renamed, ...]
    decrees: tuple[Decree, ...]
    organs_from: date
    history: str


@cache
def load_citation_rules() -> CitationRules:
    """The shipped rules."""
    return msgspec.convert(read_mapping("rules/citations.yaml"), CitationRules, strict=False)


def citation_findings(draft: Draft) -> Iterator[Finding]:
    """Outdated citations (amber) and former names (amber, in a report on history grey)."""
    rules = load_citation_rules()
    yield from _articles(draft, rules)
    yield from _names(draft, rules)
    yield from _decrees(draft, rules)


def _decrees(draft: Draft, rules: CitationRules) -> Iterator[Finding]:
    """《…条例》（国务院令第721号): a number that the law never had, or no longer has where nothing says 原."""
    text, day = draft.document.text, written_on(draft)
    for law, order in dict.fromkeys((one.law, one.order) for one in rules.decrees):
        own = [one for one in rules.decrees if one.law == law]
        for match in compiled(rf"{law}》?[^。；\n《]{{0,12}}{order}(?:第)?\s?(\d{{2,4}})\s?号").finditer(text):
            around = text[max(0, match.start() - AROUND) : match.end() + AROUND]
            right = next(one for one in own if one.holds_on(day))
            known = match[1] in {one.number for one in own}
            if match[1] != right.number and not (known and _FORMER.search(around)):
                told = say("law.decree", law=law, found=match[1], right=f"{order}第{right.number}号")
                yield at_level(
                    draft, "citation.decree", FindingType.WORDING, match.span(1), told, level=Level.AMBER
                )


def _articles(draft: Draft, rules: CitationRules) -> Iterator[Finding]:
    """Article numbers of the 2007 text cited for their subject in a document under the 2019 text."""
    text = draft.document.text
    pack = law_pack(written_on(draft))
    if "条例" not in text or all(article.was is None for article in pack.articles.values()):
        return
    seen: set[int] = set()
    for named in _NAMED.finditer(text):
        if _OLD_TEXT.match(text, named.end()):
            continue
        stop = text.find("\n", named.end())
        end = min(named.end() + rules.window, len(text) if stop < 0 else stop)
        for match in _ARTICLE.finditer(text, named.end(), end):
            if match.start() in seen or "《" in text[named.end() : match.start()]:
                continue
            seen.add(match.start())
            moved = _moved(rules, _number(match[1]), _said(text, match))
            if moved:
                basis = pack.cite(moved.new)
                told = say("law.moved", old=in_chinese(moved.old), new=cite_text(basis))
                yield at_level(
                    draft, "citation.article", FindingType.WORDING, match.span(), told, level=Level.AMBER,
                    basis=(basis,),
                )


def written_on(draft: Draft) -> date:
    """The day a document was written, whose law it had to cite; of an undated one the day of the act."""
    return draft.header.date or draft.day


def _said(text: str, match: re.Match[str]) -> str:
    start, end = sentence(text, *match.span())
    return text[start:end]


def _moved(rules: CitationRules, number: int, said: str) -> Moved | None:
    """The entry whose old number is cited for its subject, unless the number fits the subject today too."""
    fitting = [one for one in rules.articles if compiled(one.about).search(said)]
    if any(one.new == number for one in fitting):
        return None
    return next((one for one in fitting if one.old == number and one.old != one.new), None)


def _names(draft: Draft, rules: CitationRules) -> Iterator[Finding]:
    text = draft.document.text
    written, dated = written_on(draft), bool(draft.header.date or draft.context.act_date)
    sign = draft.header.organ or ""
    for one in rules.names:
        if written < (one.since or rules.organs_from):
            continue
        looked = False
        for match in compiled(one.old).finditer(text):
            # An undated paper keeps the sign it was issued under; one dated after the change bears the wrong one.
            if match[0] in sign and one.kind == "organ" and draft.header.date is None:
                continue
            around = text[max(0, match.start() - AROUND) : match.end() + AROUND]
            past = compiled(rules.history).search(around)
            level = Level.AMBER if dated and not (looked or past) else Level.GREY
            looked = looked or level is Level.AMBER
            told = say("law.renamed", old=match[0], new=one.new)
            yield at_level(draft, one.id, FindingType.WORDING, match.span(), told, level=level)


def _number(written: str) -> int:
    """An article number as written, in Chinese or Arabic numerals, 1 to 99."""
    if written.isdigit():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return DIGITS.index(written[0])
    return 10 * (DIGITS.index(tens) if tens else 1) + (DIGITS.index(ones) if ones else 0)

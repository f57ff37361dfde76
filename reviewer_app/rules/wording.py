"""表述: the rules of resources/rules/wording*.yaml, by pattern or by a check in Python, run over one document.

A rule's level, advice, source and examples are data. Style of a
document that is already issued is folded away, because an issued document's wording cannot be changed.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Final

import msgspec

from reviewer_app.domain.findings import Finding, FindingType, Level
from reviewer_app.domain.legal import Certainty
from reviewer_app.domain.lexicon import LexiconGroup
from reviewer_app.domain.report import DocumentType
from reviewer_app.rules.annex_names import annex_names
from reviewer_app.rules.calendar_slips import backward_periods, impossible_dates, wrong_weekdays
from reviewer_app.rules.capital_amounts import differing_amounts
from reviewer_app.rules.compiled import compiled
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.law_findings import at_level
from reviewer_app.rules.lexicon import lexicon_slips, load_lexicon
from reviewer_app.rules.numbering import annex_numbers, empty_annex_note, jumping_heads
from reviewer_app.rules.paragraph_sums import paragraph_slips, sentence_slips
from reviewer_app.rules.phrases import said
from reviewer_app.rules.promises import broken_promises, clashing_promises
from reviewer_app.rules.slips import Check, Slip
from reviewer_app.rules.strict_yaml import RuleDataFault, read_mapping
from reviewer_app.rules.table_sums import table_slips
from reviewer_app.rules.text_sums import counted_again, list_slips, part_slips
from reviewer_app.rules.two_ways import differing_numbers, differing_titles
from reviewer_app.rules.word_hits import WordHits
from reviewer_app.text import say

FILES: Final = ("rules/wording.yaml", "rules/wording_checks.yaml")


def _lexicon(group: LexiconGroup) -> Check:
    return lambda draft: lexicon_slips(draft, (*load_lexicon(), *draft.context.lexicon), group)


CHECKS: Final[dict[str, Check]] = {
    "impossible_dates": impossible_dates,
    "wrong_weekdays": wrong_weekdays,
    "backward_periods": backward_periods,
    "differing_amounts": differing_amounts,
    "table_sums": table_slips,
    "part_sums": part_slips,
    "paragraph_sums": paragraph_slips,
    "sentence_sums": sentence_slips,
    "list_counts": list_slips,
    "counted_again": counted_again,
    "annex_names": annex_names,
    "jumping_heads": jumping_heads,
    "annex_numbers": annex_numbers,
    "empty_annex_note": empty_annex_note,
    "differing_numbers": differing_numbers,
    "differing_titles": differing_titles,
    "clashing_promises": clashing_promises,
    "earlier_promises": lambda draft: broken_promises(draft, draft.context.earlier),
    "lexicon_word": _lexicon(LexiconGroup.WORD),
    "lexicon_leader": _lexicon(LexiconGroup.LEADER),
    "lexicon_organ": _lexicon(LexiconGroup.ORGAN),
    "lexicon_country": _lexicon(LexiconGroup.COUNTRY),
    "across_parts": lambda _: iter(()),  # found by rules/package_wording.py, which sees all parts of a package
}
"""The checks that a rule file may name under `check`."""


class WordingRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"denied": "not"}):
    """One rule: `words` or a `pattern` with `told`, or `check`, which says itself what is wrong; `todo` what to do.

    `words` are phrases (rules/phrases.py), and so is `not`: what in the same sentence says that a hit is none.
    `hit` and `miss` are its examples. Without any word of `needs` in the text a pattern cannot hit; the words of all
    rules are found in one pass, a hundred times faster than a pattern. `unless` within `around` characters of a hit
    says it is none. `style`: folded in a document already issued.
    """

    id: str
    title: str
    level: Level
    todo: str
    source: str
    certainty: Certainty
    hit: tuple[str, ...]
    miss: tuple[str, ...]
    words: str = ""
    denied: str = ""
    pattern: str = ""
    told: str = ""
    check: str = ""
    needs: tuple[str, ...] = ()
    unless: str = ""
    around: int = 4
    style: bool = False
    types: tuple[DocumentType, ...] = ()
    valid_from: date | None = None

    def __post_init__(self) -> None:
        kinds = (self.words, self.pattern, self.check)
        if sum(map(bool, kinds)) != 1 or (not self.check and not self.told) or (self.pattern and not self.needs):
            message = f"rule {self.id}: words or a pattern (with needs) and told, or a check"
            raise RuleDataFault(message)
        if self.check and self.check not in CHECKS:
            message = f"rule {self.id}: no check {self.check!r}"
            raise RuleDataFault(message)

    def find(self, text: str, words: WordHits) -> Iterator[tuple[int, int]]:
        """Every hit of the pattern as (start, end); `words` are those that the rules need."""
        if self.needs and not any(map(words.ends, self.needs)):
            return
        for start, end in self._hits(text):
            around = text[max(0, start - self.around) : end + self.around]
            if not (self.unless and compiled(self.unless).search(around)):
                yield start, end

    def _hits(self, text: str) -> Iterator[tuple[int, int]]:
        if self.words:
            return said(FILES[0], self.words, self.denied, text)
        return (match.span() for match in compiled(self.pattern).finditer(text))

    def slips(self, draft: Draft) -> Iterator[Slip]:
        """Every hit, with what is told of it."""
        if self.check:
            yield from CHECKS[self.check](draft)
        else:
            told = say("law.sentence", told=self.told)
            text = draft.document.text
            words = draft.lines.once("words_needed", lambda: WordHits(text, _needed()))
            yield from (Slip(start, end, told) for start, end in self.find(text, words))

    def applies(self, kind: DocumentType, day: date) -> bool:
        """Whether the rule is meant for such a document and holds on the day of the act."""
        return (not self.types or kind in self.types) and (self.valid_from is None or self.valid_from <= day)


@cache
def load_wording_rules() -> tuple[WordingRule, ...]:
    """The shipped rules; raises `RuleDataFault` for an id that stands twice."""
    rules = tuple(rule for name in FILES for rule in read_wording_rules(read_mapping(name)["rules"]))
    if len({rule.id for rule in rules}) != len(rules):
        message = "a wording rule's id stands twice"
        raise RuleDataFault(message)
    return rules


@cache
def _needed() -> tuple[str, ...]:
    """What any of the shipped rules needs, so that one pass over a text finds it all."""
    return tuple(sorted({word for rule in load_wording_rules() for word in rule.needs}))


def read_wording_rules(raw: object) -> tuple[WordingRule, ...]:
    """Rules as a file's `rules` holds them; raises `RuleDataFault` where one has not the shape of a rule."""
    try:
        return msgspec.convert(raw, tuple[WordingRule, ...], strict=False)
    except msgspec.ValidationError as wrong:
        message = f"wording rules: {wrong}"
        raise RuleDataFault(message) from wrong


def wording_findings(draft: Draft, rules: tuple[WordingRule, ...] | None = None) -> Iterator[Finding]:
    """Every hit of every rule that applies.

    The same words of the same rule are looked at once: a form full of XX is one thing to say, not a hundred.
    """
    seen: set[tuple[str, str]] = set()
    for rule in load_wording_rules() if rules is None else rules:
        if rule.applies(draft.type, draft.day):
            for slip in rule.slips(draft):
                yield finding_of(draft, rule, slip, seen)


def finding_of(draft: Draft, rule: WordingRule, slip: Slip, seen: set[tuple[str, str]]) -> Finding:
    """A slip as a finding of its rule; `seen` remembers what was said of this document already."""
    said = (rule.id, draft.document.text[slip.start : slip.end])
    folded = said in seen or (rule.style and draft.context.issued)
    seen.add(said)
    level = Level.GREY if folded else rule.level
    advice = say("law.sentence", told=rule.todo)
    found = at_level(draft, rule.id, FindingType.WORDING, (slip.start, slip.end), slip.told, level=level)
    return replace(found, evidence=(slip.told, advice))

"""表述: placeholders, editing leftovers, wrong brackets, impossible dates, promises (resources/rules/wording.yaml).

Everything here is looked at, nothing blocks; bracket style of a document that is already issued is folded away by
whoever shows it, because an issued document's wording cannot be changed.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

import msgspec

from reviewer_app.domain.findings import Finding, FindingType, Level
from reviewer_app.domain.report import DocumentType
from reviewer_app.rules.compiled import compiled
from reviewer_app.rules.dates import DATE_PATTERN, from_match
from reviewer_app.rules.draft import Draft
from reviewer_app.rules.law_findings import amber, at_level
from reviewer_app.rules.strict_yaml import read_mapping
from reviewer_app.text import say

AROUND: Final = 4


class WordingRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule; `hit` and `miss` are its examples. `unless` near a hit says it is none.

    Without any word of `needs` in the text the pattern cannot hit; looking for words is a hundred times faster.
    """

    id: str
    level: Level
    pattern: str
    told: str
    hit: tuple[str, ...]
    miss: tuple[str, ...]
    needs: tuple[str, ...]
    unless: str = ""
    types: tuple[DocumentType, ...] = ()
    valid_from: date | None = None

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Every hit as (start, end)."""
        if not any(word in text for word in self.needs):
            return
        for match in compiled(self.pattern).finditer(text):
            start, end = match.span()
            around = text[max(0, start - AROUND) : end + AROUND]
            if not (self.unless and compiled(self.unless).search(around)):
                yield start, end

    def applies(self, kind: DocumentType, day: date) -> bool:
        """Whether the rule is meant for such a document and holds on the day of the act."""
        return (not self.types or kind in self.types) and (self.valid_from is None or self.valid_from <= day)


@cache
def load_wording_rules() -> tuple[WordingRule, ...]:
    """The shipped rules."""
    return msgspec.convert(read_mapping("rules/wording.yaml")["rules"], tuple[WordingRule, ...], strict=False)


def wording_findings(draft: Draft) -> Iterator[Finding]:
    """Every hit of every rule that applies, and every day that no calendar has.

    The same words of the same rule are looked at once: a form full of XX is one thing to say, not a hundred.
    """
    text = draft.document.text
    seen: set[tuple[str, str]] = set()
    for rule in load_wording_rules():
        if rule.applies(draft.type, draft.day):
            told = say("law.sentence", told=rule.told)
            for where in rule.find(text):
                said = (rule.id, text[slice(*where)])
                level = Level.GREY if said in seen else rule.level
                seen.add(said)
                yield at_level(draft, rule.id, FindingType.WORDING, where, told, level=level)
    for match in DATE_PATTERN.finditer(text):
        if from_match(match) is None:
            yield amber(draft, "wording.impossible_date", FindingType.WORDING, match.span(), say("law.no_such_day"))

"""A surname with 先生 or 女士 and nothing more: the remains of a name, told and left alone (grey).

It names nobody by itself, as 张某某 does; a reviewer who wants it gone sees where it stands.
"""

from collections.abc import Iterator
from functools import cached_property

import msgspec

from reviewer_app.domain.findings import PersonRole
from reviewer_app.rules.detectors.candidate import Candidate, Evidence, parameters
from reviewer_app.rules.detectors.name_grammar import HAN
from reviewer_app.rules.patterns import Pattern, any_of, pattern
from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.schema import Lexicons, Rule


class _Parameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    honorifics: tuple[str, ...]
    particles: tuple[str, ...]


class TitledSurname:
    """Looks for a clear left edge: 顾先生 in 「，顾先生出任」, not in 「照顾先生」."""

    def __init__(self, rule: Rule, lexicons: Lexicons) -> None:
        self._rule = rule
        self._words = parameters(rule, _Parameters)
        self._surnames = (*lexicons.compound_surnames, *lexicons.surnames)

    @cached_property
    def _before(self) -> Pattern:
        edge = rf"(?<!{HAN})|(?<={any_of(self._words.particles)})"
        return pattern(rf"(?:{edge})(?:{any_of(self._surnames)})(?={any_of(self._words.honorifics)})")

    def scan(self, scan: ScanText) -> Iterator[Candidate]:
        """Yield the bare surnames; a full name on the same characters is of a lower rank and wins."""
        if not any(word in scan.text for word in self._words.honorifics):
            return
        for match in self._before.finditer(scan.text):
            why, sure = (Evidence("evidence.titled_surname"),), self._rule.confidence["titled"]
            yield Candidate(match.start(), match.end(), self._rule, sure, why, PersonRole.UNNAMED)

"""The popular mask of an identity number that shows six and four digits: its check digit gives too much away.

With eight birth digits hidden 2,190 of 24,107 dates fit, with a birth year beside it 33 (rulebook §0.8).
"""

from collections.abc import Iterator
from typing import Final

from reviewer_app.rules.detectors.candidate import Candidate, CueParameters, Evidence, parameters
from reviewer_app.rules.patterns import pattern
from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.schema import Lexicons, Rule

_WEAK: Final = pattern(r"[1-9][0-9]{5}(?:[*×#某]{6,9}|[xX]{8})[0-9]{3}[0-9Xx](?![0-9A-Za-z*])")
_SIGNS: Final = "*×#某"
_EIGHT_SHAPE: Final = pattern("0X{8}0")


class WeakMask:
    """Yields one hit a column, and every hit in running text."""

    def __init__(self, rule: Rule, lexicons: Lexicons) -> None:
        del lexicons
        self._rule = rule
        parameters(rule, CueParameters)

    def scan(self, scan: ScanText) -> Iterator[Candidate]:
        """Yield the first weak mask of each column and those outside tables."""
        if not any(sign in scan.text for sign in _SIGNS) and not scan.shaped(_EIGHT_SHAPE):
            return
        seen: set[tuple[object, ...]] = set()
        for match in _WEAK.finditer(scan.text):
            before = scan.before(match.start(), 1)
            if before == "*" or (before.isascii() and before.isalnum()):
                continue
            cell = scan.cell(match.start())
            column = (cell.table, cell.number) if cell else None
            if column in seen:
                continue
            if column:
                seen.add(column)
            sure = self._rule.confidence["plain"]
            yield Candidate(match.start(), match.end(), self._rule, sure, (Evidence("evidence.weak_mask"),))

"""Minors: an identity number or birth date that makes the person younger than 14 (18 in penalty matters).

Counted on the day of the check, since that is when publishing would do the harm (rulebook §2.4).
"""

from collections.abc import Iterator
from datetime import date

import msgspec

from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.report import DocumentType
from reviewer_app.rules import identifiers
from reviewer_app.rules.detectors.candidate import Candidate, Evidence, digits_of, parameters
from reviewer_app.rules.detectors.derived import Derived, Settled, claim
from reviewer_app.rules.patterns import pattern
from reviewer_app.rules.schema import Rule

_TELLING = frozenset({FindingType.ID_NUMBER, FindingType.BIRTH_DATE})
_NUMBERS = pattern(r"[0-9]+")


class _Parameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    age: int
    penalty_age: int


class Minor:
    """Reads ages off identity numbers and birth dates already found."""

    def __init__(self, rule: Rule) -> None:
        self._rule = rule
        self._limits = parameters(rule, _Parameters)

    def derive(self, settled: Settled) -> Iterator[Derived]:
        """Yield a finding on each number or date of a minor."""
        penalty = settled.context.document_type is DocumentType.PENALTY
        limit = self._limits.penalty_age if penalty else self._limits.age
        today = settled.context.today
        grown_up = f"{today.year - limit:04}{today.month:02}{today.day:02}"
        for found in settled.candidates:
            if found.rule.type not in _TELLING or self._older(settled.scan.text[found.start : found.end], grown_up):
                continue
            born = self._born(settled, found)
            if born and 0 <= identifiers.age_on(born, today) < limit:
                kind = "id_number" if found.rule.type is FindingType.ID_NUMBER else "birth_date"
                why = Evidence("evidence.minor", str(limit))
                yield Derived(claim(self._rule, found.start, found.end, kind, why), FindingType.MINOR)

    @staticmethod
    def _older(written: str, grown_up: str) -> bool:
        """Whether an identity number as usually written shows a birth on or before the day; most do."""
        return len(written) == identifiers.ID_LENGTH and written[:17].isdigit() and written[6:14] <= grown_up

    def _born(self, settled: Settled, found: Candidate) -> date | None:
        written = settled.scan.text[found.start : found.end]
        if found.rule.type is FindingType.ID_NUMBER:
            number = digits_of(written.replace("×", "X"))
            return identifiers.birth_date(number) if len(number) == identifiers.ID_LENGTH else None
        return _written_date(written)


def _written_date(written: str) -> date | None:
    """The date as written, its first day where only year and month are; None where it is no date."""
    parts = [match.group() for match in _NUMBERS.finditer(written)]
    if len(parts) == 1 and len(parts[0]) == len("20180620"):
        parts = [parts[0][:4], parts[0][4:6], parts[0][6:]]
    if not parts:
        return None  # 一九七八年三月
    try:
        return date(int(parts[0]), int(parts[1]) if len(parts) > 1 else 1, int(parts[2]) if len(parts) > 2 else 1)  # noqa: PLR2004  # year, month, day
    except ValueError:
        return None

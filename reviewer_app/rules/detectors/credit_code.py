"""统一社会信用代码 (GB 32100-2015, rulebook §4.2): an organisation's, hence not personal, but for 92 (个体工商户)."""

from collections.abc import Iterator
from typing import Final

from reviewer_app.domain.findings import PersonRole
from reviewer_app.rules import identifiers
from reviewer_app.rules.block_text import Span
from reviewer_app.rules.columns import ColumnKind
from reviewer_app.rules.detectors.candidate import (
    Candidate,
    CueParameters,
    Evidence,
    cue_before,
    in_other_column,
    parameters,
    told_by,
)
from reviewer_app.rules.patterns import Match, pattern
from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.schema import Lexicons, Rule

_CODE: Final = pattern(r"(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])")
_SHAPE: Final = pattern(r"(?<![0AX])[0AX]{2}0{6}[0AX]{10}(?![0AX])")
SOLE_TRADER: Final = "92"


class _Parameters(CueParameters, frozen=True, forbid_unknown_fields=True):
    other_cues: tuple[str, ...] = ()


class CreditCode:
    """Finds codes by check character, header or cue; early pilot codes fail the check and still count when told."""

    def __init__(self, rule: Rule, lexicons: Lexicons) -> None:
        del lexicons
        self._rule = rule
        self._words = parameters(rule, _Parameters)

    def scan(self, scan: ScanText) -> Iterator[Candidate]:
        """Yield codes with role OFFICE, or no role where the holder is a sole trader."""
        for span in scan.shaped(_SHAPE):
            if self._elsewhere(scan, span):
                continue
            for match in _CODE.finditer(scan.text, span.start, min(span.end + 1, len(scan.text))):
                told = self._told(scan, match.start())
                lettered = not match.group()[:17].isdigit()
                if not told and not lettered and scan.column_kind(match.start()) is not None:
                    continue  # another column's number
                right = identifiers.credit_code_ok(match.group())
                if not told and not lettered and self._other(scan, match):
                    continue
                if told or lettered or right:
                    yield self._candidate(match, told, right=right)

    def _other(self, scan: ScanText, match: Match) -> bool:
        """Whether a number without letters is one by its check digit only: no such beginning, or named otherwise.

        Alone in a cell that nothing heads it is one: its column holds more of them.
        """
        if scan.cell(match.start()) is not None:
            return False
        known = match.group()[:2] in identifiers.CREDIT_KINDS
        return not known or cue_before(scan, match.start(), self._words.other_cues) is not None

    def _elsewhere(self, scan: ScanText, span: Span) -> bool:
        """Whether it is a number of digits as a list has thousands: in another column, or like no code and untold."""
        start, end = span
        if not scan.text[start : end - 1].isdigit():
            return False
        if scan.cell(start) is not None:
            return in_other_column(scan, span, ColumnKind.CREDIT_CODE)
        known = scan.text[start : start + 2] in identifiers.CREDIT_KINDS
        return end - start == identifiers.ID_LENGTH and not known and not self._told(scan, start)

    def _told(self, scan: ScanText, start: int) -> tuple[Evidence, ...]:
        return told_by(scan, scan.cell(start), start, ColumnKind.CREDIT_CODE, self._words.cues)

    def _candidate(self, match: Match, told: tuple[Evidence, ...], *, right: bool) -> Candidate:
        sole = match.group().startswith(SOLE_TRADER)
        evidence = (Evidence("evidence.checksum_right" if right else "evidence.checksum_wrong"), *told)
        evidence += (Evidence("evidence.sole_trader"),) if sole else ()
        sure = self._rule.confidence["checksum_right" if right else "told" if told else "plain"]
        return Candidate(match.start(), match.end(), self._rule, sure, evidence, None if sole else PersonRole.OFFICE)

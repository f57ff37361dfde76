"""Bank cards and accounts: words or a header tell them, Luhn only makes surer (rulebook §4.3)."""

from collections.abc import Iterator
from typing import Final

import msgspec

from reviewer_app.domain.findings import PersonRole
from reviewer_app.rules import identifiers
from reviewer_app.rules.columns import ColumnKind
from reviewer_app.rules.detectors.candidate import (
    Candidate,
    Evidence,
    ascii_letter,
    cue_before,
    cue_within,
    digits_of,
    header_evidence,
    parameters,
)
from reviewer_app.rules.patterns import pattern
from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.schema import Lexicons, Rule

_TOLD: Final = pattern(r"(?<![0-9])[0-9](?:[ \-\n]{0,2}[0-9]){8,29}(?![0-9])")
_PLAIN: Final = pattern(r"(?<![0-9])(?:62|60|4|5[1-5]|35|9)[0-9]*(?:[ \-\n]{0,2}[0-9]){12,18}(?![0-9])")
_PLAIN_LENGTHS: Final = range(16, 20)
LEAST: Final = 9


class _Parameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    cues: tuple[str, ...]
    office_cues: tuple[str, ...]


class BankAccount:
    """Finds accounts. Identity numbers outrank them: a tenth of all valid ones pass Luhn too."""

    def __init__(self, rule: Rule, lexicons: Lexicons) -> None:
        del lexicons
        self._rule = rule
        self._words = parameters(rule, _Parameters)

    def scan(self, scan: ScanText) -> Iterator[Candidate]:
        """Yield told accounts of 9–30 digits and untold cards of 16–19 digits that pass Luhn or start 62."""
        for span in scan.long_numbers(LEAST):
            if ascii_letter(scan.text, span.start) or ascii_letter(scan.text, span.end - 1):
                continue
            told = self._told(scan, span.start)
            pattern = _TOLD if told else _PLAIN
            for match in pattern.finditer(scan.text, span.start, min(span.end + 1, len(scan.text))):
                candidate = self._judge(scan, match.start(), match.end(), told)
                if candidate:
                    yield candidate

    def _told(self, scan: ScanText, start: int) -> tuple[Evidence, ...]:
        cell = scan.cell(start)
        if cell and cell.column:
            return header_evidence(cell) if cell.column.kind is ColumnKind.BANK_ACCOUNT else ()
        cue = cue_before(scan, start, self._words.cues)
        return (Evidence("evidence.cue", cue),) if cue else ()

    def _judge(self, scan: ScanText, start: int, end: int, told: tuple[Evidence, ...]) -> Candidate | None:
        digits = digits_of(scan.text[start:end])
        luhn = identifiers.luhn_ok(digits)
        if not told and (len(digits) not in _PLAIN_LENGTHS or not (luhn or digits.startswith("62"))):
            return None
        cell = scan.cell(start)
        if not told and cell and cell.column:
            return None
        sure = self._rule.confidence["told_luhn" if told and luhn else "told" if told else "luhn" if luhn else "prefix"]
        office = cue_within(scan, start, self._words.office_cues)
        evidence = told + ((Evidence("evidence.luhn"),) if luhn else ())
        evidence += (Evidence("evidence.office_cue", office),) if office else ()
        return Candidate(start, end, self._rule, sure, evidence, PersonRole.OFFICE if office else None)

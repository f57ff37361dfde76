"""残疾人证: an identity number with one digit for the kind and one for the degree: health data (rulebook §4.6)."""

from collections.abc import Iterator
from typing import Final

from reviewer_app.rules import identifiers
from reviewer_app.rules.block_text import Span
from reviewer_app.rules.columns import ColumnKind
from reviewer_app.rules.detectors.candidate import (
    Candidate,
    CueParameters,
    Evidence,
    cue_within,
    digits_of,
    in_other_column,
    parameters,
)
from reviewer_app.rules.patterns import pattern
from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.schema import Lexicons, Rule

_TWENTY: Final = pattern(
    r"(?<![0-9A-Za-z])[1-9](?:[ \-\n]{0,2}[0-9]){16}[ \-\n]{0,2}[0-9Xx×]"
    r"[ \-\n]{0,2}[1-7][ \-\n]{0,2}[1-4][Bb]?[0-9]?(?![0-9A-Za-z])"
)
_SHAPE: Final = pattern(r"0(?:[ \-\n]{0,2}0){16}[ \-\n]{0,2}[0X](?:[ \-\n]{0,2}0){2}")


class DisabilityCertificate:
    """Finds twenty-digit numbers whose first eighteen are a valid identity number, or whose label or header says so."""

    def __init__(self, rule: Rule, lexicons: Lexicons) -> None:
        del lexicons
        self._rule = rule
        self._cues = parameters(rule, CueParameters).cues

    def scan(self, scan: ScanText) -> Iterator[Candidate]:
        """Yield each certificate; the identity number inside is covered by it."""
        for span in scan.shaped(_SHAPE):
            for match in _TWENTY.finditer(scan.text, span.start, min(span.end + 1, len(scan.text))):
                number = digits_of(match.group().replace("×", "X"))[: identifiers.ID_LENGTH].upper()
                if identifiers.id_checksum_ok(number) and identifiers.birth_date(number):
                    sure = self._rule.confidence["checksum_right"]
                    yield Candidate(match.start(), match.end(), self._rule, sure, (Evidence("evidence.disability"),))
                elif told := self._told(scan, span):
                    # Mistyped or not, a number behind this word leads to the person.
                    why = (Evidence("evidence.cue", told), Evidence("evidence.checksum_wrong"))
                    yield Candidate(match.start(), match.end(), self._rule, self._rule.confidence["told"], why)

    def _told(self, scan: ScanText, span: Span) -> str | None:
        """The word that says so, unless the number's own column says otherwise."""
        other = in_other_column(scan, span, ColumnKind.DISABILITY_CERTIFICATE)
        cell = scan.cell(span.start)
        beyond = cell is not None and span.end > cell.end  # goes on in the next row
        return None if other or beyond else cue_within(scan, span.start, self._cues)

"""Landlines, and whose they are: an office's line is published (X3), a household's is not (rulebook §4.4)."""

from collections.abc import Iterator
from typing import Final

import msgspec

from reviewer_app.domain.findings import PersonRole
from reviewer_app.rules.block_text import Span
from reviewer_app.rules.columns import ColumnKind
from reviewer_app.rules.detectors.candidate import (
    Candidate,
    Evidence,
    ascii_letter,
    cue_before,
    digits_of,
    header_evidence,
    parameters,
)
from reviewer_app.rules.detectors.other_labels import OtherLabels
from reviewer_app.rules.patterns import pattern
from reviewer_app.rules.scan import Cell, ScanText
from reviewer_app.rules.schema import Lexicons, Rule

_FULL: Final = pattern(
    r"(?<![0-9\-])(?:86[ \-]?)?(?:0|(?<=86[ \-]?))(?:10|2[0-9]|[3-9][0-9]{2})[ \-]{0,2}[2-9][0-9]{2,3}[ \-]?[0-9]{4}"
    r"(?:[ \-]\d{1,4}(?![0-9]))?(?![0-9])"
)
_REST: Final = pattern(r"(?:(?:转|[ ]?分机[ ]?:?|[ ]?ext\.?[ ]?)[0-9]{1,5}|(?:[/、][2-9][0-9]{6,7}){1,6})(?![0-9\-])")
"""An extension, or further lines of the same exchange: 0797-8123456/8123457."""
_AREA: Final = pattern(r"\(0(?:10|2[0-9]|[3-9][0-9]{2})\)[ \-]{0,2}$")
_LOCAL: Final = pattern(
    r"(?<![0-9./])[2-9][0-9]{2,3}[ \-]?[0-9]{4}(?:(?<=\)[ \-]{0,2}[0-9 \-]{7,9})-[0-9]{1,4})?(?![0-9./\-])"
)
_SHAPE: Final = pattern(
    r"(?<!0)(?:(?:00[ \-]?)?0{3,4}[ \-]{0,2}0{3,4}[ \-]?0000(?:[ \-]0{1,4}(?!0))?(?!0)|0{3,4}[ \-]?0000(?!0))"
)
MOBILE_DIGITS: Final = 11
_PHONE_COLUMNS: Final = frozenset({ColumnKind.PHONE, ColumnKind.OFFICE_PHONE, ColumnKind.MOBILE})


class _Parameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    cues: tuple[str, ...]
    private_cues: tuple[str, ...]
    office_cues: tuple[str, ...]


class Landline:
    """Finds fixed lines with an area code anywhere, without one only where a cue or header names a phone."""

    def __init__(self, rule: Rule, lexicons: Lexicons) -> None:
        self._others = OtherLabels(lexicons.number_labels)
        self._rule = rule
        self._words = parameters(rule, _Parameters)

    def scan(self, scan: ScanText) -> Iterator[Candidate]:
        """Yield fixed lines; the role is OFFICE unless something says private (decided per row later)."""
        for span in scan.shaped(_SHAPE):
            yield from self._in_span(scan, span)

    def _in_span(self, scan: ScanText, span: Span) -> Iterator[Candidate]:
        if scan.text[span.start] == "1" and span.end - span.start == MOBILE_DIGITS and _solid(scan, span):
            return  # a mobile number: neither form can stand in it
        end = min(span.end + 1, len(scan.text))
        found = False
        for match in _FULL.finditer(scan.text, span.start, end):
            if ascii_letter(scan.text, match.start() - 1) or ascii_letter(scan.text, match.end()):
                continue
            if not self._others.tell(scan, match.start()):
                found = True
                rest = _REST.match(scan.text, match.end())
                start = match.start() - (scan.text[match.start() - 1 : match.start()] == "+")
                yield self._candidate(scan, start, rest.end() if rest else match.end(), "area_code")
        if found:
            return
        for match in _LOCAL.finditer(scan.text, span.start, end):
            area = _AREA.search(scan.text, max(0, match.start() - 9), match.start())
            if area:
                yield self._candidate(scan, area.start(), match.end(), "area_code")
            elif self._local(scan, match.start(), match.end()):
                yield self._candidate(scan, match.start(), match.end(), "told")

    def _local(self, scan: ScanText, start: int, end: int) -> bool:
        return scan.text[start - 1 : start] != "-" and not ascii_letter(scan.text, end) and self._told(scan, start)

    def _told(self, scan: ScanText, start: int) -> bool:
        return scan.column_kind(start) in _PHONE_COLUMNS or bool(cue_before(scan, start, self._words.cues, 10))

    def _candidate(self, scan: ScanText, start: int, end: int, kind: str) -> Candidate:
        cell = scan.cell(start)
        role, why = self._whose(scan, start, cell)
        evidence = header_evidence(cell) if cell and cell.column and cell.column.kind in _PHONE_COLUMNS else ()
        if kind == "area_code":
            evidence += (Evidence("evidence.area_code", digits_of(scan.text[start : start + 6])[:4]),)
        return Candidate(start, end, self._rule, self._rule.confidence[kind], evidence + why, role)

    def _whose(self, scan: ScanText, start: int, cell: Cell | None) -> tuple[PersonRole | None, tuple[Evidence, ...]]:
        """OFFICE or PRIVATE by words; None where nothing tells: the person of its row or right before it decides."""
        private = cue_before(scan, start, self._words.private_cues)
        if private:
            return PersonRole.PRIVATE, (Evidence("evidence.cue", private),)
        office = cue_before(scan, start, self._words.office_cues)
        if office:
            return PersonRole.OFFICE, (Evidence("evidence.office_cue", office),)
        column = cell.column.kind if cell and cell.column else None
        return PersonRole.OFFICE if column is ColumnKind.OFFICE_PHONE else None, ()


def _solid(scan: ScanText, span: Span) -> bool:
    """Whether a run has digits only."""
    return scan.text[span.start : span.end].isdigit()

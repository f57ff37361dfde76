"""公民身份号码: 18 and 15 digits, spaced, hyphened, full width or broken over a line (rulebook §4.1).

A wrong check digit is reported too, less surely: a typo leaks a person as well.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from reviewer_app.rules import identifiers
from reviewer_app.rules.columns import ColumnKind
from reviewer_app.rules.detectors.candidate import (
    Candidate,
    Evidence,
    amount,
    ascii_letter,
    cue_before,
    cue_evidence,
    digits_of,
    header_evidence,
    open_cells,
    parameters,
)
from reviewer_app.rules.detectors.other_labels import OtherLabels
from reviewer_app.rules.patterns import pattern
from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.schema import Lexicons, Rule

_NEW: Final = pattern(r"(?<![0-9])[1-9](?:[ \-\n]{0,3}[0-9]){16}[ \-\n]{0,3}[0-9Xx×](?![0-9])")
_OLD: Final = pattern(r"(?<![0-9])[1-9](?:[ \-\n]{0,3}[0-9]){14}(?![0-9])")
_LOOSE: Final = pattern(r"[0-9][0-9 \-\n]{12,24}[0-9Xx×]")
_NEW_SHAPE: Final = pattern(r"(?<!0)0(?:[ \-\n]{0,3}0){16}(?:[ \-\n]{0,3}[0X](?!0)|\Z)")  # a × stands behind the run
_OLD_SHAPE: Final = pattern(r"(?<!0)0(?:[ \-\n]{0,3}0){14}(?!0)")
_GROUPED: Final = pattern(
    r"\d{6}[ \-\n]+\d{8}[ \-\n]+\d{3}[ \-\n]*[\dXx×]|\d{6}[ \-\n]+\d{4}[ \-\n]+\d{4}[ \-\n]+\d{3}[\dXx×]"
)
_GROUPED_OLD: Final = pattern(r"\d{6}[ \-]\d{6}[ \-]\d{3}")
_RIGHT: Final = Evidence("evidence.checksum_right")
_WRONG: Final = Evidence("evidence.checksum_wrong")
_BORN: Final = Evidence("evidence.birth_date_valid")
_YEARS: Final = range(1850, 2100)


class _Parameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    cues: tuple[str, ...]
    other_cues: tuple[str, ...]
    school_cues: tuple[str, ...]
    provinces: frozenset[str]


class IdNumber:
    """Finds identity numbers; areas are evidence for the old form only, never a gate for the new one."""

    def __init__(self, rule: Rule, lexicons: Lexicons) -> None:
        self._others = OtherLabels(lexicons.number_labels)
        self._rule = rule
        self._words = parameters(rule, _Parameters)

    def scan(self, scan: ScanText) -> Iterator[Candidate]:
        """Yield both generations and, in an identity column, whatever has roughly that shape."""
        found = [*self._new_ones(scan), *self._old_ones(scan)]
        yield from found
        for cell in open_cells(scan, [one[:2] for one in found], ColumnKind.ID_NUMBER):
            loose = _LOOSE.search(scan.text, cell.start, cell.end)
            if loose and not identifiers.credit_code_ok(digits_of(loose.group())):
                sure = self._rule.confidence["malformed_in_column"]
                why = (*header_evidence(cell), Evidence("evidence.id_malformed"))
                yield Candidate(loose.start(), loose.end(), self._rule, sure, why)

    def _new_ones(self, scan: ScanText) -> Iterator[Candidate]:
        for span in scan.shaped(_NEW_SHAPE):
            usual = self._usual(scan, *span)
            if usual:
                yield usual
            else:
                found = _NEW.finditer(scan.text, span.start, min(span.end + 2, len(scan.text)))
                yield from filter(None, (self._new(scan, *match.span()) for match in found))

    def _old_ones(self, scan: ScanText) -> Iterator[Candidate]:
        for span in scan.shaped(_OLD_SHAPE):
            found = _OLD.finditer(scan.text, span.start, min(span.end + 2, len(scan.text)))
            yield from filter(None, (self._old(scan, *match.span()) for match in found))

    def _usual(self, scan: ScanText, start: int, end: int) -> Candidate | None:
        """What `_new` says of a run that is one plain number, told and right, as nearly all are; else None."""
        number = scan.text[start:end]
        if len(number) != identifiers.ID_LENGTH or not number.isdigit() or number[0] == "0":
            return None
        if not identifiers.born_in(number, _YEARS):
            return None
        told = self._told(scan, start)
        if not told or not identifiers.id_checksum_ok(number) or ascii_letter(scan.text, start - 1):
            return None
        return Candidate(start, end, self._rule, self._rule.confidence["checksum_right"], (_RIGHT, _BORN, *told))

    def _told(self, scan: ScanText, start: int) -> tuple[Evidence, ...]:
        cell = scan.cell(start)
        if cell and cell.column and cell.column.kind is ColumnKind.ID_NUMBER:
            return header_evidence(cell)
        return cue_evidence(cue_before(scan, start, self._words.cues))

    def _new(self, scan: ScanText, start: int, end: int) -> Candidate | None:
        written = scan.text[start:end]
        number = written if written.isdigit() else digits_of(written.replace("×", "X")).upper()
        if not identifiers.born_in(number, _YEARS):
            return None
        told = self._told(scan, start)
        if not told and amount(scan.text, start, end):
            return None
        if ascii_letter(scan.text, start - 1) and self._school_number(scan, start):
            return None
        right = identifiers.id_checksum_ok(number)
        if not right and (self._others.tell(scan, start) or not self._plausible(scan, start, end, told=bool(told))):
            return None
        if not told and self._credit_code(scan, start, number, right=right):
            return None
        key = "checksum_right" if right else "checksum_wrong"
        sure = self._rule.confidence[key] if right or not told else self._rule.confidence["checksum_wrong_told"]
        return Candidate(start, end, self._rule, sure, (_RIGHT if right else _WRONG, _BORN, *told))

    def _school_number(self, scan: ScanText, start: int) -> bool:
        """Whether a number behind a letter is the rest of a 学籍号: G itself, such a column or word says so."""
        if scan.text[start - 1] == "G" and not ascii_letter(scan.text, start - 2):
            return True
        return scan.column_kind(start) is ColumnKind.STUDENT_ID or bool(
            cue_before(scan, start, self._words.school_cues, 8)
        )

    def _credit_code(self, scan: ScanText, start: int, number: str, *, right: bool) -> bool:
        """Whether the digits are rather an all-digit credit code: named so, or only its check digit is right."""
        if scan.column_kind(start) is ColumnKind.CREDIT_CODE or cue_before(scan, start, self._words.other_cues):
            return True
        likely = number[:2] in identifiers.CREDIT_KINDS or scan.cell(start) is not None
        return not right and likely and identifiers.credit_code_ok(number)

    def _plausible(self, scan: ScanText, start: int, end: int, *, told: bool) -> bool:
        """Whether a number with a wrong check digit still looks like one: no letters about it, natural gaps."""
        text = scan.text
        if ascii_letter(text, start - 1) or ascii_letter(text, end):
            return False
        gaps = end - start - identifiers.ID_LENGTH
        broken_once = gaps == 1 and "\n" in text[start:end]
        return gaps == 0 or told or broken_once or bool(_GROUPED.fullmatch(text, start, end))

    def _grouped(self, text: str, start: int, end: int) -> bool:
        """Whether area, birth date and order stand apart, and no row of figures goes on from them."""
        around = text[max(0, start - 4) : start].rstrip()[-1:] + text[end : end + 4].lstrip()[:1]
        return not any(map(str.isdigit, around)) and _GROUPED_OLD.fullmatch(text, start, end) is not None

    def _old(self, scan: ScanText, start: int, end: int) -> Candidate | None:
        number = digits_of(scan.text[start:end])
        told = self._told(scan, start)
        if identifiers.birth_date(number) is None or ascii_letter(scan.text, start - 1) or ascii_letter(scan.text, end):
            return None
        whole = end - start == identifiers.OLD_ID_LENGTH or self._grouped(scan.text, start, end)
        if not told and (number[:2] not in self._words.provinces or not whole):
            return None
        if scan.column_kind(start) not in {None, ColumnKind.ID_NUMBER} or self._others.tell(scan, start):
            return None
        sure = self._rule.confidence["old_told" if told else "old"]
        return Candidate(start, end, self._rule, sure, (Evidence("evidence.id_old"), *told))

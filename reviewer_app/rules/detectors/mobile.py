"""Private mobile numbers: loose segments 1[3-9], +86, spaces, hyphens, full width (rulebook §4.4)."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

import msgspec

from reviewer_app.domain.findings import PersonRole
from reviewer_app.rules.block_text import Span
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
    parameters,
)
from reviewer_app.rules.detectors.other_labels import OtherLabels
from reviewer_app.rules.patterns import pattern
from reviewer_app.rules.scan import ScanText
from reviewer_app.rules.schema import Lexicons, Rule

DIGITS: Final = 11
_MOBILE: Final = pattern(r"(?<![0-9])(?:(?:00)?86[ \-]{0,2})?(1(?:[ \-\n]{0,2}[0-9]){10})(?![0-9])")
_SHAPE: Final = pattern(r"(?<!0)(?:(?:00)?00[ \-]{0,2})?0(?:[ \-\n]{0,2}0){10}(?!0)")
_PREFIX: Final = pattern(r"\(?\+(?:86)?\)?[ \-]{0,2}$")
_GROUPS: Final = pattern(
    r"\d{3}[ \-\n]{1,2}(?:\d{4}[ \-\n]{1,2}\d{4}|\d{8})|\d{7}[ \-\n]{1,2}\d{4}"
    r"|\d{4}[ \-\n]{1,2}(?:\d{3}[ \-\n]{1,2}\d{4}|\d{4}[ \-\n]{1,2}\d{3})"
    r"|\d{5}[ \-\n]{1,2}\d{6}|\d{6}[ \-\n]{1,2}\d{5}|\d(?:[ \-]\d){10}"
    r"|\d{3}[ \-]\d{3}[ \-]\d{5}|\d{3}[ \-]\d{2}[ \-]\d{2}[ \-]\d{2}[ \-]\d{2}|\d+\n\d+"
)
_SPACED_OUT: Final = pattern(r"\d(?:[ \-]\d){10}")
_MORE_BEFORE: Final = pattern(r"\d[ \-]$")
_MORE_BEHIND: Final = pattern(r"[ \-]\d(?!\d)")
_SERIAL: Final = pattern(r"[A-Za-z][0-9]{2,8}-$")
_JOINTS: Final = frozenset("+) -")
"""What stands before a number that has a prefix or is the tail of a serial number."""
_SEGMENTS: Final = frozenset("3456789")
_LETTERS: Final = pattern(r"[A-Za-z]+", backwards=True)
_OTHER_COLUMNS: Final = frozenset(
    {ColumnKind.BANK_ACCOUNT, ColumnKind.STUDENT_ID, ColumnKind.MEDICAL_ID, ColumnKind.QQ}
)

_OWN_COLUMNS: Final = frozenset({ColumnKind.MOBILE, ColumnKind.PHONE})


class _Parameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    cues: tuple[str, ...]
    label_letters: tuple[str, ...]


class Mobile:
    """Finds mobile numbers. All are private: staff's own mobiles are no 履职信息 (rulebook §3.4 X3)."""

    def __init__(self, rule: Rule, lexicons: Lexicons) -> None:
        self._others = OtherLabels(lexicons.number_labels)
        self._rule = rule
        self._words = parameters(rule, _Parameters)

    def scan(self, scan: ScanText) -> Iterator[Candidate]:
        """Yield every mobile number, with its country prefix."""
        for span in scan.shaped(_SHAPE):
            for place, bare in _places(scan.text, span):
                candidate = self._judge(scan, place, bare)
                if candidate:
                    yield candidate

    def _judge(self, scan: ScanText, place: Span, bare: str) -> Candidate | None:
        (start, end), text = place, scan.text
        if digits_of(bare)[1] not in _SEGMENTS or (len(bare) != DIGITS and not _GROUPS.fullmatch(bare)):
            return None
        if ascii_letter(text, end) or (ascii_letter(text, start - 1) and not self._label(scan.before(start, 8))):
            return None
        if amount(text, start, end) or scan.column_kind(start) in _OTHER_COLUMNS or _of_longer(text, place, bare):
            return None
        if text[start - 1 : start] in _JOINTS:
            if _SERIAL.search(text, max(0, start - 12), start):
                return None  # JXGZ2018-13800001234
            prefix = _PREFIX.search(text, max(0, start - 7), start)
            start = prefix.start() if prefix else start
        return self._told(scan, start, end, bare)

    def _told(self, scan: ScanText, start: int, end: int, bare: str) -> Candidate | None:
        cell, sure = scan.cell(start), self._rule.confidence
        if cell and cell.column and cell.column.kind in _OWN_COLUMNS:
            return Candidate(start, end, self._rule, sure["told"], header_evidence(cell))
        if self._others.tell(scan, start):
            return None  # 成交确认书号13812345678
        cue = cue_before(scan, start, self._words.cues)
        if cue:
            role = PersonRole.CONTACT if cue == "联系人" else None
            return Candidate(start, end, self._rule, sure["told"], cue_evidence(cue), role)
        return Candidate(start, end, self._rule, sure["plain"], _segment(digits_of(bare)[:3]))

    def _label(self, before: str) -> bool:
        letters = _LETTERS.match(before)
        return letters is not None and letters.group().lower() in self._words.label_letters


def _of_longer(text: str, place: Span, bare: str) -> bool:
    """Whether digits that stand one by one go on before or behind: a card number written so."""
    if len(bare) == DIGITS or not _SPACED_OUT.fullmatch(bare):
        return False
    before = _MORE_BEFORE.search(text, max(0, place.start - 2), place.start)
    return before is not None or _MORE_BEHIND.match(text, place.end) is not None


@lru_cache(maxsize=128)
def _segment(digits: str) -> tuple[Evidence, ...]:
    return (Evidence("evidence.mobile_segment", digits),)


def _places(text: str, span: Span) -> Iterable[tuple[Span, str]]:
    """Where numbers stand in a run, and the eleven digits of each; mostly the run is nothing but those."""
    start, end = span
    if end - start == DIGITS and text[start] == "1" and text[start:end].isdigit():
        return ((span, text[start:end]),)
    found = _MOBILE.finditer(text, start, min(end + 1, len(text)))
    return ((Span(*match.span()), match.group(1)) for match in found)

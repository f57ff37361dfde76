"""Identifiers that only their label or header tells: passports, permits, certificates, 学号, 微信.

The rule file says the value's form and its labels; `anywhere` is the form that needs no label.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from reviewer_app.rules.columns import ColumnKind
from reviewer_app.rules.detectors.candidate import (
    Candidate,
    Evidence,
    cue_evidence,
    header_evidence,
    open_cells,
    parameters,
)
from reviewer_app.rules.patterns import Match, Pattern, at_places, pattern
from reviewer_app.rules.scan import Cell, ScanText
from reviewer_app.rules.schema import Lexicons, Rule

_JOINT = (
    r"(?:\([^()\n]{0,8}\)|\((?=号码|编号|证号|[A-Za-z]{0,2}[0-9]))?"
    r"(?:号码|编号|证号|账号|帐号|号|ID)?[ ]{0,2}(?:[:]|为|是)?[ \n]{0,2}"
)

AROUND = 40
_NAMED_BEHIND = pattern(r"(?<![A-Za-z0-9_\-])([A-Za-z0-9_\-.@]{5,30})[\"”]?\(", backwards=True)
_GOES_ON = pattern(r"(?:,[^0-9A-Za-z。;\n]{1,12})?\)?[、,;和及][\u4e00-\u9fff·]{2,8}\(")
"""Between two values of a list, each in brackets behind a name."""


class _Parameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    labels: tuple[str, ...]
    value: str
    columns: tuple[ColumnKind, ...] = ()
    anywhere: str = ""
    anchors: tuple[str, ...] = ()


class Labelled:
    """Label and value in one pattern, compiled at first use and only if a label occurs in the text at all."""

    def __init__(self, rule: Rule, lexicons: Lexicons) -> None:
        del lexicons
        self._rule = rule
        self._words = parameters(rule, _Parameters)

    @cached_property
    def _told(self) -> Pattern:
        return at_places(_JOINT + f"({self._words.value})")

    @cached_property
    def _anywhere(self) -> Pattern:
        return pattern(self._words.anywhere)

    @cached_property
    def _whole(self) -> Pattern:
        return pattern(self._words.value)

    def scan(self, scan: ScanText) -> Iterator[Candidate]:
        """Yield labelled values, values of their column, and values whose form alone is telling."""
        sure = self._rule.confidence
        taken: list[tuple[int, int]] = []
        for label in self._words.labels:
            for span in self._told_by(scan, label):
                taken.append(span)
                yield Candidate(*span, self._rule, sure["told"], cue_evidence(label))
        for cell in self._cells(scan, taken):
            value = self._whole.search(scan.text, cell.start, cell.end)
            if value:
                yield Candidate(value.start(), value.end(), self._rule, sure["told"], header_evidence(cell))
        for start, end in self._plain(scan):
            yield Candidate(start, end, self._rule, sure["plain"], (Evidence("evidence.form"),))

    def _told_by(self, scan: ScanText, label: str) -> Iterator[tuple[int, int]]:
        """The values behind a label, those of the same shape that a list goes on with, and one before (label)."""
        for match in self._after(scan, label):
            span: tuple[int, int] | None = match.span(1)
            while span:
                yield span
                span = self._next_alike(scan.text, *span)
        for end in scan.words.ends(label):
            named = _NAMED_BEHIND.match(scan.text, 0, end - len(label))
            value = named and self._whole.fullmatch(named.group(1))
            if named and value:
                yield named.span(1)

    def _next_alike(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """The next value where a list goes on with another of the same shape: 甲(学号2024001)、乙(2024002)."""
        gap = _GOES_ON.match(text, end)
        value = self._whole.match(text, gap.end()) if gap else None
        alike = value and value.end() > value.start() and _shape(value.group()) == _shape(text[start:end])
        return value.span() if value and alike else None

    def _cells(self, scan: ScanText, taken: list[tuple[int, int]]) -> Iterable[Cell]:
        """The cells to look at."""
        return open_cells(scan, taken, *self._words.columns)

    def _plain(self, scan: ScanText) -> Iterator[tuple[int, int]]:
        """Values by form alone, sought only around their anchor words where the rule names some."""
        text = scan.text
        if not self._words.anywhere:
            return
        if not self._words.anchors:
            yield from (match.span() for match in self._anywhere.finditer(text))
        for anchor in self._words.anchors:
            for end in scan.words.ends(anchor):
                for match in self._anywhere.finditer(text, max(0, end - AROUND), min(len(text), end + AROUND)):
                    if match.start() < end <= match.end():
                        yield match.span()

    def _after(self, scan: ScanText, label: str) -> Iterator[Match]:
        yield from filter(None, (self._told.match(scan.text, end) for end in self._behind(scan, label)))

    def _behind(self, scan: ScanText, label: str) -> Iterable[int]:
        """Where a value may begin that the label tells."""
        return scan.words.ends(label)


def _shape(value: str) -> tuple[int, str]:
    """Values of one list have one length, and letters in the same places."""
    return len(value), "".join("0" if char.isdigit() else "A" for char in value)

"""Identity and mobile numbers in odd writing behind their label: O for 0, l for 1, Chinese digits, points, brackets.

Behind a label or in their column they can be nothing else: letters are not taken for digits elsewhere (rules/fold.py),
but for a run of eighteen whose birth date and check digit are right then, and for a run of eleven mixed with O or l.
An identity number must hold a birth date, a mobile number its segment.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from reviewer_app.domain.findings import FindingType
from reviewer_app.rules import identifiers
from reviewer_app.rules.block_text import Span
from reviewer_app.rules.detectors.candidate import Candidate, ascii_letter
from reviewer_app.rules.detectors.labelled import Labelled
from reviewer_app.rules.near import spots
from reviewer_app.rules.patterns import at_places, pattern
from reviewer_app.rules.scan import Cell, ScanText

_ALIKE: Final = str.maketrans(
    {
        **dict.fromkeys("OoQD〇零", "0"), **dict.fromkeys("lIi|!一幺壹", "1"), **dict.fromkeys("Zz二贰两", "2"),
        **dict.fromkeys("三叁", "3"), **dict.fromkeys("四肆", "4"), **dict.fromkeys("Ss五伍", "5"),
        **dict.fromkeys("六陆", "6"), **dict.fromkeys("七柒", "7"), **dict.fromkeys("B八捌", "8"),
        **dict.fromkeys("九玖", "9"), **dict.fromkeys("Xx×", "X"), **dict.fromkeys(" .·()-\n_,", ""),
    }
)  # fmt: skip
"""What a sign is read as; empty for what merely stands between."""
_MOBILE: Final = pattern("0?1[3-9][0-9]{9}")
LONG_DISTANCE: Final = len("013800001234")
_SURE: Final = frozenset("0123456789OoQlIi|〇零一二三四五六七八九Xx× .·()-\n")
"""With other look-alikes (B, S, Z …) the check digit must be right."""


_AMONG: Final = ("O", "o", "l", "I")
_DIGITS: Final = frozenset("0123456789")
_RUN: Final = frozenset("0123456789OolIXx")
_POINTED: Final = pattern(r"\.[0-9]{4}\.[0-9]{4}(?![0-9.])")
_HEAD: Final = pattern(r"(?<![0-9A-Za-z.])1[3-9][0-9]", backwards=True)
_PLAINLY: Final = {
    FindingType.ID_NUMBER: at_places("(?:号码?)?:?[0-9]{18}(?![A-Za-z0-9])"),
    FindingType.MOBILE: at_places(r"(?:号码?)?:?[0-9]{11}(?![ .·()_,\-]{0,2}[A-Za-z0-9|〇零一二三四五六七八九幺])"),
}
"""What no longer writing can be made of than the number itself."""
MOBILE_LENGTH: Final = len("13800001234")


class OddNumber(Labelled):
    """The labelled value, kept where what it is read as is a number of the rule's type."""

    def scan(self, scan: ScanText) -> Iterator[Candidate]:
        """Yield the values that hold."""
        for found in super().scan(scan):
            written = scan.text[found.start : found.end]
            number = written.translate(_ALIKE)
            plain = written.isdigit() and len(written) != LONG_DISTANCE
            if not plain and self._holds(found.rule.type, written, number):
                yield found

    def _behind(self, scan: ScanText, label: str) -> Iterable[int]:
        """But where the number is plainly written, as behind nearly every label."""
        plain, ends = _PLAINLY.get(self._rule.type), super()._behind(scan, label)
        if plain is None:
            return ends
        return (end for end in ends if scan.cell(end) is not None or not plain.match(scan.text, end))

    def _plain(self, scan: ScanText) -> Iterator[tuple[int, int]]:
        """Numbers that stand without a label: mixed with O or l, or pointed as in 138.0000.1234."""
        if self._rule.type is FindingType.MOBILE:
            yield from _pointed(scan.text)
        done = 0
        for at in scan.once("letters_among_digits", _among_digits):
            if at < done:
                continue
            start, done = _run(scan.text, at)
            number = scan.text[start:done].translate(_ALIKE)
            if self._rule.type is FindingType.MOBILE:
                good = done - start == MOBILE_LENGTH and bool(_MOBILE.fullmatch(number))
            else:
                good = identifiers.id_checksum_ok(number)
            if good:
                yield start, done

    def _cells(self, scan: ScanText, taken: list[tuple[int, int]]) -> Iterable[Cell]:
        """Those that are not plainly written: a long list has thousands that are."""
        return (cell for cell in super()._cells(scan, taken) if not scan.text[cell.start : cell.end].isdigit())

    def _holds(self, kind: FindingType, written: str, number: str) -> bool:
        if kind is FindingType.MOBILE:
            return bool(_MOBILE.fullmatch(number))
        if len(number) != identifiers.ID_LENGTH or not number[:-1].isdigit() or not identifiers.birth_date(number):
            return False
        return _SURE.issuperset(written) or identifiers.id_checksum_ok(number)


def _among_digits(scan: ScanText) -> list[int]:
    """Where a letter that is read as a digit stands beside a digit."""
    text = scan.text
    return [at for at in spots(text, _AMONG) if not _DIGITS.isdisjoint(text[max(0, at - 1) : at + 2])]


def _run(text: str, at: int) -> Span:
    """The whole run of digits and look-alikes around `at`; empty where other letters go on from it."""
    start, end = at, at + 1
    while start > 0 and text[start - 1] in _RUN and end - start <= identifiers.ID_LENGTH:
        start -= 1
    while end < len(text) and text[end] in _RUN and end - start <= identifiers.ID_LENGTH:
        end += 1
    whole = not ascii_letter(text, start - 1) and not ascii_letter(text, end)
    return Span(start, end) if whole else Span(end, end)


def _pointed(text: str) -> Iterator[Span]:
    for tail in _POINTED.finditer(text):
        head = _HEAD.match(text, max(0, tail.start() - len("138")), tail.start())
        if head:
            yield Span(head.start(), tail.end())

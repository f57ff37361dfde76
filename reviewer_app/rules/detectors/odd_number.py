"""Identity and mobile numbers in odd writing behind their label: O for 0, l for 1, Chinese digits, points, brackets.

Only behind a label or in their column, where they can be nothing else: letters are never taken for digits elsewhere
(rules/fold.py). An identity number must then hold a birth date, a mobile number its segment.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from reviewer_app.domain.findings import FindingType
from reviewer_app.rules import identifiers
from reviewer_app.rules.detectors.candidate import Candidate
from reviewer_app.rules.detectors.labelled import Labelled
from reviewer_app.rules.patterns import pattern
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

    def _cells(self, scan: ScanText, taken: list[tuple[int, int]]) -> Iterable[Cell]:
        """Those that are not plainly written: a long list has thousands that are."""
        return (cell for cell in super()._cells(scan, taken) if not scan.text[cell.start : cell.end].isdigit())

    def _holds(self, kind: FindingType, written: str, number: str) -> bool:
        if kind is FindingType.MOBILE:
            return bool(_MOBILE.fullmatch(number))
        if len(number) != identifiers.ID_LENGTH or not number[:-1].isdigit() or not identifiers.birth_date(number):
            return False
        return _SURE.issuperset(written) or identifiers.id_checksum_ok(number)

"""Which values must not occur anywhere once they were taken out, and where else they stand (design §5)."""

from collections.abc import Iterable, Iterator
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from reviewer_app.domain.findings import FindingType
from reviewer_app.rules.persons import plain

IDENTIFYING: Final = frozenset({
    FindingType.PERSON_NAME, FindingType.ID_NUMBER, FindingType.MOBILE, FindingType.LANDLINE, FindingType.BANK_ACCOUNT,
    FindingType.ADDRESS, FindingType.EMAIL, FindingType.PLATE, FindingType.PASSPORT, FindingType.TRAVEL_PERMIT,
    FindingType.MILITARY_ID, FindingType.SOCIAL_SECURITY, FindingType.MEDICAL_ID, FindingType.STUDENT_ID,
    FindingType.DISABILITY_CERTIFICATE, FindingType.PROPERTY_CERTIFICATE, FindingType.WECHAT, FindingType.QQ,
    FindingType.MAC, FindingType.DEVICE,
})
"""Kinds whose value points at one person wherever it stands; 残疾 or 1976年8月 elsewhere may be about nobody."""

_SHORT_NAME: Final = 2
_SHORT_VALUE: Final = 5


def worth_searching(kind: FindingType, value: str) -> bool:
    """Whether a value is long enough to be searched for by itself."""
    if kind is FindingType.PERSON_NAME:
        return len(plain(value)) >= _SHORT_NAME
    return kind in IDENTIFYING and len(value.strip()) >= _SHORT_VALUE


def stands_alone(text: str, start: int, end: int, kind: FindingType) -> bool:
    """Whether `text[start:end]` is the value and not a piece of another word or number.

    A name of two characters may be part of a word (文明 in 精神文明), so it counts only between other signs; a number
    counts only where no digit touches it.
    """
    before, after = text[start - 1:start], text[end:end + 1]
    if kind is FindingType.PERSON_NAME:
        return end - start > _SHORT_NAME or not (_is_han(before) or _is_han(after))
    digits = text[start].isdigit() and before.isdigit()
    return not (digits or (text[end - 1].isdigit() and after.isdigit()))


def _is_han(sign: str) -> bool:
    """Whether a sign (or nothing) is a Chinese character."""
    return "\u4e00" <= sign <= "\u9fff"


class Searcher:
    """Finds many values in one pass over a text."""

    def __init__(self, values: Iterable[tuple[FindingType, str]]) -> None:
        self._values = sorted({(kind, value) for kind, value in values if worth_searching(kind, value)})
        self._automaton = AhoCorasick([value for _, value in self._values], matchkind=MatchKind.LeftmostLongest)

    def occurrences(self, text: str) -> Iterator[tuple[FindingType, int, int]]:
        """(kind, start, end) of every value standing by itself in `text`."""
        for number, start, end in self._automaton.find_matches_as_indexes(text) if self._values else ():
            kind = self._values[number][0]
            if stands_alone(text, start, end, kind):
                yield kind, start, end

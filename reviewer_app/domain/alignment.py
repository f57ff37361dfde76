"""Where a place of one text stands in another that was made of it: a public version, or the printed form of a file.

Blanks and line ends do not count, for a new line-up moves them. Runs of characters that occur once in each text and in
the same order hold both together; what lies between two of them is what changed. Linear but for short gaps.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from string import ascii_letters, digits
from typing import Final, NamedTuple

GRAM: Final = 6
_LATIN: Final = frozenset(ascii_letters + digits)
_SHORT: Final = 600
"""Characters on either side of a gap up to which it is compared letter by letter."""


class _Run(NamedTuple):
    """`length` characters that are the same, from `one` in the first and `other` in the second text (no blanks)."""

    one: int
    other: int
    length: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts laid side by side. `runs` do not overlap and rise in both."""

    runs: tuple[_Run, ...]
    places: tuple[tuple[int, ...], tuple[int, ...]]
    """The offset of each character that is no blank, in the first and in the second text."""

    ends: tuple[int, int]

    @classmethod
    def of(cls, one: str, other: str) -> "Alignment":
        """Align; each text by code points."""
        places = tuple(tuple(at for at, sign in enumerate(text) if not sign.isspace()) for text in (one, other))
        left, right = solid(one), solid(other)
        whole = (_whole(left, right, run) for run in _runs(left, right))
        runs = tuple(run for run in whole if run.length)
        return cls(runs, (places[0], places[1]), (len(one), len(other)))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `[start, end)` of the first text stands in the second, with whatever was written in its place.

        Empty (start = end) where nothing is left of it.
        """
        first = bisect_left(self.places[0], start)
        last = bisect_left(self.places[0], end)
        low, high = self._after(first), self._before(last)
        low, high = min(low, high), max(low, high)
        if low == high:
            at = self._offset(low)
            return at, at
        return self._offset(low), self._offset(high - 1) + 1

    def same(self, start: int, end: int) -> bool:
        """Whether `[start, end)` stands in the second text as it is."""
        first, last = bisect_left(self.places[0], start), bisect_left(self.places[0], end)
        at = bisect_right(self.runs, first, key=lambda run: run.one) - 1
        return first == last or (at >= 0 and last <= self.runs[at].one + self.runs[at].length)

    def changes(self) -> Iterator[tuple[int, int]]:
        """Spans of the second text that the first does not have; empty ones where something was only taken out."""
        one = other = 0
        for run in (*self.runs, _Run(len(self.places[0]), len(self.places[1]), 0)):
            if run.other > other:
                yield self._offset(other), self._offset(run.other - 1) + 1
            elif run.one > one:
                yield self._offset(other), self._offset(other)
            one, other = run.one + run.length, run.other + run.length

    def _after(self, first: int) -> int:
        """Where what begins at `first` begins in the second text: behind the character before it."""
        at = bisect_right(self.runs, first, key=lambda run: run.one) - 1
        if at < 0:
            return 0
        run = self.runs[at]
        return run.other + min(first - run.one, run.length)

    def _before(self, last: int) -> int:
        """Where what ends at `last` ends in the second text: before the next character that is the same."""
        at = bisect_right(self.runs, last, key=lambda run: run.one) - 1
        if at >= 0 and last <= self.runs[at].one + self.runs[at].length and last > self.runs[at].one:
            return self.runs[at].other + last - self.runs[at].one
        following = at if at >= 0 and self.runs[at].one == last else at + 1
        return self.runs[following].other if following < len(self.runs) else len(self.places[1])

    def _offset(self, solid: int) -> int:
        held = self.places[1]
        return held[solid] if solid < len(held) else self.ends[1]


def solid(text: str) -> str:
    """A text without blanks and line ends, as texts are laid side by side."""
    return "".join(text.split())


def _runs(one: str, other: str) -> Iterator[_Run]:
    """Runs grown from the anchors in rising order, and the runs inside short gaps between them."""
    at_one = at_other = 0
    for anchor_one, anchor_other in (*_anchors(one, other), (len(one), len(other))):
        if anchor_one < at_one or anchor_other < at_other:
            continue
        back = 0
        while (anchor_one - back > at_one and anchor_other - back > at_other
               and one[anchor_one - back - 1] == other[anchor_other - back - 1]):
            back += 1
        yield from _gap(one[at_one : anchor_one - back], other[at_other : anchor_other - back], at_one, at_other)
        length = back
        while (anchor_one - back + length < len(one) and anchor_other - back + length < len(other)
               and one[anchor_one - back + length] == other[anchor_other - back + length]):
            length += 1
        if length:
            yield _Run(anchor_one - back, anchor_other - back, length)
        at_one, at_other = anchor_one - back + length, anchor_other - back + length


def _gap(one: str, other: str, at_one: int, at_other: int) -> Iterator[_Run]:
    if one and other and len(one) <= _SHORT and len(other) <= _SHORT:
        for left, right, length in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
            if length:
                yield _Run(at_one + left, at_other + right, length)


def _whole(one: str, other: str, run: _Run) -> _Run:
    """The run without the pieces of numbers at its ends: two numbers that share a digit are not the same number."""
    left, right, length = run
    while length and (_inside(one, left) or _inside(other, right)):
        left, right, length = left + 1, right + 1, length - 1
    while length and (_inside(one, left + length) or _inside(other, right + length)):
        length -= 1
    return _Run(left, right, length)


def _inside(text: str, at: int) -> bool:
    """Whether `at` is between two characters of one number or Latin word."""
    return 0 < at < len(text) and _LATIN.issuperset(text[at - 1 : at + 1])


def _anchors(one: str, other: str) -> list[tuple[int, int]]:
    """Grams that occur once in each text, as far as they stand in the same order (longest rising chain)."""
    left, right = _unique(one), _unique(other)
    pairs = sorted((at, right[gram]) for gram, at in left.items() if gram in right)
    tops: list[int] = []
    numbers: list[int] = []
    before: list[int] = [-1] * len(pairs)
    for number, (_, at) in enumerate(pairs):
        slot = bisect_left(tops, at)
        before[number] = numbers[slot - 1] if slot else -1
        tops[slot : slot + 1] = [at]
        numbers[slot : slot + 1] = [number]
    chain: list[tuple[int, int]] = []
    at = numbers[-1] if numbers else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _unique(text: str) -> dict[str, int]:
    seen: dict[str, int] = {}
    for at in range(len(text) - GRAM + 1):
        gram = text[at : at + GRAM]
        seen[gram] = -1 if gram in seen else at
    return {gram: at for gram, at in seen.items() if at >= 0}

"""Numbers that are partly hidden by stars, and what a whole number or another mask of the same number gives away."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reviewer_app.rules.patterns import pattern

_MASKED: Final = pattern(r"(?<![0-9*])[0-9]{1,7}[*×]{3,14}[0-9Xx]{0,6}(?![0-9*])")
HIDDEN: Final = "*"


@dataclass(frozen=True, slots=True)
class MaskedNumber:
    """Where one stands, and its signs with `*` for each that is hidden."""

    start: int
    end: int
    signs: str

    @property
    def shape(self) -> tuple[int, int, int]:
        """Its length, and how many signs are shown before and behind the hidden ones."""
        head, tail = self.signs.index(HIDDEN), len(self.signs) - 1 - self.signs.rindex(HIDDEN)
        return len(self.signs), head, tail

    def left_hidden(self, other: "MaskedNumber") -> int | None:
        """How many signs stay hidden to who reads both as one number; None where they cannot be one."""
        if len(self.signs) != len(other.signs) or self.signs == other.signs:
            return None
        pairs = list(zip(self.signs, other.signs, strict=True))
        if any(HIDDEN not in pair and pair[0] != pair[1] for pair in pairs):
            return None
        return sum(1 for pair in pairs if pair == (HIDDEN, HIDDEN))


def with_original(masks: Sequence[MaskedNumber], whole: Iterable[str]) -> Iterator[MaskedNumber]:
    """Those masks that one of the whole numbers (digits, perhaps X) fits.

    The numbers are masked in every shape that occurs, which are few: lists hold thousands of either.
    """
    numbers = [one.upper() for one in whole]
    hidden = {_masked(one, *shape) for shape in {mask.shape for mask in masks} for one in numbers}
    return (mask for mask in masks if mask.signs in hidden)


def _masked(number: str, length: int, head: int, tail: int) -> str:
    if len(number) != length:
        return ""
    return number[:head] + HIDDEN * (length - head - tail) + number[length - tail :]


def masked_numbers(text: str) -> Iterator[MaskedNumber]:
    """All in a folded text, in order."""
    if HIDDEN not in text and "×" not in text:
        return
    for match in _MASKED.finditer(text):
        yield MaskedNumber(match.start(), match.end(), match.group().replace("×", HIDDEN).upper())

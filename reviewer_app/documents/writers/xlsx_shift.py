"""Where rows, columns and ranges of a sheet stand after some of them were cut. Rows and columns count from 1."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Final, NamedTuple

_CELL: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]+)")
_LETTERS: Final = 26


class Axis:
    """The rows, or the columns, of one sheet."""

    def __init__(self, cut: Iterable[int]) -> None:
        self._cut = sorted(set(cut))
        self._gone = frozenset(self._cut)

    def __bool__(self) -> bool:
        """Whether anything is cut."""
        return bool(self._cut)

    def __contains__(self, old: int) -> bool:
        """Whether this row or column is cut."""
        return old in self._gone

    def new(self, old: int) -> int:
        """The new number of one that stays."""
        return old - bisect_left(self._cut, old)

    def span(self, first: int, last: int) -> tuple[int, int] | None:
        """Where the rest of a stretch stands; None where nothing is left of it."""
        start = first - bisect_left(self._cut, first)
        end = last - bisect_right(self._cut, last)
        return (start, end) if end >= start else None

    def first_left(self, first: int, last: int) -> int | None:
        """The first of a stretch that stays, by its old number."""
        return next((place for place in range(first, last + 1) if place not in self._gone), None)


class Range(NamedTuple):
    """A rectangle of cells."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def parse(cls, reference: str) -> "Range":
        """Read `A1:J3` or `B2`."""
        first, _, last = reference.partition(":")
        top, left = cell(first)
        bottom, right = cell(last or first)
        return cls(top, left, bottom, right)

    def __str__(self) -> str:
        """As a reference, one cell without its colon."""
        first, last = name(self.top, self.left), name(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"

    def shifted(self, rows: Axis, columns: Axis) -> "Range | None":
        """Where its rest stands."""
        vertical = rows.span(self.top, self.bottom)
        horizontal = columns.span(self.left, self.right)
        if vertical is None or horizontal is None:
            return None
        return Range(vertical[0], horizontal[0], vertical[1], horizontal[1])


def whole(value: str | None, default: int) -> int:
    """A whole number as XML writes it; anything else, which only a broken or hostile file has, as the default."""
    plain = (value or "").strip()
    return int(plain) if plain.isascii() and plain.isdecimal() else default


def cell(reference: str) -> tuple[int, int]:
    """(row, column) of a reference such as `C12`; (0, 0) for anything else."""
    found = _CELL.fullmatch(reference)
    if found is None:
        return 0, 0
    column = 0
    for letter in found.group(1):
        column = column * _LETTERS + ord(letter) - 64
    return int(found.group(2)), column


def name(row: int, column: int) -> str:
    """The reference of a cell."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"

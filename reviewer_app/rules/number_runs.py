"""The runs of digits of a text, found once, and known by their shapes.

A long list has thousands of runs but few shapes: which runs a detector has to look at is asked once a shape.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final

from reviewer_app.rules.block_text import WALL, Span
from reviewer_app.rules.patterns import Pattern, pattern

# Begins with one fixed set of characters, which the engine searches for at memory speed; letters before the
# digits are added afterwards (a look-behind at the front costs twenty times as much). Not of the `regex` library: it
# keeps every turn of a possessive group and has no memory left for ten megabytes of "1 1 1 …".
_NUMBER: Final = re.compile(r"[0-9](?:[ \-\n]{0,3}[0-9]){4}[0-9A-Za-z]*+(?:[ \-\n]{1,3}[0-9][0-9A-Za-z]*+)*+")
_LETTER: Final = pattern("[A-Za-z]")
_SPAN: Final = tuple.__new__  # half the cost of calling a named tuple's class
_LEADING_LETTERS: Final = 3
_SHAPES: Final = bytes.maketrans(
    b"123456789xBCDEFGHIJKLMNOPQRSTUVWYZabcdefghijklmnopqrstuvwyz", b"0" * 9 + b"X" + b"A" * 49
)


class NumberRuns:
    """Runs with at least five digits, single gaps inside, few leading letters."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._asked: dict[Pattern, list[Span]] = {}
        self._long: dict[int, list[Span]] = {}

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """All runs in text order."""
        text = self._text
        found = [_SPAN(Span, match.span()) for match in _NUMBER.finditer(text)]
        before = "".join([text[start - 1] if start else WALL for start, _ in found])
        for letter in _LETTER.finditer(before):  # few runs begin with letters
            at = letter.start()
            found[at] = Span(self._with_letters(found[at].start), found[at].end)
        return tuple(found)

    def _with_letters(self, start: int) -> int:
        """`start` moved left over at most three ASCII letters."""
        text, floor = self._text, max(0, start - _LEADING_LETTERS)
        while start > floor and text[start - 1].isascii() and text[start - 1].isalpha():
            start -= 1
        return start

    def longer(self, least: int) -> Iterable[Span]:
        """The runs of at least `least` characters."""
        if least not in self._long:
            self._long[least] = [span for span in self.spans if span.end - span.start >= least]
        return self._long[least]

    def shaped(self, form: Pattern) -> Sequence[Span]:
        """The runs in whose shape `form` is found, in text order."""
        if form not in self._asked:
            fitting = [runs for shape, runs in self._by_shape.items() if form.search(shape)]
            self._asked[form] = sorted(span for runs in fitting for span in runs)
        return self._asked[form]

    @cached_property
    def _by_shape(self) -> dict[str, list[Span]]:
        """Shape → runs. Digits become 0, X and x become X, other letters A; gaps stay as they are."""
        written = WALL.join([self._text[start:end] for start, end in self.spans])
        shapes = written.encode("ascii").translate(_SHAPES).decode("ascii").split(WALL)
        found: dict[str, list[Span]] = defaultdict(list)
        for shape, span in zip(shapes, self.spans, strict=bool(self.spans)):
            found[shape].append(span)
        return found

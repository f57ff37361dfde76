"""Names written without anything between them: 张伟李娜王建军 (rows of a list whose separators got lost)."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from reviewer_app.rules.block_text import Span
from reviewer_app.rules.detectors.name_grammar import HAN, NameGrammar
from reviewer_app.rules.patterns import pattern

_RUN: Final = pattern(f"{HAN}{{4,40}}")
_SEVERAL: Final = (
    "夫妇", "夫妻", "兄弟", "姐妹", "姐弟", "兄妹", "父子", "父女", "母子", "母女", "等", "两", "二人", "二户",
    "三", "四", "五人", "五户", "六人", "六户", "参加", "出席", "列席", "陪同", "参会", "会见",
)  # fmt: skip
"""What follows several persons; a verb may follow one whose name goes on as a name could: 庄小红来到."""
LEAST: Final = 2
LONGEST: Final = 40
FULL: Final = 3
LENGTHS: Final = (3, 2, 4)
"""Tried in this order for one name: most have three characters; four only behind a compound surname."""


class GluedNames:
    """Parts a run of characters into names where it can be parted wholly, up to a word that follows several persons."""

    def __init__(self, grammar: NameGrammar) -> None:
        self._grammar = grammar
        self._parted = lru_cache(maxsize=1024)(self._part)

    def spans(self, text: str, start: int, *, sure: bool) -> tuple[Span, ...]:
        """The names from `start` on, at least two; none where the run is no row of names.

        `sure`: a label with a colon stood before, so the row may simply end with the run.
        """
        run = _RUN.match(text, start, min(len(text), start + LONGEST))
        if run is None:
            return ()
        piece = run.group()
        stops = [at for at in range(LEAST * 2, len(piece)) if piece.startswith(_SEVERAL, at)]
        for end in (*stops, len(piece)):
            sizes = self._parted(piece[:end])
            # Without a colon before it and a word behind it a row is one of full names only: 魏宇轩乔一诺.
            if len(sizes) >= LEAST and (sure or end in stops or min(sizes) >= FULL):
                return tuple(_placed(start, sizes))
        return ()

    def _part(self, piece: str) -> tuple[int, ...]:
        """The lengths of the names that make up `piece`, as few names as can be; empty where there is no such way."""
        best: dict[int, tuple[int, ...]] = {len(piece): ()}
        for at in range(len(piece) - LEAST, -1, -1):
            ways = [
                (size, *best[at + size])
                for size in LENGTHS
                if at + size in best and self._grammar.usual(piece[at : at + size])
            ]
            if ways:
                best[at] = min(ways, key=len)
        return best.get(0, ())


def _placed(start: int, sizes: Sequence[int]) -> list[Span]:
    spans = []
    for size in sizes:
        spans.append(Span(start, start + size))
        start += size
    return spans

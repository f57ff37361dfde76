"""Which pieces of a document can hold a person's name, so that the model is asked about nothing else (design §4, §11).

Numbers, cells whose column is known, and sentences without a surname that could begin a name are left out; the same
words are asked once. What a line break of wrapped text cut apart is joined before it is asked.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from reviewer_app.domain.document import Block, BlockKind, Document, NameSpot
from reviewer_app.rules.columns import Columns
from reviewer_app.rules.detectors.name_grammar import HAN, POINTS
from reviewer_app.rules.patterns import Pattern, pattern
from reviewer_app.rules.schema import Lexicons

_SENTENCE: Final = pattern(r"[^。;；!！?？\n\t\x00|]+[。;；!！?？]?")
_WRAP: Final = pattern(rf"(?<=[^\n]{{14}}{HAN})\n(?={HAN})")
SHORTEST: Final = 2


class NamePiece(NamedTuple):
    """One text to ask about, and where it stands: block number and offset of its first character in the block."""

    block: int
    start: int
    text: str
    breaks: tuple[int, ...] = ()  # offsets in `text` before which a line break of the block was left out


class NamePieces:
    """The pieces of one document, asked as distinct texts."""

    def __init__(self, document: Document, lexicons: Lexicons) -> None:
        self._columns = Columns(lexicons.headers)
        self._may_hold = _Filter(lexicons)
        self._pieces: dict[str, list[NamePiece]] = defaultdict(list)
        for number, block in enumerate(document.blocks):
            if not self._decided(block):
                for piece in _cut(number, block):
                    if self._may_hold(piece.text):
                        self._pieces[piece.text].append(piece)
        self.texts: Final[tuple[str, ...]] = tuple(self._pieces)

    def _decided(self, block: Block) -> bool:
        """Whether nothing in a block is left to ask: too short, or under a header that says what stands there."""
        return len(block.text) < SHORTEST or (
            block.header is not None and self._columns.of(block.header) is not None
        )

    def spots(self, spans: Sequence[Sequence[tuple[int, int]]]) -> tuple[NameSpot, ...]:
        """The places in the document of the names found in `texts`, in the document's order."""
        return tuple(
            sorted(
                NameSpot(piece.block, _place(piece, start), _place(piece, end - 1) + 1)
                for text, found in zip(self.texts, spans, strict=True)
                for start, end in found
                for piece in self._pieces[text]
            )
        )


def _place(piece: NamePiece, offset: int) -> int:
    return piece.start + offset + sum(1 for cut in piece.breaks if cut <= offset)


def _cut(number: int, block: Block) -> Iterator[NamePiece]:
    """The sentences of a block; of a file name what stands before its extension."""
    text = block.text.rpartition(".")[0] or block.text if block.kind is BlockKind.FILE_NAME else block.text
    wraps = [match.start() for match in _WRAP.finditer(text)] if "\n" in text else []
    joined = text
    for wrap in reversed(wraps):
        joined = joined[:wrap] + joined[wrap + 1 :]
    gone = [wrap - before for before, wrap in enumerate(wraps)]
    for match in _SENTENCE.finditer(joined):
        start, end = match.span()
        breaks = tuple(cut - start for cut in gone if start < cut < end)
        yield NamePiece(number, start + sum(1 for cut in gone if cut <= start), match.group(), breaks)


@lru_cache(maxsize=4)
def _beginnings(surnames: frozenset[str]) -> Pattern:
    """A surname with the character behind it, or a name with points in it."""
    return pattern(rf"[{''.join(sorted(surnames))}]{HAN}|{HAN}[{POINTS}]{HAN}")


class _Filter:
    """Whether a sentence could hold a name at all."""

    def __init__(self, lexicons: Lexicons) -> None:
        self._words = lexicons.not_names
        self._begins = _beginnings(frozenset("".join(lexicons.surnames | lexicons.compound_surnames)))

    def __call__(self, text: str) -> bool:
        return any(match.group() not in self._words for match in self._begins.finditer(text))

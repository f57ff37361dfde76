"""The blocks of one document in one string, with walls that no match can cross.

Content blocks come first, so that an offset below `content_end` is an offset of `Document.text`; property and
file-name blocks follow. Between two blocks stands NUL, which no pattern accepts, where `Document.text` has a
newline: a match may cross a line break inside a block, never two cells (design §3).
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from reviewer_app.domain.document import Block, Document
from reviewer_app.rules.fold import fold

WALL: Final = "\0"
LONGEST_HEADING: Final = 16


class Span(NamedTuple):
    """A piece of the joined text, end exclusive."""

    start: int
    end: int


class BlockText:
    """`raw` as written, `text` folded; every offset is the same in both."""

    def __init__(self, document: Document) -> None:
        self.document = document
        inside = [i for i, start in enumerate(document.starts) if start >= 0]
        outside = [i for i, start in enumerate(document.starts) if start < 0]
        self._order: Final[Sequence[int]] = inside + outside
        blocks = document.blocks
        self.raw: Final = WALL.join([blocks[i].text for i in self._order])
        self.text: Final = fold(self.raw)
        self._starts: Final = self._block_starts()
        self.content_end: Final = self._starts[len(inside)] if outside else len(self.raw) + 1

    def _block_starts(self) -> list[int]:
        starts, offset = [], 0
        for i in self._order:
            starts.append(offset)
            offset += len(self.document.blocks[i].text) + 1
        return starts

    @cached_property
    def model_names(self) -> tuple[Span, ...]:
        """Where the name model saw names, in text order; empty where it did not run."""
        order = {block: at for at, block in enumerate(self._order)}
        spots = self.document.names or ()
        found = [(self._starts[order[spot.block]] + spot.start, spot.end - spot.start) for spot in spots]
        return tuple(Span(start, start + length) for start, length in sorted(found))

    def block(self, offset: int) -> Block:
        """The block an offset lies in."""
        return self.document.blocks[self._order[bisect_right(self._starts, offset) - 1]]

    def block_span(self, offset: int) -> Span:
        """Where the block an offset lies in begins and ends."""
        at = bisect_right(self._starts, offset) - 1
        start = self._starts[at]
        return Span(start, start + len(self.document.blocks[self._order[at]].text))

    def heading(self, offset: int) -> str:
        """The block before the one at `offset` if it is short enough to be its heading, folded; else empty."""
        at = bisect_right(self._starts, offset) - 2
        text = self.document.blocks[self._order[at]].text if at >= 0 else ""
        return fold(text) if len(text) <= LONGEST_HEADING else ""

    def placed_blocks(self) -> Iterable[tuple[int, Block]]:
        """(start in the scan text, block) for every block, outside ones last."""
        return zip(self._starts, (self.document.blocks[i] for i in self._order), strict=True)

    def before(self, offset: int, width: int) -> str:
        """Up to `width` folded characters before `offset`, not past the block's beginning."""
        piece = self.text[max(0, offset - width) : offset]
        return piece[piece.rfind(WALL) + 1 :]

    def after(self, offset: int, width: int) -> str:
        """Up to `width` folded characters from `offset` on, not past the block's end."""
        piece = self.text[offset : offset + width]
        wall = piece.find(WALL)
        return piece if wall < 0 else piece[:wall]

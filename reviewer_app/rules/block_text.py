"""The blocks of one document in one string, with walls that no match can cross.

Content blocks come first, so that an offset below `content_end` is an offset of `Document.text`; property and
file-name blocks follow. Between two blocks stands NUL, which no pattern accepts, where `Document.text` has a
newline: a match may cross a line break inside a block, never two cells (design §3).
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple, TypeVar

from reviewer_app.domain.document import Block, Document
from reviewer_app.rules.fold import fold

T = TypeVar("T")
WALL: Final = "\0"
LONGEST_HEADING: Final = 16


class Span(NamedTuple):
    """A piece of the joined text, end exclusive."""

    start: int
    end: int


class Remembered(dict[int, T]):
    """Answers by offset, each worked out once; asking again costs no more than looking into a dictionary."""

    def __init__(self, answer: Callable[[int], T]) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, offset: int) -> T:
        found = self[offset] = self._answer(offset)
        return found


class BlockText:
    """`raw` as written, `text` folded; every offset is the same in both."""

    def __init__(self, document: Document) -> None:
        self.document = document
        outside = [block for start, block in zip(document.starts, document.blocks, strict=True) if start < 0]
        self.blocks: Final[Sequence[Block]] = _content_first(document, outside) if outside else document.blocks
        self.raw: Final = WALL.join([block.text for block in self.blocks])
        self.text: Final = fold(self.raw)
        self.starts: Final[Sequence[int]] = _with_starts(document, outside) if outside else document.starts
        starts = self.starts  # not `self`: a cycle would keep whole documents in memory
        self.at: Final[Callable[[int], int]] = Remembered(lambda offset: bisect_right(starts, offset) - 1).__getitem__
        """Which of `blocks` an offset lies in."""
        self.content_end: Final = self.starts[-len(outside)] if outside else len(self.raw) + 1

    @cached_property
    def model_names(self) -> tuple[Span, ...]:
        """Where the name model saw names, in text order; empty where it did not run."""
        spots = self.document.names or ()
        if not spots:
            return ()
        starts = self.document.starts
        order = sorted(range(len(starts)), key=lambda number: starts[number] < 0)
        began = {block: self.starts[at] for at, block in enumerate(order)}
        found = [(began[spot.block] + spot.start, spot.end - spot.start) for spot in spots]
        return tuple(Span(start, start + length) for start, length in sorted(found))

    def block(self, offset: int) -> Block:
        """The block an offset lies in."""
        return self.blocks[self.at(offset)]

    def block_span(self, offset: int) -> Span:
        """Where the block an offset lies in begins and ends."""
        at = self.at(offset)
        start = self.starts[at]
        return Span(start, start + len(self.blocks[at].text))

    def heading(self, offset: int) -> str:
        """The block before the one at `offset` if it is short enough to be its heading, folded; else empty."""
        at = self.at(offset)
        if at <= 0 or self.starts[at] - self.starts[at - 1] - len(WALL) > LONGEST_HEADING:
            return ""
        return self.text[self.starts[at - 1] : self.starts[at] - len(WALL)]

    def placed_blocks(self) -> Iterable[tuple[int, Block]]:
        """(start in the scan text, block) for every block, outside ones last."""
        return zip(self.starts, self.blocks, strict=True)

    def before(self, offset: int, width: int) -> str:
        """Up to `width` folded characters before `offset`, not past the block's beginning."""
        piece = self.text[max(0, offset - width) : offset]
        return piece[piece.rfind(WALL) + 1 :]

    def after(self, offset: int, width: int) -> str:
        """Up to `width` folded characters from `offset` on, not past the block's end."""
        piece = self.text[offset : offset + width]
        wall = piece.find(WALL)
        return piece if wall < 0 else piece[:wall]


def _content_first(document: Document, outside: list[Block]) -> list[Block]:
    return [block for start, block in zip(document.starts, document.blocks, strict=True) if start >= 0] + outside


def _with_starts(document: Document, outside: list[Block]) -> list[int]:
    """Where the content blocks begin and, behind a wall each, the `outside` ones."""
    inside = [start for start in document.starts if start >= 0]
    first = len(document.text) + len(WALL) if inside else 0
    return inside + list(accumulate((len(block.text) + len(WALL) for block in outside[:-1]), initial=first))

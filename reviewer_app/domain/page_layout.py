"""Where each character of a page stands: what marks are drawn by, and what a box drawn by hand takes in."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from reviewer_app.domain.document import Block, BlockKind, Box, Document

NOWHERE: Final = Box(0.0, 0.0, 0.0, 0.0)
"""The box of a character that is not drawn: a line break, a blank."""

_PRINTED: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.FOOTER, BlockKind.CELL})


@dataclass(frozen=True, slots=True)
class PageLayout:
    """One page as it is shown: its size in points, and for each piece of its text the box of every character.

    The pieces are the page's printed blocks in the order of the document.
    """

    width: float
    height: float
    pieces: tuple[tuple[Box, ...], ...]


@dataclass(frozen=True, slots=True)
class PageBlocks:
    """Which blocks of a document one page holds, with their offsets: the printed ones, and recognised lines."""

    printed: tuple[tuple[int, Block], ...] = ()
    recognised: tuple[tuple[int, Block], ...] = ()

    @property
    def span(self) -> tuple[int, int]:
        """The offsets that the page holds, end exclusive; empty for a page without text."""
        both = (*self.printed, *self.recognised)
        starts, ends = [start for start, _ in both], [start + len(block.text) for start, block in both]
        return min(starts, default=0), max(ends, default=0)


class PlacedPiece(NamedTuple):
    """The boxes of a block's characters; `start` is the block's offset in `Document.text`."""

    start: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page whose characters are known by their offset in `Document.text`. Sizes and boxes in points."""

    width: float
    height: float
    pieces: tuple[PlacedPiece, ...]

    @classmethod
    def of(cls, layout: PageLayout, blocks: PageBlocks) -> "PrintedPage":
        """Join what the worker saw and what the reader read; pieces that differ in number have no place."""
        pieces: list[PlacedPiece] = []
        if len(layout.pieces) == len(blocks.printed):
            pieces = [PlacedPiece(at, boxes) for (at, _), boxes in zip(blocks.printed, layout.pieces, strict=True)]
        for start, block in blocks.recognised:
            at = start
            for line, box in zip(block.text.split("\n"), block.place.boxes, strict=False):
                pieces.append(PlacedPiece(at, spread(box, len(line))))
                at += len(line) + 1
        return cls(layout.width, layout.height, tuple(sorted(pieces)))

    @property
    def span(self) -> tuple[int, int]:
        """The offsets that the page holds, end exclusive."""
        last = self.pieces[-1] if self.pieces else PlacedPiece(0, ())
        return (self.pieces[0].start if self.pieces else 0, last.start + len(last.boxes))

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """One box a line around `[start, end)`; empty where nothing of it is drawn here."""
        wanted: list[Box] = []
        for piece in self.pieces:
            wanted.extend(piece.boxes[max(start - piece.start, 0) : max(end - piece.start, 0)])
        return lines_of(wanted)

    def inside(self, drawn: Box) -> tuple[int, int] | None:
        """The span of the characters whose middle lies in `drawn`, within the piece that has most of them.

        None where there is no character: no decision crosses two paragraphs or two cells.
        """
        best: tuple[int, int, int] | None = None
        for piece in self.pieces:
            held = [index for index, box in enumerate(piece.boxes) if box != NOWHERE and _holds(drawn, box)]
            if held and (best is None or len(held) > best[0]):
                best = len(held), piece.start + held[0], piece.start + held[-1] + 1
        return best[1:] if best is not None else None


def blocks_of_pages(document: Document) -> dict[int, PageBlocks]:
    """The blocks of each page, by page number from 1; pages between that hold nothing are there too."""
    printed: defaultdict[int, list[tuple[int, Block]]] = defaultdict(list)
    recognised: defaultdict[int, list[tuple[int, Block]]] = defaultdict(list)
    for start, block in document.content():
        if block.place.page is None:
            continue
        if block.kind is BlockKind.OCR:
            recognised[block.place.page].append((start, block))
        elif block.kind in _PRINTED:
            printed[block.place.page].append((start, block))
    unread = (one.place.page or 0 for one in document.unread)
    last = max((*printed, *recognised, *unread), default=0)
    return {number: PageBlocks(tuple(printed[number]), tuple(recognised[number])) for number in range(1, last + 1)}


def lines_of(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Boxes of characters joined line by line."""
    lines: list[Box] = []
    for box in boxes:
        if box == NOWHERE:
            continue
        if lines and _same_line(lines[-1], box):
            lines[-1] = around(lines[-1], box)
        else:
            lines.append(box)
    return tuple(lines)


def around(one: Box, other: Box) -> Box:
    """The smallest box around both."""
    return Box(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )


def spread(line: Box, count: int) -> tuple[Box, ...]:
    """`count` characters of equal width over a line: recognised text knows its lines only."""
    step = (line.right - line.left) / max(count, 1)
    lefts = [line.left + step * number for number in range(count)]
    return tuple(Box(left, line.top, left + step, line.bottom) for left in lefts)


def _holds(drawn: Box, box: Box) -> bool:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    return drawn.left <= x <= drawn.right and drawn.top <= y <= drawn.bottom


def _same_line(one: Box, other: Box) -> bool:
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > min(one.bottom - one.top, other.bottom - other.top) / 3

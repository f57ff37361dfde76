"""A document seen as lines: what stands at its top, and whole-line patterns anywhere in it.

Readers differ in what a block is (a line of a txt, a paragraph of a docx, a run of lines of a page); headers and
marks are facts about lines, so the checks of the law look at lines only.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice, takewhile
from typing import Final, NamedTuple, TypeVar, cast

from reviewer_app.domain.document import Block, BlockKind, Document, Place

T = TypeVar("T")
PAGE_NUMBER: Final = re.compile(r"[-—–―·\s]*\d{1,4}[-—–―·\s]*|第\s*\d+\s*页.{0,12}")
_TITLE_LIKE: Final = re.compile(r"[^，。；：:;,？！\s]{4,40}(?<![局府会室厅委院])")
OPENING_LINES: Final = 3
OPENING_CELLS: Final = 40
SHORT_LINE: Final = 60
ASIDE_KINDS: Final = frozenset({BlockKind.HEADER, BlockKind.FOOTER, BlockKind.FOOTNOTE, BlockKind.COMMENT,
                                BlockKind.DELETION, BlockKind.HIDDEN})
"""What the author did not write into the body; a deleted or hidden line is no element of the document."""
NOT_BODY: Final = ASIDE_KINDS | {BlockKind.CELL}


class Line(NamedTuple):
    """One line without its outer blanks; `start` is its offset in `Document.text`."""

    text: str
    start: int
    block: Block

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.start + len(self.text)

    @property
    def place(self) -> Place:
        """Where the line stands in its file."""
        return self.block.place


class Lines:
    """The lines of one document, and which block an offset lies in."""

    def __init__(self, document: Document) -> None:
        self.document = document
        inside = [(start, block) for start, block in zip(document.starts, document.blocks, strict=True) if start >= 0]
        self._starts = [start for start, _ in inside]
        self._blocks = [block for _, block in inside]
        self._top: list[Line] = []
        self._asked = 0
        self._known: dict[object, object] = {}

    def once(self, key: object, make: Callable[[], T]) -> T:
        """What `make` says of this document, worked out once for all that ask under `key`."""
        if key not in self._known:
            self._known[key] = make()
        return cast("T", self._known[key])

    def block_at(self, offset: int) -> Block:
        """The block that holds the character at `offset`."""
        return self._blocks[bisect_right(self._starts, offset) - 1]

    def telling(self, words: re.Pattern[str], skipped: frozenset[BlockKind]) -> Iterator[Line | None]:
        """The lines of blocks with one of `words` in them or in their header, and those of the block behind each.

        Of a long list's thousands of cells few say anything, and only those are cut into lines. None stands where
        others were left out. Hidden blocks and those of kinds to be `skipped` count as not there.
        """
        hits = {bisect_right(self._starts, found.start()) - 1 for found in words.finditer(self.document.text)}
        heads = {one for one in {block.header for block in self._blocks} if one and words.search(one)}
        if heads:
            hits.update(at for at, block in enumerate(self._blocks) if block.header in heads)
        behind = -1
        for at in sorted(hits | {self._behind(at, skipped) for at in hits}):
            if at >= len(self._blocks) or self._blocks[at].hidden or self._blocks[at].kind in skipped:
                continue
            if at != behind:
                yield None
            yield from lines_of(self._starts[at], self._blocks[at])
            behind = self._behind(at, skipped)

    def _behind(self, at: int, skipped: frozenset[BlockKind]) -> int:
        """The number of the next block with text that counts."""
        at += 1
        while at < len(self._blocks):
            block = self._blocks[at]
            if block.text.strip() and not block.hidden and block.kind not in skipped:
                break
            at += 1
        return at

    def blocks(self) -> Iterator[tuple[int, Block]]:
        """(start, block) of everything that is part of the text."""
        return zip(self._starts, self._blocks, strict=True)

    @cached_property
    def beside_cells(self) -> tuple[tuple[int, Block], ...]:
        """(start, block) of what stands in no table cell: most checks of the law look at nothing else."""
        return tuple((start, block) for start, block in self.blocks() if block.kind is not BlockKind.CELL)

    @cached_property
    def _stretches(self) -> list[tuple[int, int]]:
        """The text without its tables, as (start, end) of what stands between two tables."""
        found: list[tuple[int, int]] = []
        reach = -1
        for start, block in self.beside_cells:
            end = start + len(block.text)
            if start == reach + 1 and found:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
            reach = end
        return found

    def every(self) -> Iterator[Line]:
        """All lines with text in them, in order, of every kind."""
        for start, block in self.blocks():
            yield from lines_of(start, block)

    def body(self) -> Iterator[Line]:
        """The lines an author wrote into the body: no cells, page headers, comments, page numbers."""
        for start, block in self.beside_cells:
            if block.kind not in NOT_BODY and not block.hidden:
                yield from (line for line in lines_of(start, block) if not PAGE_NUMBER.fullmatch(line.text))

    def top(self, count: int) -> list[Line]:
        """The first `count` lines of the body; read again only where more are asked for than before."""
        if count > self._asked:
            self._asked, self._top = count, list(islice(self.body(), count))
        return self._top[:count]

    def leading_cells(self, count: int) -> list[Line]:
        """The cells before the first body line: offices set their sign and number in a small table there.

        Empty where more than `count` lines of cells come first: that is a real table.
        """
        found: list[Line] = []
        for start, block in self.blocks():
            if block.kind is BlockKind.CELL and not block.hidden:
                found.extend(lines_of(start, block))
            elif block.kind not in NOT_BODY and block.text.strip():
                break
            if len(found) > count:
                return []
        return found

    def opening(self) -> str:
        """What stands for a title where there is none: a first line like one, short lines, or what names a sheet.

        Several lines: title patterns are searched with MULTILINE.
        """
        first = [line.text for line in self.top(OPENING_LINES)]
        if len(first) > 1 and _TITLE_LIKE.fullmatch(first[0]) and not first[0].startswith("关于"):
            return first[0]
        short = takewhile(lambda text: len(text) <= SHORT_LINE and "。" not in text, first)
        return "\n".join(short) or self._sheet_title()

    def _sheet_title(self) -> str:
        """A first row of a single cell is the title of its table; else the sheet's name says what it holds."""
        cells = [block for block in islice(self._blocks, OPENING_CELLS) if block.kind is BlockKind.CELL]
        if not cells:
            return ""
        row = [cell.text for cell in cells if cell.place.row == cells[0].place.row and cell.text.strip()]
        return row[0] if len(row) == 1 else cells[0].place.sheet or ""

    def whole(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches of a multi-line pattern in body lines, fast on long documents: tables are not looked at at all."""
        for start, end in self._stretches:
            for match in pattern.finditer(self.document.text, start, end):
                block = self.block_at(match.start())
                if block.kind not in NOT_BODY and not block.hidden:
                    yield match


def lines_of(start: int, block: Block) -> Iterator[Line]:
    """The lines with text of one block that begins at `start`."""
    offset = start
    for raw in block.text.split("\n"):
        stripped = raw.strip()
        if stripped:
            yield Line(stripped, offset + raw.index(stripped[0]), block)
        offset += len(raw) + 1

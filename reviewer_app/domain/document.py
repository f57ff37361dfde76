"""The Document model: what a reader makes of a file and every check looks at (design §3).

Offsets count code points of `Document.text`, which is the content blocks joined by newlines. Blocks are
named tuples, not dataclasses: a 5,000-row table has 40,000 of them, and a frozen dataclass costs four
times as much to build. They are frozen all the same and travel as msgpack arrays.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

from reviewer_app.domain.words import Word


class FileKind(StrEnum):
    """What a file is by its bytes, whatever its name says."""

    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"
    XLS = "xls"
    CSV = "csv"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"
    IMAGE = "image"
    DOC = "doc"
    WPS = "wps"
    ET = "et"
    OFD = "ofd"


class BlockKind(Word):
    """Where a piece of text stands in its file."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CELL = "cell"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    COMMENT = "comment"
    TEXT_BOX = "text_box"
    INSERTION = "insertion"
    DELETION = "deletion"
    HIDDEN = "hidden"
    PROPERTY = "property"
    FILE_NAME = "file_name"
    OCR = "ocr"


OUTSIDE_TEXT = frozenset({BlockKind.PROPERTY, BlockKind.FILE_NAME})
"""Kinds that are no part of `Document.text`: their findings have a place but no offsets."""

HIDDEN_KINDS = frozenset({BlockKind.COMMENT, BlockKind.INSERTION, BlockKind.DELETION, BlockKind.HIDDEN,
                          BlockKind.PROPERTY})
"""Kinds a reader of the printed page does not see; `check --json` lists them under `hidden`."""


class Box(NamedTuple):
    """A rectangle on a page in points, origin top left."""

    left: float
    top: float
    right: float
    bottom: float


class Place(NamedTuple):
    """Where in the file; every field may be absent. `page`, `row`, `column` count from 1.

    `part` names a piece of the file ("word/header1.xml", "core", "comments"), `cell` is a spreadsheet
    reference ("C12"), `sheet` a sheet name.
    """

    part: str | None = None
    page: int | None = None
    boxes: tuple[Box, ...] = ()
    sheet: str | None = None
    cell: str | None = None
    row: int | None = None
    column: int | None = None
    table: int | None = None


class Block(NamedTuple):
    """One piece of text that a match may not leave.

    `header` is the column header above a cell (for a key-value row: the key), `hidden` is true where the
    text sits in a hidden sheet, row, column or run though its kind is a visible one.
    """

    text: str
    kind: BlockKind
    place: Place = Place()
    header: str | None = None
    hidden: bool = False


class UnreadReason(StrEnum):
    """Why something could not be read; an unread piece blocks until a named person has looked at it."""

    NO_TEXT_LAYER = "no_text_layer"
    PICTURE = "picture"
    EMBEDDED = "embedded"
    TOO_LARGE = "too_large"
    NAME_PASS_FAILED = "name_pass_failed"
    UNSUPPORTED = "unsupported"


FILE_NAME_PART: Final = "file_name"


def file_name_block(name: str) -> Block:
    """The name of a file or folder, as a block: it is published with the file and may name a person."""
    return Block(name, BlockKind.FILE_NAME, Place(part=FILE_NAME_PART))


class Unread(NamedTuple):
    """A piece of a file that no text was read from."""

    place: Place
    reason: UnreadReason


class MarkKind(StrEnum):
    """What a picture looks like."""

    SEAL = "seal"
    STROKES = "strokes"


class Mark(NamedTuple):
    """A picture that looks like a seal or like handwriting; `place` has one box.

    `own`: it is a picture (or an annotation) by itself, that can go without what it stands over; else a stretch of a
    scanned page or a photograph. `near` is the text around it.
    """

    kind: MarkKind
    place: Place
    near: str = ""
    own: bool = True


class NameSpot(NamedTuple):
    """Where the name model saw a person's name: code points of the text of block number `block`, end exclusive."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """What was read of one file.

    Built by `Document.of`, which joins the text and computes `starts`: `starts[i]` is the offset of
    `blocks[i]` in `text`, or -1 for a block outside the text. `names` is what the name model saw, None where it
    did not run: kept with the text, so that every later check of this document knows the same.
    """

    kind: FileKind
    blocks: tuple[Block, ...]
    text: str
    starts: tuple[int, ...]
    properties: dict[str, str] = field(default_factory=dict)
    unread: tuple[Unread, ...] = ()
    names: tuple[NameSpot, ...] | None = None
    marks: tuple[Mark, ...] = ()

    @classmethod
    def of(
        cls,
        kind: FileKind,
        blocks: tuple[Block, ...],
        properties: dict[str, str] | None = None,
        unread: tuple[Unread, ...] = (),
        marks: tuple[Mark, ...] = (),
    ) -> "Document":
        """Join the content blocks by newlines and note where each begins."""
        starts: list[int] = []
        texts: list[str] = []
        offset = 0
        for block in blocks:
            if block.kind in OUTSIDE_TEXT:
                starts.append(-1)
                continue
            starts.append(offset)
            texts.append(block.text)
            offset += len(block.text) + 1
        return cls(kind, blocks, "\n".join(texts), tuple(starts), properties or {}, unread, marks=marks)

    def content(self) -> Iterator[tuple[int, Block]]:
        """Yield (start offset, block) for every block that is part of the text, in order."""
        for start, block in zip(self.starts, self.blocks, strict=True):
            if start >= 0:
                yield start, block

    def outside(self) -> Iterator[Block]:
        """Yield the property and file-name blocks."""
        for start, block in zip(self.starts, self.blocks, strict=True):
            if start < 0:
                yield block

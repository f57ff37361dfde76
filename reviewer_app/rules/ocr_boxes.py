"""Where in a picture a part of what was read there stands: each line's box cut by the widths of its characters."""

from reviewer_app.domain.document import Block, BlockKind, Box, Place
from reviewer_app.rules.block_text import BlockText


def narrowed(block: Block, start: int, end: int) -> Place:
    """The place of `block.text[start:end]`; a block that was not read from a picture keeps its own."""
    if block.kind is not BlockKind.OCR or not block.place.boxes:
        return block.place
    boxes: list[Box] = []
    offset = 0
    for line, box in zip(block.text.split("\n"), block.place.boxes, strict=False):
        first, last = max(start - offset, 0), min(end - offset, len(line))
        if first < last:
            boxes.append(_part(line, box, first, last))
        offset += len(line) + 1
    return block.place._replace(boxes=tuple(boxes))


def placed(block: Block, start: int, end: int, text: BlockText) -> Place:
    """The place of `[start, end)` of a scan text, which lies in `block`."""
    if block.kind is not BlockKind.OCR:
        return block.place
    floor = text.block_span(start).start
    return narrowed(block, start - floor, end - floor)


def _part(line: str, box: Box, first: int, last: int) -> Box:
    """A little wider than the characters: their widths are a guess."""
    whole = _width(line) or 1
    each = (box.right - box.left) / whole
    left = box.left + each * (_width(line[:first]) - 0.5)
    right = box.left + each * (_width(line[:last]) + 0.5)
    return Box(max(box.left, left), box.top, min(box.right, right), box.bottom)


def _width(text: str) -> int:
    """In half-width columns."""
    return sum(1 if ord(sign) < 0x2E80 else 2 for sign in text)  # noqa: PLR2004 - where Chinese characters begin

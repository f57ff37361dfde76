"""From edits of a document's text to edits of the pieces its blocks are made of."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reviewer_app.domain.document import Block, Document, FileKind
from reviewer_app.domain.public_version import SpanEdit


class PieceEdit(NamedTuple):
    """Replace `piece.text[start:end]` of the piece numbered `piece`."""

    piece: int
    start: int
    end: int
    replacement: str


def by_block(blocks: Sequence[Block], edits: Iterable[SpanEdit]) -> dict[int, list[SpanEdit]]:
    """Edits counted from the start of their block; one that runs on into other blocks only deletes there."""
    edits = tuple(edits)
    if not edits:
        return {}
    starts = Document.of(FileKind.TEXT, tuple(blocks)).starts
    content = [index for index, start in enumerate(starts) if start >= 0]
    offsets = [starts[index] for index in content]
    result: defaultdict[int, list[SpanEdit]] = defaultdict(list)
    for edit in edits:
        position = max(0, bisect_right(offsets, edit.start) - 1)
        begin, index = offsets[position], content[position]
        if begin <= edit.start < edit.end <= begin + len(blocks[index].text):  # nearly every edit of a list
            result[index].append(SpanEdit(edit.start - begin, edit.end - begin, edit.replacement))
            continue
        replacement = edit.replacement
        while position < len(content) and offsets[position] < edit.end:
            begin, length = offsets[position], len(blocks[content[position]].text)
            local = SpanEdit(max(0, edit.start - begin), min(length, edit.end - begin), replacement)
            if local.start < local.end:
                result[content[position]].append(local)
                replacement = ""
            position += 1
    return dict(result)


def by_piece(lengths: Sequence[int], fixed: Sequence[bool], edits: Iterable[SpanEdit]) -> list[PieceEdit]:
    """Edits of the pieces of one block, last first, so that each can be made without moving those still to come.

    The replacement goes into the first piece touched that is not `fixed` (a line break cannot hold text); where only
    fixed pieces are touched it is put at the end of the last text piece before them.
    """
    result: list[PieceEdit] = []
    for edit in sorted(edits, reverse=True):
        touched = list(_touched(lengths, edit))
        home = next((number for number, _, _ in touched if not fixed[number]), None)
        for number, start, end in reversed(touched):
            result.append(PieceEdit(number, start, end, edit.replacement if number == home else ""))
        if home is None and edit.replacement and touched:
            before = next((number for number in range(touched[0][0] - 1, -1, -1) if not fixed[number]), None)
            if before is not None:
                result.append(PieceEdit(before, lengths[before], lengths[before], edit.replacement))
    return result


def _touched(lengths: Sequence[int], edit: SpanEdit) -> Iterable[tuple[int, int, int]]:
    """(piece, start, end) of every piece that a span reaches into."""
    offset = 0
    for number, length in enumerate(lengths):
        start, end = max(edit.start, offset), min(edit.end, offset + length)
        if start < end:
            yield number, start - offset, end - offset
        offset += length


def edited(text: str, edits: Iterable[SpanEdit]) -> str:
    """`text` after edits counted from its start."""
    for edit in sorted(edits, reverse=True):
        text = text[:edit.start] + edit.replacement + text[edit.end:]
    return text

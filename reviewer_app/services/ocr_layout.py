"""Lines that a model saw on one picture, put into blocks: table rows with their headers, paragraphs, single lines.

What stands side by side is a row; a row of short words above rows that stand under it is a table's header. A line
that fills its column goes on in the next one, so that a number broken over two lines is found.
"""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final

from reviewer_app.domain.document import Block, BlockKind, Box, Place
from reviewer_app.ports.ocr import SeenLine

FEWEST_CELLS: Final = 2
LONGEST_HEADER: Final = 12
FULL: Final = 0.92
"""A line that reaches this part of the widest line's right edge goes on in the next."""

Row = list[SeenLine]


def blocks_of(lines: Sequence[SeenLine], place: Place) -> list[Block]:
    """The blocks of one picture from top to bottom, each with one box a line."""
    return list(_blocks(_rows([line for line in lines if line.text.strip()]), place))


def _blocks(rows: Sequence[Row], place: Place) -> Iterator[Block]:
    headers: Row = []
    widest = max((line.box.right for row in rows for line in row), default=0.0)
    paragraph: list[SeenLine] = []
    for number, row in enumerate(rows):
        if len(row) < FEWEST_CELLS and not _under(row, headers):
            headers = []
            if paragraph and paragraph[-1].box.right < widest * FULL:
                yield _block(paragraph, place)
                paragraph = []
            paragraph.append(row[0])
            continue
        if paragraph:
            yield _block(paragraph, place)
            paragraph = []
        if not headers and _is_header(row, rows[number + 1 : number + 3]):
            headers = row
            yield from (_block([line], place) for line in row)
        else:
            yield from (_cell(line, place, number + 1, headers) for line in row)
    if paragraph:
        yield _block(paragraph, place)


def _rows(lines: Sequence[SeenLine]) -> list[Row]:
    """Lines whose middles are less than half a character's height apart, from left to right."""
    if not lines:
        return []
    reach = median(line.box.bottom - line.box.top for line in lines) / 2
    rows: list[Row] = []
    for line in sorted(lines, key=_middle):
        # Against the last of the row, not the first: a page that lies askew climbs from column to column.
        near = [row for row in rows[-2:] if abs(_middle(row[-1]) - _middle(line)) < reach and _beside(row, line)]
        if near:
            near[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.box.left) for row in rows]


def _middle(line: SeenLine) -> float:
    return (line.box.top + line.box.bottom) / 2


def _beside(row: Row, line: SeenLine) -> bool:
    return all(_overlap(one.box, line.box) <= 0 for one in row)


def _overlap(one: Box, other: Box) -> float:
    """How far two boxes share the same horizontal stretch; negative is the gap between them."""
    return min(one.right, other.right) - max(one.left, other.left)


def _is_header(row: Row, below: Sequence[Row]) -> bool:
    short = all(len(line.text) <= LONGEST_HEADER and not any(map(str.isdigit, line.text)) for line in row)
    return short and bool(below) and all(len(_under(next_row, row)) >= FEWEST_CELLS for next_row in below)


def _under(row: Row, headers: Row) -> list[SeenLine]:
    return [line for line in row if _header_of(line, headers) is not None]


def _header_of(line: SeenLine, headers: Row) -> SeenLine | None:
    best = max(headers, key=lambda header: _overlap(header.box, line.box), default=None)
    return best if best is not None and _overlap(best.box, line.box) > 0 else None


def _cell(line: SeenLine, place: Place, row: int, headers: Row) -> Block:
    header = _header_of(line, headers)
    if header is None:
        return _block([line], place)
    where = place._replace(boxes=(line.box,), row=row, column=headers.index(header) + 1)
    return Block(line.text.strip(), BlockKind.OCR, where, header.text.strip())


def _block(lines: Sequence[SeenLine], place: Place) -> Block:
    boxes = tuple(line.box for line in lines)
    return Block("\n".join(line.text.strip() for line in lines), BlockKind.OCR, place._replace(boxes=boxes))

"""Compares a text, a Markdown file or a csv list with its public version: what no decision touched is the same.

Read with the standard library alone; the edits are put together anew, by the places they name, not by the writer's way.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Final

from reviewer_app.documents import csv_reading, structure_lines
from reviewer_app.documents.structure_lines import Unit
from reviewer_app.documents.writers.spans import by_block, edited
from reviewer_app.domain.document import Block, FileKind
from reviewer_app.domain.public_version import PublicPlan, SpanEdit, Structure

_ENCODINGS: Final = ("utf-8-sig", "utf-16", "gb18030")
_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_LINE_END: Final = re.compile(r"\r\n|\n")
_OPENS, _CLOSES = "<!--", "-->"


def compare(original: bytes, result: bytes, kind: FileKind, blocks: Iterable[Block], plan: PublicPlan) -> Structure:
    """`blocks` are those of the original, as the reader gives them. Raises `ValueError` for what is no text."""
    before, after = _text(original), result.decode("utf-8-sig")
    if kind is FileKind.CSV:
        separator = csv_reading.separator(before)
        wanted = _cells(before, separator, tuple(blocks), plan)
        return structure_lines.counted(list(wanted), list(_fields(after, separator)))
    wanted_text = _stitched(before, plan.spans)
    if kind is FileKind.MARKDOWN:
        # Where a comment stood, blanks and a line end may have gone with it.
        return structure_lines.counted(_lines(_without_comments(wanted_text)), _lines(after))
    return structure_lines.counted(_lines(wanted_text, all_of_them=True), _lines(after, all_of_them=True))


def _text(data: bytes) -> str:
    """The file decoded, its line ends as one sign each, as offsets count them."""
    for encoding in (*_ENCODINGS, "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and (encoding != "utf-16" or data.startswith(_MARKS)):
            return _LINE_END.sub("\n", text)
    message = "no encoding fits"
    raise ValueError(message)


def _stitched(text: str, edits: Iterable[SpanEdit]) -> str:
    pieces: list[str] = []
    done = 0
    for start, end, replacement in sorted(edits):
        pieces += [text[done:start], replacement]
        done = end
    return "".join([*pieces, text[done:]])


def _without_comments(text: str) -> str:
    pieces: list[str] = []
    while _OPENS in text:
        before, _, rest = text.partition(_OPENS)
        pieces.append(before)
        text = rest.partition(_CLOSES)[2]
    return "".join([*pieces, text])


def _lines(text: str, *, all_of_them: bool = False) -> list[Unit]:
    """Lines as units; empty ones, and blanks at the ends, only where nothing but the decisions may have moved them."""
    if all_of_them:
        return [Unit(line, ()) for line in _LINE_END.split(text)]
    return [Unit(bare, ()) for line in _LINE_END.split(text) if (bare := "".join(line.split()))]


def _cells(text: str, separator: str, blocks: tuple[Block, ...], plan: PublicPlan) -> Iterator[Unit]:
    """Every field that stays, with what was decided on it."""
    if plan.tables:
        yield Unit("".join(plan.tables[0].notice.split()), ())
        return
    edits = by_block(blocks, plan.spans)
    decided = ((blocks[at], own) for at, own in edits.items())
    written = {(block.place.row, block.place.column): edited(block.text, own) for block, own in decided}
    columns, rows = {cut.column for cut in plan.columns}, {cut.row for cut in plan.rows}
    for row, fields in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1):
        for column, field in enumerate(fields, start=1):
            if row not in rows and column not in columns:
                yield Unit("".join(written.get((row, column), field).split()), ())


def _fields(text: str, separator: str) -> Iterator[Unit]:
    for fields in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        for field in fields:
            yield Unit("".join(field.split()), ())

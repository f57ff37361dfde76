"""Reads csv: encoding and separator found out, one cell block a filled field."""

import csv
from collections import Counter
from io import StringIO
from typing import Final

from reviewer_app.documents import grid, limits
from reviewer_app.documents.text_decoding import decode
from reviewer_app.domain.document import Document, FileKind
from reviewer_app.domain.errors import FileDamaged, FileEmpty

SEPARATORS: Final = (",", "\t", ";", "|")
_SAMPLE_LINES: Final = 20


def read(untrusted_data: bytes, name: str) -> Document:
    """Read a csv file; rows and columns are those of the file, counted from 1, table 1."""
    text = decode(untrusted_data, name)
    cells = grid.cells_of(rows_of(text, name), name)
    if not cells:
        raise FileEmpty(name=name)
    return Document.of(FileKind.CSV, tuple(grid.blocks_of(cells, 1)))


def rows_of(text: str, name: str) -> list[list[str]]:
    """The fields as written, trimmed; the writer of public versions reads the same rows."""
    csv.field_size_limit(limits.MAX_PART_BYTES)
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=separator(text))
        return [[field.strip() for field in row] for row in reader]
    except csv.Error:
        raise FileDamaged(name=name) from None


def separator(text: str) -> str:
    """The separator that parts most of the first lines into equally many fields; a comma if none does."""
    lines = [line for line in text.split("\n", _SAMPLE_LINES * 2)[:_SAMPLE_LINES] if line.strip()]

    def score(candidate: str) -> tuple[int, int]:
        counts = Counter(line.count(candidate) for line in lines if candidate in line)
        fields, alike = max(counts.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return alike, fields

    return max(SEPARATORS, key=score)

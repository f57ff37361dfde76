"""Public versions of txt, md and csv. Written as UTF-8; line ends stay those of the original."""

import csv
import re
from io import StringIO
from typing import Final

from reviewer_app.documents import csv_reading, grid, text_decoding
from reviewer_app.documents.writers.spans import by_block, edited
from reviewer_app.domain.document import FileKind
from reviewer_app.domain.public_version import PublicPlan

_MARK: Final = b"\xef\xbb\xbf"
_MARKDOWN_COMMENT: Final = re.compile(r"[ \t]*<!--.*?(?:-->|\Z)\n?", re.DOTALL)


def write_text(untrusted_data: bytes, name: str, plan: PublicPlan, kind: FileKind) -> bytes:
    """Edit a text or Markdown file; Markdown comments, which no page shows, go."""
    text = edited(text_decoding.decode(untrusted_data, name), plan.spans)
    if kind is FileKind.MARKDOWN:
        text = _MARKDOWN_COMMENT.sub("", text)
    return _encode(text, untrusted_data, marked=untrusted_data.startswith(_MARK))


def write_csv(untrusted_data: bytes, name: str, plan: PublicPlan) -> bytes:
    """Edit the fields of a csv file and drop its cut columns and rows; a cut table leaves its notice alone."""
    text = text_decoding.decode(untrusted_data, name)
    rows = csv_reading.rows_of(text, name)
    if plan.tables:
        return _encode(f"{plan.tables[0].notice}\n", untrusted_data, marked=True)
    cells = grid.cells_of(rows, name)
    for index, edits in by_block(list(grid.blocks_of(cells, 1)), plan.spans).items():
        cell = cells[index]
        rows[cell.row - 1][cell.column - 1] = edited(cell.text, edits)
    columns = {cut.column - 1 for cut in plan.columns}
    cut_rows = {cut.row - 1 for cut in plan.rows}
    stream = StringIO(newline="")
    writer = csv.writer(stream, delimiter=csv_reading.separator(text), lineterminator="\n")
    for number, row in enumerate(rows):
        if number not in cut_rows:
            writer.writerow([field for column, field in enumerate(row) if column not in columns])
    # With the mark Excel and WPS open Chinese csv files as what they are.
    return _encode(stream.getvalue(), untrusted_data, marked=True)


def _encode(text: str, untrusted_data: bytes, *, marked: bool) -> bytes:
    """Text as UTF-8 with the line ends of the original."""
    wide = untrusted_data.replace(b"\x00", b"")
    if b"\r\n" in wide:
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    return (_MARK if marked else b"") + text.encode("utf-8")

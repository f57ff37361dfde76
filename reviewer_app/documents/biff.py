"""What an xls holds beside its cell values, from its records ([MS-XLS], BIFF8): what is hidden, comments.

Values come from calamine; this only walks the records it does not report.
"""

import struct
from collections import defaultdict
from typing import Final, NamedTuple

from reviewer_app.documents.ole import OleFile

_BOF: Final = 0x0809
_EOF: Final = 0x000A
_FILEPASS: Final = 0x002F
_BOUNDSHEET: Final = 0x0085
_ROW: Final = 0x0208
_COLINFO: Final = 0x007D
_OBJ: Final = 0x005D
_TXO: Final = 0x01B6
_CONTINUE: Final = 0x003C
_DRAWINGS: Final = 0x00EB
_PICTURE: Final = b"\x07\xf0"
"""OfficeArtFBSE: the record of one stored picture."""

_ROW_HIDDEN: Final = 0x20
_COL_HIDDEN: Final = 0x01
_WIDE: Final = 0x01
_MAX_COLUMN: Final = 255


class BiffSheet(NamedTuple):
    """Extras of one sheet by its stream offset: 1-based hidden places, and texts of comments and boxes."""

    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    texts: tuple[str, ...]


class BiffExtras(NamedTuple):
    """Whether the stream is encrypted, extras by sheet name, and whether there are pictures."""

    encrypted: bool
    sheets: dict[str, BiffSheet]
    pictures: bool = False


def stream_of(ole: OleFile) -> bytes:
    """The workbook stream of an xls or et file, empty if there is none."""
    return ole.read("Workbook") or ole.read("Book")


def read(stream: bytes) -> BiffExtras:
    """Walk the records; a cut-off stream ends the walk without an error (calamine judges the file)."""
    names: dict[int, str] = {}
    rows: dict[int, set[int]] = defaultdict(set)
    columns: dict[int, set[int]] = defaultdict(set)
    texts: dict[int, list[str]] = defaultdict(list)
    position = start = previous = 0
    depth = 0
    pictures = False
    while position + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, position)
        body = stream[position + 4 : position + 4 + size]
        if kind == _FILEPASS:
            return BiffExtras(encrypted=True, sheets={})
        if kind == _BOF:
            depth += 1
            start = position if depth == 1 else start
        elif kind == _DRAWINGS:
            pictures = pictures or _PICTURE in body
        elif kind == _EOF:
            depth -= 1
        elif kind == _BOUNDSHEET and size > 8:  # noqa: PLR2004 — offset, flags, length, name
            names[struct.unpack_from("<I", body)[0]] = _short_string(body[6:])
        elif kind == _ROW and size >= 16 and body[12] & _ROW_HIDDEN:  # noqa: PLR2004 — fixed record size
            rows[start].add(struct.unpack_from("<H", body)[0] + 1)
        elif kind == _COLINFO and size >= 10 and body[8] & _COL_HIDDEN:  # noqa: PLR2004 — fixed record size
            first, last = struct.unpack_from("<HH", body)
            columns[start].update(range(first + 1, min(last, _MAX_COLUMN) + 2))
        elif kind == _CONTINUE and previous == _TXO and body:
            texts[start].append(_characters(body[1:], wide=bool(body[0] & _WIDE)))
        previous = kind
        position += 4 + size
    return BiffExtras(
        encrypted=False,
        sheets={
            name: BiffSheet(frozenset(rows[at]), frozenset(columns[at]), tuple(filter(None, texts[at])))
            for at, name in names.items()
        },
        pictures=pictures,
    )


def _short_string(body: bytes) -> str:
    length, flags = body[0], body[1]
    wide = bool(flags & _WIDE)
    return _characters(body[2 : 2 + length * (2 if wide else 1)], wide=wide)


def _characters(body: bytes, *, wide: bool) -> str:
    return body.decode("utf-16-le" if wide else "latin-1", "replace").replace("\r", "\n").strip()

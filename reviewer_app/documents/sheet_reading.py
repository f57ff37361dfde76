"""Reads xlsx and xls: values through calamine, the rest through `sheet_extras` and `biff`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any, Final

import python_calamine as calamine

from reviewer_app.documents import (
    biff,
    grid,
    limits,
    ole_properties,
    ooxml_properties,
    relationships,
    sheet_extras,
    table_headers,
)
from reviewer_app.documents.archive import Archive
from reviewer_app.documents.cell_text import shown
from reviewer_app.documents.ole import OleFile
from reviewer_app.documents.ooxml_properties import property_block
from reviewer_app.documents.sheet_extras import SheetExtras
from reviewer_app.documents.table_headers import GridCell
from reviewer_app.domain.document import Block, BlockKind, Document, FileKind, Mark, Place, Unread, UnreadReason
from reviewer_app.domain.errors import FileDamaged, FileEncrypted, FileTooManySheets

_UNREAD: Final = (
    ("/media/", UnreadReason.PICTURE),
    ("/embeddings/", UnreadReason.EMBEDDED),
    ("/activeX/", UnreadReason.EMBEDDED),
    ("vbaProject.bin", UnreadReason.EMBEDDED),
    ("/charts/chart", UnreadReason.UNSUPPORTED),
    ("/pivotCache/pivotCacheRecords", UnreadReason.UNSUPPORTED),
    ("/externalLinks/externalLink", UnreadReason.UNSUPPORTED),
    ("xl/connections.xml", UnreadReason.UNSUPPORTED),
)
"""Members of a package by a piece of their name, and why no text was read from them."""

_tuple: Final = tuple.__new__  # half the cost of calling a named tuple's class; a long table makes 200,000
_FOREIGN: Final = frozenset({"_VBA_PROJECT", "\x01Ole10Native", "Package", "CONTENTS", "WordDocument"})
"""Streams of macros and embedded objects in an xls."""


def read(untrusted_data: bytes, name: str, kind: FileKind) -> Document:
    """Read a workbook of either format."""
    if kind is FileKind.XLSX:
        return read_xlsx(untrusted_data, name)
    return read_xls(untrusted_data, name, kind)


def read_xlsx(untrusted_data: bytes, name: str) -> Document:
    """Read an xlsx: sheets in order, hidden ones and hidden rows and columns marked as such."""
    archive = Archive(untrusted_data, name)
    workbook = sheet_extras.workbook_part(archive)
    parts = sheet_extras.sheet_parts(archive, workbook)

    def extras(sheet: str) -> SheetExtras:
        part = parts.get(sheet)
        return sheet_extras.of_sheet(archive, part, sheet) if part and archive.has(part) else SheetExtras()

    blocks = _sheets(untrusted_data, name, extras)
    blocks.extend(sheet_extras.workbook_blocks(archive, workbook))
    blocks.extend(property_block(link.source, link.target) for link in relationships.external(archive))
    properties = ooxml_properties.read(archive)
    blocks.extend(ooxml_properties.searched(properties))
    unread = (
        Unread(Place(part=member), reason)
        for member in archive.names()
        for piece, reason in _UNREAD
        if piece in member and not member.endswith(".rels")
    )
    return Document.of(FileKind.XLSX, tuple(blocks), ooxml_properties.as_mapping(properties), tuple(unread),
                       tuple(_marks(archive, parts, blocks)))


def _marks(archive: Archive, parts: Mapping[str, str], blocks: Sequence[Block]) -> Iterator[Mark]:
    if any("/media/" in member for member in archive.names()):
        from reviewer_app.documents import office_marks

        rows = ((one.place.sheet, one.place.row, one.text) for one in blocks if one.place.sheet and one.place.row)
        yield from office_marks.of_media(archive, office_marks.words_of_rows(archive, parts, rows))


def read_xls(untrusted_data: bytes, name: str, kind: FileKind) -> Document:
    """Read an xls or et workbook of the old record format."""
    ole = OleFile(untrusted_data, name)
    extra = biff.read(biff.stream_of(ole))
    if extra.encrypted:
        raise FileEncrypted(name=name)

    def extras(sheet: str) -> SheetExtras:
        found = extra.sheets.get(sheet)
        if found is None:
            return SheetExtras()
        comments = tuple(Block(text, BlockKind.COMMENT, Place(sheet=sheet)) for text in found.texts)
        return SheetExtras(found.hidden_rows, found.hidden_columns, comments)

    properties = ole_properties.read(ole)
    blocks = (*_sheets(untrusted_data, name, extras), *ooxml_properties.searched(properties))
    unread = [Unread(Place(part=stream), UnreadReason.EMBEDDED) for stream in sorted(ole.names() & _FOREIGN)]
    if extra.pictures:
        unread.append(Unread(Place(part="Workbook"), UnreadReason.PICTURE))
    return Document.of(kind, blocks, ooxml_properties.as_mapping(properties), tuple(unread))


def _sheets(untrusted_data: bytes, name: str, extras: Callable[[str], SheetExtras]) -> list[Block]:
    blocks: list[Block] = []
    try:
        with calamine.CalamineWorkbook.from_filelike(BytesIO(untrusted_data)) as book:
            for entry in _worksheets(book, name):
                found = extras(entry.name)
                hidden = entry.visible != calamine.SheetVisibleEnum.Visible
                blocks.extend(_cells(book.get_sheet_by_name(entry.name), name, found, hidden=hidden))
                blocks.extend(found.blocks)
    except calamine.PasswordError:
        raise FileEncrypted(name=name) from None
    except calamine.CalamineError:
        raise FileDamaged(name=name) from None
    except BaseException as error:
        # A panic of the Rust library is a BaseException of a class that cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise FileDamaged(name=name) from None
    return blocks


def _worksheets(book: Any, name: str) -> list[Any]:  # noqa: ANN401 — calamine
    sheets = [entry for entry in book.sheets_metadata if entry.typ == calamine.SheetTypeEnum.WorkSheet]
    if len(sheets) > limits.MAX_SHEETS:
        raise FileTooManySheets(name=name, limit=limits.MAX_SHEETS)
    return sheets


def _cells(sheet: Any, name: str, extras: SheetExtras, *, hidden: bool) -> Iterator[Block]:  # noqa: ANN401 — calamine
    cells = _grid(sheet, name)
    letters = [column_letters(number) for number in range(1, max((cell.column for cell in cells), default=0) + 1)]
    rows, columns = extras.hidden_rows, extras.hidden_columns
    name_of_sheet = sheet.name
    for cell, header in zip(cells, table_headers.headers(cells), strict=True):
        row, column, _, text = cell
        unseen = hidden or row in rows or column in columns
        place = _tuple(Place, (None, None, (), name_of_sheet, f"{letters[column - 1]}{row}", row, column, None))
        yield _tuple(Block, (text, BlockKind.CELL, place, header, unseen))


def _grid(sheet: Any, name: str) -> list[GridCell]:  # noqa: ANN401 — calamine
    spans = {(first[0] + 1, first[1] + 1): last[1] - first[1] + 1 for first, last in sheet.merged_cell_ranges or ()}
    cells: list[GridCell] = []
    # Rows come from the first of the sheet on, but columns only from the first that is used.
    first_column = sheet.start[1] + 1 if sheet.start is not None else 1
    for number, row in enumerate(sheet.iter_rows(), start=1):
        for column, value in enumerate(row, start=first_column):
            text = value if value.__class__ is str else shown(value)
            if text and (text := text.replace("\r\n", "\n")):
                span = spans.get((number, column), 1) if spans else 1
                cells.append(_tuple(GridCell, (number, column, span, text)))
        grid.check_count(len(cells), name)
    return cells


def column_letters(number: int) -> str:
    """Letters of a column counted from 1: 1 → A, 27 → AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters

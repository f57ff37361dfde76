"""Reads one file of any kind into a `Document`: the one entry of this package, called inside the worker."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final, TypeAlias

from reviewer_app.documents import limits, sniffing
from reviewer_app.documents.text_decoding import is_blank
from reviewer_app.domain.document import (
    OUTSIDE_TEXT,
    Document,
    FileKind,
    Place,
    Unread,
    UnreadReason,
    file_name_block,
)
from reviewer_app.domain.errors import FileEmpty, FileIsOfd, FileNeedsConversion, FileTooLarge, UnreadableFile
from reviewer_app.ports.documents import ReadFile

Progress: TypeAlias = Callable[[int, int], None]
"""Told how much is done and how much there is."""

TARGETS: Final = {FileKind.DOC: FileKind.DOCX, FileKind.WPS: FileKind.DOCX, FileKind.ET: FileKind.XLSX}
"""Kinds that are read only after conversion, and to what."""


def read(untrusted_data: bytes, name: str, progress: Progress | None = None) -> ReadFile:
    """Read a file; `name` tells what it claims to be and how messages call it.

    Raises a subclass of `UnreadableFile`. doc, wps and et raise `FileNeedsConversion`, whose `target` the desk's
    parent process converts to.
    """
    if len(untrusted_data) > limits.MAX_FILE_BYTES:
        raise FileTooLarge(name=name, limit=limits.MAX_FILE_BYTES // limits.MIB)
    if is_blank(untrusted_data):
        raise FileEmpty(name=name)
    kind = sniffing.sniff(untrusted_data, name)
    document = _document(untrusted_data, name, kind, progress)
    if not document.unread and all(block.kind in OUTSIDE_TEXT or not block.text for block in document.blocks):
        raise FileEmpty(name=name)
    return ReadFile(_with_name(document, name))


def _document(untrusted_data: bytes, name: str, kind: FileKind, progress: Progress | None) -> Document:
    """Hand over to the reader of the kind; each is imported when first needed."""
    if kind is FileKind.IMAGE:
        from reviewer_app.documents import office_marks

        marks = tuple(office_marks.of_picture(untrusted_data))
        return Document.of(kind, (), unread=(Unread(Place(), UnreadReason.PICTURE),), marks=marks)
    if kind is FileKind.PDF:
        from reviewer_app.documents import pdf_reading

        return pdf_reading.read(untrusted_data, name, progress)
    if kind in {FileKind.TEXT, FileKind.MARKDOWN}:
        from reviewer_app.documents import plain_text

        return plain_text.read(untrusted_data, name, kind)
    if kind in {FileKind.XLSX, FileKind.XLS}:
        from reviewer_app.documents import sheet_reading

        return sheet_reading.read(untrusted_data, name, kind)
    return _structured(untrusted_data, name, kind)


def _structured(untrusted_data: bytes, name: str, kind: FileKind) -> Document:
    if kind is FileKind.DOCX:
        from reviewer_app.documents import docx_reading

        return docx_reading.read(untrusted_data, name)
    if kind is FileKind.HTML:
        from reviewer_app.documents import html_reading

        return html_reading.read(untrusted_data, name)
    if kind is FileKind.CSV:
        from reviewer_app.documents import csv_reading

        return csv_reading.read(untrusted_data, name)
    raise _refusal(name, kind)


def _refusal(name: str, kind: FileKind) -> UnreadableFile:
    if kind is FileKind.OFD:
        return FileIsOfd(name=name)
    return FileNeedsConversion(name=name, target=TARGETS[kind].value)


def _with_name(document: Document, name: str) -> Document:
    """Add the file's own name without its extension: it is published with the file and may name a person."""
    stem = PurePosixPath(name.replace("\\", "/")).stem
    return replace(document, blocks=(*document.blocks, file_name_block(stem)), starts=(*document.starts, -1))

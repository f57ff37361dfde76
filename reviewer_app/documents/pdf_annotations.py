"""Annotations, bookmarks and attachments of a PDF, through pdfium's own functions."""

import ctypes
from collections.abc import Iterator
from typing import Any, Final

from reviewer_app.documents.ooxml_properties import property_block
from reviewer_app.documents.pdfium_binding import pdfium, raw
from reviewer_app.domain.document import Block, BlockKind, Place

_SILENT: Final = frozenset({raw.FPDF_ANNOT_POPUP})
BYTE: Final = 256
_MAX_ANNOTATIONS: Final = 10_000


def of_page(page: pdfium.PdfPage, number: int) -> Iterator[Block]:
    """Comments, form fields, link targets and comment authors of one page."""
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MAX_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            yield from _annotation(page, annotation, number)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _annotation(page: pdfium.PdfPage, annotation: Any, number: int) -> Iterator[Block]:  # noqa: ANN401 — ctypes
    subtype = raw.FPDFAnnot_GetSubtype(annotation)
    if subtype in _SILENT:
        return
    if subtype == raw.FPDF_ANNOT_LINK:
        target = _link_target(page, annotation)
        if target:
            yield property_block("link", target)
        return
    key = b"V" if subtype == raw.FPDF_ANNOT_WIDGET else b"Contents"
    text = _string(annotation, key)
    if text:
        kind = BlockKind.TEXT_BOX if subtype == raw.FPDF_ANNOT_WIDGET else BlockKind.COMMENT
        yield Block(text, kind, Place(page=number))
    author = "" if subtype == raw.FPDF_ANNOT_WIDGET else _string(annotation, b"T")
    if author:
        yield property_block("annotation#author", author)


def _string(annotation: Any, key: bytes) -> str:  # noqa: ANN401 — ctypes
    size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return _utf16(buffer.raw)


def _link_target(page: pdfium.PdfPage, annotation: Any) -> str:  # noqa: ANN401 — ctypes
    action = raw.FPDFLink_GetAction(raw.FPDFAnnot_GetLink(annotation))
    document = page.pdf
    size = raw.FPDFAction_GetURIPath(document, action, None, 0) if action else 0
    if not size:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAction_GetURIPath(document, action, buffer, size)
    return buffer.raw.rstrip(b"\0").decode("utf-8", "replace")


def _utf16(data: bytes) -> str:
    return data.decode("utf-16-le", "replace").replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def bookmarks(document: pdfium.PdfDocument) -> Iterator[str]:
    """Titles of the outline, each once."""
    seen: set[str] = set()
    for entry in document.get_toc(max_depth=10):
        title = entry.get_title()
        if title and title not in seen:
            seen.add(title)
            yield title


def attachments(document: pdfium.PdfDocument) -> Iterator[str]:
    """Names of embedded files."""
    for index in range(document.count_attachments()):
        yield _file_name(document.get_attachment(index).get_name()) or f"attachment {index + 1}"


def _file_name(name: str) -> str:
    """An attachment's name; some writers put UTF-16 where a byte string belongs, and it comes letter by letter."""
    if name.startswith("\xfe\xff") and all(ord(letter) < BYTE for letter in name):
        return name.encode("latin-1").decode("utf-16", "replace")
    return name

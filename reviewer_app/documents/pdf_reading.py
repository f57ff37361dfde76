"""Reads a PDF page by page: text layer, annotations, properties; pages and pictures without text are unread.

Ruled tables are read as lines for now: a cell is a paragraph of its own, without a header.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from reviewer_app.documents import limits, pdf_annotations, pdf_pictures, pdf_text
from reviewer_app.documents.ooxml_properties import property_block
from reviewer_app.documents.pdfium_binding import pdfium
from reviewer_app.domain.document import Block, BlockKind, Box, Document, FileKind, Place, Unread, UnreadReason
from reviewer_app.domain.errors import FileDamaged, FileEmpty, FileEncrypted, FileTooManyPages, UnreadableFile

_XMP_START: Final = b"<x:xmpmeta"
_XMP_END: Final = b"</x:xmpmeta>"
_MAX_PACKETS: Final = 10
_XMP_TEXT: Final = re.compile(r">([^<>]+)<")
_STAMP: Final = re.compile(r"[\d.]+\Z|\d{4}-\d\d-\d\dT|D:\d|(?:uuid|xmp\.\w+):|application/")
_DATES: Final = frozenset({"CreationDate", "ModDate", "Producer", "Trapped"})
_XMP_NAMES: Final = re.compile(rb"(creator|title|description|subject|rights|Author|Manager|Company|Keywords)")
_IMAGE: Final = re.compile(rb"/Subtype\s*/Image")
Progress: TypeAlias = Callable[[int, int], None]
"""Told how many pages are done and how many there are."""

PROGRESS_PAGES: Final = 50
SHORT: Final = 2
"""An XMP text below this length says nothing; a name has two characters."""

LITTLE_TEXT: Final = 200
"""Characters; a page with fewer is looked at for pictures even if the file seems to have none."""


def open_pdf(untrusted_data: bytes, name: str) -> pdfium.PdfDocument:
    """Open a PDF or raise `FileEncrypted`, `FileDamaged`, `FileEmpty` or `FileTooManyPages`."""
    try:
        document = pdfium.PdfDocument(untrusted_data)
        pages = len(document)
    except pdfium.PdfiumError as error:
        raise _cause(error, name) from None
    if not pages:
        raise FileEmpty(name=name)
    if pages > limits.MAX_PAGES:
        raise FileTooManyPages(name=name, limit=limits.MAX_PAGES)
    return document


def _cause(error: pdfium.PdfiumError, name: str) -> UnreadableFile:
    locked = "password" in str(error).lower() or "security" in str(error).lower()
    return FileEncrypted(name=name) if locked else FileDamaged(name=name)


def read(untrusted_data: bytes, name: str, progress: Progress | None = None) -> Document:
    """Read a PDF; `place.page` counts from 1. Memory does not grow with the pages: each is closed."""
    with open_pdf(untrusted_data, name) as document:
        pictures = _IMAGE.search(untrusted_data) is not None
        blocks: list[Block] = []
        unread: list[Unread] = []
        for number in range(1, len(document) + 1):
            if progress is not None and number % PROGRESS_PAGES == 0:
                progress(number, len(document))
            _page(document, number, name, blocks, unread, pictures=pictures)
        properties = document.get_metadata_dict(skip_empty=True)
        blocks.extend(property_block(f"info.{key}", text) for key, text in properties.items() if key not in _DATES)
        blocks.extend(_xmp(untrusted_data, frozenset(properties.values())))
        blocks.extend(property_block("bookmark", text) for text in pdf_annotations.bookmarks(document))
        unread.extend(Unread(Place(part=part), UnreadReason.EMBEDDED) for part in pdf_annotations.attachments(document))
    mapping = {f"info.{key}": text for key, text in properties.items()}
    return Document.of(FileKind.PDF, tuple(blocks), mapping, tuple(unread))


def _page(
    document: pdfium.PdfDocument, number: int, name: str, blocks: list[Block], unread: list[Unread], *, pictures: bool
) -> None:
    try:
        page = document[number - 1]
    except pdfium.PdfiumError:
        raise FileDamaged(name=name) from None
    try:
        text = pdf_text.clean(_raw(page))
        place = Place(page=number)
        blocks.extend(Block(part.text, _kind(part.text), place) for part in pdf_text.paragraphs(text))
        blocks.extend(pdf_annotations.of_page(page, number))
        if (not text.strip() and pdf_pictures.has_objects(page)) or pdf_text.is_unmapped(text):
            unread.append(Unread(place, UnreadReason.NO_TEXT_LAYER))
        elif (pictures or len(text) < LITTLE_TEXT) and pdf_pictures.has_large_picture(page):
            unread.append(Unread(place, UnreadReason.PICTURE))
    finally:
        page.close()


def _kind(text: str) -> BlockKind:
    return BlockKind.FOOTER if pdf_text.is_page_number(text) else BlockKind.PARAGRAPH


def _raw(page: pdfium.PdfPage) -> str:
    text_page = page.get_textpage()
    try:
        text: str = text_page.get_text_range()
    finally:
        text_page.close()
    return text


def _xmp(untrusted_data: bytes, known: frozenset[str]) -> Iterator[Block]:
    """Texts of an uncompressed XMP packet that the information dictionary does not repeat."""
    for packet in _packets(untrusted_data):
        if not _XMP_NAMES.search(packet):
            continue
        texts = (text.strip() for text in _XMP_TEXT.findall(packet.decode("utf-8", "replace")))
        for text in dict.fromkeys(texts):
            if text and text not in known and not _is_stamp(text):
                yield property_block("xmp", text)


def _packets(untrusted_data: bytes) -> Iterator[bytes]:
    position = 0
    for _ in range(_MAX_PACKETS):
        start = untrusted_data.find(_XMP_START, position)
        position = untrusted_data.find(_XMP_END, start) if start >= 0 else -1
        if position < 0:
            return
        yield untrusted_data[start:position]


def _is_stamp(text: str) -> bool:
    """Dates, identifiers and version numbers that every packet has."""
    return len(text) < SHORT or _STAMP.match(text) is not None


def boxes(untrusted_data: bytes, name: str, page: int, start: int, end: int) -> tuple[Box, ...]:
    r"""One box a line for `[start, end)` of a page's text (its blocks joined by `\n`), in points from top left."""
    with open_pdf(untrusted_data, name) as document:
        loaded = document[page - 1]
        try:
            text_page = loaded.get_textpage()
            raw = text_page.get_text_range()
            kept = pdf_text.origins(raw)
            wanted: list[int] = []
            offset = 0
            for paragraph in pdf_text.paragraphs(pdf_text.clean(raw)):
                first, last = max(start - offset, 0), min(end - offset, len(paragraph.text))
                wanted.extend(kept[paragraph.start + first : paragraph.start + max(first, last)])
                offset += len(paragraph.text) + 1
            found = pdf_pictures.character_boxes(loaded, text_page, wanted)
            text_page.close()
        finally:
            loaded.close()
    return found

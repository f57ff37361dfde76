"""Reads a PDF page by page: text layer with its ruled tables, annotations, properties; the rest is unread."""

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple, TypeAlias

from reviewer_app.documents import (
    limits,
    pdf_annotations,
    pdf_drawing_order,
    pdf_hidden,
    pdf_marks,
    pdf_pictures,
    pdf_pieces,
    pdf_text,
)
from reviewer_app.documents.ooxml_properties import property_block
from reviewer_app.documents.pdf_drawing_order import Drawing
from reviewer_app.documents.pdf_off_layers import OffLayers
from reviewer_app.documents.pdf_table_run import TableRun
from reviewer_app.documents.pdfium_binding import pdfium
from reviewer_app.domain.document import Block, BlockKind, Document, FileKind, Mark, Place, Unread, UnreadReason
from reviewer_app.domain.errors import FileDamaged, FileEmpty, FileEncrypted, FileTooManyPages, UnreadableFile
from reviewer_app.domain.page_layout import PageLayout, lines_of

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


def read(untrusted_data: bytes, name: str, progress: Progress | None = None, *, marks: bool = True) -> Document:
    """Read a PDF; `place.page` counts from 1. Memory does not grow with the pages: each is closed.

    Without `marks` nobody looks for seals and signatures: whoever needs the text alone saves drawing every scan.
    """
    with open_pdf(untrusted_data, name) as document, OffLayers(untrusted_data) as layers:
        whole = _Whole(document, name, layers, pictures=_IMAGE.search(untrusted_data) is not None, marks=marks)
        found = _Found([], [], [], TableRun())
        blocks, unread = found.blocks, found.unread
        for number in range(1, len(document) + 1):
            if progress is not None and number % PROGRESS_PAGES == 0:
                progress(number, len(document))
            _page(whole, number, found)
        found.tables.put_headers(blocks)
        properties = document.get_metadata_dict(skip_empty=True)
        blocks.extend(property_block(f"info.{key}", text) for key, text in properties.items() if key not in _DATES)
        blocks.extend(_xmp(untrusted_data, frozenset(properties.values())))
        blocks.extend(property_block("bookmark", text) for text in pdf_annotations.bookmarks(document))
        unread.extend(Unread(Place(part=part), UnreadReason.EMBEDDED) for part in pdf_annotations.attachments(document))
    mapping = {f"info.{key}": text for key, text in properties.items()}
    return Document.of(FileKind.PDF, tuple(blocks), mapping, tuple(unread), tuple(found.marks))


class _Whole(NamedTuple):
    """What is the same for every page; `pictures`: the file may have some; `marks`: they are looked at."""

    document: pdfium.PdfDocument
    name: str
    layers: OffLayers
    pictures: bool
    marks: bool


class _Found(NamedTuple):
    """What is gathered page by page."""

    blocks: list[Block]
    unread: list[Unread]
    marks: list[Mark]
    tables: TableRun


def _page(whole: _Whole, number: int, found: _Found) -> None:
    page = _loaded(whole.document, number, whole.name)
    try:
        drawing = pdf_drawing_order.of_page(page)
        parted, hidden = _parted(page, number, whole.layers, drawing)
        found.tables.add_page(parted, number, found.blocks)
        found.blocks.extend(pdf_annotations.of_page(page, number))
        found.blocks.extend(hidden)
        text = pdf_text.clean(parted.raw)
        if (not text.strip() and pdf_pictures.has_objects(page)) or pdf_text.is_unmapped(text):
            found.unread.append(Unread(Place(page=number), UnreadReason.NO_TEXT_LAYER))
        elif (whole.pictures or len(text) < LITTLE_TEXT) and pdf_pictures.has_large_picture(page):
            found.unread.append(Unread(Place(page=number), UnreadReason.PICTURE))
        if whole.marks:
            areas = drawing.pictures if whole.pictures else []
            found.marks.extend(pdf_marks.of_page(page, number, areas))
    finally:
        page.close()


def _loaded(document: pdfium.PdfDocument, number: int, name: str) -> pdfium.PdfPage:
    try:
        return document[number - 1]
    except pdfium.PdfiumError:
        raise FileDamaged(name=name) from None


def _parted(
    page: pdfium.PdfPage, number: int, layers: OffLayers, drawing: Drawing
) -> tuple[pdf_pieces.PageText, list[Block]]:
    """The page's text in pieces, and a hidden block for each piece of it that the printed page does not show."""
    off = layers.characters(page, number)
    text_page = page.get_textpage()
    try:
        hidden = []
        for run in pdf_hidden.of_drawing(page, text_page, drawing, off):
            words = pdf_text.clean(pdf_hidden.words(text_page, run)).strip()
            if words:
                place = Place(page=number, boxes=lines_of(pdf_hidden.boxes(page, text_page, run)))
                hidden.append(Block(words, BlockKind.HIDDEN, place, hidden=True))
        return pdf_pieces.pieces_of(page, text_page), hidden
    finally:
        text_page.close()


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


def page_text(document: pdfium.PdfDocument, index: int) -> str:
    """The raw text of a page of an open PDF, `index` from 0."""
    page = document[index]
    text_page = page.get_textpage()
    try:
        text: str = text_page.get_text_range()
    finally:
        text_page.close()
        page.close()
    return text


def layout(page: pdfium.PdfPage) -> PageLayout:
    """Where the characters of an open page stand, piece by piece as `read` makes its blocks of them."""
    text_page = page.get_textpage()
    try:
        pieces = pdf_pieces.pieces_of(page, text_page).pieces
        boxes = tuple(pdf_pictures.character_boxes(page, text_page, piece.origins) for piece in pieces)
    finally:
        text_page.close()
    width, height = page.get_size()
    return PageLayout(width, height, boxes)

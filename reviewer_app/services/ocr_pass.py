"""Reading what has no text: scanned pages and pictures go through a model, and what it was not sure of stays unread.

A page counts as read only where every line is sure and nothing on it is left unexplained; a picture (a photograph, a
screenshot, what lies in a Word file) is read too, but a person ticks it all the same: no model vouches for faces,
codes and plates. What was read comes behind all other text, so that no offset of the file's own text moves.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from reviewer_app.domain.document import OUTSIDE_TEXT, Document, FileKind, Place, Unread, UnreadReason
from reviewer_app.ports.ocr import OcrFailed, PictureReader, SeenPage
from reviewer_app.services.ocr_layout import blocks_of

SUREST: Final = 0.97
"""Mean score of a page that was read. Measured: clean 200 dpi ≥ 0.99, first wrong digits below 0.90 (blur, 45 dpi)."""

SURE: Final = 0.90
"""Lowest score of any line of such a page."""

SMALLEST: Final = 12.0
"""Height of a line in pixels; smaller writing is read with confidence and wrong."""

MAX_PICTURES: Final = 500
"""Pages and pictures read of one file, a good half hour; the rest stays unread."""

WITHOUT_PICTURES: Final = frozenset({FileKind.HTML, FileKind.TEXT, FileKind.MARKDOWN, FileKind.CSV, FileKind.XLS})
"""Kinds whose pictures lie in other files, or cannot be taken out."""

SEEABLE: Final = frozenset({UnreadReason.NO_TEXT_LAYER, UnreadReason.PICTURE})


def trusted(page: SeenPage) -> bool:
    """Whether a page may count as read."""
    if page.codes or page.unexplained:
        return False
    if not page.lines:
        return not page.inked  # a blank sheet
    scores = [line.score for line in page.lines]
    sure = min(scores) >= SURE and sum(scores) / len(scores) >= SUREST
    return sure and min(line.height for line in page.lines) >= SMALLEST


class OcrPass:
    """Reads the pictures of one document."""

    def __init__(self, reader: PictureReader) -> None:
        self._reader = reader

    def __call__(
        self, document: Document, untrusted_data: bytes, name: str, cancelled: Callable[[], bool] | None = None
    ) -> Document:
        """The document with what was seen; unchanged where the model failed: unread stays unread."""
        wanted = [one for one in document.unread if one.reason in SEEABLE][:MAX_PICTURES]
        if not wanted or document.kind in WITHOUT_PICTURES:
            return document
        wholes = [one.reason is UnreadReason.NO_TEXT_LAYER for one in wanted]
        try:
            seen = self._reader.see(untrusted_data, name, [one.place for one in wanted], wholes, cancelled=cancelled)
        except OcrFailed:
            return document
        return with_seen(document, seen)


def with_seen(document: Document, seen: Sequence[SeenPage]) -> Document:
    """The document with blocks of what was seen behind its text; trusted pages are no longer unread."""
    inside = tuple(block for block in document.blocks if block.kind not in OUTSIDE_TEXT)
    outside = tuple(block for block in document.blocks if block.kind in OUTSIDE_TEXT)
    read = tuple(block for page in seen for block in blocks_of(page.lines, page.place))
    sure = {page.place for page in seen if trusted(page)}
    unread = tuple(one for one in document.unread if not _is_read(one, sure))
    made = Document.of(document.kind, (*inside, *read, *outside), document.properties, unread)
    return replace(made, names=document.names, marks=document.marks)


def _is_read(one: Unread, sure: set[Place]) -> bool:
    return one.reason is UnreadReason.NO_TEXT_LAYER and one.place in sure

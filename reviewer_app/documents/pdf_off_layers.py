"""Characters of a PDF that stand on layers (optional content) which are off when it is opened.

pdfium reads them like any other text. Which layers are off only the file's own catalogue tells, so a file that has
layers at all is opened by the library of the writers too; all others pay for a search in their bytes.
"""

import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from io import BytesIO
from types import TracebackType
from typing import TYPE_CHECKING, Final

from reviewer_app.documents.pdfium_binding import pdfium

if TYPE_CHECKING:
    import pikepdf

    from reviewer_app.documents.pdf_layers import Layers

_SIGN: Final = b"/OCProperties"
_PACKED: Final = b"/ObjStm"
_STREAM: Final = b"stream"
_MAX_PACKED: Final = 4_000_000
_MAX_STREAMS: Final = 20_000


class OffLayers(AbstractContextManager["OffLayers"]):
    """Answers for one document, page by page."""

    def __init__(self, untrusted_data: bytes) -> None:
        self._pdf: pikepdf.Pdf | None = None
        self._layers: Layers | None = None
        if may_have_layers(untrusted_data):
            self._open(untrusted_data)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        if self._pdf is not None:
            self._pdf.close()

    def characters(self, page: pdfium.PdfPage, number: int) -> frozenset[int]:
        """Characters (pdfium's own index) of page `number` (from 1) that stand on layers that are off.

        None where the page's operators cannot be told apart: its text is then read as if it were seen.
        """
        if self._pdf is None or self._layers is None or not self._layers.any_off:
            return frozenset()
        from reviewer_app.documents import pdf_content, pdf_glyphs

        try:
            stream = pdf_content.parse_page(self._pdf.pages[number - 1], self._layers)
            if next(stream.unseen(), None) is None:
                return frozenset()
            seen = pdf_glyphs.of_page(page)
            pdf_content.number(stream, seen.level)
        except pdf_content.Unmatched:
            return frozenset()
        serials = {show.serial for show in stream.unseen()}
        return frozenset(at for at, glyph in enumerate(seen.glyphs) if glyph.drawn_by in serials)

    def _open(self, untrusted_data: bytes) -> None:
        import pikepdf

        from reviewer_app.documents.pdf_layers import Layers

        try:
            self._pdf = pikepdf.open(BytesIO(untrusted_data))
        except pikepdf.PdfError:
            # pdfium is more lenient; what it read stands.
            return
        self._layers = Layers(self._pdf)


def may_have_layers(untrusted_data: bytes) -> bool:
    """Whether the catalogue may name layers: in the open, or among packed objects (all are unpacked if need be)."""
    return _SIGN in untrusted_data or any(_SIGN in one for one in _packed(untrusted_data))


def _packed(untrusted_data: bytes) -> Iterator[bytes]:
    at = 0
    for _ in range(_MAX_STREAMS):
        at = untrusted_data.find(_PACKED, at)
        start = untrusted_data.find(_STREAM, at) if at >= 0 else -1
        if start < 0:
            return
        start += len(_STREAM)
        start += 2 if untrusted_data[start : start + 2] == b"\r\n" else 1
        try:
            yield zlib.decompressobj().decompress(memoryview(untrusted_data)[start:], _MAX_PACKED)
        except zlib.error:
            # Enciphered or packed in some other way: nobody knows.
            yield _SIGN
        at = start

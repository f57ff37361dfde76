"""Text of a PDF page that a reader cannot see but a machine can: under a box or picture, white, tiny, not yet cut out.

The order of drawing decides: a box drawn before the text is its background, one drawn after it hides it. Text that no
pen draws under a page-wide picture is the text layer of a scan and meant to be there.
"""

import ctypes
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from reviewer_app.documents.pdfium_binding import pdfium, raw
from reviewer_app.domain.document import Block, BlockKind, Place

WHITE: Final = 250
SOLID: Final = 200
"""Of 255: a box less opaque lets the text through."""

TINY: Final = 1.5
"""Points; letters this high cannot be read in print."""

INSIDE: Final = 0.6
"""The part of a line's width that must lie under a box for the line to count as covered there."""

PAGE_WIDE: Final = 0.5
_MAX_OBJECTS: Final = 50_000
_REDACT: Final = 28  # FPDF_ANNOT_REDACT, which older bindings lack


class _Area(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float

    def shares(self, other: "_Area") -> float:
        """The part of this area that lies in `other` (0–1)."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        whole = (self.right - self.left) * (self.top - self.bottom)
        return width * height / whole if whole > 0 and width > 0 and height > 0 else 0.0


class _Line(NamedTuple):
    area: _Area
    drawn: Any
    shown: bool


def of_page(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, number: int) -> Iterator[Block]:
    """One hidden block for each piece of text that the printed page does not show."""
    texts = dict.fromkeys((*_hidden(page, text_page), *_marked(page, text_page)))
    for text in texts:
        if text.strip():
            yield Block(text.strip(), BlockKind.HIDDEN, Place(page=number), hidden=True)


def _hidden(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage) -> Iterator[str]:
    width, height = page.get_size()
    lines: list[_Line] = []
    grounds: list[_Area] = []  # what white letters could stand on
    pictures: list[_Area] = []  # a scan's own text layer lies under or over it
    scanned = False
    for index in range(min(raw.FPDFPage_CountObjects(page), _MAX_OBJECTS)):
        drawn = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(drawn)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            area = _area(drawn)
            shown = _shown(drawn, area, grounds)
            lines.append(_Line(area, drawn, shown))
        elif kind != raw.FPDF_PAGEOBJ_PATH:
            area = _area(drawn)
            grounds.append(area)
            large = _part(area, width, height) > PAGE_WIDE
            scanned = scanned or large
            pictures += [area] if kind == raw.FPDF_PAGEOBJ_IMAGE else []
            if kind == raw.FPDF_PAGEOBJ_IMAGE and not large:
                yield from _under(text_page, lines, area)
        elif _fills(drawn):
            area = _area(drawn)
            if not _is_white(drawn):
                grounds.append(area)
            if _part(area, width, height) < PAGE_WIDE:
                yield from _under(text_page, lines, area)
    for line in lines:
        if not line.shown and not scanned and not any(line.area.shares(one) > INSIDE for one in pictures):
            yield _text(line.drawn, text_page)


def _part(area: _Area, width: float, height: float) -> float:
    """The part of the page that an area takes."""
    return (area.right - area.left) * (area.top - area.bottom) / max(1.0, width * height)


def _shown(drawn: Any, area: _Area, grounds: list[_Area]) -> bool:  # noqa: ANN401 — ctypes
    """Whether letters can be seen: drawn by a pen, high enough, and not white on nothing."""
    if raw.FPDFTextObj_GetTextRenderMode(drawn) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
        return False
    if 0 < area.top - area.bottom < TINY and area.right - area.left > 0:
        return False
    return not _is_white(drawn) or any(area.shares(ground) > 0 for ground in grounds)


def _under(text_page: pdfium.PdfTextPage, lines: list[_Line], cover: _Area) -> Iterator[str]:
    """The text drawn before `cover` and lying under it; a rule or an underline is too thin to cover anything."""
    for line in lines:
        middle = (line.area.top + line.area.bottom) / 2
        tall = min(line.area.top, cover.top) - max(line.area.bottom, cover.bottom)
        if cover.bottom < middle < cover.top and tall >= INSIDE * (line.area.top - line.area.bottom):
            left, right = max(line.area.left, cover.left), min(line.area.right, cover.right)
            if right > left:
                yield text_page.get_text_bounded(left, cover.bottom, right, cover.top)


def _marked(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage) -> Iterator[str]:
    """The text under redaction marks that nobody has applied yet."""
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MAX_OBJECTS)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        try:
            box = raw.FS_RECTF()
            if raw.FPDFAnnot_GetSubtype(annotation) == _REDACT and raw.FPDFAnnot_GetRect(annotation, box):
                low, high = sorted((box.top, box.bottom))
                yield text_page.get_text_bounded(box.left, low, box.right, high)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _area(drawn: Any) -> _Area:  # noqa: ANN401 — ctypes
    sides = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(drawn, *sides)
    return _Area(*(side.value for side in sides))


def _fills(drawn: Any) -> bool:  # noqa: ANN401 — ctypes
    """Whether a path is filled, and not so thinly that one sees through."""
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    filled = raw.FPDFPath_GetDrawMode(drawn, mode, stroke) and mode.value != raw.FPDF_FILLMODE_NONE
    return bool(filled) and _colour(drawn)[3] >= SOLID


def _is_white(drawn: Any) -> bool:  # noqa: ANN401 — ctypes
    return min(_colour(drawn)[:3]) >= WHITE


def _colour(drawn: Any) -> tuple[int, int, int, int]:  # noqa: ANN401 — ctypes
    parts = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(drawn, *parts):
        return (0, 0, 0, 255)
    red, green, blue, alpha = (part.value for part in parts)
    return (red, green, blue, alpha)


def _text(drawn: Any, text_page: pdfium.PdfTextPage) -> str:  # noqa: ANN401 — ctypes
    size = raw.FPDFTextObj_GetText(drawn, text_page, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(drawn, text_page, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw.decode("utf-16-le", "ignore").split("\0")[0]

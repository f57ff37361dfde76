"""How much of a PDF page pictures cover, and where its characters stand."""

import ctypes
from collections.abc import Sequence
from typing import Final

from reviewer_app.documents.pdfium_binding import pdfium, raw
from reviewer_app.domain.document import Box

LARGE_PART: Final = 0.04
"""A picture above this part of the page is unread: an identity card is 6 % of A4, an official seal 2.8 %."""

_MAX_DEPTH: Final = 4
_SCALE: Final = 100


def has_objects(page: pdfium.PdfPage) -> bool:
    """Whether anything at all is drawn on the page."""
    return bool(raw.FPDFPage_CountObjects(page) > 0)


def has_large_picture(page: pdfium.PdfPage) -> bool:
    """Whether one picture, or all together, cover more than `LARGE_PART` of the page."""
    width, height = page.get_size()
    area = 0.0
    for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_MAX_DEPTH):
        left, bottom, right, top = picture.get_bounds()
        area += max(0.0, right - left) * max(0.0, top - bottom)
        if area > LARGE_PART * width * height:
            return True
    return False


def character_boxes(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, indexes: Sequence[int]) -> tuple[Box, ...]:
    """One box a line around the characters with these text indexes."""
    lines: list[Box] = []
    for index in indexes:
        character = raw.FPDFText_GetCharIndexFromTextIndex(text_page, index)
        left, bottom, right, top = text_page.get_charbox(character) if character >= 0 else (0, 0, 0, 0)
        if right <= left and top <= bottom:
            continue
        box = _from_top_left(page, left, top, right, bottom)
        if lines and _same_line(lines[-1], box):
            lines[-1] = _around(lines[-1], box)
        else:
            lines.append(box)
    return tuple(lines)


def _around(one: Box, other: Box) -> Box:
    return Box(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )


def _same_line(one: Box, other: Box) -> bool:
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > min(one.bottom - one.top, other.bottom - other.top) / 3


def _from_top_left(page: pdfium.PdfPage, left: float, top: float, right: float, bottom: float) -> Box:
    """Page coordinates turned to the shown page's, whatever its rotation and crop."""
    width, height = page.get_size()
    corners = [_to_device(page, width, height, x, y) for x, y in ((left, top), (right, bottom))]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _to_device(page: pdfium.PdfPage, width: float, height: float, x: float, y: float) -> tuple[float, float]:
    device_x, device_y = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, int(width * _SCALE), int(height * _SCALE), 0, x, y, device_x, device_y)
    return device_x.value / _SCALE, device_y.value / _SCALE

"""How much of a PDF page pictures cover, and where its characters stand."""

import ctypes
from collections.abc import Sequence
from typing import Final

from reviewer_app.documents.pdfium_binding import pdfium, raw
from reviewer_app.domain.document import Box
from reviewer_app.domain.page_layout import NOWHERE

LARGE_PART: Final = 0.04
"""A picture above this part of the page is unread: an identity card is 6 % of A4, an official seal 2.8 %."""

_MAX_DEPTH: Final = 4
_SCALE: Final = 100
_PROBE: Final = 1000.0
"""Points; the distance over which the turn of the page is measured."""


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


def picture_boxes(page: pdfium.PdfPage, least: float) -> list[Box]:
    """Where pictures above the part `least` of the page stand, as the page is shown."""
    width, height = page.get_size()
    shown = shown_matrix(page)
    boxes: list[Box] = []
    for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_MAX_DEPTH):
        left, bottom, right, top = picture.get_bounds()
        (x0, y0), (x1, y1) = shown.on_point(left, top), shown.on_point(right, bottom)
        boxes.append(Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return [box for box in boxes if (box.right - box.left) * (box.bottom - box.top) >= least * width * height]


def character_boxes(
    page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, indexes: Sequence[int]
) -> tuple[Box, ...]:
    """The box of each character with these text indexes, on the shown page; `NOWHERE` for what is not drawn."""
    shown = shown_matrix(page)
    return tuple(_box(text_page, index, shown) for index in indexes)


def _box(text_page: pdfium.PdfTextPage, index: int, shown: pdfium.PdfMatrix) -> Box:
    character = raw.FPDFText_GetCharIndexFromTextIndex(text_page, index) if index >= 0 else -1
    return shown_box(text_page, character, shown)


def shown_box(text_page: pdfium.PdfTextPage, character: int, shown: pdfium.PdfMatrix) -> Box:
    """The box of a character by pdfium's own index on the shown page; `NOWHERE` for what is not drawn."""
    left, bottom, right, top = text_page.get_charbox(character) if character >= 0 else (0, 0, 0, 0)
    if right <= left and top <= bottom:
        return NOWHERE
    (x0, y0), (x1, y1) = shown.on_point(left, top), shown.on_point(right, bottom)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def shown_matrix(page: pdfium.PdfPage) -> pdfium.PdfMatrix:
    """From page coordinates to the shown page's from its top left, whatever its rotation and crop."""
    size = page.get_size()
    (x0, y0), (x1, y1), (x2, y2) = (_to_device(page, size, *at) for at in ((0.0, 0.0), (_PROBE, 0.0), (0.0, _PROBE)))
    return pdfium.PdfMatrix(
        (x1 - x0) / _PROBE, (y1 - y0) / _PROBE, (x2 - x0) / _PROBE, (y2 - y0) / _PROBE, x0, y0)


def _to_device(page: pdfium.PdfPage, size: tuple[float, float], x: float, y: float) -> tuple[float, float]:
    device_x, device_y = ctypes.c_int(), ctypes.c_int()
    width, height = (int(side * _SCALE) for side in size)
    raw.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, device_x, device_y)
    return device_x.value / _SCALE, device_y.value / _SCALE

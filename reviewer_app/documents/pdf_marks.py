"""Pictures of seals and signatures on a PDF's pages: picture objects, signature fields, and seals in scanned pages."""

from collections.abc import Iterator
from contextlib import closing
from typing import Final

from PIL import Image, ImageChops

from reviewer_app.documents import pdf_pictures, picture_marks
from reviewer_app.documents.pdf_drawing_order import Area
from reviewer_app.documents.pdfium_binding import pdfium, raw
from reviewer_app.domain.document import Box, Mark, MarkKind, Place

MOST: Final = 100
"""Pictures of one page that are looked at; a page of more is a collage or a drawing."""

_SIDES: Final = (14.0, 280.0)
"""Points: half a centimetre to ten centimetres; a seal has 20 to 58 mm."""

_SCAN: Final = 0.5
_DEPTH: Final = 5
_POINTS: Final = 72.0
_DPI: Final = 100
_WIDGET_SCALE: Final = 2.0
_NEAR: Final = (150.0, 40.0, 60.0)
"""Points to the left, above and below, and to the right of a picture, where words tell what it is."""


def of_page(page: pdfium.PdfPage, number: int, areas: list[Area]) -> Iterator[Mark]:
    """Everything on page `number` that looks like a seal or a signature; `areas` are those of its pictures."""
    if any(area.size > _SCAN * _size(page) for area in areas):
        yield from _in_scan(page, number)
    yield from _own(page, number, areas)
    yield from _fields(page, number)


def _size(page: pdfium.PdfPage) -> float:
    width, height = page.get_size()
    return float(width * height)


def _in_scan(page: pdfium.PdfPage, number: int) -> Iterator[Mark]:
    with closing(page.render(scale=_DPI / _POINTS, may_draw_forms=False, draw_annots=False)) as bitmap:
        seen = bitmap.to_pil()
    scale = page.get_width() / seen.width
    for box in picture_marks.seals_in(seen):
        yield Mark(MarkKind.SEAL, Place(page=number, boxes=(Box(*(edge * scale for edge in box)),)), own=False)


def _own(page: pdfium.PdfPage, number: int, areas: list[Area]) -> Iterator[Mark]:
    objects = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEPTH)) if areas else []
    if len(objects) != len(areas) or len(areas) > MOST:
        return
    least, most = _SIDES
    for drawn, area in zip(objects, areas, strict=True):
        sides = area.right - area.left, area.top - area.bottom
        if least <= min(sides) and max(sides) <= most:
            kind = _kind(drawn)
            if kind is not None:
                yield _mark(page, number, kind, area)


def _kind(drawn: pdfium.PdfImage) -> MarkKind | None:
    try:
        bitmap = drawn.get_bitmap(render=True)  # pdfium's own memory: it goes with the last reference
        return picture_marks.kind_of(bitmap.to_pil())
    except (pdfium.PdfiumError, ValueError):
        return None


def _fields(page: pdfium.PdfPage, number: int) -> Iterator[Mark]:
    """Form fields without a text of their own: what a signature program put on the page."""
    areas = [area for area in _widgets(page) if max(area.right - area.left, area.top - area.bottom) <= _SIDES[1]]
    if not areas:
        return
    shots: list[Image.Image] = []
    for annotations in (False, True):
        with closing(page.render(scale=_WIDGET_SCALE, may_draw_forms=False, draw_annots=annotations)) as bitmap:
            shots.append(bitmap.to_pil().convert("RGB"))
    without, seen = shots
    white = Image.new("RGB", seen.size, "white")
    moved = ImageChops.difference(without, seen).convert("L").point([0] * 4 + [255] * 252)
    alone = Image.composite(seen, white, moved)
    for area in areas:
        box = shown(page, area)
        left, top, right, bottom = (round(edge * _WIDGET_SCALE) for edge in box)
        kind = picture_marks.kind_of(alone.crop((left, top, right, bottom)))
        if kind is not None:
            yield _mark(page, number, kind, area)


def _widgets(page: pdfium.PdfPage) -> Iterator[Area]:
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), MOST)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        box = raw.FS_RECTF()
        if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_WIDGET and raw.FPDFAnnot_GetRect(annotation, box):
            low, high = sorted((box.bottom, box.top))
            yield Area(box.left, low, box.right, high)
        raw.FPDFPage_CloseAnnot(annotation)


def shown(page: pdfium.PdfPage, area: Area) -> Box:
    """An area of the page's own space as the page is shown."""
    matrix = pdf_pictures.shown_matrix(page)
    (x0, y0), (x1, y1) = matrix.on_point(area.left, area.top), matrix.on_point(area.right, area.bottom)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _mark(page: pdfium.PdfPage, number: int, kind: MarkKind, area: Area) -> Mark:
    near = _near(page, area) if kind is MarkKind.STROKES else ""
    return Mark(kind, Place(page=number, boxes=(shown(page, area),)), near)


def _near(page: pdfium.PdfPage, area: Area) -> str:
    left, around, right = _NEAR
    with closing(page.get_textpage()) as text_page:
        text: str = text_page.get_text_bounded(
            area.left - left, area.bottom - around, area.right + right, area.top + around)
    return " ".join(text.split())

"""The worker's side of reading pictures: draws pages and pictures of one file and shows them to the model.

Boxes come back in points from the page's top left; in the pixels of the upright picture where there is no page.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from reviewer_app.documents import pdf_pictures, pdf_reading, picturing, sniffing
from reviewer_app.documents.archive import Archive
from reviewer_app.documents.messages import OcrRequest
from reviewer_app.documents.pdfium_binding import pdfium
from reviewer_app.domain.document import Box, FileKind, Place
from reviewer_app.domain.errors import NoPicture, UnreadableFile
from reviewer_app.ports.ocr import Pixels, See, SeenPage

DPI: Final = 200
MAX_SIDE: Final = 2600
"""Longest side drawn, in pixels: A4 at 200 dpi is 2339. Larger sheets are drawn coarser and, if too coarse, unread."""

SMALLEST_PICTURE: Final = 0.004
"""Pictures below this part of a page that has text too are decoration: a seal is 2.8 %, a bullet 0.01 %."""

_POINTS: Final = 72


class Drawn(NamedTuple):
    """A picture for the model; a pixel of it is `unit` points wide, its corner is at `left`, `top` of the page."""

    pixels: Pixels
    unit: float = 1.0
    left: float = 0.0
    top: float = 0.0


def see(
    request: OcrRequest,
    untrusted_data: bytes,
    model: See,
    progress: Callable[[int, int], None],
    renew: Callable[[], None],
) -> list[SeenPage]:
    """What stands at each place; a place that cannot be drawn is left out and stays unread."""
    kind = sniffing.sniff(untrusted_data, request.name)
    pages: list[SeenPage] = []
    for number, (place, whole) in enumerate(zip(request.places, request.wholes, strict=True)):
        progress(number, len(request.places))
        renew()
        try:
            drawn = list(_drawn(untrusted_data, request.name, kind, place, whole=whole))
        except NoPicture:
            continue
        if drawn:
            pages.append(_joined(place, [_placed(model(one.pixels), one) for one in drawn]))
    return pages


def _drawn(untrusted_data: bytes, name: str, kind: FileKind, place: Place, *, whole: bool) -> Iterator[Drawn]:
    if kind is FileKind.PDF and place.page is not None:
        yield from _of_page(untrusted_data, name, place.page, whole=whole)
    elif kind is FileKind.IMAGE:
        yield _of_picture(untrusted_data, name)
    elif kind in {FileKind.DOCX, FileKind.XLSX} and place.part is not None:
        try:
            archive = Archive(untrusted_data, name)
            if archive.has(place.part):
                yield _of_picture(archive.read(place.part), name)
        except UnreadableFile:
            raise NoPicture(name=name) from None


def _of_page(untrusted_data: bytes, name: str, number: int, *, whole: bool) -> Iterator[Drawn]:
    with pdf_reading.open_pdf(untrusted_data, name) as document:
        page = document[number - 1]
        try:
            width, height = page.get_size()
            scale = min(DPI / _POINTS, MAX_SIDE / max(width, height, 1.0))
            picture = _rendered(page, scale)
            areas = [Box(0, 0, width, height)] if whole else []
            # A picture in a form stands elsewhere than its own numbers say: then the whole page is read.
            areas = areas or pdf_pictures.picture_boxes(page, SMALLEST_PICTURE) or [Box(0, 0, width, height)]
        finally:
            page.close()
    for area in areas:
        left, top, right, bottom = (round(side * scale) for side in area)
        piece = _cropped(picture, left, top, right, bottom)
        if piece is not None:
            yield Drawn(piece, 1 / scale, left / scale, top / scale)


def _rendered(page: pdfium.PdfPage, scale: float) -> Pixels:
    bitmap = page.render(scale=scale, rev_byteorder=True, no_smoothpath=False, may_draw_forms=True)
    try:
        image = bitmap.to_pil().convert("RGB")
        return Pixels(image.tobytes(), image.width, image.height)
    finally:
        bitmap.close()


def _cropped(pixels: Pixels, left: int, top: int, right: int, bottom: int) -> Pixels | None:
    """A piece of a picture; None where nothing of it lies inside."""
    left, top = max(0, left), max(0, top)
    right, bottom = min(pixels.width, right), min(pixels.height, bottom)
    if right - left < 1 or bottom - top < 1:
        return None
    if (left, top, right, bottom) == (0, 0, pixels.width, pixels.height):
        return pixels
    width = 3 * pixels.width
    rows = (pixels.data[row * width + 3 * left : row * width + 3 * right] for row in range(top, bottom))
    return Pixels(b"".join(rows), right - left, bottom - top)


def _of_picture(untrusted_data: bytes, name: str) -> Drawn:
    image = picturing.upright(untrusted_data, name)
    whole = max(image.width, image.height)
    shown = image
    if whole > MAX_SIDE:
        shown = image.resize((max(1, image.width * MAX_SIDE // whole), max(1, image.height * MAX_SIDE // whole)))
    return Drawn(Pixels(shown.tobytes(), shown.width, shown.height), whole / max(shown.width, shown.height))


def _placed(seen: SeenPage, drawn: Drawn) -> SeenPage:
    """The model's answer with its boxes where they stand on the page."""
    lines = tuple(
        replace(
            line,
            box=Box(
                drawn.left + line.box.left * drawn.unit,
                drawn.top + line.box.top * drawn.unit,
                drawn.left + line.box.right * drawn.unit,
                drawn.top + line.box.bottom * drawn.unit,
            ),
        )
        for line in seen.lines
    )
    return replace(seen, lines=lines)


def _joined(place: Place, pages: Sequence[SeenPage]) -> SeenPage:
    """All pictures of one place as one."""
    return SeenPage(
        place,
        tuple(line for page in pages for line in page.lines),
        sum(page.codes for page in pages),
        sum(page.unexplained for page in pages),
        inked=any(page.inked for page in pages),
    )

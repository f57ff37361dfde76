"""A page drawn anew: its picture at print resolution with what goes burnt out, and a clean text layer over it.

For pages whose operators cannot be matched code by code. The text stays searchable (F28); nothing of the old content
stream, of its fonts or of pictures under the text is kept.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import ceil, floor
from typing import Any, Final, NamedTuple
from zlib import compress

import pikepdf
from pikepdf import Dictionary, Name, Operator, String
from PIL import Image, ImageDraw

from reviewer_app.documents import pdf_hidden
from reviewer_app.documents.pdf_glyphs import NO_OBJECT, Glyph, PageGlyphs
from reviewer_app.documents.pdfium_binding import pdfium, raw
from reviewer_app.documents.writers import pdf_song
from reviewer_app.documents.writers.burning import without_red
from reviewer_app.documents.writers.pdf_matching import UNITS
from reviewer_app.documents.writers.pdf_plan import Piece
from reviewer_app.documents.writers.pdf_rewriting import needed
from reviewer_app.documents.writers.pdf_setting import room_in_points
from reviewer_app.domain.document import Box

DPI: Final = 300
PICTURE: Final = "/RvPage"
Rectangle = tuple[float, float, float, float]
"""left, bottom, right, top in points of the page's own space."""

_POINTS: Final = 72.0
_MAX_PIXELS: Final = 60_000_000
"""A0 at 300 dpi has 140 million; larger pages are drawn coarser."""

_LARGE: Final = 3_000_000
"""Bytes from which a page's picture is a photograph rather than lines, and goes as JPEG."""

_QUALITY: Final = 92
_PAD: Final = 0.7
"""Points around a box: smoothed edges reach beyond the outline."""

_INSET: Final = 0.02
"""Points: a picture that fills its page to the last digit is stretched by a pixel when drawn, and all of it shifts."""

_INVISIBLE: Final = 3
_DECIMALS: Final = 5


class Paint(NamedTuple):
    """Rectangles of a page that lose all they show, and those that lose their red ink alone."""

    blanks: Sequence[Rectangle]
    red: Sequence[Rectangle] = ()


def rebuild(
    pdf: pikepdf.Pdf, page: pikepdf.Page, source: pdfium.PdfPage, seen: PageGlyphs, pieces: Sequence[Piece],
    paint: Paint, song: pdf_song.SongFont,
) -> None:
    """Replace the content of `page` by the picture of `source`, without `pieces` and what `paint` takes out."""
    raw.FPDFPage_SetRotation(source, 0)
    left, bottom, right, top = frame(source)
    gone = {index for piece in pieces for index in piece.indexes}
    gone |= {at for at, glyph in enumerate(seen.glyphs) if any(_inside(glyph, one) for one in paint.blanks)}
    picture = _picture(source, seen.glyphs, gone - _without_ink(source, seen), paint)
    image = _image(pdf, picture)
    steps: list[tuple[list[Any], str]] = [
        ([], "q"), ([
            _n(right - left - 2 * _INSET), 0, 0, _n(top - bottom - 2 * _INSET), _n(left + _INSET), _n(bottom + _INSET),
        ], "cm"), ([Name(PICTURE)], "Do"),
        ([], "Q"), *_text_layer(seen, pieces, gone, right, song)]
    page.obj[Name.Resources] = Dictionary(
        XObject=Dictionary({PICTURE: image}), Font=Dictionary({pdf_song.RESOURCE: song.object()}))
    page.obj[Name.Contents] = pdf.make_stream(
        pikepdf.unparse_content_stream([(operands, Operator(name)) for operands, name in steps]))


def _without_ink(source: pdfium.PdfPage, seen: PageGlyphs) -> set[int]:
    """Characters that the picture does not show: burning them would burn what covers them."""
    tiny = set(seen.tiny)
    marked, over = pdf_hidden.annotated(source)
    return {at for at in seen.hidden if seen.glyphs[at] not in tiny
            and not any(_inside(seen.glyphs[at], (*one,)) for one in (*marked, *over))}


def frame(page: pdfium.PdfPage) -> Rectangle:
    """The visible part of a page in its own space."""
    left, bottom, right, top = page.get_mediabox()
    crop = page.get_cropbox(fallback_ok=False)
    if crop is None:
        return left, bottom, right, top
    shown = max(left, crop[0]), max(bottom, crop[1]), min(right, crop[2]), min(top, crop[3])
    return shown if shown[0] < shown[2] and shown[1] < shown[3] else (left, bottom, right, top)


def on_page(page: pdfium.PdfPage, box: Box) -> Rectangle:
    """A box given in points from the shown page's top left, in the page's own space; a page may be turned."""
    left, bottom, right, top = frame(page)
    turn = page.get_rotation() // 90 % 4
    corners = ((box.left, box.top), (box.right, box.bottom))
    own = [
        ((left + x, top - y), (left + y, bottom + x), (right - x, bottom + y), (right - y, top - x))[turn]
        for x, y in corners]
    (x0, y0), (x1, y1) = own
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _n(value: float) -> Any:  # noqa: ANN401 — pikepdf takes int and Decimal alike
    from decimal import Decimal

    return Decimal(f"{value:.{_DECIMALS}f}")


def _inside(glyph: Glyph, box: Rectangle) -> bool:
    left, bottom, right, top = glyph.tight
    return box[0] < (left + right) / 2 < box[2] and box[1] < (bottom + top) / 2 < box[3]


def draw(page: pdfium.PdfPage, dpi: float) -> Image.Image:
    """The page as it is seen, without annotations."""
    width, height = page.get_size()
    scale = min(dpi / _POINTS, (_MAX_PIXELS / max(1.0, width * height)) ** 0.5)
    bitmap = page.render(scale=scale, may_draw_forms=False, draw_annots=False, rev_byteorder=True)
    return Image.frombuffer(
        "RGB" if bitmap.n_channels == 3 else "RGBX", (bitmap.width, bitmap.height), bytes(bitmap.buffer), "raw",  # noqa: PLR2004 — red, green, blue
        "RGB" if bitmap.n_channels == 3 else "RGBX", bitmap.stride, 1).convert("RGB")  # noqa: PLR2004 — red, green, blue


def _picture(
    page: pdfium.PdfPage, glyphs: Sequence[Glyph], gone: set[int], paint: Paint
) -> Image.Image:
    """The page with what goes burnt out; living characters that a box touches are put back."""
    whole = draw(page, DPI)
    left, _, right, top = frame(page)
    scale = whole.width / (right - left)

    def pixels(box: Rectangle) -> tuple[int, int, int, int]:
        return (floor((box[0] - left) * scale), floor((top - box[3]) * scale),
                ceil((box[2] - left) * scale), ceil((top - box[1]) * scale))

    burnt = whole.copy()
    pen = ImageDraw.Draw(burnt)
    boxes = [pixels(box) for box in (*paint.blanks, *_boxes(glyphs, gone))]
    for box in boxes:
        pen.rectangle(box, fill=_ground(whole, box))
    cores = [pixels(glyphs[index].tight) for index in gone]
    for index, glyph in enumerate(glyphs):
        if index not in gone and glyph.drawn_by != NO_OBJECT and glyph.text.strip():
            living = pixels(_wider(glyph.tight, _PAD / 2))
            if any(_meet(living, box) for box in boxes) and not any(_meet(living, core) for core in cores):
                burnt.paste(whole.crop(living), living[:2])
    for box in map(pixels, paint.blanks):
        # A letter that reaches into a blank was put back with what lay under it there.
        pen.rectangle(box, fill=_ground(whole, box))
    for one in paint.red:
        without_red(burnt, pixels(one))
    return burnt


def _boxes(glyphs: Sequence[Glyph], gone: Iterable[int]) -> Iterator[Rectangle]:
    for index in gone:
        glyph = glyphs[index]
        if glyph.drawn_by != NO_OBJECT:
            pair = zip(glyph.tight, glyph.loose, strict=True)
            (l1, l2), (b1, b2), (r1, r2), (t1, t2) = pair
            yield _wider((min(l1, l2), min(b1, b2), max(r1, r2), max(t1, t2)), _PAD)


def _wider(box: Rectangle, pad: float) -> Rectangle:
    return box[0] - pad, box[1] - pad, box[2] + pad, box[3] + pad


def _meet(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _ground(picture: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, ...]:
    """The colour most common around a box: paper, or the shade of a table's head."""
    left, top, right, bottom = box
    edge = [(x, y) for x in range(left, right + 1) for y in (top, bottom)]
    edge += [(x, y) for y in range(top, bottom + 1) for x in (left, right)]
    colours: Counter[Any] = Counter(
        picture.getpixel(point) for point in edge if 0 <= point[0] < picture.width and 0 <= point[1] < picture.height)
    return tuple(colours.most_common(1)[0][0]) if colours else (255, 255, 255)


def _image(pdf: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Stream:
    """The picture as an XObject: exact where that is small, else JPEG; grey where there is no colour."""
    from io import BytesIO

    red, green, blue = picture.split()
    grey = red.tobytes() == green.tobytes() == blue.tobytes()
    picture = red if grey else picture
    packed = compress(picture.tobytes(), 9)
    if len(packed) > _LARGE:
        stream = BytesIO()
        picture.save(stream, "JPEG", quality=_QUALITY, subsampling=0)
        image = pdf.make_stream(stream.getvalue())
        image[Name.Filter] = Name.DCTDecode
    else:
        image = pdf.make_stream(packed)
        image[Name.Filter] = Name.FlateDecode
    image[Name.Type], image[Name.Subtype] = Name.XObject, Name.Image
    image[Name.Width], image[Name.Height], image[Name.BitsPerComponent] = picture.width, picture.height, 8
    image[Name.ColorSpace] = Name.DeviceGray if grey else Name.DeviceRGB
    return image


def _text_layer(
    seen: PageGlyphs, pieces: Sequence[Piece], gone: set[int], right: float, song: pdf_song.SongFont
) -> Iterator[tuple[list[Any], str]]:
    """Every living character unseen at its place, every replacement seen where the removed text began."""
    starts = {
        next(index for index in piece.indexes if seen.glyphs[index].drawn_by != NO_OBJECT): piece
        for piece in pieces
        if piece.replacement and any(seen.glyphs[index].drawn_by != NO_OBJECT for index in piece.indexes)}
    yield [], "BT"
    yield [Name(pdf_song.RESOURCE), 1], "Tf"
    yield [_INVISIBLE], "Tr"
    for index, glyph in enumerate(seen.glyphs):
        if index in starts:
            piece = starts[index]
            drawn = [one for one in piece.indexes if seen.glyphs[one].drawn_by != NO_OBJECT]
            size = glyph.size * glyph.scale
            width = pdf_song.width(piece.replacement) * size / UNITS
            fit = needed(width, room_in_points(seen, drawn, gone, right))
            yield [0], "Tr"
            yield _at(glyph, size * fit, size), "Tm"
            yield [String(song.encode(piece.replacement))], "Tj"
            yield [_INVISIBLE], "Tr"
        if index not in gone and glyph.drawn_by != NO_OBJECT and glyph.text:
            natural = pdf_song.width(glyph.text) / UNITS
            size = glyph.size * glyph.scale
            yield _at(glyph, (glyph.advance or size / 2) / natural, size), "Tm"
            yield [String(song.encode(glyph.text))], "Tj"
    yield [], "ET"


def _at(glyph: Glyph, wide: float, high: float) -> list[Any]:
    """The text matrix for a character of this width and height at a glyph's place, along its line."""
    unit = glyph.scale or 1.0
    cosine, sine = glyph.across / unit, glyph.along / unit
    return [_n(wide * cosine), _n(wide * sine), _n(-high * sine), _n(high * cosine), _n(glyph.x), _n(glyph.y)]

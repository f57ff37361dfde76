"""Looks at a PDF public version as a stranger would: every text two libraries and a walk over its objects can get out.

pdfium and pypdf read it independently of the writer, which stands on pikepdf; the walk decompresses every stream and
decodes every string. A picture comparison shows that only decided places changed.
"""

import re
import warnings
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Final

import pikepdf
import pypdf
from pikepdf import Name, Object
from PIL import Image, ImageDraw
from pypdf.errors import PyPdfError

from reviewer_app.documents import pdf_glyphs, pdf_reading, picture_proof
from reviewer_app.documents.pdf_glyphs import NO_OBJECT, Glyph, PageGlyphs
from reviewer_app.documents.pdfium_binding import pdfium
from reviewer_app.documents.writers import pdf_pixels, pdf_plan
from reviewer_app.documents.writers.pdf_pixels import Rectangle
from reviewer_app.documents.writers.pdf_plan import PagePlan
from reviewer_app.domain.public_version import PublicPlan

DPI: Final = 144
_POINTS: Final = 72.0
_PAD: Final = 2.0
_ENCODINGS: Final = ("latin-1", "utf-8", "utf-16-be", "utf-16-le", "gb18030")
_FONT_FILES: Final = frozenset({"/FontFile", "/FontFile2", "/FontFile3", "/Length1"})
_MAX_DEPTH: Final = 50
_SHOWS: Final = re.compile(rb"""[>)\]]\s*(?:TJ|Tj|'|")\s""")


def texts(data: bytes) -> Iterator[str]:
    """Every reading of a PDF of ours: page texts of pdfium and of pypdf, strings, names and streams of every object."""
    yield from page_texts(data)
    yield from second_texts(data)
    yield from object_texts(data)


def page_texts(data: bytes) -> Iterator[str]:
    """Each page's text as pdfium gives it, and the same without blanks."""
    with pdfium.PdfDocument(data) as document:
        for number in range(len(document)):
            yield from _and_squeezed(pdf_reading.page_text(document, number))


def object_texts(data: bytes) -> Iterator[str]:
    """Strings, names and decompressed streams of every object, raw and decoded."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for one in (*pdf.objects, pdf.trailer):
            yield from _object(one, 0)


def _and_squeezed(text: str) -> Iterator[str]:
    yield text
    yield "".join(text.split())


def second_texts(data: bytes) -> Iterator[str]:
    """Each page's text as pypdf gives it, and the same without blanks."""
    reader = pypdf.PdfReader(BytesIO(data))
    for page in reader.pages:
        try:
            yield from _and_squeezed(page.extract_text())
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError):
            # pypdf stumbles over some fonts; the other two readings stand.
            continue


def _object(value: Object, depth: int) -> Iterator[str]:
    if isinstance(value, pikepdf.String):
        yield from _decoded(bytes(value))
        yield str(value)
    elif isinstance(value, pikepdf.Name):
        yield str(value)
    elif isinstance(value, pikepdf.Array):
        yield from _inside(list(value), depth)
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        if isinstance(value, pikepdf.Stream):
            yield from _stream(value)
        for key, inner in value.items():
            yield key
            yield from _inside([inner], depth)


def _inside(values: list[Object], depth: int) -> Iterator[str]:
    """What stands in direct objects; indirect ones are visited by themselves."""
    for value in values:
        if depth < _MAX_DEPTH and not getattr(value, "is_indirect", False):
            yield from _object(value, depth + 1)


def _stream(value: pikepdf.Stream) -> Iterator[str]:
    if value.get(Name.Subtype) == Name.Image or _FONT_FILES & set(value.keys()):
        return
    try:
        content = value.read_bytes()
    except pikepdf.PdfError:
        content = value.read_raw_bytes()
    yield from _decoded(content)
    if _SHOWS.search(content):
        with warnings.catch_warnings():
            # Not every stream that looks like one is a content stream.
            warnings.simplefilter("ignore")
            try:
                shown = pikepdf.parse_content_stream(value)
            except (pikepdf.PdfError, TypeError):
                return
        yield from _decoded(b"".join(bytes(one) for step in shown for one in _strings(step)))


def _strings(step: pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage) -> Iterator[pikepdf.String]:
    for operand in () if isinstance(step, pikepdf.ContentStreamInlineImage) else step.operands:
        for one in operand if isinstance(operand, pikepdf.Array) else (operand,):
            if isinstance(one, pikepdf.String):
                yield one


def _decoded(content: bytes) -> Iterator[str]:
    for encoding in _ENCODINGS:
        yield content.decode(encoding, "ignore")


def differences(original: bytes, result: bytes, name: str, plan: PublicPlan) -> list[float]:
    """For each page the part of its pixels that differ outside the decided places, at 144 dpi, by one renderer.

    A page drawn anew is compared at the resolution it was drawn in: smoothed edges differ at any other.
    """
    plans = pdf_plan.by_page(pdf_reading.read(original, name, marks=False), plan, name)
    with pdf_reading.open_pdf(original, name) as before, pdfium.PdfDocument(result) as after:
        if len(before) != len(after):
            return [1.0]
        return [_difference(before, after, number, plans.get(number + 1)) for number in range(len(before))]


def _difference(before: pdfium.PdfDocument, after: pdfium.PdfDocument, number: int, plan: PagePlan | None) -> float:
    old, new = before[number], after[number]
    try:
        boxes = _changed(old, new, plan)
        dpi = pdf_pixels.DPI if _is_picture(new) else DPI
        left, _, _, top = pdf_pixels.frame(old)
        for page in (old, new):
            page.set_rotation(0)
        one, other = pdf_pixels.draw(old, dpi), pdf_pixels.draw(new, dpi)
    finally:
        old.close()
        new.close()
    return _part(one, other, [_pixels(box, left, top, dpi / _POINTS) for box in boxes])


def _pixels(box: Rectangle, left: float, top: float, scale: float) -> Rectangle:
    return (
        (box[0] - _PAD - left) * scale, (top - box[3] - _PAD) * scale,
        (box[2] + _PAD - left) * scale, (top - box[1] + _PAD) * scale)


def _is_picture(page: pdfium.PdfPage) -> bool:
    """Whether the writer drew the page anew: one picture first, then unseen text."""
    from reviewer_app.documents.pdfium_binding import raw

    first = next(iter(page.get_objects(max_depth=1)), None)
    if first is None or first.type != raw.FPDF_PAGEOBJ_IMAGE:
        return False
    width, height = page.get_size()
    left, bottom, right, top = first.get_bounds()
    return bool((right - left) * (top - bottom) > 0.99 * width * height)


def _changed(old: pdfium.PdfPage, new: pdfium.PdfPage, plan: PagePlan | None) -> list[Rectangle]:
    """Where something was taken out or written: removed characters, replacements, form fields and redaction marks."""
    before, after = pdf_glyphs.of_page(old, parted=True), pdf_glyphs.of_page(new)
    boxes = [*_annotations(old), *(_around(glyph) for glyph in before.tiny)]
    if plan is not None:
        boxes += [pdf_pixels.on_page(old, burn.box) for burn in plan.burns]
        pieces = pdf_plan.pieces(plan, before)
        boxes += [_around(before.glyphs[index]) for piece in pieces for index in piece.indexes]
        asked = Counter(sign for piece in pieces for sign in piece.replacement)
        for glyph in _added(before, after):
            if asked[glyph.text]:
                asked[glyph.text] -= 1
                boxes.append(_around(glyph))
    return boxes


def _annotations(page: pdfium.PdfPage) -> Iterator[Rectangle]:
    from reviewer_app.documents.pdfium_binding import raw

    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        box = raw.FS_RECTF()
        if raw.FPDFAnnot_GetRect(annotation, box):
            yield box.left, box.bottom, box.right, box.top
        raw.FPDFPage_CloseAnnot(annotation)


def _around(glyph: Glyph) -> Rectangle:
    return (
        min(glyph.loose[0], glyph.tight[0]), min(glyph.loose[1], glyph.tight[1]),
        max(glyph.loose[2], glyph.tight[2]), max(glyph.loose[3], glyph.tight[3]))


def _added(before: PageGlyphs, after: PageGlyphs) -> Iterator[Glyph]:
    """Characters of the result that stood nowhere in the original."""
    places = Counter((glyph.text, round(glyph.x), round(glyph.y)) for glyph in before.glyphs)
    for glyph in after.glyphs:
        if glyph.drawn_by == NO_OBJECT or not glyph.text.strip():
            continue
        near = ((glyph.text, round(glyph.x + x), round(glyph.y + y)) for x in (0, -0.5, 0.5) for y in (0, -0.5, 0.5))
        if not any(places[place] for place in near):
            yield glyph


def _part(one: Image.Image, other: Image.Image, boxes: list[Rectangle]) -> float:
    """How much of two pictures differs outside some boxes."""
    if one.size != other.size:
        return 1.0
    moved = picture_proof.seen(one, other)
    pen = ImageDraw.Draw(moved)
    for box in boxes:
        pen.rectangle(box, fill=0)
    return moved.histogram()[255] / (one.width * one.height)

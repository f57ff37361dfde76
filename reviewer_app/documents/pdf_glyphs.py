"""What pdfium sees on a page: every character with its place, and which text object in drawing order drew it."""

import ctypes
from dataclasses import dataclass
from math import hypot
from typing import Any, Final, NamedTuple, TypeAlias

from reviewer_app.documents import pdf_hidden, pdf_pieces
from reviewer_app.documents.pdf_drawing_order import TINY, address
from reviewer_app.documents.pdf_pieces import Piece
from reviewer_app.documents.pdfium_binding import pdfium, raw

_MAX_DEPTH: Final = 12
NO_OBJECT: Final = -1


class Glyph(NamedTuple):
    """One character of the text page. Lengths are points of the page's own space, origin bottom left.

    `across` and `along` are the first two numbers of the text matrix, `start_x`, `start_y` where its text object
    begins, `drawn_by` the serial number of that object; generated blanks and line ends have `NO_OBJECT`.
    """

    text: str
    x: float
    y: float
    loose: tuple[float, float, float, float]
    tight: tuple[float, float, float, float]
    size: float
    across: float
    along: float
    start_x: float
    start_y: float
    drawn_by: int

    @property
    def scale(self) -> float:
        """Points of the page for one unit of text space."""
        return hypot(self.across, self.along)

    @property
    def advance(self) -> float:
        """How far the character moves the pen, in points; exact for text along either axis."""
        left, bottom, right, top = self.loose
        return right - left if abs(self.across) >= abs(self.along) else top - bottom


Level: TypeAlias = "list[int | Level]"
"""Drawing order of one content stream: the serial number of a text object, or the level of a form XObject."""


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """All characters of a page by pdfium's own index.

    `pieces` is what the page is read as, where asked for; `indexes` the index of each character of its raw text;
    `hidden` are the characters that a reader of the page does not see, layers that are off left out.
    """

    glyphs: tuple[Glyph, ...]
    pieces: tuple[Piece, ...]
    indexes: tuple[int, ...]
    level: Level
    size: tuple[float, float]
    hidden: frozenset[int] = frozenset()

    @property
    def tiny(self) -> tuple[Glyph, ...]:
        """Hidden characters that leave a trace of ink."""
        return tuple(self.glyphs[at] for at in self.hidden if self.glyphs[at].size * self.glyphs[at].scale < TINY)


def of_page(page: pdfium.PdfPage, *, parted: bool = False) -> PageGlyphs:
    """Look at a page; nothing of pdfium's is kept."""
    serials: dict[int, int] = {}
    count = raw.FPDFPage_CountObjects(page)
    level = _level([raw.FPDFPage_GetObject(page, number) for number in range(count)], serials, 0)
    text_page = page.get_textpage()
    try:
        glyphs = tuple(_glyph(text_page, number, serials) for number in range(raw.FPDFText_CountChars(text_page)))
        text = pdf_pieces.pieces_of(page, text_page) if parted else None
        hidden = pdf_hidden.of_page(page, text_page) if parted else ()
        length = len(text.raw) if text is not None else 0
        indexes = tuple(raw.FPDFText_GetCharIndexFromTextIndex(text_page, number) for number in range(length))
    finally:
        text_page.close()
    pieces = text.pieces if text is not None else ()
    unseen = frozenset(at for run in hidden for at in run)
    return PageGlyphs(glyphs, pieces, indexes, level, page.get_size(), unseen)


def _level(objects: list[Any], serials: dict[int, int], depth: int) -> Level:
    """Number the text objects of one content stream and of the forms it draws."""
    level: Level = []
    for one in objects:
        kind = raw.FPDFPageObj_GetType(one)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            serials[address(one)] = len(serials)
            level.append(len(serials) - 1)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            inside = [raw.FPDFFormObj_GetObject(one, number) for number in range(raw.FPDFFormObj_CountObjects(one))]
            level.append(_level(inside, serials, depth + 1))
    return level


def _glyph(text_page: pdfium.PdfTextPage, number: int, serials: dict[int, int]) -> Glyph:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page, number, x, y)
    matrix, loose = raw.FS_MATRIX(), raw.FS_RECTF()
    raw.FPDFText_GetMatrix(text_page, number, matrix)
    raw.FPDFText_GetLooseCharBox(text_page, number, loose)
    code = raw.FPDFText_GetUnicode(text_page, number)
    generated = raw.FPDFText_IsGenerated(text_page, number) == 1
    drawn_by = NO_OBJECT
    if not generated:
        drawn_by = serials.get(address(raw.FPDFText_GetTextObject(text_page, number)), NO_OBJECT)
    return Glyph(
        chr(code) if code else "", x.value, y.value, (loose.left, loose.bottom, loose.right, loose.top),
        text_page.get_charbox(number), raw.FPDFText_GetFontSize(text_page, number), matrix.a, matrix.b, matrix.e,
        matrix.f, drawn_by)

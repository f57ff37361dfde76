"""What a PDF page draws, in order: its texts, and what comes over or lies under them. Forms are looked into.

Areas are in points of the page's own space, origin bottom left.
"""

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import hypot
from typing import Any, Final, NamedTuple

from reviewer_app.documents.pdfium_binding import pdfium, raw

SOLID: Final = 200
"""Of 255: a box less opaque lets the text through."""

FAINT: Final = 250
"""Of 255: letters of this colour or lighter are not seen on paper."""

TINY: Final = 1.5
"""Points; letters of this size cannot be read in print."""

_THIN: Final = 2.5
"""Points; a rule or an underline covers nothing."""

_SHELF: Final = 40.0
"""Points of height that share one list: a page of a thousand boxes compares each with its neighbours only."""

_MAX_OBJECTS: Final = 50_000
_MAX_DEPTH: Final = 4


class Area(NamedTuple):
    """An upright rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> float:
        """Square points."""
        return (self.right - self.left) * (self.top - self.bottom)

    def meet(self, other: "Area") -> "Area | None":
        """The part of this area that lies in `other`."""
        found = Area(max(self.left, other.left), max(self.bottom, other.bottom),
                     min(self.right, other.right), min(self.top, other.top))
        return found if found.left < found.right and found.bottom < found.top else None

    def shares(self, other: "Area") -> float:
        """The part of this area that lies in `other` (0 to 1)."""
        common = self.meet(other)
        return common.size / self.size if common is not None and self.size > 0 else 0.0


class Text(NamedTuple):
    """One text object: pdfium's handle, which lives as long as its page."""

    handle: Any
    area: Area
    pale: bool
    unpenned: bool
    tiny: bool


@dataclass(slots=True)
class Drawing:
    """What was drawn. `covered` are texts with the area that came over them; grounds are what white can stand on."""

    texts: list[Text] = field(default_factory=list)
    covered: list[tuple[Text, Area]] = field(default_factory=list)
    grounds: list[Area] = field(default_factory=list)
    pictures: list[Area] = field(default_factory=list)
    handles: list[Any] = field(default_factory=list)
    """pdfium's handles of the pictures, which live as long as their page."""


def of_page(page: pdfium.PdfPage) -> Drawing:
    """Walk a page once."""
    return _Walk().run(page)


class _Walk:
    def __init__(self) -> None:
        self._made = Drawing()
        self._shelves: defaultdict[int, list[Text]] = defaultdict(list)
        self._sides = [ctypes.c_float() for _ in range(4)]
        self._colours = [ctypes.c_uint() for _ in range(4)]
        self._left = _MAX_OBJECTS
        self._shelved = 0

    def run(self, page: pdfium.PdfPage) -> Drawing:
        for number in range(min(raw.FPDFPage_CountObjects(page), _MAX_OBJECTS)):
            self._one(raw.FPDFPage_GetObject(page, number), None, 0)
        return self._made

    def _one(self, drawn: Any, matrix: pdfium.PdfMatrix | None, depth: int) -> None:  # noqa: ANN401 — ctypes
        self._left -= 1
        kind = raw.FPDFPageObj_GetType(drawn)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            self._text(drawn, matrix)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            self._path(drawn, matrix)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            self._form(drawn, matrix, depth)
        else:
            area = self._area(drawn, matrix)
            self._made.grounds.append(area)
            if kind == raw.FPDF_PAGEOBJ_IMAGE:
                self._made.pictures.append(area)
                self._made.handles.append(drawn)
                self._cover(area)

    def _form(self, drawn: Any, matrix: pdfium.PdfMatrix | None, depth: int) -> None:  # noqa: ANN401 — ctypes
        values = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(drawn, values)
        inner = pdfium.PdfMatrix.from_raw(values)
        inner = inner if matrix is None else inner.multiply(matrix)
        for number in range(min(raw.FPDFFormObj_CountObjects(drawn), max(self._left, 0))):
            self._one(raw.FPDFFormObj_GetObject(drawn, number), inner, depth + 1)

    def _text(self, drawn: Any, matrix: pdfium.PdfMatrix | None) -> None:  # noqa: ANN401 — ctypes
        unpenned = raw.FPDFTextObj_GetTextRenderMode(drawn) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        red, green, blue, alpha = self._colour(drawn)
        pale = (red >= FAINT and green >= FAINT and blue >= FAINT) or alpha <= 255 - FAINT
        area = self._area(drawn, matrix)
        # A dash is as low as tiny letters are: only the size of its font tells.
        thin = 0 < min(area.right - area.left, area.top - area.bottom) < TINY
        text = Text(drawn, area, pale, unpenned, thin and _size(drawn, matrix) < TINY)
        self._made.texts.append(text)

    def _path(self, drawn: Any, matrix: pdfium.PdfMatrix | None) -> None:  # noqa: ANN401 — ctypes
        area = self._area(drawn, matrix)
        if area.right - area.left < _THIN or area.top - area.bottom < _THIN:
            return
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        if not raw.FPDFPath_GetDrawMode(drawn, mode, stroke) or mode.value == raw.FPDF_FILLMODE_NONE:
            return
        red, green, blue, alpha = self._colour(drawn)
        if min(red, green, blue) < FAINT:
            self._made.grounds.append(area)
        if alpha >= SOLID:
            self._cover(area)

    def _cover(self, cover: Area) -> None:
        """Remember which texts drawn so far lie below: those whose middle line does."""
        for text in self._made.texts[self._shelved :]:
            for shelf in _shelves(text.area):
                self._shelves[shelf].append(text)
        self._shelved = len(self._made.texts)
        seen: set[int] = set()
        for shelf in _shelves(cover):
            for text in self._shelves.get(shelf, ()):
                if id(text) not in seen and under(text.area, cover):
                    seen.add(id(text))
                    self._made.covered.append((text, cover))

    def _area(self, drawn: Any, matrix: pdfium.PdfMatrix | None) -> Area:  # noqa: ANN401 — ctypes
        one, two, three, four = self._sides
        raw.FPDFPageObj_GetBounds(drawn, one, two, three, four)
        left, bottom, right, top = one.value, two.value, three.value, four.value
        if matrix is None:
            return Area(left, bottom, right, top)
        corners = [matrix.on_point(x, y) for x in (left, right) for y in (bottom, top)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Area(min(xs), min(ys), max(xs), max(ys))

    def _colour(self, drawn: Any) -> tuple[int, int, int, int]:  # noqa: ANN401 — ctypes
        red, green, blue, alpha = self._colours
        if not raw.FPDFPageObj_GetFillColor(drawn, red, green, blue, alpha):
            return 0, 0, 0, 255
        return red.value, green.value, blue.value, alpha.value


def address(handle: Any) -> int:  # noqa: ANN401 — ctypes
    """What tells one of pdfium's objects from another while its page is open."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _size(drawn: Any, matrix: pdfium.PdfMatrix | None) -> float:  # noqa: ANN401 — ctypes
    """The size of a text's font in points of the page."""
    size, values = ctypes.c_float(), raw.FS_MATRIX()
    raw.FPDFTextObj_GetFontSize(drawn, size)
    raw.FPDFPageObj_GetMatrix(drawn, values)
    own = pdfium.PdfMatrix.from_raw(values)
    whole = own if matrix is None else own.multiply(matrix)
    return size.value * hypot(whole.c, whole.d)


def under(text: Area, cover: Area) -> bool:
    """Whether some of a text's characters can lie whole under a cover: it reaches over their middle, both ways."""
    common = text.meet(cover)
    if common is None:
        return False
    wide, high = text.right - text.left, text.top - text.bottom
    along, across = (common.top - common.bottom, high) if wide >= high else (common.right - common.left, wide)
    return along * 2 > across


def _shelves(area: Area) -> Iterator[int]:
    low, high = int(area.bottom // _SHELF), int(area.top // _SHELF)
    yield from range(low, min(high, low + _MAX_OBJECTS) + 1)

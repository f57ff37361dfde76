"""The straight ruled lines drawn on a PDF page, in points in which its text stands upright."""

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple, TypeAlias

from reviewer_app.documents.pdfium_binding import pdfium, raw

MAX_RULES: Final = 4_000
"""A page with more straight pieces than this is a drawing: the search for cells grows with their square."""

MIN_LENGTH: Final = 3.0
"""Points; the ends of a line drawn as a thin filled bar are shorter."""

_STRAIGHT: Final = 0.5
"""Points by which a line that counts as level may lean."""

_QUARTER: Final = math.pi / 2
_FULL: Final = 4
_LOOKED_AT: Final = 400
"""Characters that tell which way the text runs."""

_MAX_DEPTH: Final = 4
_Point: TypeAlias = tuple[float, float]


class Rule(NamedTuple):
    """A level or upright line from (`left`, `top`) to (`right`, `bottom`)."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def level(self) -> bool:
        """Whether it lies (else it stands)."""
        return self.right - self.left >= self.bottom - self.top


def upright_matrix(text_page: pdfium.PdfTextPage) -> pdfium.PdfMatrix:
    """From page coordinates to ones in which most of the text runs from left to right and y grows downwards.

    Told by the characters, not by the page's /Rotate: a landscape list may stand sideways with or without it.
    """
    count = min(text_page.count_chars(), _LOOKED_AT)
    turns = Counter(round(raw.FPDFText_GetCharAngle(text_page, index) / _QUARTER) % _FULL for index in range(count))
    quarter = turns.most_common(1)[0][0] if turns else 0
    cosine, sine = ((1, 0), (0, -1), (-1, 0), (0, 1))[quarter]  # pdfium counts angles clockwise
    return pdfium.PdfMatrix(cosine, sine, sine, -cosine, 0, 0)


def rules_of(page: pdfium.PdfPage) -> list[Rule]:
    """Every level or upright line of the page in its own coordinates; none where there are more than `MAX_RULES`."""
    found: list[Rule] = []
    for path, matrix in _paths(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, pdfium.PdfMatrix(), 0):
        for one, other in _points(path, matrix):
            rule = _rule(one, other)
            if rule is not None:
                found.append(rule)
                if len(found) > MAX_RULES:
                    return []
    return found


def turned(rules: list[Rule], upright: pdfium.PdfMatrix) -> list[Rule]:
    """The same lines in upright coordinates."""
    found = []
    for rule in rules:
        (x0, y0), (x1, y1) = upright.on_point(rule.left, rule.top), upright.on_point(rule.right, rule.bottom)
        found.append(Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return found


def _rule(one: _Point, other: _Point) -> Rule | None:
    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    short, long = sorted((right - left, bottom - top))
    return Rule(left, top, right, bottom) if short <= _STRAIGHT and long >= MIN_LENGTH else None


def _paths(
    holder: object,
    count: Callable[[object], int],
    get: Callable[[object, int], object],
    matrix: pdfium.PdfMatrix,
    depth: int,
) -> Iterator[tuple[object, pdfium.PdfMatrix]]:
    """Path objects of a page or form with the matrix from their points to the shown page."""
    for index in range(count(holder)):
        item = get(holder, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield item, _matrix(item).multiply(matrix)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            inner = _matrix(item).multiply(matrix)
            yield from _paths(item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inner, depth + 1)


def _matrix(item: object) -> pdfium.PdfMatrix:
    values = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, values)
    return pdfium.PdfMatrix.from_raw(values)


def _points(path: object, matrix: pdfium.PdfMatrix) -> Iterator[tuple[_Point, _Point]]:
    """The straight pieces of a path, each from point to point."""
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for index in range(min(raw.FPDFPath_CountSegments(path), MAX_RULES)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield last, point
        if raw.FPDFPathSegment_GetClose(segment):
            yield point, first
        last = point

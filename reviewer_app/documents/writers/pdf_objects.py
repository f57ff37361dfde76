"""Takes pictures, and signature fields, out of a page by themselves: what they stand over stays as it is.

Only the drawing at one place goes. A picture that other pages draw too stays in the file for them; one that nothing
draws any more goes with the cleaning, pixels and all.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import pikepdf
from pikepdf import Array, Matrix, Name

from reviewer_app.documents import pdf_drawing_order
from reviewer_app.documents.pdf_content import Step, Stream, Use
from reviewer_app.documents.pdfium_binding import pdfium, raw
from reviewer_app.documents.writers.pdf_pixels import Rectangle

_SAME: Final = 1.5
"""Points by which the edges of one picture may differ between two libraries."""


def take_out(page: pikepdf.Page, stream: Stream | None, places: Sequence[Rectangle]) -> list[Rectangle]:
    """Take out what stands exactly at `places`, in the page's own space; the places where nothing was found."""
    if not places:
        return []
    found: set[Rectangle] = set(_fields(page, places))
    if stream is not None:
        _thin(stream, Matrix(), places, found)
    return [place for place in places if place not in found]


def hide(page: pdfium.PdfPage, places: Sequence[Rectangle]) -> list[Rectangle]:
    """Let a page be drawn without the pictures at `places`, as long as it is open; the places that have none."""
    drawn = pdf_drawing_order.of_page(page) if places else None
    found: set[Rectangle] = set()
    for handle, area in zip(drawn.handles, drawn.pictures, strict=True) if drawn is not None else ():
        place = _at((*area,), places)
        if place is not None:
            raw.FPDFPageObj_SetIsActive(handle, 0)
            found.add(place)
    return [place for place in places if place not in found]


def _fields(page: pikepdf.Page, places: Sequence[Rectangle]) -> Iterator[Rectangle]:
    annotations = page.obj.get(Name.Annots)
    if not isinstance(annotations, Array):
        return
    kept = []
    for one in annotations:
        place = _at(_rect(one), places) if isinstance(one, pikepdf.Dictionary) else None
        if place is not None and one.get(Name.Subtype) == Name.Widget:
            yield place
        else:
            kept.append(one)
    page.obj[Name.Annots] = Array(kept)


def _rect(annotation: pikepdf.Object) -> Rectangle | None:
    numbers = [float(one) for one in annotation.get(Name.Rect, [])]
    if len(numbers) != 4:  # noqa: PLR2004 - two corners
        return None
    x0, y0, x1, y1 = numbers
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _thin(stream: Stream, matrix: Matrix, places: Sequence[Rectangle], found: set[Rectangle]) -> None:
    """Leave the pictures at `places` out of a stream, forms looked into."""
    kept: list[Step] = []
    saved: list[Matrix] = []
    for step in stream.steps:
        if isinstance(step, Use):
            form = step.stream.form
            own = form.get(Name.Matrix) if form is not None else None
            inner = Matrix(*(float(one) for one in own)) if own is not None else Matrix()
            _thin(step.stream, inner @ matrix, places, found)
        elif isinstance(step, tuple):
            matrix = _followed(step, matrix, saved)
        if _draws_picture(step):
            unit = matrix.transform(pikepdf.Rectangle(0, 0, 1, 1))
            place = _at((unit.llx, unit.lly, unit.urx, unit.ury), places)
            if place is not None:
                found.add(place)
                continue
        kept.append(step)
    stream.thinned = stream.thinned or len(kept) < len(stream.steps)
    stream.steps[:] = kept


def _draws_picture(step: Step) -> bool:
    """Whether a step draws a picture; forms are steps of their own."""
    if isinstance(step, pikepdf.ContentStreamInlineImage):
        return True
    return isinstance(step, tuple) and str(step[1]) == "Do"


def _followed(step: Step, matrix: Matrix, saved: list[Matrix]) -> Matrix:
    operands, operator = step if isinstance(step, tuple) else ([], "")
    name = str(operator)
    if name == "q":
        saved.append(matrix)
    elif name == "Q" and saved:
        return saved.pop()
    elif name == "cm" and len(operands) == 6:  # noqa: PLR2004 - a matrix
        return Matrix(*(float(one) for one in operands)) @ matrix
    return matrix


def _at(area: Rectangle | None, places: Sequence[Rectangle]) -> Rectangle | None:
    """The place that an area is."""
    for place in places if area is not None else ():
        if all(abs(one - other) <= _SAME for one, other in zip(area or place, place, strict=True)):
            return place
    return None

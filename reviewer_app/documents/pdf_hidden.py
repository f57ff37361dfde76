"""Text of a PDF page that a reader of it cannot see but a machine can read.

Under a box or picture drawn later, under an annotation, white on white, without a pen, tiny, off the page, on a layer
that is off. What the order of drawing makes doubtful is looked at: the page is drawn with and without the text, and
text that changes no pixel is hidden; so a seal one sees through, or a background drawn late, hides nothing. Text that
no pen draws over a picture, or that a page-wide picture covers, is the text layer of a scan and meant to be there.

Text under a redaction mark that nobody has applied counts as hidden: whoever set it decided that it goes.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple, TypeAlias

from reviewer_app.documents import pdf_drawing_order, pdf_pictures
from reviewer_app.documents.pdf_drawing_order import Area, Drawing, Text, address
from reviewer_app.documents.pdfium_binding import pdfium, raw
from reviewer_app.domain.document import Box

Run: TypeAlias = range
"""Characters that follow each other, by pdfium's own index."""

_INSIDE: Final = 0.6
_SCAN: Final = 0.5
"""The part of a page that pictures take from which it is a scan, and text below them its text layer."""

_SCALE: Final = 2.0
_MAX_ANNOTATIONS: Final = 10_000
_SEE_THROUGH: Final = frozenset({
    raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_HIGHLIGHT,
    raw.FPDF_ANNOT_UNDERLINE, raw.FPDF_ANNOT_STRIKEOUT, raw.FPDF_ANNOT_SQUIGGLY})


class _Suspect(NamedTuple):
    """A text object and where it may be hidden."""

    text: Text
    where: Area


def of_page(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage) -> tuple[Run, ...]:
    """The hidden characters in runs."""
    return of_drawing(page, text_page, pdf_drawing_order.of_page(page))


def of_drawing(
    page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, drawing: Drawing, off: Collection[int] = ()
) -> tuple[Run, ...]:
    """As `of_page`, of the page's `drawing`. `off` are characters known to stand on layers that are off."""
    marked, over = annotated(page)
    sure, doubtful = _suspects(drawing, _frame(page), over)
    if not (sure or doubtful or marked or off):
        return ()
    hidden = [*sure, *_without_a_trace(page, doubtful)]
    found = set(off)
    if hidden:
        found |= _characters(text_page, hidden)
    if marked:
        found |= {at for at in range(raw.FPDFText_CountChars(text_page)) if _in_any(text_page, at, marked)}
    return tuple(_runs(sorted(found), text_page))


def is_on(page: pdfium.PdfPage) -> bool:
    """Whether a page has hidden characters, layers that are off left out."""
    text_page = page.get_textpage()
    try:
        return bool(of_page(page, text_page))
    finally:
        text_page.close()


def words(text_page: pdfium.PdfTextPage, run: Run) -> str:
    """What hidden characters say."""
    text: str = text_page.get_text_range(run.start, len(run))
    return text


def boxes(page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, run: Run) -> tuple[Box, ...]:
    """Where hidden characters stand on the shown page."""
    shown = pdf_pictures.shown_matrix(page)
    return tuple(pdf_pictures.shown_box(text_page, at, shown) for at in run)


def _suspects(drawing: Drawing, frame: Area, over: list[Area]) -> tuple[list[_Suspect], list[_Suspect]]:
    """Texts hidden for certain, and those that have to be looked at."""
    scanned = sum(one.size for one in drawing.pictures) > _SCAN * frame.size
    sure: list[_Suspect] = []
    doubtful = [] if scanned else [_Suspect(text, cover) for text, cover in drawing.covered]
    for text in drawing.texts:
        if text.unpenned:
            if not scanned and not any(text.area.shares(one) > _INSIDE for one in drawing.pictures):
                sure.append(_Suspect(text, text.area))
        elif text.tiny or not text.area.meet(frame):
            sure.append(_Suspect(text, text.area))
        elif text.pale and not any(text.area.shares(one) > _INSIDE for one in drawing.grounds):
            doubtful.append(_Suspect(text, text.area))
        doubtful += [_Suspect(text, one) for one in over if pdf_drawing_order.under(text.area, one)]
    return sure, doubtful


def annotated(page: pdfium.PdfPage) -> tuple[list[Area], list[Area]]:
    """The rectangles of redaction marks not applied, and of annotations that may cover what is below them."""
    marked: list[Area] = []
    over: list[Area] = []
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MAX_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        box = raw.FS_RECTF()
        if kind not in _SEE_THROUGH and raw.FPDFAnnot_GetRect(annotation, box):
            low, high = sorted((box.bottom, box.top))
            (marked if kind == raw.FPDF_ANNOT_REDACT else over).append(Area(box.left, low, box.right, high))
        raw.FPDFPage_CloseAnnot(annotation)
    return marked, over


def _frame(page: pdfium.PdfPage) -> Area:
    left, bottom, right, top = page.get_bbox()
    return Area(left, bottom, right, top)


def _without_a_trace(page: pdfium.PdfPage, doubtful: list[_Suspect]) -> Iterator[_Suspect]:
    """Those texts whose absence changes no pixel of where they may be hidden."""
    if not doubtful:
        return
    before = _Shot(page)
    for suspect in doubtful:
        raw.FPDFPageObj_SetIsActive(suspect.text.handle, 0)
    try:
        after = _Shot(page)
    finally:
        for suspect in doubtful:
            raw.FPDFPageObj_SetIsActive(suspect.text.handle, 1)
    shown = pdf_pictures.shown_matrix(page)
    for suspect in doubtful:
        common = suspect.text.area.meet(suspect.where)
        if common is not None and before.same(after, common, shown):
            yield suspect


class _Shot:
    """A page as it is shown, annotations too."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        bitmap = page.render(scale=_SCALE, may_draw_forms=False)
        self._size = bitmap.width, bitmap.height
        self._line = bitmap.stride
        self._step = bitmap.n_channels
        self.pixels = bytes(bitmap.buffer)
        bitmap.close()

    def same(self, other: "_Shot", area: Area, shown: pdfium.PdfMatrix) -> bool:
        """Whether two pictures agree in an area, without its outermost pixels."""
        (x0, y0), (x1, y1) = shown.on_point(area.left, area.top), shown.on_point(area.right, area.bottom)
        left, right = (int(one * _SCALE) for one in sorted((x0, x1)))
        top, bottom = (int(one * _SCALE) for one in sorted((y0, y1)))
        left, right = max(left + 1, 0), min(right, self._size[0])
        for line in range(max(top + 1, 0), min(bottom, self._size[1])):
            start, end = (line * self._line + at * self._step for at in (left, right))
            if self.pixels[start:end] != other.pixels[start:end]:
                return False
        return True


def _characters(text_page: pdfium.PdfTextPage, hidden: list[_Suspect]) -> set[int]:
    """The characters of hidden texts that stand where those are hidden."""
    places: defaultdict[int, list[Area]] = defaultdict(list)
    for suspect in hidden:
        places[address(suspect.text.handle)].append(suspect.where)
    found: set[int] = set()
    for at in range(raw.FPDFText_CountChars(text_page)):
        areas = places.get(address(raw.FPDFText_GetTextObject(text_page, at)))
        if areas and not raw.FPDFText_IsGenerated(text_page, at) and _in_any(text_page, at, areas):
            found.add(at)
    return found


def _in_any(text_page: pdfium.PdfTextPage, at: int, areas: list[Area]) -> bool:
    left, bottom, right, top = text_page.get_charbox(at)
    x, y = (left + right) / 2, (bottom + top) / 2
    return any(one.left <= x <= one.right and one.bottom <= y <= one.top for one in areas)


def _runs(found: list[int], text_page: pdfium.PdfTextPage) -> Iterator[Run]:
    """Characters that follow each other; blanks between them join them."""
    start = last = -1
    for at in found:
        if start >= 0 and any(not _is_blank(text_page, one) for one in range(last + 1, at)):
            yield range(start, last + 1)
            start = -1
        start = at if start < 0 else start
        last = at
    if start >= 0:
        yield range(start, last + 1)


def _is_blank(text_page: pdfium.PdfTextPage, at: int) -> bool:
    return raw.FPDFText_IsGenerated(text_page, at) == 1 or chr(raw.FPDFText_GetUnicode(text_page, at)).isspace()

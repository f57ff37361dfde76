"""A document as it is printed: pictures of its pages with the findings drawn over them (design §8, window.md 审查).

Only pages near the view are asked for, and only a few are kept. Drawing a box chooses the text under it. The letters
J, K and 1-6 arrive as keys, as in the document view.
"""

from bisect import bisect_right
from collections import OrderedDict
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from reviewer_app.domain.document import Box
from reviewer_app.domain.page_layout import PrintedPage
from ui.widgets.layouts import Mark, MarkSet, RegionMark
from ui.widgets.theme import LIGHT, tokens_now

OUTER, GAP = 16.0, 12.0
SHEET_MAX = 860.0
A4 = (595.0, 842.0)
"""Points; what a page is taken for until it was drawn."""

KEPT_PAGES = 8
KEPT_PIXELS = 40_000_000
"""Of all pages kept, four bytes each: magnified pages are fewer, never less than those in view."""

DPI_STEP, DPI_MIN, DPI_MAX = 24, 48, 336
POINTS = 72.0
DRAGGED = 6.0
"""Pixels; less is a click."""


class PageView(QAbstractScrollArea):
    """Shows pages that somebody else draws: it asks by `page_wanted` and gets them by `set_page`."""

    page_wanted = Signal(int, int)
    """Page from 1, and the dots per inch it is to be drawn at."""

    mark_clicked = Signal(int)
    text_selected = Signal(int, int)
    region_drawn = Signal(int, object)
    """A box was drawn in which no text was read: page from 1, points from its top left."""

    key_pressed = Signal(QKeyEvent)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._spans: tuple[tuple[int, int], ...] = ()
        self._sizes: list[tuple[float, float]] = []
        self._tops: list[float] = []
        self._pages: OrderedDict[int, tuple[PrintedPage, QImage]] = OrderedDict()
        self._asked: dict[int, int] = {}
        self._marks = MarkSet()
        self._regions: tuple[RegionMark, ...] = ()
        self._current: int | None = None
        self._selection: tuple[int, int] | None = None
        self._drawn: tuple[int, QPointF, QPointF] | None = None
        self._scale = 1.0
        self.boxes_only = False
        """Whether a box is always a rectangle, even where text was read in it: on a picture."""

        self.only_looked_at = False
        """Whether no box can be drawn at all: a proof is seen, not worked on."""

    def set_document(self, spans: tuple[tuple[int, int], ...]) -> None:
        """Show another document: for each page the offsets it holds, end exclusive."""
        self._spans = spans
        self._sizes = [A4] * len(spans)
        self._pages.clear()
        self._asked.clear()
        self._marks, self._regions = MarkSet(), ()
        self._current, self._selection, self._drawn = None, None, None
        self._relayout()
        self.verticalScrollBar().setValue(0)

    def set_page(self, number: int, page: PrintedPage, image: QImage) -> None:
        """A page that was asked for; the same image again takes new places of its text."""
        coarser = number in self._pages and self._pages[number][1].width() > image.width()
        if not 1 <= number <= len(self._sizes) or coarser:
            return
        self._pages[number] = (page, image)
        self._pages.move_to_end(number)
        self._forget()
        if self._sizes[number - 1] != (page.width, page.height):
            self._resized(number, (page.width, page.height))
        self.viewport().update()

    def still_wants(self, number: int) -> bool:
        """Whether a page that was asked for is in view; one that is not will be asked for again when it is painted."""
        wanted = self._is_near(number)
        if not wanted:
            self._asked.pop(number, None)
        return wanted

    def set_mark_set(self, marks: MarkSet) -> None:
        """Replace the marks."""
        self._marks = marks
        self.viewport().update()

    def set_regions(self, regions: tuple[RegionMark, ...]) -> None:
        """Replace the rectangles that are findings."""
        self._regions = regions
        self.viewport().update()

    def set_current(self, number: int | None) -> None:
        """Frame one mark and bring it into view."""
        self._current = number
        mark = next((one for one in self._marks.marks if one.number == number), None)
        if mark is not None:
            self.show_span(mark.start)
        region = next((one for one in self._regions if one.number == number), None)
        if region is not None and 1 <= region.page <= len(self._tops):
            self._bring(region.page, region.boxes[0])
        self.viewport().update()

    def show_span(self, start: int) -> None:
        """Scroll to an offset: to its line where the page was drawn, else to its page."""
        number = self._page_of(start)
        if number is None:
            return
        boxes = self._pages[number][0].boxes(start, start + 1) if number in self._pages else ()
        self._bring(number, boxes[0] if boxes else None)

    def _bring(self, number: int, box: Box | None) -> None:
        """Scroll to a box of a page, or to its top."""
        top, bottom = self._tops[number - 1], self._tops[number - 1] + 40.0
        if box is not None:
            zoom = self._zoom(number)
            top, bottom = top + box.top * zoom, top + box.bottom * zoom
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if not bar.value() <= top <= bottom <= bar.value() + height:
            bar.setValue(int(top - height / 3))

    def select(self, start: int, end: int) -> None:
        """Select a span, as the mouse would."""
        self._selection = (start, end)
        self.viewport().update()

    def clear_selection(self) -> None:
        """Nothing is selected any more."""
        self._selection = None
        self.viewport().update()

    def set_scale(self, scale: float) -> None:
        """1.0 fits the width."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        whole = self.verticalScrollBar().maximum() + self.viewport().height()
        self._scale = scale
        self._relayout()
        grown = self.verticalScrollBar().maximum() + self.viewport().height()
        self.verticalScrollBar().setValue(int(middle * grown / max(whole, 1) - self.viewport().height() / 2))
        self.set_current(self._current)  # whoever magnifies wants to see what is being looked at

    @property
    def place(self) -> float:
        """The page on top, and how far of it is scrolled away: 3.5 is the middle of page 3."""
        at = self._visible().start
        if not self._tops:
            return 1.0
        return at + (self.verticalScrollBar().value() - self._tops[at - 1]) / self._height(at)

    def go_to(self, place: float) -> None:
        """Scroll to a `place` of another view of as many pages."""
        number = min(max(int(place), 1), len(self._tops))
        if number:
            self.verticalScrollBar().setValue(round(self._tops[number - 1] + (place - number) * self._height(number)))

    @property
    def scale(self) -> float:
        """How large pages are shown."""
        return self._scale

    # --- Qt ---------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the pages in view, and ask for those that are missing or too coarse."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), QColor(tokens_now().rail))
        visible = self._visible()
        for number in visible:
            self._draw(painter, number)
        painter.end()
        for number in (*visible, visible.stop):
            self._ask(number)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width; the page on top stays on top."""
        super().resizeEvent(event)
        at = self._visible().start
        inside = self.verticalScrollBar().value() - (self._tops[at - 1] if self._tops else 0.0)
        self._relayout()
        if self._tops:
            self.verticalScrollBar().setValue(int(self._tops[at - 1] + inside))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin a box."""
        number = self._page_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and number is not None and not self.only_looked_at:
            self._selection = None
            self._drawn = (number, event.position(), event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the box."""
        if self._drawn is not None:
            number, first, _ = self._drawn
            self._drawn = (number, first, event.position())
            self.viewport().update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on a mark chooses it; a box offers the text in it."""
        drawn, self._drawn = self._drawn, None
        self.viewport().update()
        if drawn is None or drawn[0] not in self._pages:
            return
        number, first, last = drawn
        page = self._pages[number][0]
        if (last - first).manhattanLength() < DRAGGED:
            self._click(number, page, self._box(number, first, first))
            return
        box = self._box(number, first, last)
        self._selection = None if self.boxes_only else page.inside(box)
        if self._selection is None:
            # What lies beyond the edge of the sheet is no part of it.
            self.region_drawn.emit(number, Box(
                max(box.left, 0.0), max(box.top, 0.0), min(box.right, page.width), min(box.bottom, page.height)))
        else:
            self.text_selected.emit(*self._selection)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Hand keys to the page first; what it leaves scrolls."""
        event.setAccepted(False)
        self.key_pressed.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    # --- inside -----------------------------------------------------------------------------------

    def _click(self, of: int, page: PrintedPage, at: Box) -> None:
        near = self._marks.between(*page.span)
        hit = next((mark for mark in near for box in page.boxes(mark.start, mark.end)
                    if box.left <= at.left <= box.right and box.top <= at.top <= box.bottom), None)
        number = hit.number if hit is not None else next((
            one.number for one in self._regions if one.number and one.page == of for box in one.boxes
            if box.left <= at.left <= box.right and box.top <= at.top <= box.bottom), None)
        if number is not None:
            self.mark_clicked.emit(number)

    def _draw(self, painter: QPainter, number: int) -> None:
        rect = self._rect(number)
        painter.fillRect(rect, Qt.GlobalColor.white)
        painter.setPen(QColor(tokens_now().line))
        painter.drawRect(rect)
        if number not in self._pages:
            return
        page, image = self._pages[number]
        painter.drawImage(rect, image)
        for mark in self._marks.between(*page.span):
            self._draw_mark(painter, number, page.boxes(mark.start, mark.end), mark)
        for region in self._regions:
            if region.page == number:
                self._draw_mark(painter, number, region.boxes, region)
        if self._selection is not None:
            for box in page.boxes(*self._selection):
                self._fill(painter, self._on_screen(number, box), QColor(LIGHT.selection))
        if self._drawn is not None and self._drawn[0] == number:
            painter.setPen(QPen(QColor(LIGHT.accent), 1.0, Qt.PenStyle.DashLine))
            painter.drawRect(QRectF(self._drawn[1], self._drawn[2]).normalized())

    def _draw_mark(
        self, painter: QPainter, number: int, boxes: tuple[Box, ...], mark: Mark | RegionMark
    ) -> None:
        """Paper is white in the dark theme too, so the marks on it have the light theme's colours."""
        ground = {"red": LIGHT.red_ground, "amber": LIGHT.amber_ground, "green": LIGHT.green_ground}
        ink = {"red": LIGHT.red, "amber": LIGHT.amber, "green": LIGHT.green}
        for box in boxes:
            rect = self._on_screen(number, box).adjusted(-1, -1, 1, 1)
            if not mark.number:  # read here, and nothing found in it
                painter.setPen(QPen(QColor(LIGHT.muted), 1.0, Qt.PenStyle.DotLine))
                painter.drawRect(rect)
                continue
            self._fill(painter, rect, QColor(ground.get(mark.state, LIGHT.grey_ground)))
            painter.setPen(QPen(QColor(ink.get(mark.state, LIGHT.muted)), 2.0 if mark.number == self._current else 1.0))
            if mark.number == self._current:
                painter.drawRect(rect)
            else:
                painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _fill(self, painter: QPainter, rect: QRectF, colour: QColor) -> None:
        """Like a text marker: what is printed below stays readable."""
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.fillRect(rect, colour)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def _ask(self, number: int) -> None:
        if not 1 <= number <= len(self._sizes):
            return
        wanted = self._zoom(number) * POINTS * self.devicePixelRatioF()
        dpi = min(max(DPI_STEP * -int(-wanted // DPI_STEP), DPI_MIN), DPI_MAX)
        if self._asked.get(number, 0) < dpi:
            self._asked[number] = dpi
            self.page_wanted.emit(number, dpi)

    def _height(self, number: int) -> float:
        return self._sizes[number - 1][1] * self._zoom(number) + GAP

    def _forget(self) -> None:
        """Let go of the pages shown longest ago, never of one in view: it would be asked for again at once."""
        held = {number: image.width() * image.height() for number, (_, image) in self._pages.items()}
        spare = [number for number in self._pages if not self._is_near(number)]
        while spare and (len(self._pages) > KEPT_PAGES or sum(held.values()) > KEPT_PIXELS):
            gone = spare.pop(0)
            del self._pages[gone], held[gone]
            self._asked.pop(gone, None)

    def _relayout(self) -> None:
        heights = [self._height(number) for number in range(1, len(self._sizes) + 1)]
        self._tops = [OUTER + top for top in accumulate(heights[:-1], initial=0.0)] if heights else []
        total = (self._tops[-1] + heights[-1] if heights else 0.0) + OUTER - GAP
        bar, view = self.verticalScrollBar(), self.viewport()
        bar.setRange(0, max(int(total - view.height()), 0))
        bar.setEnabled(bar.maximum() > 0)
        bar.setPageStep(view.height())
        bar.setSingleStep(48)
        across = self.horizontalScrollBar()
        across.setRange(0, max(int(self._width() + 2 * OUTER - view.width()), 0))
        across.setPageStep(view.width())
        view.update()

    def _resized(self, number: int, size: tuple[float, float]) -> None:
        """A page has another shape than was thought; what is on screen does not jump."""
        before = self._sizes[number - 1][1] * self._zoom(number)
        above = self._tops[number - 1] + before <= self.verticalScrollBar().value()
        self._sizes[number - 1] = size
        grown = size[1] * self._zoom(number) - before
        value = self.verticalScrollBar().value()
        self._relayout()
        if above:
            self.verticalScrollBar().setValue(int(value + grown))

    def _visible(self) -> range:
        """Numbers of the pages in view."""
        if not self._tops:
            return range(1, 1)
        top = self.verticalScrollBar().value()
        first = max(bisect_right(self._tops, top), 1)
        last = max(bisect_right(self._tops, top + self.viewport().height()), first)
        return range(first, last + 1)

    def _is_near(self, number: int) -> bool:
        """Whether a page is in view, or the next below."""
        visible = self._visible()
        return number in visible or number == visible.stop

    def _width(self) -> float:
        return max(min(self.viewport().width() - 2 * OUTER, SHEET_MAX), 120.0) * self._scale

    def _zoom(self, number: int) -> float:
        """Pixels for a point: each page takes the whole width."""
        return self._width() / max(self._sizes[number - 1][0], 1.0)

    def _rect(self, number: int) -> QRectF:
        width = self._width()
        spare = self.viewport().width() - width
        left = spare / 2 if spare >= 2 * OUTER else OUTER - self.horizontalScrollBar().value()
        top = self._tops[number - 1] - self.verticalScrollBar().value()
        return QRectF(left, top, width, self._sizes[number - 1][1] * self._zoom(number))

    def _on_screen(self, number: int, box: Box) -> QRectF:
        rect, zoom = self._rect(number), self._zoom(number)
        corner = QPointF(rect.left() + box.left * zoom, rect.top() + box.top * zoom)
        return QRectF(corner.x(), corner.y(), (box.right - box.left) * zoom, (box.bottom - box.top) * zoom)

    def _box(self, number: int, first: QPointF, last: QPointF) -> Box:
        """What is between two points of the screen, in points of the page."""
        rect, zoom = self._rect(number), self._zoom(number)
        drawn = QRectF(first, last).normalized().translated(-rect.topLeft())
        return Box(drawn.left() / zoom, drawn.top() / zoom, drawn.right() / zoom, drawn.bottom() / zoom)

    def _page_at(self, point: QPointF) -> int | None:
        return next((number for number in self._visible() if self._rect(number).contains(point)), None)

    def _page_of(self, offset: int) -> int | None:
        return next((number for number, (start, end) in enumerate(self._spans, 1) if start <= offset < end), None)

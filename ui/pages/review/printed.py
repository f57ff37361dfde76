"""Fetches the printed pages that a view of the review page asks for, apart from the window's thread."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QImage

from reviewer_app.domain.errors import ReviewerError
from reviewer_app.domain.page_layout import PageBlocks, PrintedPage
from reviewer_app.ports.documents import ShownPage
from ui.actions.front import Front
from ui.jobs import JobControl, Lane
from ui.widgets.page_view import PageView

AT_ONCE = 2
"""Pages being drawn at a time: as many as there are workers for documents."""

Draw = Callable[[int, int], ShownPage]
"""(page from 1, dots per inch) to the page; called in a job."""


class _Fetched(NamedTuple):
    """A page, and which document's it is; None where it could not be drawn."""

    key: object
    number: int
    drawn: tuple[PrintedPage, QImage] | None


class PrintedPages(QObject):
    """Between a view and what draws its pages: one job a page, results for a document no longer shown are dropped.

    Who drags the bar past hundreds of pages wants the last: it comes first, and those that left the view are not drawn.
    """

    def __init__(self, front: Front, view: PageView, parent: QObject) -> None:
        super().__init__(parent)
        self._front = front
        self._view = view
        self._key: object = None
        self._draw: Draw | None = None
        self._blocks: Mapping[int, PageBlocks] = {}
        self._waiting: dict[int, int] = {}
        self._running = 0
        view.page_wanted.connect(self.on_wanted)

    def show(self, key: object, blocks: Mapping[int, PageBlocks], draw: Draw) -> None:
        """The document to draw, told from others by `key`; its pages are asked for when they are painted."""
        self._front.jobs.cancel_owned(self)
        self._key, self._blocks, self._draw = key, blocks, draw
        self._waiting.clear()
        self._running = 0

    @Slot(int, int)
    def on_wanted(self, number: int, dpi: int) -> None:
        """A page came into view."""
        self._waiting.pop(number, None)
        self._waiting[number] = dpi
        self._next()

    def _next(self) -> None:
        while self._waiting and self._running < AT_ONCE:
            number, dpi = self._waiting.popitem()
            if self._view.still_wants(number):
                self._fetch(number, dpi)

    def _fetch(self, number: int, dpi: int) -> None:
        key, draw, blocks = self._key, self._draw, self._blocks.get(number)
        if draw is None or blocks is None:
            return

        def work(control: JobControl) -> _Fetched:
            control.check()
            try:
                shown = draw(number, dpi)
            except ReviewerError:
                return _Fetched(key, number, None)
            # Decoded here: a page at 200 dpi takes longer than a frame.
            image = QImage.fromData(shown.picture)
            return _Fetched(key, number, (PrintedPage.of(shown.layout, blocks), image))

        self._running += 1
        self._front.jobs.run(self, work, self.on_page, self.on_failed, lane=Lane.DOCUMENTS)

    @Slot(object)
    def on_page(self, fetched: _Fetched) -> None:
        """Show it where its document is still in front; a page that cannot be drawn leaves its text to be read."""
        if fetched.key != self._key:
            return
        self._running -= 1
        if fetched.drawn is None:
            self._front.say("amber", "review.page_failed", page=fetched.number)
        else:
            self._view.set_page(fetched.number, *fetched.drawn)
        self._next()

    @Slot(object)
    def on_failed(self, error: ReviewerError) -> None:
        """Whatever else went wrong is said."""
        self._running = max(self._running - 1, 0)
        self._front.complain(error)
        self._next()

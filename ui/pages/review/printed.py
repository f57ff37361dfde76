"""Fetches the printed pages that the review page's view asks for, apart from the window's thread."""

from typing import NamedTuple

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QImage

from reviewer_app.domain.errors import ReviewerError
from reviewer_app.domain.page_layout import PageBlocks, PrintedPage, blocks_of_pages
from reviewer_app.services.open_item import PartView
from reviewer_app.services.part_pictures import printed_page
from ui.actions.front import Front
from ui.jobs import JobControl, Lane
from ui.pages.review.document_pane import DocumentPane


class _Fetched(NamedTuple):
    """A page, and which part's it is; None where it could not be drawn."""

    part: str
    number: int
    drawn: tuple[PrintedPage, QImage] | None


class PrintedPages(QObject):
    """Between a pane and the use case: one job a page, results for a part no longer shown are dropped."""

    def __init__(self, front: Front, pane: DocumentPane, parent: QObject) -> None:
        super().__init__(parent)
        self._front = front
        self._pane = pane
        self._item = ""
        self._part: str | None = None
        self._blocks: dict[int, PageBlocks] = {}
        pane.pages.page_wanted.connect(self.on_wanted)
        pane.pages.nothing_inside.connect(self.on_nothing)

    def set_part(self, item: str, part: PartView) -> None:
        """The part in front; its pages are asked for when they are painted."""
        self._front.jobs.cancel_owned(self)
        self._item, self._part = item, part.part.id
        self._blocks = blocks_of_pages(part.document)

    @Slot(int, int)
    def on_wanted(self, number: int, dpi: int) -> None:
        """A page came into view."""
        front, item, part = self._front, self._item, self._part
        blocks = self._blocks.get(number)
        if part is None or blocks is None:
            return
        actor = front.actor

        def work(control: JobControl) -> _Fetched:
            control.check()
            try:
                shown = printed_page(front.desk, actor, item, part, number, dpi)
            except ReviewerError:
                return _Fetched(part, number, None)
            # Decoded here: a page at 200 dpi takes longer than a frame.
            image = QImage.fromData(shown.picture)
            return _Fetched(part, number, (PrintedPage.of(shown.layout, blocks), image))

        front.jobs.run(self, work, self.on_page, self.on_failed, lane=Lane.DOCUMENTS)

    @Slot(object)
    def on_page(self, fetched: _Fetched) -> None:
        """Show it where its part is still in front; a page that cannot be drawn leaves its text to be read."""
        if fetched.part != self._part:
            return
        if fetched.drawn is None:
            self._front.say("amber", "review.page_failed", page=fetched.number)
        else:
            self._pane.pages.set_page(fetched.number, *fetched.drawn)

    @Slot(object)
    def on_failed(self, error: ReviewerError) -> None:
        """Whatever else went wrong is said."""
        self._front.complain(error)

    @Slot()
    def on_nothing(self) -> None:
        """A box was drawn where no text was read."""
        self._front.say("amber", "review.box_empty")

"""Opens the pictures and pages that no text was read from, and takes what the person ticks and marks there."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from reviewer_app.domain.document import BlockKind, Box, Document, FileKind, Place, Unread
from reviewer_app.domain.page_layout import PageBlocks, blocks_of_pages
from reviewer_app.services.open_item import PartView
from ui.actions.front import Front
from ui.dialogs.look import LookDialog
from ui.models.review_state import MarkedFinding
from ui.pages.review.decider import Decider
from ui.pages.review.finding_words import FindingWords
from ui.pages.review.reading import ReviewScreen
from ui.pages.review.selection_row import Region
from ui.widgets.layouts import Mark, MarkSet, RegionMark
from ui.widgets.picture_sight import NOTHING, READ, PictureSight


class Looking(QObject):
    """Holds what is known of the open item; the page forwards the wish to look."""

    def __init__(self, front: Front, about: FindingWords, decider: Decider, owner: QWidget) -> None:
        super().__init__(owner)
        self._front = front
        self._about = about
        self._decider = decider
        self._owner = owner
        self._screen: ReviewScreen | None = None
        self._part: PartView | None = None
        self._dialog: LookDialog | None = None

    def set_screen(self, screen: ReviewScreen) -> None:
        """The item was read again: what was marked meanwhile is drawn."""
        self._screen = screen
        if self._dialog is not None:
            self._dialog.draw_over()

    def open(self, item: str, part: PartView, waiting: tuple[Unread, ...], seen: tuple[Unread, ...]) -> None:
        """Show the pieces of a part, those that wait first."""
        self._part = part
        of = (item, part.part.id, part.part.name)
        self._dialog = LookDialog(
            self._front, of, waiting, self._place_of, self._owner, sight=self._sight, seen=seen)
        self._dialog.looked.connect(self.on_looked)
        self._dialog.marked.connect(self.on_marked)
        self._dialog.exec()
        self._dialog = None

    @Slot(object)
    def on_looked(self, place: Place) -> None:
        """A piece was looked at."""
        if self._part is not None:
            self._decider.looked(self._part.part.id, (place,))

    @Slot(object, object)
    def on_marked(self, place: Place, box: Box) -> None:
        """A box, or a whole picture, is to be a finding."""
        if self._part is not None:
            self._decider.mark(self._part.part.id, Region(place.page, box, place.part), self._said)

    def _said(self, _added: object) -> None:
        self._front.say("green", "mark.done")

    def _place_of(self, one: Unread) -> str:
        return self._front.words("place.whole") if one.place == Place() else self._about.place(one.place)

    def _sight(self, place: Place) -> PictureSight:
        if self._screen is None or self._part is None:
            return PictureSight()
        return sight_of(self._part.document, self._screen.state.findings.get(self._part.part.id, ()), place)


def sight_of(document: Document, findings: Sequence[MarkedFinding], place: Place) -> PictureSight:
    """What belongs to the picture at `place`; its one page is page 1."""
    if document.kind is FileKind.PDF:
        blocks = blocks_of_pages(document).get(place.page or 0, PageBlocks())
    else:
        read = tuple((at, one) for at, one in document.content() if one.kind is BlockKind.OCR and _in(one.place, place))
        blocks = PageBlocks(recognised=read)
    inside = [one for one in findings if _in(one.finding.place, place)]
    marks = MarkSet.of(
        Mark(one.finding.number, one.finding.start, one.finding.end, one.state)
        for one in inside if one.finding.start is not None and one.finding.end is not None)
    return PictureSight(blocks, marks, (*_lines(blocks), *_regions(inside)))


def _in(one: Place, place: Place) -> bool:
    return (one.page, one.part) == (place.page, place.part)


def _lines(blocks: PageBlocks) -> Iterator[RegionMark]:
    return (RegionMark(NOTHING, 1, block.place.boxes, READ) for _, block in blocks.recognised)


def _regions(findings: Sequence[MarkedFinding]) -> Iterator[RegionMark]:
    return (RegionMark(one.finding.number, 1, one.finding.place.boxes, one.state)
            for one in findings if one.finding.region)

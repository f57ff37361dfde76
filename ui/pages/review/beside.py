"""The public version beside the original, and either of them page by page (⑦, window.md 审查)."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from reviewer_app.domain.alignment import Alignment
from reviewer_app.domain.document import Document, FileKind
from reviewer_app.domain.errors import NoPicture
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.page_layout import blocks_of_pages
from reviewer_app.domain.public_version import PublicVersion
from reviewer_app.services.open_item import PartView
from reviewer_app.services.part_pictures import printed_page
from reviewer_app.services.printed_part import PrintedPart, page_of, printed_part, printed_public
from reviewer_app.services.public_text import public_document
from ui.actions.front import Front
from ui.pages.review.document_pane import DocumentPane
from ui.pages.review.printed import PrintedPages
from ui.pages.review.reading import ReviewScreen
from ui.widgets.layouts import Mark, MarkSet
from ui.widgets.pieces import Piece, cut

LABEL_ENDS: Final = frozenset("：:（(")


class _Public(NamedTuple):
    """The public version of a part for an audience as it is shown: its text, or its pages, with the changes marked."""

    key: object
    pieces: tuple[Piece, ...]
    printed: PrintedPart | None
    marks: MarkSet


class Beside(QObject):
    """Reads what the pane wants to show besides the original's text."""

    print_shown = Signal()

    def __init__(self, front: Front, pane: DocumentPane, parent: QObject) -> None:
        super().__init__(parent)
        self._front = front
        self._pane = pane
        self._original = PrintedPages(front, pane.pages, self)
        self._public = PrintedPages(front, pane.public_pages, self)
        self._item = ""
        self._screen: ReviewScreen | None = None
        self._wanted: object = None
        self._shown: object = None
        pane.pages_wanted.connect(self.on_pages_wanted)

    def set_screen(self, item: str, screen: ReviewScreen) -> None:
        """What is shown of the item now."""
        self._item, self._screen = item, screen

    def set_part(self, part: PartView) -> None:
        """The part in front: a PDF's pages are asked for when they are painted."""
        self._shown = None
        front, item, id_ = self._front, self._item, part.part.id
        if part.document.kind is FileKind.PDF:
            self._original.show(
                id_, blocks_of_pages(part.document),
                lambda number, dpi: printed_page(front.desk, front.actor, item, id_, number, dpi))

    @Slot()
    def on_pages_wanted(self) -> None:
        """A part that is no PDF is to be seen page by page: it is printed first."""
        part = self._pane.part
        if part is None or part.document.kind is FileKind.PDF:
            return
        front, item, id_ = self._front, self._item, part.part.id
        self._pane.say(front.words("review.printing"))

        def read() -> tuple[str, PrintedPart | None]:
            try:
                printed = printed_part(front.desk, front.actor, item, id_)
            except NoPicture:
                return id_, None
            printed.span(0, 0)  # aligned here, not when the first mark is drawn
            return id_, printed

        front.ask(self, read, self.on_printed)

    @Slot(object)
    def on_printed(self, read: tuple[str, PrintedPart | None]) -> None:
        """The original's pages, if its part is still in front."""
        id_, printed = read
        if self._pane.part is None or self._pane.part.part.id != id_ or self._screen is None:
            return
        if printed is None:
            self._pane.say(self._front.words("review.no_print"))
            return
        desk = self._front.desk
        self._original.show(id_, printed.blocks, lambda number, dpi: page_of(desk, printed, number, dpi))
        self._pane.show_print(tuple(one.span for one in printed.blocks.values()), lambda marks: _moved(marks, printed))
        self.print_shown.emit()

    def show_public(self, part: PartView, version: PublicVersion, audience: Audience | None) -> None:
        """Read the public version of a part, and its pages where those are wanted."""
        if self._screen is None:
            return
        front, id_, marks = self._front, part.part.id, self._screen.marks[part.part.id]
        paged = self._pane.paged
        self._wanted = key = (version.id, id_, audience, paged)

        def read() -> _Public:
            if not paged:
                document = public_document(front.desk, front.actor, version.id, id_)
                return _Public(key, cut(document), None, changed_marks(part.document, document, marks))
            try:
                printed = printed_public(front.desk, front.actor, version.id, id_)
            except NoPicture:
                document = public_document(front.desk, front.actor, version.id, id_)
                return _Public(key, cut(document), None, changed_marks(part.document, document, marks))
            changed = changed_marks(part.document, printed.source, marks)
            return _Public(key, cut(printed.source), printed, _moved(changed, printed))

        front.ask(self, read, self.on_public)

    @Slot(object)
    def on_public(self, read: _Public) -> None:
        """Show it, if it still is the one asked for."""
        if read.key != self._wanted:
            return
        if read.key == self._shown:
            # Read again after a decision: where somebody reads stays where it is.
            self._pane.mark_public(read.marks)
            return
        self._shown = read.key
        desk, printed = self._front.desk, read.printed
        if printed is not None:
            self._public.show(read.key, printed.blocks, lambda number, dpi: page_of(desk, printed, number, dpi))
        spans = tuple(one.span for one in printed.blocks.values()) if printed is not None else None
        self._pane.show_public(read.pieces, "", read.marks, spans)


def changed_marks(original: Document, public: Document, marks: MarkSet) -> MarkSet:
    """Where the findings' places are in the public version, and every change that belongs to none of them.

    What was changed is green, what stays grey, a change no finding explains amber. Its numbers are negative.
    """
    aligned = Alignment.of(original.text, public.text)
    changes = [_visible(*change, len(public.text)) for change in aligned.changes()]
    written = {end: start for start, end in changes}
    found: list[Mark] = []
    for mark in marks.marks:
        start, end = _visible(*aligned.span(mark.start, mark.end), len(public.text))
        if aligned.same(mark.start, mark.end):
            found.append(Mark(mark.number, start, end, "grey"))
        else:
            found.append(Mark(mark.number, _with_label(start, written, public.text), end, "green"))
    placed = MarkSet.of(found)
    for number, (low, high) in enumerate(changes, 1):
        if not any(mark.start < high and low < mark.end for mark in placed.between(low, high)):
            found.append(Mark(-number, low, high, "amber"))
    return MarkSet.of(found)


def _with_label(start: int, written: Mapping[int, int], text: str) -> int:
    """Where the label begins that was changed along with a value (手机：… to 办公电话：…); `start` where none was."""
    before = start - 1 if text[start - 1 : start] in LABEL_ENDS else start
    return written.get(before, start)


def _visible(start: int, end: int, length: int) -> tuple[int, int]:
    """Of what is gone, the character before it is marked."""
    return (start, end) if start < end else (max(start - 1, 0), min(max(start, 1), length))


def _moved(marks: MarkSet, printed: PrintedPart) -> MarkSet:
    """Marks in the text of the pages."""
    return MarkSet.of(Mark(one.number, *printed.span(one.start, one.end), one.state) for one in marks.marks)

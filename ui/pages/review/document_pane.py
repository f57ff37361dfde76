"""The left half: part tabs, position, original, public version or both, what can be done with a selection."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer_app.domain.document import Box, FileKind
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.page_layout import blocks_of_pages
from reviewer_app.services.open_item import PartView
from ui.models.review_state import MarkedFinding
from ui.pages.review.document_bar import MODES, PAGES, TEXT, DocumentBar
from ui.pages.review.document_views import DocumentViews
from ui.pages.review.reading import ReviewScreen
from ui.pages.review.selection_row import SelectionRow
from ui.text import Words
from ui.widgets.document_view import DocumentView
from ui.widgets.layouts import MarkSet
from ui.widgets.page_view import PageView
from ui.widgets.pieces import Piece

NO_MARKS = MarkSet()
Spans: TypeAlias = tuple[tuple[int, int], ...]
"""For each page the offsets it holds, end exclusive."""

ZOOM_STEP = 1.25
ZOOM_MIN, ZOOM_MAX = 0.64, 3.0


class DocumentPane(QWidget):
    """Shows one part; says which part was opened and which finding was clicked."""

    part_shown = Signal(str)
    mark_clicked = Signal(int)
    public_wanted = Signal()
    """The public version of the part in front, for the chosen audience, is to be seen."""

    pages_wanted = Signal()
    """A part that is no PDF is to be seen page by page."""

    stepped = Signal(int)

    region_refused = Signal()
    """A box without text was drawn where no public version could leave a rectangle out."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._screen: ReviewScreen | None = None
        self._shown: str | None = None
        self.previewed: Mapping[str, tuple[Piece, ...]] = {}
        """The pieces of the part that is shown before the rest of its item was read, by part."""
        self.bar = DocumentBar(words, self)
        self.tabs, self.modes, self.kinds = self.bar.tabs, self.bar.modes, self.bar.kinds
        self._paged = False
        self._moved: Callable[[MarkSet], MarkSet] | None = None
        self._public_paged = False
        self._missing = False
        self.prints: Callable[[FileKind], bool] = lambda kind: kind is FileKind.PDF
        self.selection = SelectionRow(words, self)
        self.views = DocumentViews(words, self)
        self.original, self.pages = self.views.original, self.views.pages
        self.public, self.public_pages = self.views.public, self.views.public_pages
        self.empty = self.views.empty
        self._lay_out()
        self._connect()

    @property
    def part(self) -> PartView | None:
        """The part in front."""
        at = self.tabs.currentIndex()
        parts = self._screen.state.view.parts if self._screen is not None else ()
        return parts[at] if 0 <= at < len(parts) else None

    @property
    def mode(self) -> str:
        """original, public or both."""
        return self.bar.mode

    @property
    def audience(self) -> Audience | None:
        """Whose public version is to be seen."""
        return self.bar.audience

    def preview(self, names: Sequence[str], part: str, pieces: tuple[Piece, ...]) -> None:
        """Show the first part's text while everything else of the item is still being read."""
        self._screen = None
        self.previewed = {part: pieces}
        self.bar.name_tabs(names)
        self._show_pieces(part, pieces)
        self._offer_pages(None)

    def show_item(self, screen: ReviewScreen, audiences: Sequence[Audience], *, active: bool) -> None:
        """Show an item's parts; the open one stays open, the text is laid out anew only when it is another."""
        before = self._screen
        parts = [part.part.id for part in screen.state.view.parts]
        fresh = before is None or [part.part.id for part in before.state.view.parts] != parts
        seen = next(iter(self.previewed), None) == parts[0] and self._shown == parts[0]
        self._screen = screen
        self.selection.set_active(active=active)
        self.bar.offer_audiences(tuple(audiences))
        if fresh:
            at = self.tabs.currentIndex() if seen else 0  # somebody may have chosen a tab meanwhile
            self.bar.name_tabs([part.part.name for part in screen.state.view.parts], at)
            if seen and at == 0:
                self._offer_pages(screen.state.view.parts[0])
                self.part_shown.emit(parts[0])  # the text stands there already; the steps hear of it now
            else:
                self._shown = None
        self.previewed = {}
        self.show_part()

    def show_part(self) -> None:
        """Lay out the part in front if it is not already there."""
        part = self.part
        if part is not None and self._screen is not None and part.part.id != self._shown:
            self._show_pieces(part.part.id, self._screen.pieces[part.part.id])
            self._offer_pages(part)
            self.part_shown.emit(part.part.id)

    def _show_pieces(self, part: str, pieces: tuple[Piece, ...]) -> None:
        self._shown = part
        self._moved = None
        self.original.set_pieces(pieces)
        self.public.set_pieces(())
        self.public_pages.set_document(())
        self.selection.hide()

    def show_findings(self, current: MarkedFinding | None, at: int | None) -> None:
        """Draw the marks and say where the current finding is: the one at `at`, from 0, of its part's."""
        if self._screen is None or self._shown is None:
            return
        marks = self._screen.marks[self._shown]
        self.original.set_mark_set(marks)
        self.pages.set_mark_set(marks if self._moved is None else self._moved(marks))
        self.pages.set_regions(self._screen.regions[self._shown] if self._moved is None else ())
        for view in self.views.all:
            view.set_current(current.finding.number if current else None)
        count = len(self._screen.state.findings[self._shown])
        self.bar.position.setText(self._words("review.position", at="–" if at is None else at + 1, all=count))
        self.bar.position.setToolTip(self._words("review.position.left", left=self._screen.state.left[self._shown]))

    def show_public(
        self, pieces: tuple[Piece, ...], missing: str, marks: MarkSet = NO_MARKS, spans: Spans | None = None
    ) -> None:
        """Show the public version of the part with its changes, or why there is none; `spans`: of its pages."""
        with self.views.at_rest():
            self.public.set_pieces(pieces)
            self.public_pages.set_document(spans or ())
        self._public_paged = spans is not None
        self.mark_public(marks)
        self._missing = bool(missing)
        self._bring()
        self.say(missing)
        self.views.scroll_together()

    def mark_public(self, marks: MarkSet) -> None:
        """Mark the changes."""
        for view in (self.public, self.public_pages):
            view.set_mark_set(marks)

    def show_print(self, spans: Spans, moved: Callable[[MarkSet], MarkSet]) -> None:
        """The pages of an original that is no PDF; `moved` finds marks again in their text."""
        self._moved = moved
        self.pages.set_document(spans)
        self.say("")
        self._bring()

    def say(self, text: str) -> None:
        """Say why there is nothing to see where something was asked for; "" for nothing to say."""
        self.views.say(text)

    def zoom(self, factor: float | None) -> None:
        """Larger or smaller by a factor; None is 100 %."""
        scale = 1.0 if factor is None else min(max(self.original.scale * factor, ZOOM_MIN), ZOOM_MAX)
        with self.views.at_rest():  # a view not magnified yet would take the other one elsewhere
            for view in self.views.all:
                view.set_scale(scale)
        self.views.scroll_together()

    @property
    def paged(self) -> bool:
        """Whether pages are to be seen rather than text."""
        return self._paged and self.bar.as_pages

    @property
    def back(self) -> DocumentView | PageView:
        """The public version as it is looked at."""
        return self.public_pages if self._public_paged else self.public

    @property
    def front(self) -> DocumentView | PageView:
        """The original as it is looked at: its pages, or its text."""
        return self.pages if self.paged else self.original

    def show_sentence(self, start: int, end: int) -> None:
        """Bring a passage of the first part into view, marked as if it were selected."""
        self.tabs.setCurrentIndex(0)
        self.original.select(start, end)
        self.original.show_span(start, end)
        self.pages.select(start, end)
        self.pages.show_span(start)

    def drop_selection(self) -> None:
        """Nothing is selected any more; the keys go to the document again."""
        self.selection.hide()
        self.original.clear_selection()
        self.pages.clear_selection()
        self.front.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def on_tab(self, _index: int) -> None:
        """Another part."""
        self.show_part()

    @Slot()
    def on_previous(self) -> None:
        """K."""
        self.stepped.emit(-1)

    @Slot()
    def on_next(self) -> None:
        """J."""
        self.stepped.emit(1)

    @Slot(int)
    def on_mode(self, number: int) -> None:
        """Original, public version, or both beside each other."""
        mode = MODES[number]
        self._bring()
        self.bar.show_mode()
        self.say("")
        if mode != "original":
            self.public_wanted.emit()

    @Slot(int)
    def on_kind(self, _number: int) -> None:
        """As it is printed, or as text."""
        self._bring()
        self.say("")
        if self.paged and self._moved is None:
            self.pages_wanted.emit()
        if self.mode != "original":
            self.public_wanted.emit()

    @Slot(int)
    def on_audience(self, _number: int) -> None:
        """Another audience's public version."""
        self.public_wanted.emit()

    @Slot(int, int)
    def on_selected(self, start: int, end: int) -> None:
        """Offer what can be done with a selection."""
        part = self.part
        if part is not None:
            self.selection.offer(part.document.text[start:end], start, end)

    @Slot(int, object)
    def on_region(self, page: int, box: Box) -> None:
        """Offer to mark what no text was read of."""
        part = self.part
        if part is not None and part.document.kind is FileKind.PDF:
            self.selection.offer_region(page, box)
        else:
            self.region_refused.emit()

    def _offer_pages(self, part: PartView | None) -> None:
        """A PDF is shown as it is printed unless somebody wants its text; None: not known yet.

        Of other files the text comes first: printing them takes a while.
        """
        kind = part.document.kind if part is not None else FileKind.TEXT
        self._paged = self.prints(kind)
        self.bar.offer_kinds(paged=self._paged, first=PAGES if kind is FileKind.PDF else TEXT)
        pages = blocks_of_pages(part.document) if part is not None and kind is FileKind.PDF else {}
        self.pages.set_document(tuple(one.span for one in pages.values()))
        self._moved = None
        self._bring()

    def _bring(self) -> None:
        """The views of the mode to the front; a public version that is missing leaves its place to the reason."""
        ours = () if self.mode == "public" else (self.front,)
        theirs = () if self.mode == "original" or self._missing else (self.back,)
        self.views.bring(*ours, *theirs)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self.on_tab)
        self.bar.previous.clicked.connect(self.on_previous)
        self.bar.next.clicked.connect(self.on_next)
        self.modes.idClicked.connect(self.on_mode)
        self.kinds.idClicked.connect(self.on_kind)
        self.bar.audiences.idClicked.connect(self.on_audience)
        self.original.mark_clicked.connect(self.mark_clicked)
        self.original.text_selected.connect(self.on_selected)
        self.pages.mark_clicked.connect(self.mark_clicked)
        self.pages.text_selected.connect(self.on_selected)
        self.pages.region_drawn.connect(self.on_region)
        self.public_pages.region_drawn.connect(self.region_refused)
        for view in (self.public, self.public_pages):
            view.mark_clicked.connect(self.mark_clicked)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(self.bar)
        column.addWidget(self.selection)
        column.addWidget(self.views, 1)

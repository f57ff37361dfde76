"""The original and its public version side by side, each as text or page by page, scrolling together."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QSplitter, QWidget

from reviewer_app.domain.document import BlockKind
from ui.text import Words
from ui.widgets.document_view import DocumentView
from ui.widgets.page_view import PageView

LABELLED = (
    BlockKind.HEADER, BlockKind.FOOTER, BlockKind.FOOTNOTE, BlockKind.COMMENT, BlockKind.TEXT_BOX, BlockKind.INSERTION,
    BlockKind.DELETION, BlockKind.HIDDEN, BlockKind.OCR,
)
View = DocumentView | PageView
_HALF = 1000


class DocumentViews(QSplitter):
    """Four views, of which one or two are in front; `empty` says why there is nothing to see."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.original = DocumentView(self)
        self.original.setAccessibleName(words("review.document"))
        self.pages = PageView(self)
        self.pages.setAccessibleName(words("review.pages"))
        self.public = DocumentView(self)
        self.public.setAccessibleName(words("review.view.public"))
        self.public_pages = PageView(self)
        self.public_pages.setAccessibleName(words("review.public_pages"))
        for text in (self.original, self.public):
            text.set_labels({kind: words(f"block.{kind.value}") for kind in LABELLED})
        self.empty = QLabel(self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.empty.setProperty("hint", "true")
        self._fronts: tuple[View, ...] = (self.original,)
        self._following = False
        for view in self.all:
            self.addWidget(view)
            view.verticalScrollBar().valueChanged.connect(self.on_scrolled)
        self.addWidget(self.empty)
        self.setChildrenCollapsible(False)
        for hidden in (self.pages, self.public, self.public_pages, self.empty):
            hidden.hide()

    @property
    def all(self) -> tuple[View, ...]:
        """All four, the original's first."""
        return (self.original, self.pages, self.public, self.public_pages)

    def bring(self, *fronts: View) -> None:
        """Show these views, in halves: else what was hidden comes back as narrow as it can be."""
        if fronts != self._fronts:
            self._fronts = fronts
            for view in self.all:
                view.setVisible(view in fronts)
            self.setSizes([_HALF] * self.count())
            self.scroll_together()

    def say(self, text: str) -> None:
        """Say why there is nothing to see; "" for nothing to say."""
        self.empty.setText(text)
        self.empty.setVisible(bool(text))

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """While a view gets another document, it takes the other one nowhere."""
        before, self._following = self._following, True
        try:
            yield
        finally:
            self._following = before

    def scroll_together(self) -> None:
        """Bring the second view to where the first one is."""
        if len(self._fronts) > 1:
            self._scroll_with(self._fronts[0], self._fronts[1])

    @Slot(int)
    def on_scrolled(self, _value: int) -> None:
        """Each scrolls with the other; views behind those in front lead nobody."""
        if len(self._fronts) > 1:
            for leader, other in (self._fronts, self._fronts[::-1]):
                if self.sender() is leader.verticalScrollBar():
                    self._scroll_with(leader, other)

    def _scroll_with(self, leader: View, other: View) -> None:
        """Page by page where both have pages, else in proportion; the one that is taken along leads nobody."""
        if self._following:
            return
        with self.at_rest():
            self._move(leader, other)

    @staticmethod
    def _move(leader: View, other: View) -> None:
        if isinstance(leader, PageView) and isinstance(other, PageView):
            other.go_to(leader.place)
        else:
            ours, theirs = leader.verticalScrollBar(), other.verticalScrollBar()
            if ours.maximum() > 0:
                theirs.setValue(round(ours.value() * theirs.maximum() / ours.maximum()))

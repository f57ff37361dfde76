"""The document beside the package: part tabs, the text with its marks, and going from mark to mark of a hint."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from reviewer_app.services.open_item import ItemView, PartView
from ui.models.package_rows import HintRow
from ui.models.review_state import marked
from ui.text import Words
from ui.widgets.document_view import DocumentView
from ui.widgets.layouts import Mark


class DocumentSide(QWidget):
    """Shows one part; a click on a mark says its number and part."""

    mark_clicked = Signal(str, int)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: ItemView | None = None
        self._shown: str | None = None
        self._at: tuple[HintRow, int] | None = None
        self.tabs = QTabBar(self)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(words("review.parts"))
        self.document = DocumentView(self)
        self.document.setAccessibleName(words("review.document"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.tabs)
        column.addWidget(self.document, 1)
        self.tabs.currentChanged.connect(self.on_tab)
        self.document.mark_clicked.connect(self.on_mark)

    @property
    def part(self) -> PartView | None:
        """The part in front."""
        at = self.tabs.currentIndex()
        return self._view.parts[at] if self._view is not None and 0 <= at < len(self._view.parts) else None

    def show_item(self, view: ItemView) -> None:
        """Show an item's parts; the same revision stays as it was scrolled."""
        same = self._view is not None and self._view.facts.revision.id == view.facts.revision.id
        self._view = view
        if same:
            return
        self._shown, self._at = None, None
        self.tabs.blockSignals(True)  # noqa: FBT003 - Qt's signature
        while self.tabs.count():
            self.tabs.removeTab(0)
        for part in view.parts:
            self.tabs.addTab(part.part.name)
        self.tabs.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self.tabs.setCurrentIndex(0)
        self.on_tab(0)

    def show_hint(self, hint: HintRow) -> None:
        """The first place of a hint; asked again, the next one."""
        self.show_part(hint.part)
        places = [one.finding.number for one in hint.findings if one.finding.start is not None]
        if not places:
            return
        again = self._at is not None and self._at[0] == hint
        at = (self._at[1] + 1) % len(places) if again and self._at is not None else 0
        self._at = (hint, at)
        self.document.set_current(places[at])

    def show_place(self, part: str, start: int | None, end: int | None) -> None:
        """A place of a part."""
        self.show_part(part)
        if start is not None and end is not None:
            self.document.show_span(start, end)

    def show_part(self, part: str) -> None:
        """Bring a part to the front."""
        if self._view is not None:
            at = next((at for at, one in enumerate(self._view.parts) if one.part.id == part), None)
            if at is not None:
                self.tabs.setCurrentIndex(at)

    @Slot(int)
    def on_tab(self, _at: int) -> None:
        """Lay the part out, with its marks."""
        part = self.part
        if part is None or self._view is None or part.part.id == self._shown:
            return
        self._shown = part.part.id
        self.document.set_document(part.document)
        self.document.set_marks([
            Mark(one.finding.number, one.finding.start, one.finding.end, one.state)
            for one in marked(self._view, part)
            if one.finding.start is not None and one.finding.end is not None
        ])

    @Slot(int)
    def on_mark(self, number: int) -> None:
        """A mark was clicked."""
        if self._shown is not None:
            self.document.set_current(number)
            self.mark_clicked.emit(self._shown, number)

"""The left half: part tabs, position, original, public version or both, the document itself."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QSplitter, QTabBar, QVBoxLayout, QWidget

from reviewer_app.domain.document import Document
from reviewer_app.services.open_item import ItemView, PartView
from ui.models.review_state import MarkedFinding, undecided
from ui.text import Words
from ui.widgets.document_view import DocumentView
from ui.widgets.layouts import Mark

MODES = ("original", "public", "both")


class DocumentPane(QWidget):
    """Shows one part; says which part was opened and which finding was clicked."""

    part_shown = Signal(str)
    mark_clicked = Signal(int)
    mode_changed = Signal(str)
    stepped = Signal(int)
    text_selected = Signal(int, int)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._view: ItemView | None = None
        self._shown: str | None = None
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName(words("review.parts"))
        self.tabs.setExpanding(False)
        self.previous = QPushButton("◂", self)
        self.position = QLabel(self)
        self.next = QPushButton("▸", self)
        for button, key in ((self.previous, "review.previous"), (self.next, "review.next")):
            button.setToolTip(words(key))
            button.setAccessibleName(words(key))
            button.setFixedWidth(36)
        self.modes = QButtonGroup(self)
        self.original = DocumentView(self)
        self.original.setAccessibleName(words("review.document"))
        self.public = DocumentView(self)
        self.public.setAccessibleName(words("review.view.public"))
        self.public.hide()
        self.empty = QLabel(self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setProperty("hint", "true")
        self.empty.hide()
        self._lay_out()
        self.tabs.currentChanged.connect(self.on_tab)
        self.previous.clicked.connect(self.on_previous)
        self.next.clicked.connect(self.on_next)
        self.modes.idClicked.connect(self.on_mode)
        self.original.mark_clicked.connect(self.mark_clicked)
        self.original.text_selected.connect(self.text_selected)
        self.original.verticalScrollBar().valueChanged.connect(self.follow)

    @property
    def part(self) -> PartView | None:
        """The part in front."""
        at = self.tabs.currentIndex()
        return self._view.parts[at] if self._view is not None and 0 <= at < len(self._view.parts) else None

    @property
    def mode(self) -> str:
        """original, public or both."""
        return MODES[max(self.modes.checkedId(), 0)]

    def show_item(self, view: ItemView) -> None:
        """Show an item's parts; the open one stays open, the text is laid out anew only when it is another."""
        fresh = self._view is None or [p.part.id for p in self._view.parts] != [p.part.id for p in view.parts]
        self._view = view
        if fresh:
            self.tabs.blockSignals(True)  # noqa: FBT003 - Qt's signature
            while self.tabs.count():
                self.tabs.removeTab(0)
            for part in view.parts:
                self.tabs.addTab(part.part.name)
            self.tabs.blockSignals(False)  # noqa: FBT003 - Qt's signature
            self.tabs.setCurrentIndex(0)
            self._shown = None
        self.show_part()

    def show_part(self) -> None:
        """Lay out the part in front if it is not already there."""
        part = self.part
        if part is not None and part.part.id != self._shown:
            self._shown = part.part.id
            self.original.set_document(part.document)
            self.public.set_document(None)
            self.part_shown.emit(part.part.id)

    def show_findings(self, findings: tuple[MarkedFinding, ...], current: MarkedFinding | None) -> None:
        """Draw the marks and say where one is."""
        self.original.set_marks([
            Mark(one.finding.number, one.finding.start, one.finding.end, one.state)
            for one in findings if one.finding.start is not None and one.finding.end is not None
        ])
        left = undecided(findings)
        self.original.set_current(current.finding.number if current else None)
        at = findings.index(current) + 1 if current in findings else 0
        self.position.setText(self._words("review.position", at=at, all=len(findings)))
        self.position.setToolTip(str(len(left)))

    def show_public(self, document: Document | None, missing: str) -> None:
        """Show the public version of the part, or why there is none."""
        self.public.set_document(document)
        self.public.setVisible(document is not None and self.mode != "original")
        self.empty.setText(missing)
        self.empty.setVisible(document is None and self.mode != "original")

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
        self.original.setVisible(mode != "public")
        self.public.setVisible(mode != "original")
        self.empty.hide()
        self.mode_changed.emit(mode)

    @Slot(int)
    def follow(self, value: int) -> None:
        """Side by side, both scroll together, in proportion."""
        if self.mode == "both":
            ours, theirs = self.original.verticalScrollBar(), self.public.verticalScrollBar()
            if ours.maximum() > 0:
                theirs.setValue(round(value * theirs.maximum() / ours.maximum()))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        across = QHBoxLayout()
        across.addWidget(self.tabs)
        across.addStretch(1)
        for widget in (self.previous, self.position, self.next):
            across.addWidget(widget)
        across.addSpacing(16)
        for number, mode in enumerate(MODES):
            button = QPushButton(self._words(f"review.view.{mode}"), self)
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setChecked(number == 0)
            self.modes.addButton(button, number)
            across.addWidget(button)
        column.addLayout(across)
        both = QSplitter(Qt.Orientation.Horizontal, self)
        for view in (self.original, self.public, self.empty):
            both.addWidget(view)
        both.setChildrenCollapsible(False)
        column.addWidget(both, 1)

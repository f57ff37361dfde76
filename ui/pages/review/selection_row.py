"""What can be done with selected text: mark it by hand, propose a change of wording, return it with a point."""

from typing import NamedTuple

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from reviewer_app.domain.document import Box
from ui.dialogs.mark import shown
from ui.text import Words

SHORT = 18


class Passage(NamedTuple):
    """A selection: its text and its code points in the part."""

    text: str
    start: int
    end: int


class Region(NamedTuple):
    """A rectangle in which no text was read: of a page (from 1) in points, or of a picture in its own pixels.

    `picture` is the piece of the file that holds it; neither page nor picture: the file is one.
    """

    page: int | None
    box: Box
    picture: str | None = None


class SelectionRow(QFrame):
    """Appears with a selection; emits the `Passage`, or the `Region` to be marked."""

    mark_asked = Signal(object)
    amend_asked = Signal(object)
    point_asked = Signal(object)
    dismissed = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._words = words
        self._active = False
        self._chosen: Passage | Region = Passage("", 0, 0)
        self.text = QLabel(self)
        self.mark = QPushButton(words("select.mark"), self)
        self.amend = QPushButton(words("select.amend"), self)
        self.point = QPushButton(words("select.point"), self)
        self.close_ = QPushButton(words("select.dismiss"), self)
        self.close_.setProperty("kind", "link")
        across = QHBoxLayout(self)
        across.setContentsMargins(8, 4, 8, 4)
        across.addWidget(self.text, 1)
        for button in (self.mark, self.amend, self.point, self.close_):
            across.addWidget(button)
        self.mark.clicked.connect(self.on_mark)
        self.amend.clicked.connect(self.on_amend)
        self.point.clicked.connect(self.on_point)
        self.close_.clicked.connect(self.on_close)
        self.hide()

    def set_active(self, *, active: bool) -> None:
        """Nothing is offered where nothing may be decided."""
        self._active = active
        if not active:
            self.hide()

    def offer(self, text: str, start: int, end: int) -> None:
        """Offer what can be done with a passage."""
        self._chosen = Passage(text, start, end)
        line = shown(text)
        self.text.setText(self._words("select.text", text=line if len(line) <= SHORT else f"{line[:SHORT]}…"))
        self._appear(wanted=bool(text.strip()), words=True)

    def offer_region(self, page: int, box: Box) -> None:
        """Offer to mark a rectangle: there are no words to change or to name in a point."""
        self._chosen = Region(page, box)
        self.text.setText(self._words("select.region", page=page))
        self._appear(wanted=True, words=False)

    def _appear(self, *, wanted: bool, words: bool) -> None:
        self.amend.setVisible(words)
        self.point.setVisible(words)
        self.setVisible(self._active and wanted)

    @Slot()
    def on_mark(self) -> None:
        """手工标注."""
        self.mark_asked.emit(self._chosen)

    @Slot()
    def on_amend(self) -> None:
        """修改建议."""
        self.amend_asked.emit(self._chosen)

    @Slot()
    def on_point(self) -> None:
        """退回意见."""
        self.point_asked.emit(self._chosen)

    @Slot()
    def on_close(self) -> None:
        """Esc."""
        self.hide()
        self.dismissed.emit()

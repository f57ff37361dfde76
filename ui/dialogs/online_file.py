"""Where to drop or choose one file (a screenshot, a saved page); shows its name, never its content."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.text import Words


class FilePick(QFrame):
    """A frame that takes one local file by drop or by button."""

    chosen = Signal(str)

    def __init__(self, words: Words, hint: str, file_filter: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAcceptDrops(True)
        self._filter = file_filter
        self._hint = hint
        self.path: Path | None = None
        across = QHBoxLayout(self)
        self._text = QLabel(hint, self)
        self._text.setProperty("hint", "true")
        self._text.setWordWrap(True)
        self.button = QPushButton(words("queue.file.choose"), self)
        self.button.setAccessibleName(f"{words('queue.file.choose')} {hint}")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.choose)
        across.addWidget(self._text, 1)
        across.addWidget(self.button)

    @property
    def text(self) -> str:
        """What is shown: the hint, or the file's name."""
        return self._text.text()

    @Slot()
    def choose(self) -> None:
        """Ask for a file."""
        name, _ = QFileDialog.getOpenFileName(self, self._hint, "", self._filter)
        if name:
            self.take(name)

    @Slot(str)
    def take(self, name: str) -> None:
        """Take a file by its path."""
        self.path = Path(name)
        self._text.setText(self.path.name)
        self.chosen.emit(name)

    def clear(self) -> None:
        """No file."""
        self.path = None
        self._text.setText(self._hint)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """One local file may come."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Take it."""
        event.acceptProposedAction()
        self.take(event.mimeData().urls()[0].toLocalFile())

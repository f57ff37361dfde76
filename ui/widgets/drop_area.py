"""Where files come in: says that they can be dropped anywhere, and offers the same by buttons."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.text import Words
from ui.widgets.icons import Sign, icon

ICON = 32


class DropArea(QFrame):
    """Emits the paths chosen; dropping itself is the window's (main_window.files_dropped)."""

    chosen = Signal(list)
    paste_asked = Signal()
    form_asked = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setObjectName("drop-area")
        self.sign = Sign(ICON, self)
        self.sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = QLabel(words("drop.title"), self)
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title.setWordWrap(True)
        self.hint = QLabel(words("drop.hint"), self)
        self.hint.setProperty("hint", "true")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setWordWrap(True)
        self.files = QPushButton(words("drop.files"), self)
        self.folder = QPushButton(words("drop.folder"), self)
        self.paste = QPushButton(words("drop.paste"), self)
        self.form = QPushButton(words("drop.form"), self)
        self.form.setProperty("kind", "link")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(1)
        for label in (self.sign, self.title, self.hint):
            column.addWidget(label)
        across = QHBoxLayout()
        across.addStretch(1)
        for button in (self.files, self.folder, self.paste, self.form):
            across.addWidget(button)
        across.addStretch(1)
        column.addLayout(across)
        column.addStretch(1)
        self.files.clicked.connect(self.on_files)
        self.folder.clicked.connect(self.on_folder)
        self.paste.clicked.connect(self.paste_asked)
        self.form.clicked.connect(self.form_asked)
        self.sign.show_icon(icon("mdi6.tray-arrow-down", "accent"))

    def set_compact(self, compact: bool) -> None:
        """Once files are there, only the buttons stay."""
        for label in (self.sign, self.title, self.hint):
            label.setVisible(not compact)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Maximum if compact else QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)
        margin = 8 if compact else 24
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(margin, margin, margin, margin)

    @Slot()
    def on_files(self) -> None:
        """Choose files."""
        paths, _ = QFileDialog.getOpenFileNames(self, self._words("drop.files"))
        if paths:
            self.chosen.emit(paths)

    @Slot()
    def on_folder(self) -> None:
        """Choose a folder."""
        path = QFileDialog.getExistingDirectory(self, self._words("drop.folder"))
        if path:
            self.chosen.emit([path])

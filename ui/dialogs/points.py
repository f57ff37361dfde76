"""上次退回的意见: what became of each point of the last return, as far as a program can tell."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from reviewer_app.domain.return_points import Answer, AnsweredPoint
from ui.text import Words
from ui.widgets.icons import state_icon

STATES = {Answer.RESOLVED: "green", Answer.OPEN: "red", Answer.UNKNOWN: "amber"}


class PointsDialog(QDialog):
    """Lists the points; choosing one closes the list and emits `jumped` with it."""

    jumped = Signal(object)

    def __init__(
        self, words: Words, points: Sequence[AnsweredPoint], place: Callable[[AnsweredPoint], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._points = tuple(points)
        self.setWindowTitle(words("points.title"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        self.list = QListWidget(self)
        self.list.setAccessibleName(words("points.title"))
        self.list.setWordWrap(True)
        for one in self._points:
            state = STATES[one.answer]
            answer = words(f"points.{one.answer.value}")
            text = words("points.line", answer=answer, place=place(one), text=one.point.text)
            self.list.addItem(QListWidgetItem(state_icon(state), text))
        self.buttons = QDialogButtonBox(self)
        self.buttons.addButton(words("dialog.close"), QDialogButtonBox.ButtonRole.RejectRole)
        hint = QLabel(words("points.hint"), self)
        hint.setProperty("hint", "true")
        hint.setWordWrap(True)
        column.addWidget(hint)
        column.addWidget(self.list)
        column.addWidget(self.buttons)
        self.buttons.rejected.connect(self.reject)
        self.list.itemActivated.connect(self.on_activated)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, on=False)
        self.resize(560, 320)

    @Slot(QListWidgetItem)
    def on_activated(self, _item: QListWidgetItem) -> None:
        """Go there."""
        self.accept()
        self.jumped.emit(self._points[self.list.currentRow()])

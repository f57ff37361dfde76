"""What a list says while there is nothing in it: not an empty grid, but what to do next (window.md, 待办)."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtWidgets import QLabel, QTableView

MARGIN = 24


@runtime_checkable
class Readable(Protocol):
    """A model that is filled by reading."""

    @property
    def was_read(self) -> bool: ...  # noqa: D102 - told by its name


class EmptyHint(QLabel):
    """Lies over a table whose model was read and has no rows."""

    def __init__(self, table: QTableView, text: str) -> None:
        super().__init__(text, table.viewport())
        self._table = table
        self._ground = table.viewport()
        self._model = table.model()
        self.setProperty("hint", "true")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setMargin(MARGIN)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ground.installEventFilter(self)
        for moved in (self._model.modelReset, self._model.rowsInserted, self._model.rowsRemoved):
            moved.connect(self.on_rows)
        self.on_rows()

    @Slot()
    def on_rows(self, *_args: object) -> None:
        """Show it where nothing came; while the first page is being read there is nothing to say yet."""
        model = self._model
        empty = isinstance(model, Readable) and model.was_read and not model.rowCount()
        self.setVisible(empty)
        self._table.setAccessibleDescription(self.text() if empty else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """As large as the list."""
        if event.type() is QEvent.Type.Resize and watched is self._ground:
            self.setGeometry(self._ground.rect())
        return super().eventFilter(watched, event)

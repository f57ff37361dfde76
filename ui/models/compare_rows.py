"""Lines of a comparison as an item model: what is painted goes by one role, what is read aloud is words."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reviewer_app.domain.shown_diff import ShownLine
from ui.models.rows import ROW_ROLE
from ui.text import Words

Index = QModelIndex | QPersistentModelIndex


class CompareModel(QAbstractListModel):
    """One row a line; `ROW_ROLE` gives the `ShownLine`."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._lines: tuple[ShownLine, ...] = ()

    @property
    def lines(self) -> tuple[ShownLine, ...]:
        """What is shown."""
        return self._lines

    def show_lines(self, lines: tuple[ShownLine, ...]) -> None:
        """Show another part."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    # --- Qt ---------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        """Lines."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """A line, or its words."""
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        line = self._lines[index.row()]
        if role == ROW_ROLE:
            return line
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._said(line)
        return None

    def _said(self, line: ShownLine) -> str:
        if line.folded:
            return self._words("compare.folded", count=line.folded)
        text = "　".join("".join(piece.text for piece in cell) for cell in line.cells)
        return self._words("missing.named", name=self._words(f"compare.kind.{line.kind.value}"), value=text)

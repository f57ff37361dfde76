"""退回意见: the points of a return with a tick each. A tick is the drafter's own note, no decision."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from reviewer_app.domain.return_points import Answer, AnsweredPoint
from ui.models.rows import ROW_ROLE, STATE_ROLE
from ui.text import Words

Index = QModelIndex | QPersistentModelIndex
_CHECK = int(Qt.ItemDataRole.CheckStateRole)
_STATES = {Answer.RESOLVED: "green", Answer.OPEN: "red", Answer.UNKNOWN: "amber"}


class PointsModel(QAbstractTableModel):
    """Two columns: the words with their tick, and what the current revision made of the point."""

    ticked = Signal()

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._points: tuple[AnsweredPoint, ...] = ()
        self._ticks: set[int] = set()

    @property
    def ticks(self) -> tuple[int, ...]:
        """Numbers of the ticked points, from 0."""
        return tuple(sorted(self._ticks))

    @property
    def unanswered(self) -> int:
        """How many points stand as they did and are not ticked either."""
        return sum(one.answer is Answer.OPEN and at not in self._ticks for at, one in enumerate(self._points))

    def show_points(self, points: tuple[AnsweredPoint, ...], ticks: Iterable[int] = ()) -> None:
        """Show the points of another return, or what became of the same ones."""
        self.beginResetModel()
        self._points = points
        self._ticks = {tick for tick in ticks if 0 <= tick < len(points)}
        self.endResetModel()

    def row(self, index: Index) -> AnsweredPoint | None:
        """The point behind an index."""
        return self._points[index.row()] if index.isValid() and index.row() < len(self._points) else None

    # --- Qt ---------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        """Points."""
        return 0 if parent.isValid() else len(self._points)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        """Words, answer."""
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """What a cell shows."""
        point = self.row(index)
        if point is None:
            return None
        first = index.column() == 0
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return point.point.text if first else self._words(f"drafting.answer.{point.answer.value}")
        if int(role) == _CHECK and first:
            return Qt.CheckState.Checked if index.row() in self._ticks else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole:
            return point.point.text
        if role == ROW_ROLE:
            return point
        return _STATES[point.answer] if role == STATE_ROLE and not first else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ANN401, N802 - Qt's
        """Tick or untick."""
        if int(role) != _CHECK or self.row(index) is None or index.column() != 0:
            return False
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._ticks.add(index.row())
        else:
            self._ticks.discard(index.row())
        self.dataChanged.emit(index, index, [_CHECK])
        self.ticked.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The words can be ticked."""
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() and index.column() == 0 else found

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Column titles."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._words("drafting.column.point" if section == 0 else "drafting.column.answer")
        return None

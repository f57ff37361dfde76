"""Findings of a part as a tree: one branch a group (column, kind, value), its findings below.

Quick for thousands: groups are computed once, rows are made by index, nothing is a widget.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.models.review_state import MarkedFinding
from ui.models.rows import ROW_ROLE, STATE_ROLE

Index = QModelIndex | QPersistentModelIndex
ORDER = ("red", "amber", "green", "grey")


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings that are decided together; `title` is finished text without the number."""

    key: tuple[object, ...]
    title: str
    findings: tuple[MarkedFinding, ...]

    @property
    def state(self) -> str:
        """The state that most wants somebody."""
        return min((one.state for one in self.findings), key=ORDER.index)

    @property
    def left(self) -> int:
        """How many still want a decision."""
        return sum(one.state in {"red", "amber"} for one in self.findings)


def grouped(findings: Sequence[MarkedFinding], title: Callable[[MarkedFinding], str]) -> tuple[FindingGroup, ...]:
    """Groups by table column and kind, else by kind; what wants somebody comes first, else text order."""
    groups: dict[tuple[object, ...], list[MarkedFinding]] = {}
    for one in findings:
        place = one.finding.place
        in_column = one.finding.header is not None and place.column is not None
        key: tuple[object, ...] = (
            (one.finding.type, place.table, place.sheet, place.column) if in_column else (one.finding.type,)
        )
        groups.setdefault(key, []).append(one)
    made = [FindingGroup(key, title(found[0]), tuple(found)) for key, found in groups.items()]
    return tuple(sorted(made, key=lambda group: ORDER.index(group.state)))


class FindingTree(QAbstractItemModel):
    """Two levels; a group's internal id is 0, a finding's is its group's row + 1."""

    def __init__(self, show: Callable[[MarkedFinding], str], count: Callable[[FindingGroup], str],
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._show = show
        self._count = count
        self._groups: tuple[FindingGroup, ...] = ()

    @property
    def groups(self) -> tuple[FindingGroup, ...]:
        """The groups shown."""
        return self._groups

    def set_groups(self, groups: tuple[FindingGroup, ...]) -> None:
        """Show other groups; where only states changed, the tree stays as it was opened."""
        same = [(g.key, len(g.findings)) for g in groups] == [(g.key, len(g.findings)) for g in self._groups]
        if not same:
            self.beginResetModel()
            self._groups = groups
            self.endResetModel()
            return
        self._groups = groups
        for row, group in enumerate(groups):
            top = self.index(row, 0)
            self.dataChanged.emit(top, top)
            if group.findings:
                self.dataChanged.emit(self.index(0, 0, top), self.index(len(group.findings) - 1, 0, top))

    def index_of(self, number: int) -> QModelIndex:
        """Where a finding stands."""
        for row, group in enumerate(self._groups):
            for at, one in enumerate(group.findings):
                if one.finding.number == number:
                    return self.index(at, 0, self.index(row, 0))
        return QModelIndex()

    # --- Qt ---------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's default
        """The index of a group or a finding."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, child: Index) -> QModelIndex:  # type: ignore[override]  # QObject.parent() shares the name
        """The group of a finding."""
        if not child.isValid() or child.internalId() == 0:
            return QModelIndex()
        return self.createIndex(int(child.internalId()) - 1, 0, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        """Groups, or the findings of one."""
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() != 0 or parent.column() != 0:
            return 0
        return len(self._groups[parent.row()].findings)

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        """One."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """What a line shows."""
        if not index.isValid():
            return None
        if index.internalId() == 0:
            return self._of_group(self._groups[index.row()], role)
        return self._of_finding(self._groups[int(index.internalId()) - 1].findings[index.row()], role)

    def _of_group(self, group: FindingGroup, role: int) -> Any:  # noqa: ANN401 - Qt's variant
        values: dict[int, Any] = {
            int(Qt.ItemDataRole.DisplayRole): self._count(group), STATE_ROLE: group.state, ROW_ROLE: group,
        }
        return values.get(int(role))

    def _of_finding(self, one: MarkedFinding, role: int) -> Any:  # noqa: ANN401 - Qt's variant
        if role == Qt.ItemDataRole.DisplayRole:
            return self._show(one)
        return {STATE_ROLE: one.state, ROW_ROLE: one}.get(int(role))

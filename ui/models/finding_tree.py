"""Findings of a part as a tree: one branch a group (column, kind, value), its findings below.

Quick for thousands: groups are computed once, rows are made by index, nothing is a widget.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reviewer_app.domain.findings import FindingType
from ui.models.review_state import MarkedFinding
from ui.models.rows import ROW_ROLE, STATE_ROLE

Index = QModelIndex | QPersistentModelIndex
OPENED = 200
"""A larger group is not opened by itself: nobody reads thousands of lines, and a view takes long to open them."""

ORDER = ("red", "amber", "green", "grey")


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """Findings that are decided together; `title` is finished text without the number."""

    key: tuple[object, ...]
    title: str
    findings: tuple[MarkedFinding, ...]
    state: str
    """The state that most wants somebody."""

    left: int
    """How many still want a decision; both are counted once and not at each painting."""

    @classmethod
    def of(cls, key: tuple[object, ...], title: str, findings: tuple[MarkedFinding, ...]) -> "FindingGroup":
        """Count what the line shows."""
        states = Counter(one.state for one in findings)
        return cls(key, title, findings, min(states, key=ORDER.index), states["red"] + states["amber"])

    @property
    def of_column(self) -> bool:
        """Whether it is a column of a table, decided as a whole, and not all of a kind."""
        return len(self.key) > 1


def grouped(findings: Sequence[MarkedFinding], title: Callable[[MarkedFinding], str]) -> tuple[FindingGroup, ...]:
    """Groups by table column and kind, else by kind, wording by its rule; what wants somebody comes first."""
    groups: dict[tuple[object, ...], list[MarkedFinding]] = {}
    for one in findings:
        place = one.finding.place
        kind = one.finding.type
        in_column = one.finding.header is not None and place.column is not None
        key: tuple[object, ...] = (kind, place.table, place.sheet, place.column) if in_column else (kind,)
        if kind is FindingType.WORDING:
            key = ((kind, one.finding.rule),)
        groups.setdefault(key, []).append(one)
    made = [FindingGroup.of(key, title(found[0]), tuple(found)) for key, found in groups.items()]
    return tuple(sorted(made, key=lambda group: ORDER.index(group.state)))


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """What the list is narrowed to: words that a finding's value, column or kind holds; only what wants somebody."""

    text: str = ""
    open_only: bool = False

    @property
    def active(self) -> bool:
        """Whether anything is left out."""
        return bool(self.text) or self.open_only

    def narrow(self, groups: tuple[FindingGroup, ...]) -> tuple[FindingGroup, ...]:
        """The groups with only what is wanted; a group decided on then is what is seen of it."""
        if not self.active:
            return groups
        made = []
        for group in groups:
            found = tuple(one for one in group.findings if self._wants(one, group))
            if found:
                made.append(FindingGroup.of(group.key, group.title, found) if found != group.findings else group)
        return tuple(made)

    def _wants(self, one: MarkedFinding, group: FindingGroup) -> bool:
        if self.open_only and one.state not in {"red", "amber"}:
            return False
        return self.text in one.finding.value or self.text in group.title


Where = Mapping[int, tuple[int, int]]
"""A finding's number to its group's row and its own row in the group."""


def places_of(groups: Sequence[FindingGroup]) -> Where:
    """Where each finding stands in the tree."""
    return {
        one.finding.number: (row, at) for row, group in enumerate(groups) for at, one in enumerate(group.findings)
    }


class FindingTree(QAbstractItemModel):
    """Two levels; a group's internal id is 0, a finding's is its group's row + 1."""

    def __init__(self, show: Callable[[MarkedFinding], str], count: Callable[[FindingGroup], str],
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._show = show
        self._count = count
        self._groups: tuple[FindingGroup, ...] = ()
        self._where: Where = {}
        self._row: dict[int, int] = {}

    @property
    def groups(self) -> tuple[FindingGroup, ...]:
        """The groups shown."""
        return self._groups

    def set_groups(self, groups: tuple[FindingGroup, ...], where: Where | None = None) -> None:
        """Show other groups; where only states changed, the tree stays as it was opened.

        `where` are the places of `places_of`, made beforehand for many findings.
        """
        self._where = where if where is not None else places_of(groups)
        groups, self._row = self._in_order_of_before(groups)
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
            # A view repaints whole anyway; walking thousands of lines that nobody opened takes longer than that.
            if 0 < len(group.findings) <= OPENED:
                self.dataChanged.emit(self.index(0, 0, top), self.index(len(group.findings) - 1, 0, top))

    def _in_order_of_before(self, groups: tuple[FindingGroup, ...]) -> tuple[tuple[FindingGroup, ...], dict[int, int]]:
        """The same groups stay where they are: a group must not jump away, and close, as its last line is decided.

        Given with them is the row of each that moved, by its row in `groups`: the places of thousands of findings,
        made beforehand, stay as they are.
        """
        made = {group.key: group for group in groups}
        order = [group.key for group in self._groups]
        if made.keys() != set(order) or list(made) == order:
            return groups, {}
        row_of = {key: row for row, key in enumerate(order)}
        return tuple(made[key] for key in order), {row: row_of[key] for row, key in enumerate(made)}

    def index_of(self, number: int) -> QModelIndex:
        """Where a finding stands."""
        row, at = self._where.get(number, (-1, -1))
        row = self._row.get(row, row)
        return self.index(at, 0, self.index(row, 0)) if row >= 0 else QModelIndex()

    def group_with(self, number: int) -> FindingGroup | None:
        """The group that holds a finding."""
        index = self.index_of(number)
        return self._groups[index.parent().row()] if index.isValid() else None

    # --- Qt ---------------------------------------------------------------------------------------

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 - Qt's default
        """The index of a group or a finding."""
        # Written out: a view that opens a group asks once for each of its lines.
        if column != 0 or row < 0:
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(row, 0, 0) if row < len(self._groups) else QModelIndex()
        if parent.internalId() != 0 or parent.column() != 0:
            return QModelIndex()
        above = parent.row()
        inside = row < len(self._groups[above].findings)
        return self.createIndex(row, 0, above + 1) if inside else QModelIndex()

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

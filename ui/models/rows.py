"""One table model for every list: frozen rows, a column table, keyset-paged fetching (house style 18).

Rows are fetched a page at a time as the view comes near their end; the model never holds a widget or a session.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from reviewer_app.ports.read_models import Key, Rows

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
STATE_ROLE = int(Qt.ItemDataRole.UserRole) + 2
"""The state (red, amber, green, grey or None) that a delegate draws with its icon."""
GROUP_ROLE = int(Qt.ItemDataRole.UserRole) + 3
"""The name of the group that begins with a row, "" inside a group or where there are none."""


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """How one column shows a row: its text, optionally its state and a tool tip."""

    title: str
    text: Callable[[R], str]
    state: Callable[[R], str | None] | None = None
    tip: Callable[[R], str] | None = None
    right: bool = False
    width: int = 120


_ALIGN_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_RIGHT = int(Qt.ItemDataRole.TextAlignmentRole)
_SHOWN: dict[int, Callable[[Column[Any], Any], Any]] = {
    int(Qt.ItemDataRole.DisplayRole): lambda column, row: column.text(row),
    int(Qt.ItemDataRole.AccessibleTextRole): lambda column, row: column.text(row),
    int(Qt.ItemDataRole.ToolTipRole): lambda column, row: column.tip(row) if column.tip else None,
    _RIGHT: lambda column, _row: _ALIGN_RIGHT.value if column.right else None,
    ROW_ROLE: lambda _column, row: row,
    STATE_ROLE: lambda column, row: column.state(row) if column.state else None,
}


class RowsModel(QAbstractTableModel, Generic[R]):
    """Shows frozen rows; `wanted` asks for the next page, `extend` brings it."""

    wanted = Signal(object)
    """The key to read on from (None for the first page)."""

    def __init__(
        self, columns: Sequence[Column[R]], parent: QObject | None = None,
        *, group: Callable[[R], str] = lambda _row: "",
    ) -> None:
        """`group` names the group a row belongs to, for lists that are ordered by it."""
        super().__init__(parent)
        self._columns = tuple(columns)
        self._group = group
        self._heads: list[str] = []
        self._last_group = ""
        self._rows: list[R] = []
        self._next: Key | None = None
        self._asked = False
        self._read = False

    @property
    def was_read(self) -> bool:
        """Whether a first page came: before that, having no rows says nothing."""
        return self._read

    @property
    def rows(self) -> tuple[R, ...]:
        """The rows read so far."""
        return tuple(self._rows)

    @property
    def columns(self) -> tuple[Column[R], ...]:
        """The column table."""
        return self._columns

    @property
    def widths(self) -> tuple[int, ...]:
        """How wide each column begins, in pixels."""
        return tuple(column.width for column in self._columns)

    def restart(self, page: Rows[R]) -> None:
        """Show a first page instead of everything."""
        self.beginResetModel()
        self._read = True
        self._rows = list(page.rows)
        self._heads, self._last_group = [], ""
        self._head_rows()
        self._next = page.next
        self._asked = False
        self.endResetModel()

    def extend(self, page: Rows[R]) -> None:
        """Append the page that was asked for."""
        self._next = page.next
        self._asked = False
        if page.rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(page.rows) - 1)
            self._rows.extend(page.rows)
            self._head_rows()
            self.endInsertRows()

    def row(self, index: Index) -> R | None:
        """The row behind an index, or None."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    # --- Qt ---------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name and default
        """Rows read so far."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - as above
        """Columns of the table."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's variant
        """What a cell shows."""
        if role == GROUP_ROLE:
            return self._heads[index.row()] if 0 <= index.row() < len(self._heads) else ""
        show = _SHOWN.get(role)
        if show is None:  # most of what a view asks for at each painting: fonts, brushes, icons
            return None
        row = self.row(index)
        return show(self._columns[index.column()], row) if row is not None else None

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Column titles."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._columns[section].title
        return None

    def _head_rows(self) -> None:
        """Name the groups that begin among the rows that came last: asked once, for a painting asks each cell."""
        for row in self._rows[len(self._heads):]:
            name = self._group(row)
            self._heads.append("" if name == self._last_group else name)
            self._last_group = name

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802 - Qt's name
        """Whether there is a page behind the last row."""
        return not parent.isValid() and self._next is not None and not self._asked

    def fetchMore(self, parent: Index) -> None:  # noqa: N802 - Qt's name
        """Ask for the next page; it arrives by `extend`."""
        if self.canFetchMore(parent):
            self._asked = True
            self.wanted.emit(self._next)

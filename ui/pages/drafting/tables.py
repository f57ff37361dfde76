"""Tables of the package panel: as tall as their rows up to a limit, so that the panel itself scrolls."""

from PySide6.QtCore import QAbstractItemModel, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui.models.rows import STATE_ROLE, RowsModel
from ui.widgets.state_delegate import StateDelegate

HEADER = 42
LIST_ROW = 60
LIST_STATE = 104


class ShortTable(QTableView):
    """Shows all rows up to `most`, then scrolls; hides itself where there is nothing."""

    def __init__(self, model: QAbstractItemModel, name: str, parent: QWidget | None = None, *, most: int = 8,
                 row_height: int = 40) -> None:
        super().__init__(parent)
        self._most = most
        self._row_height = row_height
        self.setModel(model)
        self.setItemDelegate(StateDelegate(STATE_ROLE, self))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setStretchLastSection(True)
        if isinstance(model, RowsModel):
            self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            for at, column in enumerate(model.columns):
                self.setColumnWidth(at, column.width)
        model.modelReset.connect(self.fit)
        self.fit()

    @Slot()
    def fit(self) -> None:
        """As tall as the rows."""
        rows = self.model().rowCount()
        self.setVisible(rows > 0)
        self.setFixedHeight(HEADER + min(rows, self._most) * self._row_height)


def package_list(model: QAbstractItemModel, name: str, parent: QWidget) -> QTableView:
    """The list of my packages: two columns, two lines a row."""
    table = QTableView(parent)
    table.setModel(model)
    table.setItemDelegate(StateDelegate(STATE_ROLE, table))
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(True)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(LIST_ROW)
    table.horizontalHeader().hide()
    table.setColumnWidth(0, LIST_STATE)
    table.horizontalHeader().setStretchLastSection(True)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return table

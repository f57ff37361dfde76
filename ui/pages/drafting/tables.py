"""Tables of the package panel: as tall as their rows up to a limit, so that the panel itself scrolls."""

from PySide6.QtCore import QAbstractItemModel, Qt, Slot
from PySide6.QtWidgets import QTableView, QWidget

from reviewer_app.ports.read_models import ItemRow
from ui.models.rows import STATE_ROLE, RowsModel
from ui.widgets.row_table import dress_rows
from ui.widgets.state_delegate import StateDelegate

HEADER = 42
LIST_ROW = 60


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
        dress_rows(self, model.widths if isinstance(model, RowsModel) else (), row_height)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        model.modelReset.connect(self.fit)
        self.fit()

    @Slot()
    def fit(self) -> None:
        """As tall as the rows."""
        rows = self.model().rowCount()
        self.setVisible(rows > 0)
        self.setFixedHeight(HEADER + min(rows, self._most) * self._row_height)


def package_list(model: RowsModel[ItemRow], name: str, parent: QWidget) -> QTableView:
    """The list of my packages: two columns, two lines a row."""
    table = QTableView(parent)
    table.setModel(model)
    table.setItemDelegate(StateDelegate(STATE_ROLE, table))
    table.setAccessibleName(name)
    dress_rows(table, model.widths, LIST_ROW)
    table.horizontalHeader().hide()
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return table

"""A list of the window with its model: cells by state, whole rows, the widths that the columns want."""

from typing import Any

from PySide6.QtWidgets import QTableView, QWidget

from ui.models.rows import STATE_ROLE, RowsModel
from ui.widgets.row_table import dress_rows
from ui.widgets.state_delegate import StateDelegate

ROW_HEIGHT = 40


def table_of(model: RowsModel[Any], name: str, parent: QWidget, row_height: int = ROW_HEIGHT) -> QTableView:
    """A table that shows `model`, called `name` by a screen reader; `row_height` in pixels."""
    table = QTableView(parent)
    table.setModel(model)
    table.setItemDelegate(StateDelegate(STATE_ROLE, table))
    table.setAccessibleName(name)
    dress_rows(table, model.widths, row_height)
    return table

"""A list of the window with its model: cells by state, whole rows, the widths that the columns want."""

from typing import Any

from PySide6.QtWidgets import QTableView, QWidget

from ui.models.rows import STATE_ROLE, RowsModel
from ui.widgets.empty_hint import EmptyHint
from ui.widgets.row_table import dress_rows
from ui.widgets.state_delegate import StateDelegate

ROW_HEIGHT = 40


def table_of(
    model: RowsModel[Any], name: str, parent: QWidget, row_height: int = ROW_HEIGHT, *, empty: str = ""
) -> QTableView:
    """A table that shows `model`, called `name` by a screen reader; `row_height` in pixels.

    `empty` is what it says while there is nothing in it; "" where that cannot be, or another place says it.
    """
    table = QTableView(parent)
    table.setModel(model)
    table.setItemDelegate(StateDelegate(STATE_ROLE, table))
    table.setAccessibleName(name)
    dress_rows(table, model.widths, row_height)
    if empty:
        EmptyHint(table, empty)
    return table

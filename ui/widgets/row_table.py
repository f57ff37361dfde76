"""How every list of the window behaves: whole rows, one at a time, nothing edited in place, Tab moves on."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView


def dress_rows(table: QTableView, widths: Iterable[int], row_height: int | None = None) -> None:
    """Give a table with its model (and header) set the look of a list; `widths` and `row_height` in pixels."""
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    rows, header = table.verticalHeader(), table.horizontalHeader()
    rows.hide()
    if row_height is not None:
        rows.setDefaultSectionSize(row_height)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for at, width in enumerate(widths):
        table.setColumnWidth(at, width)
    header.setStretchLastSection(True)

"""The table that dialogs and pages show a list of rows in."""

from reviewer_app.ports.read_models import Rows
from ui.dialogs.rows_table import table_of
from ui.models.rows import Column, RowsModel
from ui.widgets.state_delegate import StateDelegate


def test_a_table_shows_its_model_in_whole_rows(qtbot):
    model = RowsModel((Column("词", str, width=90), Column("长", lambda word: str(len(word)))))
    model.restart(Rows(("甲", "乙丙"), None))
    table = table_of(model, "词表", None, 44)
    qtbot.addWidget(table)
    assert (table.model(), table.accessibleName(), type(table.itemDelegate())) == (model, "词表", StateDelegate)
    assert (table.rowHeight(0), table.columnWidth(0)) == (44, 90)
    assert not table.showGrid()

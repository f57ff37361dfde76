"""An empty list says what to do next, and nothing before it was read."""

import pytest
from PySide6.QtCore import QSize

from reviewer_app.ports.read_models import Rows
from ui.dialogs.rows_table import table_of
from ui.models.rows import Column, RowsModel
from ui.widgets.empty_hint import EmptyHint

HINT = "按“新增…”登记"


@pytest.fixture
def table(qtbot):
    made = table_of(RowsModel([Column("名称", str)]), "名单", None, empty=HINT)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_waits_until_the_list_was_read(table):
    hint = table.findChild(EmptyHint)
    assert not hint.isVisible()
    table.model().restart(Rows((), None))
    assert hint.isVisible()
    assert hint.text() == HINT


def test_it_goes_when_rows_come_and_returns(table):
    hint, model = table.findChild(EmptyHint), table.model()
    model.restart(Rows((), None))
    model.extend(Rows(("甲",), None))
    assert not hint.isVisible()
    assert table.accessibleDescription() == ""
    model.restart(Rows((), None))
    assert hint.isVisible()
    assert table.accessibleDescription() == HINT


def test_it_is_as_large_as_the_list(table):
    table.model().restart(Rows((), None))
    table.resize(QSize(420, 333))
    assert table.findChild(EmptyHint).size() == table.viewport().size()


def test_a_list_that_was_read_before_its_table_was_made(qtbot):
    model = RowsModel([Column("名称", str)])
    model.restart(Rows((), None))
    made = table_of(model, "名单", None, empty=HINT)
    qtbot.addWidget(made)
    made.show()
    assert made.findChild(EmptyHint).isVisible()

"""What dialogs with a form have in common."""

import pytest
from PySide6.QtWidgets import QDialog, QLabel

from ui.dialogs.frame import answers, column_of


@pytest.mark.parametrize(("kind", "looks"), [("primary", "primary"), ("danger", "danger"), (None, None)])
def test_the_answers_end_the_dialog(qtbot, kind, looks):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    buttons, ok = answers(dialog, "登记", "取消", kind)
    assert ok.property("kind") == looks
    assert [one.text() for one in buttons.buttons()] == ["登记", "取消"]
    ok.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    buttons.buttons()[1].click()
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_what_it_is_about_stands_on_top(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    column = column_of(dialog, "关于补偿登记结果的公告")
    (head,) = dialog.findChildren(QLabel)
    assert (column.itemAt(0).widget(), head.text(), head.wordWrap()) == (head, "关于补偿登记结果的公告", True)
    assert column.spacing() == 12


def test_a_dialog_without_a_title_has_none(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    assert column_of(dialog).count() == 0

"""Ctrl++ and Ctrl+- magnify what is looked at, within bounds."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from ui.widgets.page_view import PageView
from ui.widgets.zoom_keys import STEP, zoom_by_keys

CTRL = Qt.KeyboardModifier.ControlModifier


def test_keys_magnify_within_bounds(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    view = PageView(dialog)
    zoom_by_keys(dialog, view, 1.5)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    keys = Qt.Key
    for key, scale in ((keys.Key_Minus, 1.0), (keys.Key_Plus, STEP), (keys.Key_Equal, 1.5), (keys.Key_Plus, 1.5),
                       (keys.Key_Minus, 1.5 / STEP)):
        qtbot.keyClick(dialog, key, CTRL)
        assert view.scale == pytest.approx(scale)

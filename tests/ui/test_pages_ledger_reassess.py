"""台账 → 新旧条例衔接 in the real window: in 2020 everything decided in 2018 stands on the worklist."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from window_office import open_window


def test_the_worklist_is_read_when_asked_for_and_saved(office, qtbot, tmp_path, monkeypatch):
    office.clock.forward(timedelta(days=800))
    with open_window(office, "reviewer") as window:
        window.main.show_page("ledger")
        tab = window.main.page.reassess
        window.main.page.tabs.setCurrentWidget(tab)
        assert tab.model.rowCount() == 0
        qtbot.mouseClick(tab.begin, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: tab.model.rowCount() > 0)
        items = {row.item for row in tab.model.rows}
        assert office.items["online"] in items
        assert office.items["in_review"] not in items
        qtbot.waitUntil(lambda: "已过期" in tab.state.text())
        assert tab.export.isEnabled()
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(tmp_path / "清单.xlsx"), ""))
        qtbot.mouseClick(tab.export, Qt.MouseButton.LeftButton)
        qtbot.waitUntil((tmp_path / "清单.xlsx").is_file)

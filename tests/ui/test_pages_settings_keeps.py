"""保留名单 in the real window: the reviewer proposes, the signatory confirms, and either may revoke."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui.dialogs.keep_form import KeepForm
from window_office import open_window

pytestmark = pytest.mark.usefixtures("qapp")


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def form():
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, KeepForm) and one.isVisible()]
    return found[0] if found else None


def keeps(office):
    with office.desk.uow("", writing=False) as uow:
        return uow.keeps.find()


def test_two_persons_keep_a_name_and_one_revokes_it(office, qtbot):
    with open_window(office, "reviewer") as window:
        window.main.show_page("settings")
        tab = window.main.page.tab("keeps")
        press(qtbot, tab.add_button)
        form().value_line.insert("王建军")
        press(qtbot, form().ok)
        qtbot.waitUntil(lambda: "未写明理由" in window.main.messages.text)
        form().reason.insert("本局局长")
        press(qtbot, form().ok)
        qtbot.waitUntil(lambda: form() is None and tab.model.rowCount() == 1)
        press(qtbot, tab.confirm_button)
        qtbot.waitUntil(lambda: "第二人" in window.main.messages.text)
        assert keeps(office)[0].waiting
    with open_window(office, "signatory") as window:
        window.main.show_page("settings")
        tab = window.main.page.tab("keeps")
        qtbot.waitUntil(tab.confirm_button.isEnabled)
        assert not tab.add_button.isVisible()
        press(qtbot, tab.confirm_button)
        qtbot.waitUntil(lambda: tab.model.rowCount() == 1 and tab.model.rows[0].in_force)
        assert not tab.confirm_button.isEnabled()
        press(qtbot, tab.revoke_button)
        qtbot.waitUntil(lambda: tab.model.rows[0].keep.revoked_at is not None)
        assert not tab.revoke_button.isEnabled()
    assert keeps(office)[0].revoked_by == office.people.signatory.id

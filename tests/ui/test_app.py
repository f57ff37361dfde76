"""The gate: login, idle lock, coming back, another person; nothing of one person's window stays for the next."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog

from ui.app import IdleLock
from ui.dialogs.unlock import UnlockDialog
from window_office import PASSWORD, open_window, session_of

pytestmark = pytest.mark.usefixtures("qapp")


def log_in(qtbot, login, name, password=PASSWORD):
    qtbot.waitUntil(lambda: login.person.count() == 6)
    login.person.setCurrentIndex(next(n for n in range(6) if name in login.person.itemText(n)))
    qtbot.keyClicks(login.password, password)
    qtbot.keyClick(login.password, Qt.Key.Key_Return)


def test_the_idle_lock_locks_when_nobody_touches_anything(qtbot, qapp):
    locked = []
    lock = IdleLock(lambda: locked.append(True), qapp, milliseconds=1)
    qtbot.waitUntil(lambda: bool(locked))
    lock.deleteLater()


def test_a_key_starts_the_idle_time_again(qapp):
    lock = IdleLock(lambda: None, qapp)
    lock._timer.stop()
    assert lock.eventFilter(qapp, QEvent(QEvent.Type.KeyPress)) is False
    assert lock._timer.isActive()
    lock._timer.stop()
    lock.eventFilter(qapp, QEvent(QEvent.Type.Paint))
    assert not lock._timer.isActive()
    lock.deleteLater()


def test_locking_hides_everything_and_the_same_person_comes_back_to_his_page(office, qtbot):
    with open_window(office, "reviewer") as window:
        window.main.show_page("settings")
        page = window.main.page
        window.gate.lock()
        assert window.gate.currentWidget() is window.gate.login
        assert not window.main.isVisible()
        assert window.front.session.signer.locked
        qtbot.waitUntil(lambda: "钟审查员" in window.gate.login.person.currentText())
        assert window.gate.login.title.text() == "已锁定 · 钟审查员"
        log_in(qtbot, window.gate.login, "钟审查员")
        qtbot.waitUntil(lambda: window.gate.currentWidget() is window.main)
        assert window.main.page is page
        assert not window.front.session.signer.locked


def test_another_person_begins_anew(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = window.main.page
        window.gate.lock()
        log_in(qtbot, window.gate.login, "谢监督员")
        qtbot.waitUntil(lambda: window.gate.currentWidget() is window.main)
        assert window.main.page is not page
        assert window.front.session.user.name == "谢监督员"
        assert "谢监督员" in window.main.top.person.text()


def test_open_questions_are_withdrawn_when_the_window_locks(office):
    with open_window(office, "reviewer") as window:
        window.main.dialogs.unlock()
        window.gate.lock()
        shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, UnlockDialog) and one.isVisible()]
        assert shown == []


def test_logging_out_ends_the_session_and_locks_the_key(office):
    with open_window(office, "reviewer") as window:
        signer = window.front.session.signer
        window.main.registry.run("log_out")
        assert window.front.session is None
        assert signer.locked
        assert window.gate.currentWidget() is window.gate.login
        assert window.main.granted == ()


def test_who_was_here_last_is_offered_first(office, qtbot):
    with open_window(office, None) as window:
        log_in(qtbot, window.gate.login, "曾副局长")
        qtbot.waitUntil(lambda: window.front.session is not None)
    with open_window(office, None) as window:
        qtbot.waitUntil(lambda: "曾副局长" in window.gate.login.person.currentText())


def test_a_persons_first_login_sets_his_password(office, qtbot):
    from reviewer_app.domain.actors import Role
    from reviewer_app.services.people import AddPerson, add_person

    add_person(office.desk, AddPerson(office.people.administrator.id, "新来的", "办公室", frozenset({Role.DRAFTER})))
    with open_window(office, None) as window:
        login = window.gate.login
        qtbot.waitUntil(lambda: login.person.count() == 7)
        login.person.setCurrentIndex(next(n for n in range(7) if "新来的" in login.person.itemText(n)))
        assert login.repeat.isVisible()
        qtbot.keyClicks(login.password, "my-own-word-1")
        qtbot.keyClicks(login.repeat, "my-own-word-2")
        qtbot.keyClick(login.repeat, Qt.Key.Key_Return)
        assert "不一样" in login.hint.text()
        login.repeat.clear()
        qtbot.keyClicks(login.repeat, "my-own-word-1")
        qtbot.keyClick(login.repeat, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.front.session is not None)
        assert window.front.session.user.public_key is not None


def test_closing_the_window_locks_the_key_and_leaves_nothing_behind(office):
    with open_window(office, "reviewer") as window:
        session = session_of(office, "reviewer")
        window.front.renew(session)
        window.gate.close()
        assert session.signer.locked
    assert [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()] == []

"""签批 in the real window, by clicks and keys on a real database."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from reviewer_app.domain.release import SignOffKind
from reviewer_app.domain.review import DecisionKind
from reviewer_app.domain.states import State
from reviewer_app.services.open_item import open_item
from ui.dialogs.amend_sign import AmendSignDialog
from ui.dialogs.paper_sign import PaperSignDialog
from ui.dialogs.sign_authorise import AuthoriseDialog
from ui.dialogs.sign_refuse import RefuseDialog
from ui.dialogs.unlock import UnlockDialog
from ui.pages.signing.page import SigningPage
from window_office import PASSWORD, open_window


def signing(window, qtbot):
    """The signing page with the card of what waits."""
    window.main.show_page("signing")
    page = window.main.page
    assert isinstance(page, SigningPage)
    panel = page.waiting
    qtbot.waitUntil(lambda: panel._view is not None and panel.agree.isEnabled())
    return panel


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


class Answer:
    """Fills the next modal dialog of a kind as a person would, once it is there."""

    def __init__(self, kind, fill):
        self._kind, self._fill, self.seen = kind, fill, False
        self._timer = QTimer()
        self._timer.setInterval(5)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self):
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, self._kind) and not self.seen:
            self.seen = True
            self._timer.stop()
            try:
                self._fill(dialog)
            finally:
                if dialog.isVisible():
                    dialog.reject()


def view_of(office, word):
    return open_item(office.desk, office.people.auditor.id, office.items[word])


def in_state(qtbot, office, word, state):
    qtbot.waitUntil(lambda: office.item(word).state is state)


def test_the_card_says_everything_that_is_signed(office, qtbot):
    with open_window(office, "signatory") as window:
        panel = signing(window, qtbot)
        view = view_of(office, "awaiting")
        text = panel.card.text
        for words in ("国有建设用地使用权首次登记办事指南", "李拟稿员", "钟审查员", "区分处理后公开", "主动公开",
                      "《政府信息公开条例》(2007) 第10条第7项", "全社会", "政府网站", "最迟", "已打开核对", "指纹",
                      "不涉及国家秘密"):
            assert words in text, words
        digits = view.parts[0].part.sha256[:4].upper()
        assert digits in text


def test_the_public_version_stands_beside_the_card(office, qtbot):
    with open_window(office, "signatory") as window:
        panel = signing(window, qtbot)
        pane = panel.versions
        qtbot.waitUntil(lambda: pane.stack.currentWidget() is pane.document)
        assert "公开稿" in pane.which.currentText()
        assert pane.document._pieces
        pane.which.setCurrentIndex(pane.which.count() - 1)
        assert pane.stack.currentWidget() is pane.document


def test_one_press_signs_and_the_next_card_comes(office, qtbot):
    with open_window(office, "signatory") as window:
        panel = signing(window, qtbot)
        assert panel.model.rowCount() == 1
        click(qtbot, panel.agree)
        in_state(qtbot, office, "awaiting", State.QUEUED)
        qtbot.waitUntil(lambda: "已签批" in window.main.messages.text)
        qtbot.waitUntil(lambda: panel.stack.currentWidget() is panel.empty)
        assert view_of(office, "awaiting").signoffs[-1].kind is SignOffKind.ELECTRONIC


def test_ctrl_enter_signs(office, qtbot):
    with open_window(office, "signatory") as window:
        panel = signing(window, qtbot)
        panel.table.setFocus()
        qtbot.keyClick(panel.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        in_state(qtbot, office, "awaiting", State.QUEUED)


def test_a_locked_key_is_unlocked_by_the_password_and_then_signs(office, qtbot):
    with open_window(office, "signatory") as window:
        panel = signing(window, qtbot)
        window.front.session.signer.lock()
        click(qtbot, panel.agree)
        dialog = panel.findChild(UnlockDialog)
        assert dialog is not None
        assert dialog.isVisible()
        qtbot.keyClicks(dialog.password, "wrong-password")
        click(qtbot, dialog.ok)
        qtbot.waitUntil(lambda: "密码不对" in dialog.hint.text())
        assert office.item("awaiting").state is State.AWAITING_SIGNATURE
        qtbot.keyClicks(dialog.password, PASSWORD)
        click(qtbot, dialog.ok)
        in_state(qtbot, office, "awaiting", State.QUEUED)


def test_a_locked_key_signs_nothing_when_the_password_is_not_given(office, qtbot):
    with open_window(office, "signatory") as window:
        panel = signing(window, qtbot)
        window.front.session.signer.lock()
        click(qtbot, panel.agree)
        panel.findChild(UnlockDialog).reject()
        qtbot.waitUntil(lambda: not window.front.jobs.busy)
        assert office.item("awaiting").state is State.AWAITING_SIGNATURE
        assert panel.agree.isEnabled()


def test_a_return_wants_a_reason_and_keeps_it(office, qtbot):
    def fill(dialog):
        assert not dialog.ok.isEnabled()
        dialog.phrases.setCurrentIndex(1)
        dialog.phrases.activated.emit(1)
        qtbot.keyClicks(dialog.text, " ")
        click(qtbot, dialog.ok)

    with open_window(office, "signatory") as window:
        panel = signing(window, qtbot)
        answer = Answer(RefuseDialog, fill)
        click(qtbot, panel.refuse)
        in_state(qtbot, office, "awaiting", State.RETURNED)
        assert answer.seen
        decision = view_of(office, "awaiting").decisions[-1]
        assert (decision.kind, decision.reason) == (DecisionKind.REFUSE, "请核实内容后再报。")


def test_a_return_saves_the_slip_beside_it(office, qtbot, monkeypatch, tmp_path):
    target = tmp_path / "slip.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))

    def fill(dialog):
        qtbot.keyClicks(dialog.text, "scope")
        dialog.slip.setChecked(True)
        click(qtbot, dialog.ok)

    with open_window(office, "signatory") as window:
        panel = signing(window, qtbot)
        answer = Answer(RefuseDialog, fill)
        click(qtbot, panel.refuse)
        qtbot.waitUntil(target.exists)
        assert answer.seen
        assert target.read_bytes().startswith(b"PK")
        assert list(tmp_path.glob(".*.part")) == []


def test_agreeing_with_amendments_lists_them_word_for_word(office, qtbot):
    part = view_of(office, "awaiting").parts[0]
    once = next(line for line in part.document.text.split("\n") if part.document.text.count(line) == 1 and line)

    def fill(dialog):
        assert not dialog.ok.isEnabled()
        dialog.before.setPlainText("不会有这几个字")
        assert not dialog.add.isEnabled()
        assert "0 次" in dialog.state.text()
        dialog.before.setPlainText(once)
        dialog.after.setPlainText("改好的一行")
        click(qtbot, dialog.add)
        assert len(dialog.changes) == 1
        click(qtbot, dialog.ok)

    with open_window(office, "signatory") as window:
        panel = signing(window, qtbot)
        answer = Answer(AmendSignDialog, fill)
        click(qtbot, panel.amend)
        in_state(qtbot, office, "awaiting", State.RETURNED)
        assert answer.seen
        signed = view_of(office, "awaiting").signoffs[-1]
        assert signed.kind is SignOffKind.WITH_AMENDMENTS
        assert [(one.before, one.after) for one in signed.amendments] == [(once, "改好的一行")]


def test_the_reviewer_records_what_was_signed_on_paper(office, qtbot, tmp_path):
    scan = tmp_path / "scan.png"
    scan.write_bytes(b"\x89PNG scan of the signed form")

    def fill(dialog):
        assert not dialog.ok.isEnabled()
        dialog.take(scan)
        click(qtbot, dialog.ok)

    with open_window(office, "reviewer") as window:
        panel = signing(window, qtbot)
        assert not panel.agree.isVisible()
        assert not panel.refuse.isVisible()
        answer = Answer(PaperSignDialog, fill)
        click(qtbot, panel.paper)
        in_state(qtbot, office, "awaiting", State.QUEUED)
        assert answer.seen
        signed = view_of(office, "awaiting").signoffs[-1]
        assert (signed.kind, signed.signer_name) == (SignOffKind.PAPER, "曾副局长")
        window.main.show_item("signing", office.items["awaiting"])
        qtbot.waitUntil(lambda: "纸质签批" in panel.card.text)
        assert "电子签批" not in panel.card.text


def test_a_card_that_somebody_took_away_is_not_signed(office, qtbot):
    from reviewer_app.services.return_item import ReturnItem, return_item

    with open_window(office, "signatory") as window:
        panel = signing(window, qtbot)
        item = office.item("awaiting")
        return_item(office.desk, ReturnItem(office.people.reviewer.id, item.id, item.version, "漏了一页"))
        click(qtbot, panel.agree)
        qtbot.waitUntil(lambda: "钟审查员" in window.main.messages.text)
        assert office.item("awaiting").state is State.RETURNED
        assert view_of(office, "awaiting").signoffs == ()


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_the_form_is_saved_where_it_is_wanted(office, qtbot, monkeypatch, tmp_path, ending):
    target = tmp_path / "form"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with open_window(office, "signatory") as window:
        panel = signing(window, qtbot)
        wanted = "PDF" if ending == "pdf" else "Word"
        next(action for action in panel.form.menu().actions() if wanted in action.text()).trigger()
        written = tmp_path / f"form.{ending}"
        qtbot.waitUntil(written.exists)
        assert written.read_bytes().startswith(b"%PDF" if ending == "pdf" else b"PK")


def test_a_folder_that_cannot_be_written_is_told(office, qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "nowhere" / "form.pdf"), ""))
    with open_window(office, "signatory") as window:
        panel = signing(window, qtbot)
        panel.on_pdf()
        qtbot.waitUntil(lambda: "没有写成" in window.main.messages.text)


def test_the_months_ledger_is_saved(office, qtbot, monkeypatch, tmp_path):
    target = tmp_path / "ledger.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with open_window(office, "signatory") as window:
        signing(window, qtbot)
        page = window.main.page
        page.tabs.setCurrentWidget(page.ledger)
        click(qtbot, page.ledger.export)
        qtbot.waitUntil(target.exists)
        assert target.read_bytes().startswith(b"PK")


def test_an_authorisation_is_granted_and_revoked(office, qtbot, monkeypatch):
    def fill(dialog):
        assert not dialog.ok.isEnabled()
        dialog.model.item(0).setCheckState(Qt.CheckState.Checked)
        dialog.document.setText("示国资办〔2018〕9号")
        click(qtbot, dialog.ok)

    monkeypatch.setattr("ui.pages.signing.authorisations.confirmed", lambda *_: True)
    with open_window(office, "signatory") as window:
        signing(window, qtbot)
        page = window.main.page
        panel = page.authorisations
        page.tabs.setCurrentWidget(panel)
        qtbot.waitUntil(lambda: panel.model.rowCount() == 1)
        answer = Answer(AuthoriseDialog, fill)
        click(qtbot, panel.grant)
        qtbot.waitUntil(lambda: panel.model.rowCount() == 2)
        assert answer.seen
        assert panel.model.rows[0].authorisation.document == "示国资办〔2018〕9号"
        panel.table.selectRow(0)
        click(qtbot, panel.revoke)
        qtbot.waitUntil(lambda: panel.model.rows[0].authorisation.revoked_at is not None)
        panel.table.selectRow(0)
        assert not panel.revoke.isEnabled()


def test_a_second_click_does_not_sign_the_next_card_unread(office, qtbot):
    from reviewer_app.domain.review import Conclusion
    from reviewer_app.services.passing import Pass, pass_item

    ready = office.item("ready")
    pass_item(office.desk, Pass(office.people.reviewer.id, ready.id, ready.version, Conclusion.PUBLISH_SEPARATED))
    with open_window(office, "signatory") as window:
        panel = signing(window, qtbot)
        first = panel._view.item.id
        other = {"awaiting", "ready"} - {word for word in ("awaiting", "ready") if office.items[word] == first}
        click(qtbot, panel.agree)
        click(qtbot, panel.agree)
        qtbot.waitUntil(lambda: panel._view is not None and panel._view.item.id != first)
        click(qtbot, panel.agree)
        assert not panel.agree.isEnabled()
        qtbot.waitUntil(panel.agree.isEnabled)
        assert office.item(other.pop()).state is State.AWAITING_SIGNATURE
        qtbot.waitUntil(lambda: panel.model.rowCount() == 1)  # the list is read apart from the card


def test_an_item_that_does_not_wait_is_shown_and_cannot_be_signed(office, qtbot):
    with open_window(office, "signatory") as window:
        window.main.show_item("signing", office.items["queued"])
        panel = window.main.page.waiting
        qtbot.waitUntil(lambda: "电子签批" in panel.card.text)
        qtbot.waitUntil(lambda: not window.front.jobs.busy)
        assert panel._view.item.id == office.items["queued"]
        assert not panel.agree.isEnabled()
        assert "待发布" in panel.state.text()


def test_only_the_signatory_sees_the_authorisations(office, qtbot):
    with open_window(office, "reviewer") as window:
        signing(window, qtbot)
        tabs = window.main.page.tabs
        assert [tabs.tabText(at) for at in range(tabs.count())] == ["待签批", "待补签", "月度台账"]


def test_the_models_keep_qts_rules(office, qtbot, qtmodeltester):
    with open_window(office, "signatory") as window:
        panel = signing(window, qtbot)
        qtmodeltester.check(panel.model)
        page = window.main.page
        page.tabs.setCurrentWidget(page.authorisations)
        qtbot.waitUntil(lambda: page.authorisations.model.rowCount() == 1)
        qtmodeltester.check(page.authorisations.model)

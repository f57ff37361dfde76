"""签批附修改 confirmed in the real window: the list beside the difference, the password where it is due, the queue."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from amended_office import CHANGES, signed_with_amendments
from reviewer_app.domain.release import SignOffKind
from reviewer_app.domain.states import State
from reviewer_app.services.open_item import open_item
from ui.dialogs.confirm_amended import ConfirmAmendedDialog
from ui.dialogs.sign_card import SignCardDialog
from ui.dialogs.unlock import UnlockDialog
from window_office import PASSWORD, open_window, opened_review

LEFT = Qt.MouseButton.LeftButton


def modal(kind, act):
    """Do `act` on the modal dialog of a kind once it is there; its loop runs inside the press that opened it."""
    seen = []
    timer = QTimer()
    timer.setInterval(5)

    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind) and act(dialog):
            seen.append(dialog)
            timer.stop()

    timer.timeout.connect(look)
    timer.start()
    return seen


def last_signature(office, word):
    return open_item(office.desk, office.people.auditor.id, office.items[word]).signoffs[-1]


def test_exactly_the_listed_changes_are_seen_confirmed_and_queued(office, qtbot):
    signed_with_amendments(office)
    told = {}

    def confirm(dialog):
        if not dialog.ok.isEnabled():  # the difference is still being read
            return False
        told["changes"] = [row.change for row in dialog.model.rows]
        told["made"] = [row.made for row in dialog.model.rows]
        told["verdict"] = dialog.verdict.text()
        told["lines"] = [line for line in dialog.compare.model.lines if line.kind.value != "same"]
        told["card"] = dialog.card.text
        qtbot.mouseClick(dialog.ok, LEFT)
        return True

    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "awaiting")
        qtbot.waitUntil(page.bar.confirm.isVisible)
        assert "待核对确认" in page.bar.lead.text()
        assert page.bar.pass_on.text() == "重新送签批"
        assert not page.bar.sign.isVisible()
        seen = modal(ConfirmAmendedDialog, confirm)
        qtbot.mouseClick(page.bar.confirm, LEFT)
        qtbot.waitUntil(lambda: bool(seen))
        qtbot.waitUntil(lambda: office.item("awaiting").state is State.QUEUED)
        qtbot.waitUntil(lambda: "签批生效" in window.main.messages.text)
    assert told["changes"] == list(CHANGES)
    assert told["made"] == [True, True]
    assert "恰好只有所列的 2 处修改" in told["verdict"]
    assert len(told["lines"]) == 1
    assert "与签批一并通过" in told["card"]
    confirmed = last_signature(office, "awaiting")
    assert (confirmed.kind, confirmed.signer) == (SignOffKind.CONFIRMATION, office.people.reviewer.id)


def test_one_change_too_many_cannot_be_confirmed(office, qtbot):
    signed_with_amendments(office, further=True)
    told = {}

    def look(dialog):
        if not dialog.compare.model.lines:
            return False
        told["enabled"] = dialog.ok.isEnabled()
        told["verdict"] = dialog.verdict.text()
        dialog.reject()
        return True

    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "awaiting")
        qtbot.waitUntil(page.bar.confirm.isVisible)
        seen = modal(ConfirmAmendedDialog, look)
        qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: bool(seen))
        assert told["enabled"] is False
        assert "另有 1 处" in told["verdict"]
        assert office.item("awaiting").state is State.IN_REVIEW
        qtbot.mouseClick(page.bar.pass_on, LEFT)  # the signatory is asked anew
        qtbot.waitUntil(lambda: office.item("awaiting").state is State.AWAITING_SIGNATURE)


@pytest.mark.parametrize(("word", "card"), [("ready", SignCardDialog), ("awaiting", ConfirmAmendedDialog)])
def test_a_locked_key_wants_the_password_after_the_card(office, qtbot, word, card):
    if word == "awaiting":
        signed_with_amendments(office)
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, word)
        button = page.bar.confirm if word == "awaiting" else page.bar.sign
        qtbot.waitUntil(button.isVisible)
        qtbot.waitUntil(button.isEnabled)
        window.front.session.signer.lock()

        def press(dialog):
            if dialog.ok.isEnabled():
                dialog.ok.click()
            return not dialog.isVisible()

        seen = modal(card, press)
        qtbot.mouseClick(button, LEFT)
        qtbot.waitUntil(lambda: bool(seen))
        qtbot.waitUntil(lambda: page.findChild(UnlockDialog) is not None)
        asked = page.findChild(UnlockDialog)
        state = office.item(word).state
        assert state is State.IN_REVIEW  # nothing is signed yet
        qtbot.keyClicks(asked.password, PASSWORD)
        qtbot.keyClick(asked.password, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: office.item(word).state is State.QUEUED)


def test_the_card_called_off_signs_nothing(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "ready")
        qtbot.waitUntil(page.bar.sign.isEnabled)

        def leave(dialog):
            QDialog.reject(dialog)
            return True

        seen = modal(SignCardDialog, leave)
        qtbot.mouseClick(page.bar.sign, LEFT)
        qtbot.waitUntil(lambda: bool(seen))
        assert office.item("ready").state is State.IN_REVIEW
        assert not page.decider.commands.busy

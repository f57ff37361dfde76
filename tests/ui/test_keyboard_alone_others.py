"""Drafter, signatory and publisher by keyboard alone, through the real window on a real database."""

from importlib.resources import files

import pytest
from PySide6.QtWidgets import QApplication

from keyboard import CTRL, KEY, Keyboard
from reviewer_app.domain.legal import DisclosureAttribute
from reviewer_app.domain.release import SignOffKind
from reviewer_app.domain.review import DecisionKind
from reviewer_app.domain.states import State
from reviewer_app.services.open_item import open_item
from ui.dialogs.amend_sign import AmendSignDialog
from ui.dialogs.compare_page import CompareDialog
from ui.dialogs.online import OnlineDialog
from ui.dialogs.paste_text import PasteTextDialog
from ui.dialogs.sign_refuse import RefuseDialog
from ui.dialogs.take_down import TakeDownDialog
from ui.dialogs.unlock import UnlockDialog
from ui.models.package_rows_tray import TrayState
from ui.pages.drafting.page import PACKAGE
from ui.pages.queue.acts import Act
from window_office import PASSWORD, open_window

SAMPLES = files("resources") / "samples"
# What a file dialog's list of completions asks of a platform that has no windows to raise.
pytestmark = pytest.mark.qt_log_ignore(r"does not support (raise|grabbing the keyboard)", extend=True)
ADDRESS = "http://zrzy.example.gov.cn/2.html"


def in_front(qtbot, kind):
    """A dialog that does not block, once it has the focus."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), kind) and QApplication.focusWidget() is not None)
    return QApplication.activeWindow()


def test_a_drafter_needs_no_mouse(office, qtbot):
    with open_window(office, "drafter") as window:
        keys = Keyboard(qtbot, window)
        page = keys.page("drafting")
        keys.idle()
        handed_in(qtbot, keys, page, office)
        corrected(qtbot, keys, page, office)


def handed_in(qtbot, keys, page, office):
    """A file and a pasted text come in, are ordered and entered; the form is filled; handed in, and taken back."""
    keys.press(KEY.Key_N, CTRL)
    keys.choose_files(page.tray.drop.files, SAMPLES / "contact.docx")
    qtbot.waitUntil(lambda: [row.state for row in page.tray.model.rows] == [TrayState.READ])
    keys.push(page.tray.drop.paste)
    dialog = in_front(qtbot, PasteTextDialog)
    keys.tab_to(dialog.name)
    keys.type("note")
    keys.tab_to(dialog.text)
    keys.type("roads closed tonight")
    keys.push(dialog.ok)
    qtbot.waitUntil(lambda: [row.state for row in page.tray.model.rows] == [TrayState.READ] * 2)
    keys.tab_to(page.tray.table)
    keys.press(KEY.Key_Down)
    qtbot.waitUntil(lambda: page.tray.selected() is not None)
    keys.push(page.tray.strip.remove)
    qtbot.waitUntil(lambda: len(page.tray.model.rows) == 1)
    keys.push(page.tray.enter)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == PACKAGE and page._package is not None)
    keys.idle()
    item = page._package.view.item.id
    form = page.package.form
    keys.tab_to(form.column)
    keys.press(KEY.Key_Down)
    keys.choose(form.attribute, DisclosureAttribute.WITHHELD)
    keys.tab_to(form.ground)
    keys.press(KEY.Key_Down)
    keys.tab_to(form.reason)
    keys.type("business secret")
    qtbot.waitUntil(page.package.submit.isEnabled)
    keys.press(KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: state_of(office, item) is State.SUBMITTED)
    keys.idle()
    keys.push(page.package.recall)
    qtbot.waitUntil(lambda: state_of(office, item) is State.DRAFTING)
    keys.idle()


def corrected(qtbot, keys, page, office):
    """What came back: found in its tab, its points ticked, its files changed for corrected ones, handed in again."""
    item = office.items["returned"]
    keys.tab_to(page.tabs)
    for _ in range(page.tabs.count()):
        keys.press(KEY.Key_Left)
    for _ in range(page.tabs.count()):
        keys.idle()
        if any(row.id == item for row in page.model.rows):
            break
        keys.press(KEY.Key_Right)
    keys.tab_to(page.list)
    keys.row(page.list, item)
    keys.press(KEY.Key_Return)
    qtbot.waitUntil(lambda: page._package is not None and page._package.view.item.id == item)
    keys.idle()
    came_back = page.package.came_back
    keys.tab_to(came_back.point_table)
    keys.press(KEY.Key_Space)
    assert len(came_back.points.ticks) == 1
    keys.push(page.package.revise)
    qtbot.waitUntil(lambda: len(page.tray.model.rows) == 2)
    keys.choose_files(page.tray.drop.files, SAMPLES / "notice_v2.docx", SAMPLES / "annex_v2.xlsx")
    qtbot.waitUntil(lambda: {row.name for row in page.tray.model.rows} == {"notice_v2.docx", "annex_v2.xlsx"})
    qtbot.waitUntil(lambda: all(row.state is TrayState.READ for row in page.tray.model.rows))
    keys.push(page.tray.enter)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == PACKAGE and page._package.view.item.revision_ordinal == 2)
    keys.idle()
    qtbot.waitUntil(page.package.submit.isEnabled)
    keys.push(page.package.submit)
    qtbot.waitUntil(lambda: state_of(office, item) is State.SUBMITTED)
    keys.idle()


def state_of(office, item):
    with office.desk.uow(office.people.drafter.id, writing=False) as uow:
        return uow.items.get(item).state


def test_a_signatory_needs_no_mouse(office, qtbot):
    """修改后同意, called off; the form looked at; the key unlocked by the password; 同意."""
    with open_window(office, "signatory") as window:
        keys = Keyboard(qtbot, window)
        panel = carded(qtbot, keys)
        keys.tab_to(panel.card)
        keys.tab_to(panel.versions.which)
        with keys.answering(AmendSignDialog, partial_amendment(keys)):
            keys.push(panel.amend)
        assert office.item("awaiting").state is State.AWAITING_SIGNATURE
        window.front.session.signer.lock()  # 15 minutes went by
        keys.tab_to(panel.table)
        keys.press(KEY.Key_Return, CTRL)
        dialog = in_front(qtbot, UnlockDialog)
        keys.tab_to(dialog.password)
        keys.type(PASSWORD)
        keys.press(KEY.Key_Return)
        qtbot.waitUntil(lambda: office.item("awaiting").state is State.QUEUED)
        keys.idle()
        view = open_item(office.desk, office.people.auditor.id, office.items["awaiting"])
        assert view.signoffs[-1].kind is SignOffKind.ELECTRONIC


def test_a_signatory_returns_by_keyboard(office, qtbot):
    def answer(dialog):
        keys.tab_to(dialog.text)
        keys.type("check the area")
        keys.push(dialog.ok)

    with open_window(office, "signatory") as window:
        keys = Keyboard(qtbot, window)
        panel = carded(qtbot, keys)
        with keys.answering(RefuseDialog, answer):
            keys.push(panel.refuse)
        qtbot.waitUntil(lambda: office.item("awaiting").state is State.RETURNED)
        keys.idle()
        view = open_item(office.desk, office.people.auditor.id, office.items["awaiting"])
        assert (view.decisions[-1].kind, view.decisions[-1].reason) == (DecisionKind.REFUSE, "check the area")


def carded(qtbot, keys):
    """签批 with the card of what waits, read long enough to be signed."""
    panel = keys.page("signing").waiting
    qtbot.waitUntil(lambda: panel._view is not None and panel.agree.isEnabled())
    return panel


def partial_amendment(keys):
    """List a change, take it out again, and call off."""
    def answer(dialog):
        assert not dialog.ok.isEnabled()
        keys.tab_to(dialog.before)
        keys.type("no such words")
        keys.tab_to(dialog.after)
        keys.type("others")
        assert not dialog.add.isEnabled()
        keys.tab_to(dialog.reason)
        keys.press(KEY.Key_Escape)

    return answer


def test_a_publisher_needs_no_mouse(office, qtbot, tmp_path):
    """Another day, delivered, seen online, compared with the saved page, taken down place by place."""
    with open_window(office, "publisher") as window:
        keys = Keyboard(qtbot, window)
        page = keys.page("queue")
        qtbot.waitUntil(lambda: page.model.rowCount() > 0)
        keys.idle()
        keys.push(page.release_button)
        qtbot.waitUntil(lambda: entry_of(office).state is State.DELIVERED)
        keys.idle()
        selected(qtbot, keys, page, office, "已交发布")
        keys.push(page.panel.buttons[Act.RECORD_ONLINE])
        dialog = in_front(qtbot, OnlineDialog)
        keys.tab_to(dialog.address_edit)
        keys.type(ADDRESS)
        keys.push(dialog.ok)
        qtbot.waitUntil(lambda: entry_of(office).state is State.ONLINE)
        keys.idle()
        selected(qtbot, keys, page, office, "已上网")
        keys.push(page.panel.buttons[Act.COMPARE])
        dialog = in_front(qtbot, CompareDialog)
        keys.choose_files(dialog.file.button, saved_page(office, tmp_path))
        qtbot.waitUntil(lambda: dialog.verdict.text().startswith("一致"))
        keys.press(KEY.Key_Escape)
        keys.idle()
        assert entry_of(office).state is State.COMPARED
        taken_down(qtbot, keys, page, office)


def taken_down(qtbot, keys, page, office):
    """立即撤下 first, the places and the reason after it."""
    keys.tab_to(page.chips.checkedButton())
    for _ in page.chips.buttons():
        keys.idle()
        if any(row.item == office.items["queued"] for row in page.model.rows):
            break
        keys.press(KEY.Key_Right)
    selected(qtbot, keys, page, office, "已核对")
    keys.push(page.panel.buttons[Act.TAKE_DOWN])
    dialog = in_front(qtbot, TakeDownDialog)
    keys.push(dialog.now)
    qtbot.waitUntil(lambda: dialog.faces.currentIndex() == 1)
    keys.idle()
    keys.push(dialog.tick)
    qtbot.waitUntil(lambda: dialog.model.rows[0].clearing is not None)
    keys.idle()
    keys.tab_to(dialog.reason_edit)
    keys.type("amount wrong")
    keys.push(dialog.finish)
    qtbot.waitUntil(lambda: entry_of(office).state is State.TAKEN_DOWN)
    keys.idle()


def selected(qtbot, keys, page, office, state):
    """The item's line, and its panel read."""
    keys.tab_to(page.table)
    keys.row(page.table, office.items["queued"])
    qtbot.waitUntil(lambda: page.panel.state.text() == state)
    keys.idle()


def entry_of(office):
    with office.desk.uow("system", writing=False) as uow:
        return uow.queue.find(item=office.items["queued"])[-1]


def saved_page(office, folder):
    """The published text inside a site's own page, as a browser saves it."""
    text = (office.home / "outlet" / entry_of(office).id / "paste.txt").read_text("utf-8")
    page = folder / "saved.html"
    page.write_text("<html><body>" + "".join(f"<p>{line}</p>" for line in text.split("\n")) + "</body></html>", "utf-8")
    return page

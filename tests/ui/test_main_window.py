"""The frame in the real window: pages by role, routing, numbers, messages, dropping, verifying, the keys page."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QSplitter, QTableView

from db import lists
from reviewer_app.domain.states import State
from reviewer_app.services.claim import Claim, claim
from ui.actions.preferences import Preferences, Scheme
from ui.actions.routing import ROUTES, page_for
from ui.actions.waiting import rail_filters
from ui.app import Dresser
from ui.dialogs.found_items import FoundItems
from ui.dialogs.password import PasswordDialog
from ui.dialogs.shortcuts import ShortcutsDialog
from ui.dialogs.unlock import UnlockDialog
from ui.pages import PAGES
from ui.widgets import theme
from window_office import PASSWORD, open_window

pytestmark = pytest.mark.usefixtures("qapp")

PAGE_IDS = {page.id for page in PAGES}
SEES = {
    "drafter": {"inbox", "drafting", "catalogue", "settings"},
    "reviewer": PAGE_IDS,
    "signatory": {"inbox", "signing", "queue", "ledger", "catalogue", "settings"},
    "publisher": {"inbox", "queue", "ledger", "catalogue", "settings"},
    "auditor": {"inbox", "ledger", "catalogue", "back_scan", "settings"},
    "administrator": {"catalogue", "settings"},
}


def dialog_of(kind):
    """The one open dialog of a class."""
    found = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()]
    assert len(found) == 1
    return found[0]


# --- which page shows an item ---


def test_every_state_has_its_pages():
    states = [state for states, _ in ROUTES for state in states]
    assert len(states) == len(set(states))
    assert set(states) == set(State)
    assert {page for _, pages in ROUTES for page in pages} <= PAGE_IDS


@pytest.mark.parametrize(("state", "granted", "page"), [
    (State.RETURNED, SEES["drafter"], "drafting"),
    (State.IN_REVIEW, SEES["drafter"], "drafting"),
    (State.SUBMITTED, SEES["reviewer"], "review"),
    (State.IN_REVIEW, SEES["auditor"], "ledger"),
    (State.AWAITING_SIGNATURE, SEES["signatory"], "signing"),
    (State.QUEUED, SEES["publisher"], "queue"),
    (State.ONLINE, SEES["auditor"], "ledger"),
    (State.REGISTERED, SEES["signatory"], "ledger"),
    (State.ONLINE, SEES["administrator"], None),
])
def test_an_item_goes_to_the_page_that_fits_state_and_role(state, granted, page):
    assert page_for(state, granted) == page


@pytest.mark.parametrize(("role", "word", "page"), [
    ("reviewer", "in_review", "ReviewPage"), ("drafter", "returned", "DraftingPage"),
    ("signatory", "awaiting", "SigningPage"), ("publisher", "queued", "QueuePage"), ("auditor", "online", "LedgerPage"),
])
def test_opening_an_item_brings_its_page_to_the_front(office, qtbot, role, word, page):
    with open_window(office, role) as window:
        window.front.open_item.emit(office.items[word])
        qtbot.waitUntil(lambda: type(window.main.page).__name__ == page)


# --- pages and numbers ---


@pytest.mark.parametrize("role", SEES)
def test_a_role_sees_its_pages_and_no_others(office, role):
    with open_window(office, role) as window:
        assert {page.id for page in window.main.granted} == SEES[role]
        before = window.main.page
        window.main.show_page("signing" if role == "drafter" else "nowhere")
        assert window.main.page is before


def test_the_rail_counts_what_waits_and_counts_again_after_a_command(office, qtbot):
    with open_window(office, "reviewer") as window:
        item = office.item("awaiting")
        shown = window.main.rail._buttons["review"]
        qtbot.waitUntil(lambda: shown.text() == "审查 2")
        household = office.item("household")
        window.front.do(window.main, claim, Claim(office.people.reviewer.id, household.id, household.version))
        qtbot.waitUntil(lambda: window.main.rail._buttons["inbox"].text().startswith("待办 "))
        assert shown.accessibleName() == shown.text()
        assert office.reads.count_items(rail_filters(office.people.signatory.user)["signing"]) == 1
        assert item.state is State.AWAITING_SIGNATURE


def test_the_status_line_says_which_law_and_how_long_the_log_is(office, qtbot):
    with open_window(office, "auditor") as window:
        facts = window.main.status._facts
        qtbot.waitUntil(lambda: "2007" in facts.text())
        assert str(office.desk.log.size()) in facts.text()


# --- the log ---


def test_verifying_says_the_log_is_whole_and_the_top_line_keeps_it(office, qtbot):
    with open_window(office, "auditor") as window:
        assert window.main.top.log.text() == "留痕未验证"
        qtbot.mouseClick(window.main.top.log, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: window.main.top.log.text() == "留痕完整")
        assert "条已固定" in window.main.messages.text


# --- messages ---


def test_good_news_goes_with_its_page_and_bad_news_stays_until_closed(office, qtbot):
    with open_window(office, "reviewer") as window:
        messages = window.main.messages
        window.front.said.emit("green", "已签收")
        assert messages.isVisible()
        window.main.show_page("settings")
        assert not messages.isVisible()
        window.front.said.emit("red", "没有保存")
        window.main.show_page("inbox")
        assert messages.isVisible()
        qtbot.waitUntil(window.gate.isActiveWindow)
        qtbot.keyClick(window.main.page.table, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: not messages.isVisible())


# --- dropping ---


def drop_on(window, paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(QPointF(400, 400), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                       Qt.KeyboardModifier.NoModifier)
    window.main.dropEvent(event)
    return event


def test_files_dropped_anywhere_come_to_the_page_for_handing_in(office, qtbot, tmp_path):
    path = tmp_path / "通知.txt"
    path.write_text("关于召开会议的通知", "utf-8")
    with open_window(office, "drafter") as window:
        window.main.show_page("settings")
        with qtbot.waitSignal(window.main.files_dropped) as dropped:
            assert drop_on(window, [path]).isAccepted()
        assert dropped.args == [[str(path)]]
        assert type(window.main.page).__name__ == "DraftingPage"


# --- questions of the frame ---


def test_f1_lists_the_keys_of_the_person(office, qtbot, qtmodeltester):
    with open_window(office, "reviewer") as window:
        window.main.dialogs.show_shortcuts()
        dialog = dialog_of(ShortcutsDialog)
        rows = dialog.model.rows
        assert ("待办", "Alt+1") in {(row.text[3:-1], row.keys) for row in rows}
        assert {"审查通过", "下一处提示", "锁定"} <= {row.text for row in rows}
        qtmodeltester.check(dialog.model)
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not [one for one in QApplication.topLevelWidgets() if isinstance(one, ShortcutsDialog)])


def test_a_locked_key_is_shown_and_unlocked_again_without_losing_the_page(office, qtbot):
    with open_window(office, "reviewer") as window:
        window.main.show_page("settings")
        page = window.main.page
        window.front.lock()
        assert "已锁定" in window.main.top.person.toolTip()
        window.main.dialogs.unlock()
        dialog = dialog_of(UnlockDialog)
        qtbot.keyClicks(dialog.password, "not-the-password")
        qtbot.keyClick(dialog.password, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "密码不对" in dialog.hint.text())
        qtbot.keyClicks(dialog.password, PASSWORD)
        qtbot.keyClick(dialog.password, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not window.front.session.signer.locked)
        assert "已解锁" in window.main.top.person.toolTip()
        assert window.main.page is page


def test_everybody_changes_his_own_password(office, qtbot):
    with open_window(office, "drafter") as window:
        window.main.dialogs.change_password()
        dialog = dialog_of(PasswordDialog)
        qtbot.keyClicks(dialog.old, PASSWORD)
        qtbot.keyClicks(dialog.new, "another-one-2")
        qtbot.keyClicks(dialog.repeat, "another-one-3")
        qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
        assert "不一样" in dialog.hint.text()
        dialog.repeat.clear()
        qtbot.keyClicks(dialog.repeat, "another-one-2")
        qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "密码已修改" in window.main.messages.text)
        window.front.lock()
        window.main.dialogs.unlock()
        unlock = dialog_of(UnlockDialog)
        qtbot.keyClicks(unlock.password, "another-one-2")
        qtbot.keyClick(unlock.password, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not window.front.session.signer.locked)


# --- look and layout ---


def test_light_and_dark_are_chosen_and_remembered(office, qapp):
    try:
        with open_window(office, "reviewer") as window:
            Dresser(qapp, window.front.preferences)
            window.main.registry.run("scheme_dark")
            assert theme.token("paper") == theme.DARK.paper
        assert Preferences(office.settings()).scheme is Scheme.DARK
    finally:
        theme.apply(qapp, dark=False)


def test_column_widths_splitters_and_the_windows_place_are_remembered(office):
    with open_window(office, "reviewer", size=(1200, 800)) as window:
        window.main.page.findChild(QTableView).setColumnWidth(1, 277)
        window.main.show_page("review")
        splitter = window.main.page.findChild(QSplitter)
        splitter.setSizes([700, 300])
        kept = splitter.saveState()
    with open_window(office, "reviewer", size=(1200, 800)) as window:
        assert window.main.page.findChild(QTableView).columnWidth(1) == 277
        window.main.show_page("review")
        assert window.main.page.findChild(QSplitter).saveState() == kept


def test_a_damaged_settings_file_costs_only_the_layout(office):
    settings = office.settings()
    settings.setValue("scheme", "purple")
    settings.setValue("language", "tlh")
    settings.setValue("window/geometry", "no geometry")
    settings.sync()
    with open_window(office, "reviewer") as window:
        assert window.front.preferences.scheme is Scheme.SYSTEM
        assert window.front.preferences.language == "zh_CN"


# --- the search ---


def search(window, qtbot, query):
    """Write a query into the top line and press Return."""
    window.main.registry.run("search")
    line = window.main.top.search
    line.setText(query)  # an input method gives whole words: Qt's test keys know no Chinese
    qtbot.keyClick(line, Qt.Key.Key_Return)
    dialog = dialog_of(FoundItems)
    qtbot.waitUntil(lambda: dialog.told.text() != window.front.words("search.looking"))
    return dialog


def test_the_search_finds_by_body_and_opens_the_item(office, qtbot):
    with open_window(office, "reviewer") as window:
        dialog = search(window, qtbot, "异议 党组")
        assert [row.title for row in dialog.model.rows] == ["干部任前公示"]
        assert "党组" in dialog.model.rows[0].snippet
        wanted = dialog.model.rows[0].id
        with qtbot.waitSignal(window.front.open_item) as opened:
            qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
        assert opened.args == [wanted]


def test_the_search_says_that_nothing_was_found(office, qtbot):
    with open_window(office, "auditor") as window:
        dialog = search(window, qtbot, "查无此词")
        assert dialog.told.text() == window.front.words("search.none")
        assert not dialog.open_button.isEnabled()
        dialog.reject()


def test_the_administrator_is_refused_by_the_use_case(office, qtbot):
    with open_window(office, "administrator") as window:
        with qtbot.waitSignal(window.front.said) as said:
            window.main.on_searched("公示")
        assert said.args[0] == "red"
        assert dialog_of(FoundItems).model.rows == ()
        dialog_of(FoundItems).reject()


def test_what_an_older_release_left_becomes_searchable_while_the_window_is_open(office, qtbot):
    lists.rebuild(office.store.around.engine)
    with open_window(office, "reviewer") as window:
        assert search(window, qtbot, "党组").model.rows == ()
        dialog_of(FoundItems).reject()
        window.front.vault = office.store.vault
        window.main.catch_up.start()
        assert dialog_text(window, qtbot) >= 1


def dialog_text(window, qtbot):
    """How many are found by a word of their bodies once everything was read."""
    qtbot.waitUntil(lambda: not window.main.catch_up.under_way)
    dialog = search(window, qtbot, "党组")
    found = len(dialog.model.rows)
    dialog.reject()
    return found

"""待办 in the real window: who sees what, claiming by key, opening by Enter."""

from datetime import date
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt

from reviewer_app.domain.items import Urgency
from reviewer_app.domain.states import State
from ui.models.item_rows import deadline_group
from ui.models.rows import GROUP_ROLE, RowsModel
from ui.pages.inbox.page import ROW_HEIGHT
from ui.pages.inbox.views import View, read_views
from ui.widgets.group_rows import BAND
from window_office import open_window


def filled(qtbot, page):
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    return {row.id for row in page.model.rows}


def test_the_reviewer_sees_what_waits_for_review_most_urgent_first(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = window.main.page
        shown = filled(qtbot, page)
        assert {office.items[word] for word in ("household", "clean", "personnel", "in_review", "ready")} <= shown
        assert office.items["drafting"] not in shown
        days = [row.due for row in page.model.rows if row.due]
        assert days == sorted(days)


@pytest.mark.parametrize(("group", "fields"), [
    ("urgent", {"urgency": Urgency.EXTRA_URGENT, "due": date(2018, 6, 1)}), ("overdue", {"due": date(2018, 6, 20)}),
    ("today", {"due": date(2018, 6, 21)}), ("week", {"due": date(2018, 6, 24)}), ("later", {"due": date(2018, 6, 25)}),
    ("later", {"due": None}), ("", {"due": date(2018, 6, 1), "state": State.EXPIRED}),
])
def test_each_item_waits_below_its_heading(group, fields):
    row = SimpleNamespace(**{"urgency": Urgency.NORMAL, "state": State.IN_REVIEW} | fields)
    assert deadline_group(row, date(2018, 6, 21)) == group  # a Thursday


def test_the_first_of_each_group_stands_below_its_heading(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = window.main.page
        filled(qtbot, page)
        heads = [page.model.index(row, 0).data(GROUP_ROLE) for row in range(page.model.rowCount())]
        assert [head for head in heads if head] == ["今天到期", "以后到期"]
        assert heads[:2] == ["今天到期", "以后到期"]
        heights = [page.table.rowHeight(row) for row in range(len(heads))]
        assert heights == [ROW_HEIGHT + BAND if head else ROW_HEIGHT for head in heads]
        page.reload()
        qtbot.waitUntil(lambda: not window.front.jobs.busy)
        assert [page.table.rowHeight(row) for row in range(len(heads))] == heights
        page.tabs.setCurrentIndex(2)
        qtbot.waitUntil(lambda: [row.id for row in page.model.rows] == [office.items["registered"]])
        assert page.table.rowHeight(0) == ROW_HEIGHT, "what is done has no deadline"


def test_the_drafter_sees_only_his_own_unfinished_items(office, qtbot):
    with open_window(office, "drafter") as window:
        assert filled(qtbot, window.main.page) == {office.items["drafting"], office.items["returned"]}


def test_the_signatory_sees_what_waits_for_his_signature(office, qtbot):
    with open_window(office, "signatory") as window:
        assert filled(qtbot, window.main.page) == {office.items["awaiting"]}


def test_c_claims_the_selected_item_and_says_so(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = window.main.page
        filled(qtbot, page)
        page.show_item(office.items["household"])
        qtbot.keyClick(page.table, Qt.Key.Key_C)
        qtbot.waitUntil(lambda: office.item("household").claimed_by == office.people.reviewer.id)
        qtbot.waitUntil(lambda: "已签收" in window.main.messages.text)
        qtbot.waitUntil(lambda: page.selected() is not None and page.selected().claimed_name == "钟审查员")
        assert page.selected().id == office.items["household"]


def test_a_lost_race_is_told_with_who_and_when(office, qtbot):
    from reviewer_app.services.claim import Claim, claim

    with open_window(office, "reviewer") as window:
        page = window.main.page
        filled(qtbot, page)
        page.show_item(office.items["household"])
        item = office.item("household")
        claim(office.desk, Claim(office.people.reviewer.id, item.id, item.version))
        qtbot.mouseClick(page.claim_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "钟审查员" in window.main.messages.text)
        assert "没有改动任何内容" in window.main.messages.text or "没有保存" in window.main.messages.text


def test_enter_opens_the_selected_item(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = window.main.page
        filled(qtbot, page)
        page.show_item(office.items["personnel"])
        page.table.setFocus()
        with qtbot.waitSignal(window.front.open_item) as opened:
            qtbot.keyClick(page.table, Qt.Key.Key_Return)
        assert opened.args == [office.items["personnel"]]


def test_an_empty_list_says_what_to_do_next(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = window.main.page
        filled(qtbot, page)
        qtbot.mouseClick(page.chips.button(1), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: page.stack.currentWidget() is page.empty)
        assert "取消筛选" in page.empty.text()


def test_a_view_is_saved_and_come_back_to_by_its_person_alone(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = window.main.page
        filled(qtbot, page)
        qtbot.mouseClick(page.chips.button(2), Qt.MouseButton.LeftButton)
        page.words_line.insert("罚〔2018〕15号")
        qtbot.waitUntil(lambda: [row.id for row in page.model.rows] == [office.items["in_review"]])
        page.views.fill()
        page.views.menu().actions()[-2].trigger()
        assert page.views.views == (View("todo", "today", "罚〔2018〕15号"),)
    with open_window(office, "drafter") as window:
        assert window.main.page.views.views == ()
    with open_window(office, "reviewer") as window:
        page = window.main.page
        assert len(filled(qtbot, page)) > 1
        page.tabs.setCurrentIndex(2)
        page.views.fill()
        first = page.views.menu().actions()[0]
        assert first.text() == "待办 · 今天到期 · “罚〔2018〕15号”"
        first.trigger()
        qtbot.waitUntil(lambda: [row.id for row in page.model.rows] == [office.items["in_review"]])
        assert page.looked_at() == View("todo", "today", "罚〔2018〕15号")
        page.views.fill()
        page.views.menu().actions()[-1].trigger()
        assert page.views.views == ()


@pytest.mark.parametrize("kept", ["", "[", "[1]", '{"a": 1}', '[["todo"]]'])
def test_a_spoilt_settings_file_holds_no_views(kept):
    assert read_views(kept) == ()


def test_the_model_keeps_qts_rules(office, qtbot, qtmodeltester):
    with open_window(office, "reviewer") as window:
        page = window.main.page
        filled(qtbot, page)
        assert isinstance(page.model, RowsModel)
        qtmodeltester.check(page.model)


def test_the_password_opens_the_window_and_a_wrong_one_does_not(office, qtbot):
    with open_window(office, None) as window:
        login = window.gate.login
        qtbot.waitUntil(lambda: login.person.count() == 6)
        login.person.setCurrentIndex(next(n for n in range(6) if "钟审查员" in login.person.itemText(n)))
        qtbot.keyClicks(login.password, "wrong-password")
        qtbot.keyClick(login.password, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "密码不对" in login.hint.text())
        assert window.front.session is None
        qtbot.keyClicks(login.password, "only-in-tests-1")
        qtbot.keyClick(login.password, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.front.session is not None)
        assert window.front.session.user.name == "钟审查员"

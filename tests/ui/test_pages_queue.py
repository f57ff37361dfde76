"""发布队列 in the real window: moving within the lawful window, delivering, failing, trying again, the registers."""

from datetime import date, timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from reviewer_app.domain.states import State
from reviewer_app.ports.clock import local_day
from ui.pages.queue.acts import Act
from window_office import open_window


def opened(qtbot, window):
    window.main.show_page("queue")
    page = window.main.page
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    return page


def shown(qtbot, page, item):
    """Select an item's entry and wait for its panel."""
    page.show_item(item)
    qtbot.waitUntil(lambda: page.commands.view is not None and page.commands.view.item.id == item)
    return page.commands.view


def entry_of(office, word):
    with office.desk.uow("system", writing=False) as uow:
        return uow.queue.find(item=office.items[word])[-1]


def click(qtbot, button):
    qtbot.waitUntil(button.isVisible)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def judged_window(office, word):
    """Give the entry a lawful window, as the judgement of a notice period does."""
    entry = entry_of(office, word)
    day = local_day(entry.not_before)
    with office.store.around.engine.begin() as connection:
        for name in ("guard_queue_version", "guard_judgements_update"):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql("UPDATE queue SET not_after = ? WHERE id = ?",
                                   ((day + timedelta(days=3)).isoformat(), entry.id))
        connection.exec_driver_sql("UPDATE judgements SET earliest = ? WHERE item = ?", (day.isoformat(), entry.item))
    return entry, day


def test_the_queue_shows_what_is_not_finished_with_icon_and_word(office, qtbot):
    with open_window(office, "publisher") as window:
        page = opened(qtbot, window)
        texts = {row.item: page.model.index(at, 0).data() for at, row in enumerate(page.model.rows)}
        assert texts == {office.items["online"]: "已上网", office.items["queued"]: "待发布"}
        shown(qtbot, page, office.items["queued"])
        assert page.panel.title.text() == office.item("queued").title
        assert "政府网站 · 全社会" in page.panel.facts["where"].text()


def test_dragging_the_mark_moves_the_entry_to_another_day_at_the_same_time(office, qtbot):
    entry = entry_of(office, "queued")
    with open_window(office, "publisher") as window:
        page = opened(qtbot, window)
        shown(qtbot, page, office.items["queued"])
        index, day = page.table.currentIndex(), local_day(entry.not_before)
        drag(qtbot, page.table, index, day, day + timedelta(days=4))
        qtbot.waitUntil(lambda: entry_of(office, "queued").not_before != entry.not_before)
        assert entry_of(office, "queued").not_before == entry.not_before + timedelta(days=4)
        qtbot.waitUntil(lambda: "已改到" in window.main.messages.text)


def drag(qtbot, table, index, start, end):
    viewport = table.viewport()
    here, there = table.point_of(index, start), table.point_of(index, end)
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=here)
    qtbot.mouseMove(viewport, here + QPoint(8, 0))
    qtbot.mouseMove(viewport, there)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=there)


def test_outside_the_lawful_window_nothing_moves_and_the_sentence_says_why(office, qtbot):
    entry, day = judged_window(office, "queued")
    with open_window(office, "publisher") as window:
        page = opened(qtbot, window)
        shown(qtbot, page, office.items["queued"])
        drag(qtbot, page.table, page.table.currentIndex(), day, day + timedelta(days=5))
        qtbot.waitUntil(lambda: "只能安排在" in window.main.messages.text)
        assert f"{day.month}月{day.day}日 至" in window.main.messages.text
        assert entry_of(office, "queued").not_before == entry.not_before
        span = page.span_of(page.table.currentIndex())
        assert (span.first, span.last) == (day, day + timedelta(days=3))


def test_alt_with_an_arrow_moves_by_a_day_and_escape_drops_a_drag(office, qtbot):
    entry = entry_of(office, "queued")
    with open_window(office, "publisher") as window:
        page = opened(qtbot, window)
        shown(qtbot, page, office.items["queued"])
        here = page.table.point_of(page.table.currentIndex(), local_day(entry.not_before))
        qtbot.mousePress(page.table.viewport(), Qt.MouseButton.LeftButton, pos=here)
        qtbot.mouseMove(page.table.viewport(), here + QPoint(60, 0))
        qtbot.keyClick(page.table, Qt.Key.Key_Escape)
        qtbot.mouseRelease(page.table.viewport(), Qt.MouseButton.LeftButton, pos=here + QPoint(60, 0))
        qtbot.keyClick(page.table, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda: entry_of(office, "queued").version > entry.version)
        assert entry_of(office, "queued").not_before == entry.not_before + timedelta(days=1)


def test_another_time_can_be_typed(office, qtbot):
    entry = entry_of(office, "queued")
    with open_window(office, "publisher") as window:
        page = opened(qtbot, window)
        shown(qtbot, page, office.items["queued"])
        page.panel.time_edit.setDateTime(page.panel.time_edit.dateTime().addSecs(3600))
        click(qtbot, page.panel.time_button)
        qtbot.waitUntil(lambda: entry_of(office, "queued").version > entry.version)
        moved = entry_of(office, "queued").not_before - entry.not_before.replace(second=0, microsecond=0)
        assert moved == timedelta(hours=1)


def test_what_is_due_is_delivered_at_once_and_can_be_copied(office, qtbot):
    with open_window(office, "publisher") as window:
        page = opened(qtbot, window)
        click(qtbot, page.release_button)
        qtbot.waitUntil(lambda: "已交付 1 项" in window.main.messages.text)
        assert entry_of(office, "queued").state is State.DELIVERED
        page.show_item(office.items["queued"])
        qtbot.waitUntil(lambda: page.panel.state.text() == "已交发布")
        click(qtbot, page.panel.buttons[Act.COPY_TEXT])
        qtbot.waitUntil(lambda: "已复制公开稿正文" in window.main.messages.text)
        folder = office.home / "outlet" / entry_of(office, "queued").id
        assert QGuiApplication.clipboard().text() == (folder / "paste.txt").read_text("utf-8")
        click(qtbot, page.panel.buttons[Act.COPY_HTML])
        qtbot.waitUntil(lambda: "网页代码" in window.main.messages.text)
        assert QGuiApplication.clipboard().text().startswith("<section>")
        click(qtbot, page.release_button)
        qtbot.waitUntil(lambda: "没有到期的事项" in window.main.messages.text)


def test_a_failure_says_why_and_can_be_tried_again(office, qtbot):
    outlet = office.home / "outlet" / entry_of(office, "queued").id
    outlet.mkdir()
    (outlet / "manifest.sha256").write_text("not ours")
    with open_window(office, "publisher") as window:
        page = opened(qtbot, window)
        click(qtbot, page.release_button)
        qtbot.waitUntil(lambda: "1 项没有交付" in window.main.messages.text)
        page.show_item(office.items["queued"])
        qtbot.waitUntil(lambda: page.panel.state.text() == "发布失败")
        assert page.panel.facts["failure"].text() == "交付出口不可用"
        click(qtbot, page.panel.buttons[Act.RETRY])
        qtbot.waitUntil(lambda: entry_of(office, "queued").state is State.QUEUED)
        qtbot.waitUntil(lambda: "已重新排队" in window.main.messages.text)


def test_taking_an_item_out_of_the_queue_wants_a_reason(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened(qtbot, window)
        shown(qtbot, page, office.items["queued"])
        click(qtbot, page.panel.buttons[Act.WITHDRAW])
        dialog = page.commands.dialog
        assert not dialog.ok.isEnabled()
        qtbot.keyClicks(dialog.text, "date wrong")
        click(qtbot, dialog.ok)
        qtbot.waitUntil(lambda: office.item("queued").state is State.RETURNED)
        qtbot.waitUntil(lambda: page.model.rowCount() == 1)


def test_who_may_not_act_is_not_offered_it(office, qtbot):
    with open_window(office, "signatory") as window:
        page = opened(qtbot, window)
        shown(qtbot, page, office.items["online"])
        qtbot.waitUntil(page.panel.buttons[Act.TAKE_DOWN].isVisible)
        offered = {act for act, button in page.panel.buttons.items() if button.isVisible()}
        assert offered == {Act.TAKE_DOWN, Act.OPEN_FOLDER, Act.COPY_TEXT, Act.COPY_HTML}
        assert not page.release_button.isVisible()
        assert page.span_of(page.table.currentIndex()).movable is False


def test_filters_and_an_empty_list_say_what_comes(office, qtbot):
    with open_window(office, "publisher") as window:
        page = opened(qtbot, window)
        click(qtbot, page.chips.button(3))
        qtbot.waitUntil(lambda: page.stack.currentWidget() is page.empty)
        assert "没有发布失败" in page.empty.text()
        assert not page.panel.body.isVisible()
        click(qtbot, page.chips.button(1))
        qtbot.waitUntil(lambda: [row.item for row in page.model.rows] == [office.items["queued"]])


def test_the_registers_are_tabs_and_open_their_item(office, qtbot):
    with open_window(office, "publisher") as window:
        page = opened(qtbot, window)
        page.tabs.setCurrentIndex(1)
        register = page.registers[0]
        qtbot.waitUntil(lambda: register.model.rowCount() == 1)
        assert register.model.index(0, 1).data() == "内部管理事项，按申请提供"
        page.tabs.setCurrentIndex(2)
        qtbot.waitUntil(lambda: page.registers[1].currentWidget() is page.registers[1].empty)
        page.tabs.setCurrentIndex(1)
        with qtbot.waitSignal(window.front.open_item) as asked:
            qtbot.keyClick(register.table, Qt.Key.Key_Return)
        assert asked.args == [office.items["registered"]]


def test_weeks_go_by(office, qtbot):
    with open_window(office, "publisher") as window:
        page = opened(qtbot, window)
        first = page.table.days.start
        click(qtbot, page.steps[2])
        assert page.table.days.start == first + timedelta(days=7)
        click(qtbot, page.steps[0])
        click(qtbot, page.steps[0])
        click(qtbot, page.steps[1])
        assert page.table.days.start == first
        assert page._tell_day(date(2018, 6, 18)) == "6月18日 周一 · 端午"
        assert page._tell_day(date(2018, 6, 23)) == "6月23日 周六 · 休息日"
        assert page._tell_day(date(2018, 6, 21)) == "6月21日 周四 · 工作日"


def test_an_item_is_shown_under_the_filter_that_has_it(office, qtbot):
    entry = entry_of(office, "online")
    with office.store.around.engine.begin() as connection:
        for name in ("guard_queue_version", "guard_items_version"):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql("UPDATE queue SET state = 'compared' WHERE id = ?", (entry.id,))
    with open_window(office, "publisher") as window:
        page = opened(qtbot, window)
        view = shown(qtbot, page, office.items["online"])
        assert view.entry.state is State.COMPARED
        assert page.chips.checkedId() == 4
        page.show_item(office.items["drafting"])
        qtbot.waitUntil(lambda: page._wanted is None)
        assert page.commands.view == view


def test_the_models_keep_qts_rules_and_every_control_has_a_name(office, qtbot, qtmodeltester):
    with open_window(office, "publisher") as window:
        page = opened(qtbot, window)
        qtmodeltester.check(page.model)
        qtmodeltester.check(page.registers[0].model)
        assert all(button.text() or button.accessibleName() for button in page.findChildren(QPushButton))
        assert page.table.accessibleName()
        assert "可安排在" in page.model.index(0, 3).data(Qt.ItemDataRole.AccessibleTextRole)

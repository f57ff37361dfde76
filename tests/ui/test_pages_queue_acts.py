"""What becomes of an entry, in the real window: 登记上网, 上网核对, 立即撤下 with its task list, 更正, 期满撤下."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent

from reviewer_app.domain.errors import FileMissing, FileTooLarge
from reviewer_app.domain.states import State
from reviewer_app.services.release_due import release_due
from reviewer_app.services.withdrawing import Correct, correct
from ui.pages.queue.acts import Act
from ui.pages.queue.files import read_limited
from window_office import open_window

ADDRESS = "http://zrzy.example.gov.cn/1.html"


def selected(qtbot, window, item, state):
    """The queue page with an item's entry shown in that state."""
    window.main.show_page("queue")
    page = window.main.page
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    page.show_item(item)
    qtbot.waitUntil(lambda: page.commands.view is not None and page.commands.view.item.id == item)
    qtbot.waitUntil(lambda: page.panel.state.text() == state)
    return page


def entry_of(office, word):
    with office.desk.uow("system", writing=False) as uow:
        return uow.queue.find(item=office.items[word])[-1]


def rows_of(office, kind, word):
    with office.desk.uow("system", writing=False) as uow:
        return getattr(uow, kind).find(item=office.items[word])


def click(qtbot, button):
    qtbot.waitUntil(lambda: button.isVisible() and button.isEnabled())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def saved_page(office, folder: Path, old="", new=""):
    """The published text inside a site's own page, as a browser saves it."""
    text = (office.home / "outlet" / entry_of(office, "online").id / "paste.txt").read_text("utf-8")
    lines = "".join(f"<p>{line}</p>" for line in text.replace(old, new, 1).split("\n")) if old else "".join(
        f"<p>{line}</p>" for line in text.split("\n"))
    page = folder / "saved.html"
    page.write_text(f"<html><body><p>网站首页</p>{lines}<p>版权所有</p></body></html>", "utf-8")
    return page


def test_seen_online_is_recorded_with_address_time_and_screenshot(office, qtbot, tmp_path):
    release_due(office.desk)
    picture = tmp_path / "screen.png"
    picture.write_bytes(b"a picture")
    with open_window(office, "publisher") as window:
        page = selected(qtbot, window, office.items["queued"], "已交发布")
        click(qtbot, page.panel.buttons[Act.RECORD_ONLINE])
        dialog = page.commands.dialog
        assert not dialog.ok.isEnabled()
        qtbot.keyClicks(dialog.address_edit, ADDRESS)
        dialog.file.take(str(picture))
        assert dialog.file.text == "screen.png"
        click(qtbot, dialog.ok)
        qtbot.waitUntil(lambda: page.panel.state.text() == "已上网")
        (seen,) = rows_of(office, "online", "queued")
        assert (seen.address, seen.by) == (ADDRESS, office.people.publisher.id)
        with office.desk.uow("system", writing=False) as uow:
            assert uow.blobs.get(seen.evidence) == b"a picture"
        assert ADDRESS in page.panel.history.text()


def test_a_page_that_differs_is_told_line_by_line_and_a_right_one_is_the_same(office, qtbot, tmp_path):
    with open_window(office, "publisher") as window:
        page = selected(qtbot, window, office.items["online"], "已上网")
        click(qtbot, page.panel.buttons[Act.COMPARE])
        dialog = page.commands.dialog
        dialog.file.take(str(saved_page(office, tmp_path, "提案", "建议")))
        qtbot.waitUntil(lambda: "有 1 处不同" in dialog.verdict.text())
        assert dialog.table.isVisible()
        (row,) = dialog.model.rows
        assert ("提案" in row.wanted, "建议" in row.found) == (True, True)
        assert entry_of(office, "online").state is State.ONLINE
        qtbot.waitUntil(lambda: "有 1 处不同" in page.panel.history.text())
        dialog.file.take(str(saved_page(office, tmp_path)))
        qtbot.waitUntil(lambda: dialog.verdict.text().startswith("一致"))
        assert entry_of(office, "online").state is State.COMPARED
        dialog.reject()


def test_a_page_that_cannot_be_read_is_told_in_the_dialog(office, qtbot, tmp_path):
    with open_window(office, "publisher") as window:
        page = selected(qtbot, window, office.items["online"], "已上网")
        dropped(page.panel, tmp_path / "gone.html")
        dialog = page.commands.dialog
        qtbot.waitUntil(lambda: "找不到或无权打开" in dialog.verdict.text())
        assert not dialog.table.isVisible()
        dialog.reject()


def dropped(widget, path):
    """Drop a file on a widget, as a file manager does."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(widget.rect().center(), Qt.DropAction.CopyAction, mime, buttons, keys)
    widget.dragEnterEvent(enter)
    assert enter.isAccepted()
    widget.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, buttons, keys))


def test_taking_down_comes_first_and_every_place_is_ticked_before_it_ends(office, qtbot, tmp_path):
    entry = entry_of(office, "online")
    picture = tmp_path / "gone.png"
    picture.write_bytes(b"not found")
    with open_window(office, "reviewer") as window:
        page = selected(qtbot, window, office.items["online"], "已上网")
        click(qtbot, page.panel.buttons[Act.TAKE_DOWN])
        dialog = page.commands.taking_down.dialog
        click(qtbot, dialog.now)
        qtbot.waitUntil(lambda: dialog.faces.currentIndex() == 1)
        assert not (office.home / "outlet" / entry.id).exists()
        assert entry_of(office, "online").state is State.TAKING_DOWN
        assert [task.place for task in dialog.model.rows] == [ADDRESS]
        qtbot.keyClicks(dialog.reason_edit, "amount wrong")
        assert not dialog.finish.isEnabled()
        dialog.file.take(str(picture))
        click(qtbot, dialog.tick)
        qtbot.waitUntil(lambda: dialog.model.rows[0].clearing is not None)
        assert "已清除" in dialog.model.index(0, 1).data()
        click(qtbot, dialog.finish)
        qtbot.waitUntil(lambda: entry_of(office, "online").state is State.TAKEN_DOWN)
        (tick,) = rows_of(office, "clearings", "online")
        assert (tick.place, tick.by) == (ADDRESS, office.people.reviewer.id)
        (done,) = rows_of(office, "withdrawals", "online")
        assert done.reason == "amount wrong"
        qtbot.waitUntil(lambda: not dialog.isVisible())


def test_a_take_down_can_be_finished_later(office, qtbot):
    with open_window(office, "publisher") as window:
        page = selected(qtbot, window, office.items["online"], "已上网")
        click(qtbot, page.panel.buttons[Act.TAKE_DOWN])
        click(qtbot, page.commands.taking_down.dialog.now)
        dialog = page.commands.taking_down.dialog
        qtbot.waitUntil(lambda: dialog.faces.currentIndex() == 1)
        dialog.reject()
        qtbot.waitUntil(lambda: page.panel.state.text() == "撤下中")
        click(qtbot, page.panel.buttons[Act.FINISH_TAKE_DOWN])
        again = page.commands.taking_down.dialog
        qtbot.waitUntil(lambda: again.faces.currentIndex() == 1)
        assert "还有 1 处" in again.left.text()
        again.reject()


def test_a_correction_wants_a_reason_and_ends_with_the_item_that_replaces_it(office, qtbot):
    with open_window(office, "publisher") as window:
        page = selected(qtbot, window, office.items["online"], "已上网")
        click(qtbot, page.panel.buttons[Act.CORRECT])
        qtbot.keyClicks(page.commands.dialog.text, "area wrong")
        click(qtbot, page.commands.dialog.ok)
        qtbot.waitUntil(lambda: page.panel.state.text() == "更正中")
        release_due(office.desk)
        second = entry_of(office, "queued")
        from reviewer_app.services.online import RecordOnline, record_online

        record_online(office.desk, RecordOnline(office.people.publisher.id, second.id, second.version, ADDRESS,
                                                office.desk.clock.now()))
        click(qtbot, page.panel.buttons[Act.FINISH_CORRECTION])
        dialog = page.commands.dialog
        qtbot.waitUntil(lambda: dialog.chosen is not None)
        assert dialog.chosen.id == office.items["queued"]
        click(qtbot, dialog.ok)
        qtbot.waitUntil(lambda: entry_of(office, "online").state is State.CORRECTED)
        assert rows_of(office, "withdrawals", "online")[0].replaced_by == office.items["queued"]


def test_the_search_of_a_correction_narrows_the_list(office, qtbot):
    entry = entry_of(office, "online")
    correct(office.desk, Correct(office.people.publisher.id, entry.id, entry.version, "area"))
    with open_window(office, "publisher") as window:
        page = selected(qtbot, window, office.items["online"], "更正中")
        click(qtbot, page.panel.buttons[Act.FINISH_CORRECTION])
        dialog = page.commands.dialog
        dialog.search.setText("没有这样的标题")
        qtbot.waitUntil(lambda: not window.front.jobs.busy)
        assert dialog.model.rowCount() == 0
        assert not dialog.ok.isEnabled()
        dialog.reject()


def test_what_was_shown_long_enough_can_expire(office, qtbot):
    entry = entry_of(office, "online")
    with office.store.around.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER guard_queue_version")
        connection.exec_driver_sql("UPDATE queue SET display_until = '2018-06-22' WHERE id = ?", (entry.id,))
    with open_window(office, "publisher") as window:
        page = selected(qtbot, window, office.items["online"], "已上网")
        assert not page.panel.buttons[Act.EXPIRE].isVisible()
        office.clock.forward(timedelta(days=3))
        window.main.show_page("queue")
        click(qtbot, page.panel.buttons[Act.EXPIRE])
        qtbot.waitUntil(lambda: entry_of(office, "online").state is State.EXPIRED)
        # The package goes after the commit that records the expiry, so that no package goes unrecorded.
        qtbot.waitUntil(lambda: not (office.home / "outlet" / entry.id).exists())


class Opened(QObject):
    """Stands for the desktop's file manager."""

    def __init__(self):
        super().__init__()
        self.urls = []

    @Slot(QUrl)
    def open(self, url):
        self.urls.append(url.toLocalFile())


def test_the_delivered_folder_opens(office, qtbot):
    desktop = Opened()
    QDesktopServices.setUrlHandler("file", desktop, "open")
    try:
        with open_window(office, "publisher") as window:
            page = selected(qtbot, window, office.items["online"], "已上网")
            click(qtbot, page.panel.buttons[Act.OPEN_FOLDER])
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert desktop.urls == [str(office.home / "outlet" / entry_of(office, "online").id)] or desktop.urls == [
        entry_of(office, "online").delivery]


def test_a_file_is_read_with_a_limit(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(b"x" * 10)
    assert read_limited(path) == b"x" * 10
    with pytest.raises(FileTooLarge):
        read_limited(path, limit_mib=0)
    with pytest.raises(FileMissing):
        read_limited(tmp_path / "none")

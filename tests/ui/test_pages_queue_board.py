"""村公示栏 on the queue page: sheets in large type, and the record of where they hang."""

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QFileDialog
from shiboken6 import isValid

from board_entry import to_board
from reviewer_app.documents import pdf_reading
from reviewer_app.domain.states import State
from reviewer_app.services.open_evidence import evidence_of
from reviewer_app.services.release_due import release_due
from ui.pages.queue.acts import Act
from window_office import open_window, window_office


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    with window_office(tmp_path_factory.mktemp("office")) as made:
        release_due(made.desk)
        with made.desk.uow("system", writing=False) as uow:
            entries = uow.queue.find(item=made.items["queued"])
        for entry in entries:
            to_board(made.desk, made.people.publisher.id, entry)
        yield made


def click(qtbot, button):
    qtbot.waitUntil(lambda: button.isVisible() and button.isEnabled(), timeout=15_000)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def shown(qtbot, window, office):
    window.main.show_page("queue")
    page = window.main.page
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    page.show_item(office.items["queued"])
    qtbot.waitUntil(lambda: page.commands.view is not None and page.commands.view.item.id == office.items["queued"])
    return page


@pytest.mark.parametrize(("paper", "width"), [("A4", 595), ("A3", 842)])
def test_the_sheet_is_drawn_large_with_office_period_and_telephone(office, qtbot, tmp_path, monkeypatch, paper, width):
    with open_window(office, "publisher") as window:
        page = shown(qtbot, window, office)
        click(qtbot, page.panel.buttons[Act.PRINT_BOARD])
        qtbot.waitUntil(lambda: page.commands.dialog is not None and page.commands.dialog.isVisible())
        dialog = page.commands.dialog
        dialog.phone_edit.setCurrentText("")
        assert not dialog.save.isEnabled()
        dialog.phone_edit.setCurrentText("0797-8123456")
        dialog.size_.choose(paper)
        page.commands.board.save_to(tmp_path / "none" / "sheet.pdf")
        qtbot.waitUntil(lambda: "sheet.pdf" in window.main.messages.text)
        assert dialog.isVisible()
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "sheet.pdf"), ""))
        qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not isValid(dialog) or not dialog.isVisible())
        notice = page.commands.board.notice
    data = (tmp_path / "sheet.pdf").read_bytes()
    text = "".join(pdf_reading.read(data, "sheet.pdf").text.split())
    for said in ("监督电话：0797-8123456", "2018-07-20", "第1张", "".join(notice.title.split()), notice.office):
        assert said in text
    with pdf_reading.open_pdf(data, "sheet.pdf") as document:
        assert abs(document[0].get_size()[0] - width) < 2


@pytest.mark.qt_log_ignore("QPainter::begin")  # the device that takes nothing
def test_the_sheet_is_printed_while_the_window_goes_on(office, qtbot, tmp_path, monkeypatch):
    def choose(dialog):
        dialog.printer().setOutputFileName(str(tmp_path / folder / "sheet.pdf"))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", choose)
    with open_window(office, "publisher") as window:
        page = shown(qtbot, window, office)
        click(qtbot, page.panel.buttons[Act.PRINT_BOARD])
        qtbot.waitUntil(lambda: page.commands.dialog is not None and page.commands.dialog.isVisible())
        dialog, folder = page.commands.dialog, "none"
        dialog.phone_edit.setCurrentText("0797-8123456")
        qtbot.mouseClick(dialog.print_, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: bool(window.main.messages.text))
        assert dialog.isVisible(), "nothing was printed: the dialog stays"
        folder = "."
        qtbot.mouseClick(dialog.print_, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not isValid(dialog) or not dialog.isVisible())
        assert "已送打印机" in window.main.messages.text
    text = pdf_reading.read((tmp_path / "sheet.pdf").read_bytes(), "sheet.pdf").text
    assert "监督电话：0797-8123456" in "".join(text.split())


def test_a_posting_is_recorded_with_its_photograph(office, qtbot, tmp_path):
    photo = tmp_path / "board.jpg"
    photo.write_bytes(b"a photograph")
    with open_window(office, "publisher") as window:
        page = shown(qtbot, window, office)
        assert not page.panel.buttons[Act.RECORD_ONLINE].isVisible()
        click(qtbot, page.panel.buttons[Act.RECORD_POSTING])
        dialog = page.commands.dialog
        assert not dialog.ok.isEnabled()
        dialog.place.insert("松岗村委会门口")
        dialog.poster.insert("钱发布")
        dialog.photos[0].take(str(photo))
        click(qtbot, dialog.ok)
        qtbot.waitUntil(lambda: page.commands.view.entry.state is State.ONLINE)
        qtbot.waitUntil(lambda: "松岗村委会门口" in page.panel.history.text())
        assert "照片 1 张" in page.panel.history.text()


def test_pictures_of_a_release_are_looked_at_again(office, qtbot, tmp_path):
    photo = tmp_path / "wide.png"
    Image.new("RGB", (320, 180), "white").save(photo)
    with open_window(office, "publisher") as window:
        page = shown(qtbot, window, office)
        before = len(evidence_of(page.commands.view))
        click(qtbot, page.panel.buttons[Act.RECORD_POSTING])
        dialog = page.commands.dialog
        dialog.place.insert("上屋组晒谷场")
        dialog.poster.insert("钱发布")
        for pick in dialog.photos[:2]:
            pick.take(str(photo))
        click(qtbot, dialog.ok)
        qtbot.waitUntil(lambda: len(evidence_of(page.commands.view)) == before + 1)  # the same bytes twice are one
        click(qtbot, page.panel.buttons[Act.LOOK])
        look = page.commands.dialog
        at = next(row for row in range(look.list.count()) if "上屋组晒谷场" in look.list.item(row).text())
        qtbot.mouseClick(look.list.viewport(), Qt.MouseButton.LeftButton,
                         pos=look.list.visualItemRect(look.list.item(at)).center())
        qtbot.waitUntil(lambda: look.large is not None and look.large == look.current.blob)
        assert look.picture._pages[1][1].width() == 320
        small = look.list.item(at).icon().pixmap(look.list.iconSize())
        assert small.toImage().pixelColor(small.width() // 2, small.height() // 2).lightness() > 250
        qtbot.mousePress(look.picture.viewport(), Qt.MouseButton.LeftButton)
        assert look.picture._drawn is None, "a proof is only looked at"
        qtbot.keyClick(look, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
        assert look.picture.scale == pytest.approx(1.25)
        look.save_to(tmp_path / "saved.png")
        qtbot.waitUntil(lambda: "saved.png" in look.note.text())
        assert (tmp_path / "saved.png").read_bytes() == photo.read_bytes()
        qtbot.mouseClick(look.close_, Qt.MouseButton.LeftButton)

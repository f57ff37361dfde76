"""送审 of what came back: points with ticks, corrected files in the place of the old ones, comparing, pasted text."""

from dataclasses import replace
from importlib.resources import files

import pytest
from PySide6.QtCore import Qt

from reviewer_app.domain.states import State
from reviewer_app.domain.text_diff import ChangeKind
from ui.dialogs.compare import CompareDialog
from ui.dialogs.paste_text import PasteTextDialog, file_name
from ui.models.package_rows_tray import TrayState
from ui.pages.drafting.page import PACKAGE
from window_office import open_window

SAMPLES = files("resources") / "samples"
LEFT = Qt.MouseButton.LeftButton
CHECK = Qt.ItemDataRole.CheckStateRole


@pytest.fixture
def window(office):
    with open_window(office, "drafter") as made:
        made.main.show_page("drafting")
        yield made


@pytest.fixture
def page(office, window, qtbot):
    page = window.main.page
    page.show_item(office.items["returned"])
    qtbot.waitUntil(lambda: page._package is not None)
    return page


def revised(qtbot, page):
    page.take_files([str(SAMPLES / name) for name in ("notice_v2.docx", "annex_v2.xlsx")])
    qtbot.waitUntil(lambda: {row.name for row in page.tray.model.rows} == {"notice_v2.docx", "annex_v2.xlsx"})
    qtbot.waitUntil(lambda: all(row.state is TrayState.READ for row in page.tray.model.rows))
    qtbot.mouseClick(page.tray.enter, LEFT)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == PACKAGE and page._package.view.item.revision_ordinal == 2,
                    timeout=15_000)


def test_points_are_shown_with_ticks_that_are_remembered(office, page, qtbot):
    points = page.package.came_back.points
    assert points.rowCount() > 3
    assert {points.index(row, 1).data() for row in range(points.rowCount())} == {"仍未改"}
    assert points.setData(points.index(1, 0), Qt.CheckState.Checked, CHECK)
    key = f"item-{office.items['returned']}-{office.people.drafter.user.id}"
    qtbot.waitUntil(lambda: office.desk.drafts.load(key) is not None)
    page.show_item(office.items["drafting"])
    qtbot.waitUntil(lambda: page._package.view.item.id == office.items["drafting"])
    page.show_item(office.items["returned"])
    qtbot.waitUntil(lambda: page.package.came_back.points.ticks == (1,))


def test_points_that_stand_as_they_did_are_said_until_they_are_ticked(page):
    points, missing = page.package.came_back.points, page.package.missing
    count = points.rowCount()
    assert f"{count} 条退回意见看来仍未改" in missing.text()
    assert missing.property("level") == "amber"
    assert points.setData(points.index(0, 0), Qt.CheckState.Checked, CHECK)
    assert f"{count - 1} 条退回意见看来仍未改" in missing.text()
    for row in range(1, count):
        points.setData(points.index(row, 0), Qt.CheckState.Checked, CHECK)
    assert missing.property("level") == "green"


def test_ticks_do_not_pass_to_another_return(page):
    came_back, shown = page.package.came_back, page._package
    assert came_back.points.setData(came_back.points.index(0, 0), Qt.CheckState.Checked, CHECK)
    came_back.show_package(shown)
    assert came_back.points.ticks == (0,)
    came_back.show_package(replace(shown, returned=replace(shown.returned, id="another")))
    assert came_back.points.ticks == ()


def test_a_point_jumps_to_its_part(page):
    points = page.package.came_back.points
    row = next(row for row in range(points.rowCount()) if "annex.xlsx" in points.index(row, 0).data())
    page.package.came_back.on_point(points.index(row, 0))
    assert page.document.part.part.name == "annex.xlsx"


def test_corrected_files_take_the_place_of_those_they_correct(office, page, qtbot):
    revised(qtbot, page)
    points = page.package.came_back.points
    assert {points.index(row, 1).data() for row in range(points.rowCount())} <= {"已不再出现", "请对照核实"}
    assert not page.package.came_back.points.ticks
    qtbot.waitUntil(page.package.submit.isEnabled)
    qtbot.mouseClick(page.package.submit, LEFT)
    qtbot.waitUntil(lambda: office.item("returned").state is State.SUBMITTED)


def test_the_revisions_can_be_compared_part_by_part(page, qtbot):
    revised(qtbot, page)
    qtbot.mouseClick(page.package.compare, LEFT)
    qtbot.waitUntil(lambda: bool(page.findChildren(CompareDialog)))
    dialog = page.findChildren(CompareDialog)[0].pane
    qtbot.waitUntil(lambda: dialog.tabs.count() == 2 and dialog.model.rowCount() > 0)
    kinds = {line.kind for line in dialog.model.lines}
    assert {ChangeKind.CHANGED, ChangeKind.DELETED} <= kinds
    first = dialog.view.currentIndex().row()
    qtbot.mouseClick(dialog.next, LEFT)
    assert dialog.view.currentIndex().row() > first
    assert dialog.model.lines[dialog.view.currentIndex().row()].kind is not ChangeKind.SAME
    qtbot.mouseClick(dialog.previous, LEFT)
    assert dialog.view.currentIndex().row() == first
    dialog.tabs.setCurrentIndex(1)
    assert dialog.view.grab().width() > 0
    assert max(len(line.cells) for line in dialog.model.lines) > 5
    page.findChildren(CompareDialog)[0].accept()


def test_changing_the_files_by_the_button_and_stopping_leaves_everything(page, qtbot):
    qtbot.mouseClick(page.package.revise, LEFT)
    qtbot.waitUntil(lambda: len(page.tray.model.rows) == 2)
    assert "第 2 版" in page.tray.heading.text()
    qtbot.mouseClick(page.tray.back, LEFT)
    assert page.stack.currentIndex() == PACKAGE
    assert page._package.view.item.revision_ordinal == 1


def test_pasted_text_becomes_a_part(page, qtbot):
    page.on_new()
    qtbot.mouseClick(page.tray.drop.paste, LEFT)
    qtbot.waitUntil(lambda: bool(page.findChildren(PasteTextDialog)))
    dialog = page.findChildren(PasteTextDialog)[0]
    assert not dialog.ok.isEnabled()
    dialog.name.setText("夜间通知")
    dialog.text.setPlainText("今晚有雨，请做好巡查。")
    qtbot.mouseClick(dialog.ok, LEFT)
    qtbot.waitUntil(lambda: [row.name for row in page.tray.model.rows] == ["夜间通知.txt"])
    qtbot.waitUntil(lambda: page.tray.model.rows[0].state is TrayState.READ)
    assert page.tray.model.rows[0].file.data.decode() == "今晚有雨，请做好巡查。"


def test_unfinished_pasting_comes_back(window, page, qtbot):
    dialog = PasteTextDialog(window.front, page)
    dialog.text.setPlainText("写到一半")
    dialog.reject()
    qtbot.waitUntil(lambda: not window.front.jobs.busy)
    again = PasteTextDialog(window.front, page)
    qtbot.waitUntil(lambda: again.text.toPlainText() == "写到一半")
    assert again.restored.isVisibleTo(again)
    again.accept()
    qtbot.waitUntil(lambda: not window.front.jobs.busy)
    third = PasteTextDialog(window.front, page)
    qtbot.waitUntil(lambda: not window.front.jobs.busy)
    assert third.text.toPlainText() == ""
    third.reject()


@pytest.mark.parametrize(("typed", "name"), [
    ("", "默认.txt"), ("夜间/通知", "夜间 通知.txt"), ("a.txt", "a.txt"), ("...", "默认.txt"),
])
def test_names_are_made_fit_for_files(typed, name):
    assert file_name(typed, "默认") == name


def test_every_model_keeps_qts_rules(page, qtbot, qtmodeltester):
    page.package.revise.click()
    qtbot.waitUntil(lambda: len(page.tray.model.rows) == 2)
    for model in (page.model, page.tray.model, page.package.hints, page.package.materials.parts,
                  page.package.came_back.points, page.package.came_back.amendments):
        qtmodeltester.check(model)

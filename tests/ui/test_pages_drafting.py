"""送审 in the real window: dropping, reading, ordering, entering, handing in, taking back, correcting."""

import json
from importlib.resources import files

import pytest
from PySide6.QtCore import Qt

from intake_forms import filled
from reviewer_app.domain.items import AmendmentState, Carrier, Change, PartRole
from reviewer_app.domain.legal import DisclosureAttribute
from reviewer_app.domain.states import State
from reviewer_app.services.amend import Amend, amend
from reviewer_app.services.open_item import open_item
from ui.dialogs.reason import ReasonDialog
from ui.models.package_rows_tray import TrayState
from ui.pages.drafting.page import PACKAGE, TRAY
from window_office import open_window

SAMPLES = files("resources") / "samples"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(office):
    with open_window(office, "drafter") as made:
        made.main.show_page("drafting")
        yield made


@pytest.fixture
def page(window):
    return window.main.page


def drop(qtbot, page, *names):
    page.take_files([str(name) if str(name).startswith("/") else str(SAMPLES / name) for name in names])
    qtbot.waitUntil(lambda: len(page.tray.model.rows) >= 1)
    qtbot.waitUntil(lambda: all(row.state is not TrayState.READING for row in page.tray.model.rows), timeout=15_000)


def entered(qtbot, page, *names):
    drop(qtbot, page, *names)
    qtbot.waitUntil(page.tray.enter.isEnabled)
    qtbot.mouseClick(page.tray.enter, LEFT)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == PACKAGE and not page.tray.busy, timeout=15_000)
    return page._package.view.item


def opened(qtbot, page, item):
    page.show_item(item)
    qtbot.waitUntil(lambda: page._package is not None and page._package.view.item.id == item)


def state_of(office, item):
    with office.desk.uow(office.people.drafter.user.id, writing=False) as uow:
        return uow.items.get(item).state


def test_files_dropped_are_read_and_entered_and_handed_in(office, window, page, qtbot):
    item = entered(qtbot, page, "notice.docx", "annex.xlsx")
    assert item.title == "关于青溪镇松岗村征地补偿登记结果的公告"
    panel = page.package
    assert [part.part.role for part in panel.materials.parts.rows] == [PartRole.BODY, PartRole.ANNEX]
    assert panel.materials.read["number"].text() == "赣市国资征〔2018〕21号"
    assert panel.form.attribute.value is DisclosureAttribute.PROACTIVE
    qtbot.waitUntil(panel.submit.isEnabled)
    qtbot.mouseClick(panel.submit, LEFT)
    qtbot.waitUntil(lambda: state_of(office, item.id) is State.SUBMITTED)
    qtbot.waitUntil(lambda: "等待审查员签收" in window.main.messages.text)


def test_a_dropped_folder_is_opened_up(page, qtbot, tmp_path):
    folder = tmp_path / "送审材料"
    folder.mkdir()
    for name in ("contact.docx", "annex.docx"):
        (folder / name).write_bytes((SAMPLES / name).read_bytes())
    page.take_files([str(folder)])
    qtbot.waitUntil(lambda: {row.name for row in page.tray.model.rows} == {"contact.docx", "annex.docx"})
    qtbot.waitUntil(lambda: all(row.state is TrayState.READ for row in page.tray.model.rows))


def test_an_unreadable_file_says_why_and_the_others_stay(page, qtbot, tmp_path):
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04 broken")
    drop(qtbot, page, "contact.docx", broken)
    rows = {row.name: row for row in page.tray.model.rows}
    assert rows["contact.docx"].state is TrayState.READ
    assert "《坏.docx》" in rows["坏.docx"].problem
    assert not page.tray.enter.isEnabled()
    page.tray.table.selectRow(page.tray.model.at("坏.docx"))
    qtbot.mouseClick(page.tray.strip.remove, LEFT)
    qtbot.waitUntil(page.tray.enter.isEnabled)


def test_a_marked_file_is_refused_and_nothing_of_it_stays(window, page, qtbot):
    drop(qtbot, page, "contact.docx", "secret.docx")
    qtbot.waitUntil(lambda: [row.name for row in page.tray.model.rows] == ["contact.docx"])
    qtbot.waitUntil(lambda: "不处理涉密文件" in window.main.messages.text)


def test_order_and_roles_are_the_persons(page, qtbot):
    drop(qtbot, page, "contact.docx", "annex.docx", "annex.xlsx")
    tray = page.tray
    assert tray.model.rows[0].role is PartRole.BODY
    second = tray.model.rows[2].name
    tray.table.selectRow(2)
    tray.table.setFocus()
    qtbot.keyClick(tray.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert tray.model.rows[1].name == second
    assert tray.selected().name == second
    tray.strip.role.setCurrentIndex(list(PartRole).index(PartRole.EVIDENCE))
    tray.strip.role.activated.emit(tray.strip.role.currentIndex())
    assert [row.role for row in tray.model.rows] == [PartRole.BODY, PartRole.ANNEX, PartRole.EVIDENCE]
    assert tray.selected().name == second


def test_missing_annexes_are_said_before_entering(page, qtbot):
    drop(qtbot, page, "notice.docx")
    assert "青溪镇松岗村征地补偿登记表" in page.tray.note.text()


def test_what_is_not_public_asks_for_article_and_reason(office, page, qtbot):
    opened(qtbot, page, entered(qtbot, page, "contact.docx").id)
    form, panel = page.package.form, page.package
    form.column.setCurrentIndex(1)
    form.attribute.choose(DisclosureAttribute.WITHHELD)
    assert form.ground.isVisibleTo(form)
    assert "未写明依据" in panel.missing.text()
    assert "未写明理由" in panel.missing.text()
    form.ground.setCurrentIndex(1)
    qtbot.keyClicks(form.reason, "business secret")
    qtbot.waitUntil(panel.submit.isEnabled)
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    item = page._package.view.item.id
    qtbot.waitUntil(lambda: state_of(office, item) is State.SUBMITTED)
    view = open_item(office.desk, office.people.drafter.user.id, item)
    proposal = [one for one in view.determinations if one.by == office.people.drafter.user.id][-1]
    assert (proposal.attribute, proposal.reason) == (DisclosureAttribute.WITHHELD, "business secret")
    assert proposal.basis


def test_the_bar_says_what_is_missing(office, page, qtbot):
    opened(qtbot, page, office.items["drafting"])
    qtbot.waitUntil(lambda: "附件说明所列附件不全" in page.package.missing.text())
    assert not page.package.submit.isEnabled()
    assert "赣州市国土资源系统政务信息网上公开工作责任表" in page.package.materials.annexes.text()


def test_a_document_without_marks_shows_unmarked_in_amber_and_what_is_none_is_silent(page, qtbot, tmp_path):
    text = tmp_path / "推文.txt"
    text.write_text("青溪镇松岗村本周开展地质灾害巡查。", "utf-8")
    entered(qtbot, page, text)
    mark = page.package.materials.read["mark"]
    assert (mark.text(), mark.property("level")) == ("未标注", "amber")
    page.on_new()
    page.tray.carrier.choose(Carrier.NOT_OFFICIAL)
    drop(qtbot, page, text)
    qtbot.mouseClick(page.tray.enter, LEFT)
    qtbot.waitUntil(lambda: page._package.view.item.carrier is Carrier.NOT_OFFICIAL)
    assert not page.package.materials.read["mark"].isVisibleTo(page.package.materials)


def test_a_hint_jumps_to_its_place_and_a_mark_to_its_hint(page, qtbot):
    entered(qtbot, page, "notice.docx", "annex.xlsx")
    hints = page.package.hints
    at = next(at for at, row in enumerate(hints.rows) if "身份证号" in row.title and row.part_name == "annex.xlsx")
    page.package.on_hint(hints.index(at, 0))
    assert page.document.part.part.name == "annex.xlsx"
    first = page.document.document._current
    page.package.on_hint(hints.index(at, 0))
    assert page.document.document._current not in {None, first}
    page.document.document.mark_clicked.emit(first)
    assert page.package.hint_table.currentIndex().row() == at


def test_what_was_handed_in_can_be_taken_back_until_it_is_claimed(office, page, qtbot):
    opened(qtbot, page, office.items["household"])
    assert not page.package.submit.isVisibleTo(page.package)
    qtbot.mouseClick(page.package.recall, LEFT)
    qtbot.waitUntil(lambda: office.item("household").state is State.DRAFTING)
    opened(qtbot, page, office.items["in_review"])
    qtbot.waitUntil(lambda: not page.package.recall.isVisibleTo(page.package))


def test_voiding_asks_for_the_reason(office, page, qtbot):
    opened(qtbot, page, office.items["drafting"])
    qtbot.mouseClick(page.package.void, LEFT)
    qtbot.waitUntil(lambda: bool(page.findChildren(ReasonDialog)))
    dialog = page.findChildren(ReasonDialog)[0]
    qtbot.keyClicks(dialog.text, "twice")
    qtbot.mouseClick(dialog.ok, LEFT)
    qtbot.waitUntil(lambda: office.item("drafting").state is State.VOID)


def test_a_reviewer_enters_for_a_drafter(office, qtbot):
    with open_window(office, "reviewer") as window:
        window.main.show_page("drafting")
        page = window.main.page
        qtbot.waitUntil(lambda: page.tray.author.count() == 1)
        item = entered(qtbot, page, "contact.docx")
        assert item.author == office.people.drafter.user.id
        assert item.entered_by == office.people.reviewer.user.id


def test_a_filled_form_dropped_along_fills_the_fields(page, qtbot, tmp_path):
    form = tmp_path / "送审单.docx"
    form.write_bytes(filled(载体="非公文", 紧急程度="特急", 拟公开栏目="A23", 公开属性建议="不予公开",
                            理由说明="涉及商业秘密"))
    drop(qtbot, page, "contact.docx", form)
    assert [row.name for row in page.tray.model.rows] == ["contact.docx"]
    qtbot.waitUntil(page.tray.enter.isEnabled)
    qtbot.mouseClick(page.tray.enter, LEFT)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == PACKAGE and not page.tray.busy)
    shown = page.package.form.value
    assert (shown.attribute, shown.reason, shown.column) == (DisclosureAttribute.WITHHELD, "涉及商业秘密", "A23")
    assert page._package.view.item.carrier is Carrier.NOT_OFFICIAL


def test_what_was_typed_comes_back_in_another_window(office, qtbot):
    with open_window(office, "drafter") as window:
        window.main.show_page("drafting")
        page = window.main.page
        opened(qtbot, page, office.items["drafting"])
        page.package.form.attribute.choose(DisclosureAttribute.WITHHELD)
        qtbot.keyClicks(page.package.form.reason, "half a reas")
        key = f"item-{office.items['drafting']}-{office.people.drafter.user.id}"
        qtbot.waitUntil(lambda: "half a reas" in (office.desk.drafts.load(key) or ""))
        assert json.loads(office.desk.drafts.load(key))["form"]["attribute"] == "withheld"
    with open_window(office, "drafter") as window:
        window.main.show_page("drafting")
        page = window.main.page
        opened(qtbot, page, office.items["drafting"])
        qtbot.waitUntil(lambda: page.package.form.reason.toPlainText() == "half a reas")
        assert page.package.form.attribute.value is DisclosureAttribute.WITHHELD


def test_amendments_are_answered_by_the_drafter(office, qtbot):
    item = office.item("in_review")
    view = open_item(office.desk, office.people.reviewer.user.id, item.id)
    words = next(line for line in view.parts[0].document.text.split("\n") if len(line) > 12)
    change = Change(1, words, words + "（改）")
    amend(office.desk, Amend(office.people.reviewer.user.id, item.id, item.version, (change,), "写清楚"))
    with open_window(office, "drafter") as window:
        window.main.show_page("drafting")
        page = window.main.page
        opened(qtbot, page, item.id)
        qtbot.waitUntil(page.package.came_back.accept.isEnabled)
        qtbot.mouseClick(page.package.came_back.accept, LEFT)

        def answered():
            with office.desk.uow("", writing=False) as uow:
                return uow.amendments.find(item=item.id)[0].state

        qtbot.waitUntil(lambda: answered() is AmendmentState.ACCEPTED)
        qtbot.waitUntil(lambda: not page.package.came_back.accept.isEnabled())


def test_an_empty_tray_offers_its_ways_in(page, qtbot):
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.stack.currentIndex() == TRAY
    assert page.tray.drop.title.isVisibleTo(page.tray.drop)
    assert not page.tray.enter.isEnabled()

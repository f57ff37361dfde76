"""设置 in the real window: people, phone book, routes, rules to read, backups, erasing, keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTableView

from reviewer_app.bootstrap.home import restore_home
from reviewer_app.domain.actors import Role
from reviewer_app.domain.findings import Level
from reviewer_app.rules.lexicon import load_lexicon
from reviewer_app.rules.policy import load_book
from ui.dialogs.confirm import ConfirmDialog
from ui.dialogs.lexicon_preview import LexiconPreviewDialog
from ui.dialogs.office_forms import OfficeForm
from ui.dialogs.reason import ReasonDialog
from ui.pages.settings.page import TABS
from window_office import open_window

pytestmark = pytest.mark.usefixtures("qapp")

EVERYBODYS = {"keys", "look"}


@pytest.fixture
def window(office):
    """The administrator at the desk."""
    with open_window(office, "administrator") as opened:
        opened.front.vault = office.store.vault
        opened.main.show_page("settings")
        yield opened


def filled(qtbot, window, name):
    tab = window.main.page.tab(name)
    qtbot.waitUntil(lambda: tab.model.rowCount() > 0)
    return tab


def form(kind=OfficeForm):
    found = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()]
    assert len(found) == 1
    return found[0]


def no_form(kind=OfficeForm):
    return not [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()]


def users(office):
    with office.desk.uow("", writing=False) as uow:
        return {user.name: user for user in uow.users.find()}


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def choose(tab, name):
    tab.table.selectRow(next(n for n, user in enumerate(tab.model.rows) if user.name == name))


def test_the_administrator_has_every_tab_and_others_their_own(office):
    for role, names in (("administrator", {name for name, _, _ in TABS} - {"keeps"}), ("drafter", EVERYBODYS)):
        with open_window(office, role) as window:
            window.main.show_page("settings")
            assert set(window.main.page._shown) == names


def test_a_person_is_added_and_what_is_missing_is_said_first(window, office, qtbot):
    tab = filled(qtbot, window, "people")
    press(qtbot, tab.add_button)
    dialog = form()
    dialog.name.insert("周核稿员")
    press(qtbot, dialog.ok)
    qtbot.waitUntil(lambda: "未填单位" in window.main.messages.text)
    assert not no_form()
    dialog.unit.insert("办公室")
    dialog.roles[Role.ENDORSER].setChecked(True)
    press(qtbot, dialog.ok)
    qtbot.waitUntil(no_form)
    qtbot.waitUntil(lambda: "周核稿员" in {user.name for user in tab.model.rows})
    assert users(office)["周核稿员"].roles == {Role.ENDORSER}


def test_roles_that_exclude_each_other_are_refused(window, office, qtbot):
    tab = filled(qtbot, window, "people")
    choose(tab, "谢监督员")
    press(qtbot, tab.change_button)
    form().roles[Role.REVIEWER].setChecked(True)
    press(qtbot, form().ok)
    qtbot.waitUntil(window.main.messages.isVisible)
    assert users(office)["谢监督员"].roles == {Role.AUDITOR}


def test_who_leaves_is_put_out_of_use_and_never_deleted(window, office, qtbot):
    tab = filled(qtbot, window, "people")
    choose(tab, "刘发布员")
    press(qtbot, tab.change_button)
    form().active.setChecked(False)
    press(qtbot, form().ok)
    qtbot.waitUntil(no_form)
    qtbot.waitUntil(lambda: not tab.model.rows[-1].active)
    assert tab.model.rows[-1].name == "刘发布员"
    assert not users(office)["刘发布员"].active


def test_a_key_is_retired_only_after_the_question(window, office, qtbot):
    tab = filled(qtbot, window, "people")
    choose(tab, "李拟稿员")
    press(qtbot, tab.retire_button)
    qtbot.keyClick(form(ConfirmDialog), Qt.Key.Key_Escape)
    assert users(office)["李拟稿员"].public_key is not None
    press(qtbot, tab.retire_button)
    press(qtbot, form(ConfirmDialog).yes)
    qtbot.waitUntil(lambda: users(office)["李拟稿员"].public_key is None)
    qtbot.waitUntil(lambda: "重新设定密码" in window.main.messages.text)


def test_a_phone_number_is_added_and_changed(window, qtbot):
    tab = filled(qtbot, window, "phones")
    press(qtbot, tab.add_button)
    form().unit.insert("信息中心")
    qtbot.keyClicks(form().number, "0797-8100099")
    press(qtbot, form().ok)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 2)
    tab.table.selectRow(0)
    press(qtbot, tab.change_button)
    form().number.clear()
    qtbot.keyClicks(form().number, "0797-8100098")
    press(qtbot, form().ok)
    qtbot.waitUntil(lambda: "0797-8100098" in {phone.number for phone in tab.model.rows})
    assert tab.model.rowCount() == 2


def test_a_route_is_written_step_by_step_and_authorisations_are_shown(window, qtbot):
    tab = window.main.page.tab("routes")
    qtbot.waitUntil(lambda: tab.authorisations.rowCount() == 1)
    shown = [tab.authorisations.index(0, column).data() for column in range(tab.authorisations.columnCount())]
    assert shown[0] == "有效"
    assert "曾副局长" in shown
    press(qtbot, tab.add_button)
    form().name.insert("科室先核")
    form().steps.setPlainText("科室负责人核稿\n\n  办公室核稿 ")
    press(qtbot, form().ok)
    qtbot.waitUntil(lambda: tab.model.rowCount() == 1)
    assert [step.name for step in tab.model.rows[0].steps] == ["科室负责人核稿", "办公室核稿"]


def test_rules_are_shown_with_their_versions_and_hashes(window, office, qtbot):
    tab = filled(qtbot, window, "rules")
    assert {office.desk.toolbox.sha256, office.desk.toolbox.rules.sha256, load_book().sha256} <= {
        row.sha256 for row in tab.model.rows
    }
    assert tab.treatments.rowCount() == len(load_book().policies[tab.policy.currentData()].treatments)
    for number in range(tab.policy.count()):
        tab.policy.setCurrentIndex(number)
        assert tab.treatments.rowCount() > 0


def test_a_calendar_is_imported_and_what_changed_is_said(window, office, qtbot, tmp_path):
    tab = filled(qtbot, window, "rules")
    before = office.desk.toolbox.sha256
    file = tmp_path / "放假安排.csv"
    file.write_text("日期,类型,名称\n2027-01-01,休,元旦\n", "utf-8")
    tab.on_calendar(str(file))
    qtbot.waitUntil(lambda: office.desk.toolbox.sha256 != before)
    qtbot.waitUntil(lambda: any("2027" in row.version for row in tab.model.rows))
    said = []
    window.front.said.connect(lambda level, _text: said.append(level))
    tab.on_calendar(str(tmp_path / "没有这个文件.csv"))
    qtbot.waitUntil(lambda: said == ["red"])


def test_words_are_previewed_before_they_are_imported(window, office, qtbot, tmp_path):
    tab = window.main.page.tab("lexicon")
    qtbot.waitUntil(lambda: "还没有导入" in tab.edition.text())
    file = tmp_path / "词表.csv"
    file.write_text("类别,错误写法,规范写法\n易错词,截止现在,截至现在\n错词,甲乙,丙丁\n", "utf-8")
    tab.preview(file)
    qtbot.waitUntil(lambda: not no_form(LexiconPreviewDialog))
    dialog = form(LexiconPreviewDialog)
    assert [row.change for row in dialog.model.rows] == ["bad", "added"]
    assert "第 3 行" in dialog.model.rows[0].wrong
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    shipped = len(load_lexicon())
    assert tab.model.rowCount() == shipped
    tab.preview(file)
    qtbot.waitUntil(lambda: not no_form(LexiconPreviewDialog))
    press(qtbot, form(LexiconPreviewDialog).ok)
    qtbot.waitUntil(lambda: tab.model.rowCount() == shipped + 1)
    assert tab.model.rows[0].right == "截至现在"
    assert "第 1 版" in tab.edition.text()
    with office.desk.uow("", writing=False) as uow:
        assert [edition.source for edition in uow.lexicon_editions.find()] == ["词表.csv"]


def test_a_rule_is_lowered_with_a_reason_and_restored(window, qtbot):
    tab = filled(qtbot, window, "levels")
    at = next(n for n, row in enumerate(tab.model.rows) if row.rule == "wording.lexicon_country")
    tab.table.selectRow(at)
    press(qtbot, tab.lower_button)
    dialog = form(ReasonDialog)
    assert not dialog.ok.isEnabled()
    dialog.text.setPlainText("本单位有外事宣传材料")
    press(qtbot, dialog.ok)
    qtbot.waitUntil(lambda: any(row.lowered for row in tab.model.rows))
    lowered = next(row for row in tab.model.rows if row.lowered)
    assert (lowered.rule, lowered.lowered.level) == ("wording.lexicon_country", Level.AMBER)
    tab.table.selectRow(tab.model.rows.index(lowered))
    assert not tab.lower_button.isEnabled()
    press(qtbot, tab.restore_button)
    qtbot.waitUntil(lambda: not any(row.lowered for row in tab.model.rows))


def test_a_backup_is_made_listed_and_can_be_restored(window, qtbot, tmp_path):
    tab = window.main.page.tab("backup")
    target = tmp_path / "office.backup"
    tab.back_up_to(str(target))
    qtbot.waitUntil(lambda: tab.model.rowCount() == 1)
    assert tab.model.rows[0].name == "office.backup"
    assert str(target) in window.main.messages.text
    assert restore_home(target, tmp_path / "restored").ok


def test_the_save_dialog_offers_a_name_with_the_day(window, office, qtbot):
    from PySide6.QtWidgets import QFileDialog

    tab = window.main.page.tab("backup")
    press(qtbot, tab.now_button)
    dialog = form(QFileDialog)
    assert any(f"{office.desk.today():%Y%m%d}" in name for name in dialog.selectedFiles())
    dialog.reject()


def test_content_is_erased_only_after_the_question_and_backups_that_hold_it_are_named(window, office, qtbot, tmp_path):
    tab = window.main.page.tab("backup")
    tab.back_up_to(str(tmp_path / "before.backup"))
    qtbot.waitUntil(lambda: tab.model.rowCount() == 1)
    assert not tab.erase_button.isEnabled()
    qtbot.keyClicks(tab.item, office.items["registered"])
    press(qtbot, tab.erase_button)
    press(qtbot, form(ConfirmDialog).yes)
    qtbot.waitUntil(lambda: "before.backup" in window.main.messages.text and "销毁" in window.main.messages.text)
    with office.desk.uow("", writing=False) as uow:
        part = uow.revisions.find(item=office.items["registered"])[0].parts[0]
        assert uow.texts.get(part.id) is None


def test_an_unknown_number_erases_nothing(window, qtbot):
    tab = window.main.page.tab("backup")
    qtbot.keyClicks(tab.item, "01NOSUCHITEM")
    press(qtbot, tab.erase_button)
    press(qtbot, form(ConfirmDialog).yes)
    qtbot.waitUntil(lambda: "找不到" in window.main.messages.text)


def test_everybody_sees_his_own_key_and_the_stations(office, qtbot):
    with open_window(office, "drafter") as window:
        window.main.show_page("settings")
        tab = window.main.page.tab("keys")
        qtbot.waitUntil(lambda: bool(tab.station.text()))
        assert tab.station.text() == office.desk.station.verifier_key
        assert tab.fingerprint.text().replace(" ", "") == office.people.drafter.user.public_key


def test_the_language_is_kept_for_the_next_start(office):
    with open_window(office, "drafter") as window:
        window.main.show_page("settings")
        tab = window.main.page.tab("look")
        tab.language.setCurrentIndex(1)
        tab.language.activated.emit(1)
        assert window.front.preferences.language == "en"


def test_every_model_keeps_qts_rules(window, qtbot, qtmodeltester):
    filled(qtbot, window, "people")
    for table in window.main.page.findChildren(QTableView):
        qtmodeltester.check(table.model())


def test_a_fact_from_memory_is_confirmed_with_its_source(window, qtbot):
    window.main.show_page("settings")
    tab = filled(qtbot, window, "facts")
    assert tab.selected().confirmed is None
    tab.source.setText("法规汇编第12页")
    press(qtbot, tab.confirm_button)
    qtbot.waitUntil(lambda: tab.selected() is not None and tab.selected().confirmed is not None)
    assert tab.selected().confirmed.source == "法规汇编第12页"

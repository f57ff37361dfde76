"""Long fields come back after the window was killed or the dialog called off, and are forgotten once decided."""

import pytest
from PySide6.QtCore import Qt

from reviewer_app.adapters.drafts import FileDrafts
from reviewer_app.domain.legal import DisclosureAttribute
from reviewer_app.domain.states import State
from ui.actions.kept_text import free_texts
from ui.dialogs.amend_sign import AmendSignDialog
from ui.dialogs.return_item import ReturnDialog
from ui.dialogs.set_aside import Aside, AsideDialog
from ui.dialogs.sign_refuse import RefuseDialog
from ui.dialogs.unlock import UnlockDialog
from ui.pages.queue.acts import Act
from ui.pages.settings.routes_tab import RoutesTab
from window_office import open_window, opened_review


def drafts(office, role="reviewer"):
    """What lies aside of a person: key to text, as another program would read it."""
    who = getattr(office.people, role).id
    names = [path.stem for path in (office.home / "drafts").glob("*.txt")]  # not the new one beside it
    return {name.removesuffix(f"-{who}"): FileDrafts(office.home).load(name) for name in names if name.endswith(who)}


def opened(window, qtbot, word):
    page = opened_review(window, qtbot, word)
    qtbot.waitUntil(lambda: not window.front.jobs.busy)
    return page


def test_a_reason_typed_into_a_step_is_written_while_the_window_lives_and_back_in_the_next(office, qtbot):
    item = office.items["in_review"]
    with open_window(office, "reviewer") as window:
        page = opened(window, qtbot, "in_review")
        page.side.attribute.reason.setPlainText("涉及内部管理，写到一半")
        page.side.judgement.wording.setPlainText("第二段措辞")
        qtbot.waitUntil(lambda: {f"attribute-{item}", f"wording-{item}"} <= drafts(office).keys())
        assert drafts(office)[f"attribute-{item}"] == "涉及内部管理，写到一半"
        page.kept.leave()  # as far as a kill is concerned nothing more is written
    with open_window(office, "reviewer") as window:
        page = opened(window, qtbot, "in_review")
        qtbot.waitUntil(lambda: page.side.attribute.reason.toPlainText() == "涉及内部管理，写到一半")
        qtbot.waitUntil(lambda: page.side.judgement.wording.toPlainText() == "第二段措辞")
        page.side.attribute.attribute.choose(DisclosureAttribute.PROACTIVE)
        page.side.attribute.on_record()
        qtbot.waitUntil(lambda: f"attribute-{item}" not in drafts(office))
        qtbot.waitUntil(lambda: not window.front.jobs.busy)


def test_another_item_does_not_get_the_words_of_the_last_one(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened(window, qtbot, "in_review")
        page.side.attribute.reason.setPlainText("只属于这一件")
        page = opened(window, qtbot, "ready")
        assert page.side.attribute.reason.toPlainText() == ""
        page = opened(window, qtbot, "in_review")
        qtbot.waitUntil(lambda: page.side.attribute.reason.toPlainText() == "只属于这一件")
        assert not [key for key in drafts(office) if key.endswith(office.items["ready"])]


def test_a_return_called_off_comes_back_with_its_points_and_goes_once_it_is_returned(office, qtbot, monkeypatch):
    seen = []

    def call_off(dialog):
        dialog.table.item(0, 1).setText("请整列删去")
        dialog.reason.setPlainText("身份证号码未处理")
        dialog.reject()
        return 0

    def confirm(dialog):
        qtbot.waitUntil(lambda: dialog.reason.toPlainText() == "身份证号码未处理")
        seen.append(dialog.table.item(0, 1).text())
        dialog.accept()
        return 1

    with open_window(office, "reviewer") as window:
        page = opened(window, qtbot, "in_review")
        key = f"return-{page.view.facts.revision.id}"
        monkeypatch.setattr(ReturnDialog, "exec", call_off)
        page.acts.on_return()
        qtbot.waitUntil(lambda: key in drafts(office))
        monkeypatch.setattr(ReturnDialog, "exec", confirm)
        page.acts.on_return()
        assert seen == ["请整列删去"]
        qtbot.waitUntil(lambda: office.item("in_review").state is State.RETURNED)
        qtbot.waitUntil(lambda: key not in drafts(office))
        qtbot.waitUntil(lambda: not window.front.jobs.busy)


@pytest.mark.parametrize("kind", [AsideDialog, RefuseDialog])
def test_a_reason_of_a_dialog_is_written_while_it_is_typed(office, qtbot, monkeypatch, kind):
    field = {AsideDialog: "reason", RefuseDialog: "text"}[kind]

    def type_and_call_off(dialog):
        getattr(dialog, field).setPlainText("写了很长的理由")
        qtbot.waitUntil(lambda: any("写了很长的理由" in text for text in drafts(office, role).values()))
        dialog.reject()
        return 0

    role = "reviewer" if kind is AsideDialog else "signatory"
    monkeypatch.setattr(kind, "exec", type_and_call_off)
    with open_window(office, role) as window:
        if kind is AsideDialog:
            opened(window, qtbot, "in_review").acts._aside(Aside.DEFER)
        else:
            refuse(window, qtbot)
        qtbot.waitUntil(lambda: ["写了很长的理由" in text for text in drafts(office, role).values()] == [True])


def refuse(window, qtbot):
    """Ask for the reason of a refusal, as the card's button does."""
    window.main.show_page("signing")
    panel = window.main.page.waiting
    qtbot.waitUntil(lambda: panel._view is not None and panel.refuse.isEnabled())
    qtbot.mouseClick(panel.refuse, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.front.jobs.busy)


def test_the_reason_of_a_take_down_comes_back(office, qtbot):
    with open_window(office, "publisher") as window:
        dialog = taking_down(window, qtbot)
        qtbot.mouseClick(dialog.now, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: dialog.faces.currentIndex() == 1)
        dialog.reason_edit.setPlainText("金额有误")
        qtbot.waitUntil(lambda: any("金额有误" in text for text in drafts(office, "publisher").values()))
        qtbot.waitUntil(lambda: not window.front.jobs.busy)
    with open_window(office, "publisher") as window:
        again = taking_down(window, qtbot)
        qtbot.waitUntil(lambda: again.reason_edit.toPlainText() == "金额有误")
        again.reject()
        qtbot.waitUntil(lambda: not window.front.jobs.busy)


def taking_down(window, qtbot):
    """The dialog of a release that is online."""
    window.main.show_item("queue", window.office.items["online"])
    page, wanted = window.main.page, window.office.items["online"]
    qtbot.waitUntil(lambda: page.commands.view is not None and page.commands.view.item.id == wanted)
    act = Act.FINISH_TAKE_DOWN if page.panel.buttons[Act.FINISH_TAKE_DOWN].isVisible() else Act.TAKE_DOWN
    qtbot.mouseClick(page.panel.buttons[act], Qt.MouseButton.LeftButton)
    return page.commands.taking_down.dialog


def test_a_list_of_amendments_comes_back(office, qtbot, monkeypatch):
    seen = []

    def call_off(dialog):
        dialog.reason.setText("数字不对")
        dialog.before.setPlainText("原来的话")
        dialog.bring_back(dialog.typed().replace("[]", '[[1, "旧", "新"]]'))
        dialog.reject()
        return 0

    def look(dialog):
        qtbot.waitUntil(lambda: dialog.reason.text() == "数字不对")
        seen.extend(dialog.changes)
        assert dialog.before.toPlainText() == "原来的话"
        dialog.reject()
        return 0

    with open_window(office, "signatory") as window:
        window.main.show_page("signing")
        panel = window.main.page.waiting
        for answer in (call_off, look):
            monkeypatch.setattr(AmendSignDialog, "exec", answer)
            qtbot.waitUntil(lambda: panel._view is not None and panel.amend.isEnabled())
            qtbot.mouseClick(panel.amend, Qt.MouseButton.LeftButton)
            qtbot.waitUntil(lambda: not window.front.jobs.busy)
    assert [(one.before, one.after) for one in seen] == [("旧", "新")]


def test_the_steps_of_a_route_come_back_and_no_password_is_ever_kept(office, qtbot):
    with open_window(office, "administrator") as window:
        window.main.show_page("settings")
        qtbot.waitUntil(lambda: not window.front.jobs.busy)
        tab = window.main.page.findChild(RoutesTab)
        tab.add()
        tab._form.steps.setPlainText("科长核稿\n分管领导核稿")
        folder = office.home / "drafts"
        qtbot.waitUntil(lambda: any("分管领导" in one.read_text("utf-8") for one in folder.glob("route-new-*.txt")))
        tab._form.reject()
        tab.add()
        qtbot.waitUntil(lambda: tab._form.steps.toPlainText() == "科长核稿\n分管领导核稿")
        tab._form.reject()
        qtbot.waitUntil(lambda: not window.front.jobs.busy)
        unlock = UnlockDialog(window.front, window.main)
        assert free_texts(unlock) == {}
        unlock.reject()

"""紧急发布 and its clocks in the real window: asked, released, owed in red, signed for."""

from datetime import datetime, timedelta

import pytest

from reviewer_app.domain.states import State
from reviewer_app.domain.urgent import Alarm, AlarmKind
from reviewer_app.ports.clock import SHANGHAI
from ui.dialogs.online import moment_edit
from ui.dialogs.paper_sign import PaperSignDialog
from ui.dialogs.urgent import AlarmDialog, UrgentDialog
from ui.models.clock_words import clock_text
from ui.pages.signing.page import SigningPage
from window_office import open_window, opened_review


def answering(monkeypatch, dialog, fill):
    def answer(self):
        fill(self)
        return self.result() or 1

    monkeypatch.setattr(dialog, "exec", answer)


def test_what_the_dialog_wants(office, qtbot):
    with open_window(office, "reviewer") as window:
        with office.desk.uow(office.people.reviewer.id, writing=False) as uow:
            people = tuple(uow.users.get(one.id) for one in (office.people.reviewer, office.people.signatory))
        dialog = UrgentDialog(window.front.words, people, office.people.reviewer.id, office.desk.clock.now())
        qtbot.addWidget(dialog)
        assert [dialog.approver.itemText(at) for at in range(dialog.approver.count())] == [office.people.signatory.name]
        assert dialog.caller.value == people[0]
        assert not dialog.ok.isEnabled()
        dialog.reason.setPlainText("山洪预警")
        assert dialog.ok.isEnabled()
        for box in dialog.channels.values():
            box.setChecked(False)
        assert not dialog.ok.isEnabled()
        assert abs(dialog.approved_at - office.desk.clock.now()) < timedelta(minutes=1)


def test_an_alarm_puts_the_clock_on_the_page(office, qtbot, monkeypatch):
    answering(monkeypatch, AlarmDialog, lambda _dialog: None)
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "in_review")
        assert not page.head.clock.isVisible()
        page.bar.actions_["alarm"].trigger()
        qtbot.waitUntil(page.head.clock.isVisible)
        assert "权威信息还剩" in page.head.clock.text()


def test_personal_data_stops_an_urgent_release_and_says_so(office, qtbot, monkeypatch):
    answering(monkeypatch, UrgentDialog, lambda dialog: dialog.reason.setPlainText("山洪预警"))
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "in_review")
        said = []
        window.front.said.connect(lambda level, text: said.append((level, text)))
        page.bar.actions_["urgent"].trigger()
        qtbot.waitUntil(lambda: bool(said))
        assert said[0][0] == "red"
        assert office.item("in_review").state is State.IN_REVIEW


@pytest.mark.parametrize(("who", "button"), [("signatory", "sign_button"), ("reviewer", "paper_button")])
def test_it_goes_out_and_the_signature_is_owed_in_red_until_it_is_given(
    office, qtbot, monkeypatch, tmp_path, who, button
):
    scan = tmp_path / "scan.png"
    scan.write_bytes(b"\x89PNG scan of the signed form")
    answering(monkeypatch, PaperSignDialog, lambda dialog: dialog.take(scan))
    answering(monkeypatch, UrgentDialog, lambda dialog: dialog.reason.setPlainText("山洪预警"))
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "ready")
        page.bar.actions_["urgent"].trigger()
        qtbot.waitUntil(lambda: office.item("ready").state is State.QUEUED)
        qtbot.waitUntil(page.head.owed.isVisible)
        assert "待补签" in page.head.owed.text()
    with open_window(office, who) as window:
        window.main.show_page("signing")
        page = window.main.page
        assert isinstance(page, SigningPage)
        page.reload()
        qtbot.waitUntil(lambda: page.owed.model.rowCount() == 1)
        assert page.tabs.tabText(page.tabs.indexOf(page.owed)) == "待补签（1）"
        page.tabs.setCurrentWidget(page.owed)
        assert page.owed.sign_button.isVisible() == (who == "signatory")
        qtbot.waitUntil(getattr(page.owed, button).isEnabled)
        getattr(page.owed, button).click()
        qtbot.waitUntil(lambda: page.owed.model.rowCount() == 0)


@pytest.mark.parametrize(("hours", "level"), [(0.5, "amber"), (4, "red"), (30, "red")])
def test_clocks_in_words(office, hours, level):
    with open_window(office, "reviewer") as window:
        now = office.desk.clock.now()
        alarm = Alarm("a", "i", AlarmKind.EMERGENCY, now - timedelta(hours=hours), "u", now)
        text, found = clock_text(window.front.words, alarm, now)
        assert found == level
        assert ("超时" in text) is (hours > 24)


def test_a_moment_is_the_offices_whatever_zone_the_machine_is_set_to():
    """02:30 on 11 March 2018 was skipped in New York; a field in the machine's own zone showed 03:30."""
    edit = moment_edit(str, "urgent.at", datetime(2018, 3, 11, 2, 30, tzinfo=SHANGHAI), None)
    assert edit.dateTime().timeZone().id() == b"Asia/Shanghai"
    assert edit.text() == "2018-03-11 02:30"
    edit.deleteLater()

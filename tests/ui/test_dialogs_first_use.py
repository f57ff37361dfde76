"""首次使用 by clicks and keys: a real home, founded; the sample office; nothing made before everything is there."""

import pytest
from PySide6.QtCore import Qt

from reviewer_app.bootstrap.office import open_office
from reviewer_app.bootstrap.window import HomeFounder, office_clock
from reviewer_app.domain.actors import Role
from reviewer_app.domain.states import State
from reviewer_app.ports.clock import SHANGHAI, ShiftedClock, SystemClock
from reviewer_app.services.person_keys import current_key
from reviewer_app.services.verify_log import verify_log
from ui.dialogs.first_use import STEPS_OF_SAMPLE, FirstUseDialog
from ui.jobs import JobRunner
from ui.text import Words

PASSWORD = "only-in-tests-1"


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def dialog(qtbot, home):
    jobs = JobRunner()
    made = FirstUseDialog(Words(), jobs, HomeFounder(home, empty=True))
    qtbot.addWidget(made)
    made.show()
    yield made
    jobs.close()


def fill(dialog, **lines):
    """Type as an input method does: whole words at once."""
    for name, text in lines.items():
        line = getattr(dialog, name)
        line.clear()
        line.insert(text)


OWN = {
    "office": "示范市自然资源局", "code": "11360700015037121J", "administrator": "温管理员", "unit": "办公室",
    "password": PASSWORD, "repeat": PASSWORD, "leader": "曾副局长", "leader_unit": "局领导",
}


def start(qtbot, dialog):
    qtbot.mouseClick(dialog.start, Qt.MouseButton.LeftButton)


def test_an_office_is_founded_with_its_administrator_and_the_leader_who_signs(qtbot, dialog, home):
    fill(dialog, **OWN)
    with qtbot.waitSignal(dialog.accepted, timeout=30_000):
        start(qtbot, dialog)
    with open_office(home) as office, office.desk.uow("", writing=False) as uow:
        (founded,) = uow.offices.find()
        assert (founded.name, founded.code, founded.demo) == (OWN["office"], OWN["code"], False)
        people = {user.name: user for user in uow.users.find()}
        assert {name: set(user.roles) for name, user in people.items()} == {
            "温管理员": {Role.ADMINISTRATOR}, "曾副局长": {Role.SIGNATORY},
        }
        key = current_key(uow, people["温管理员"].id)
        assert office.desk.keys.unlock(key, PASSWORD).user == people["温管理员"].id
        assert people["曾副局长"].public_key is None
    assert isinstance(office_clock(home), SystemClock)


def test_who_authorises_a_reviewer_needs_one_and_nothing_is_authorised_in_his_name(qtbot, dialog, home):
    dialog.by_authorised.setChecked(True)
    assert "本人登录" in dialog.way_hint.text()
    fill(dialog, **OWN)
    start(qtbot, dialog)
    qtbot.waitUntil(lambda: "未填姓名" in dialog.hint.text())
    assert not home.exists()
    fill(dialog, reviewer="钟审查员", reviewer_unit="信息中心")
    with qtbot.waitSignal(dialog.accepted, timeout=30_000):
        start(qtbot, dialog)
    with open_office(home) as office, office.desk.uow("", writing=False) as uow:
        assert {role for user in uow.users.find() for role in user.roles} == {
            Role.ADMINISTRATOR, Role.SIGNATORY, Role.REVIEWER,
        }
        assert uow.authorisations.find() == ()


@pytest.mark.parametrize(("line", "text", "said"), [
    ("office", " ", "未填姓名或名称"), ("password", "short", "不一样"), ("leader", " ", "未填姓名"),
    ("unit", " ", "未填单位"),
])
def test_what_is_missing_is_said_and_nothing_is_made(qtbot, dialog, home, line, text, said):
    fill(dialog, **{**OWN, line: text})
    start(qtbot, dialog)
    qtbot.waitUntil(lambda: said in dialog.hint.text())
    qtbot.waitUntil(dialog.start.isEnabled)
    assert not home.exists()
    assert dialog.code.text() == OWN["code"]


def test_a_short_password_is_refused(qtbot, dialog, home):
    fill(dialog, **{**OWN, "password": "short", "repeat": "short"})
    start(qtbot, dialog)
    qtbot.waitUntil(lambda: "8 位" in dialog.hint.text())
    assert not home.exists()


def test_a_home_whose_office_was_never_founded_is_founded_now(qtbot, home):
    from reviewer_app.bootstrap.office import new_office

    with new_office(home):
        pass
    assert office_clock(home) is None
    jobs = JobRunner()
    dialog = FirstUseDialog(Words(), jobs, HomeFounder(home, empty=False))
    qtbot.addWidget(dialog)
    dialog.show()
    fill(dialog, **OWN)
    with qtbot.waitSignal(dialog.accepted, timeout=30_000):
        start(qtbot, dialog)
    jobs.close()
    assert office_clock(home) is not None


def test_the_sample_office_has_items_at_every_step_in_its_own_days(qtbot, dialog, home):
    dialog.sample.setChecked(True)
    fill(dialog, sample_password=PASSWORD, sample_repeat=PASSWORD)
    with qtbot.waitSignal(dialog.accepted, timeout=120_000):
        start(qtbot, dialog)
    assert dialog.busy.value() == STEPS_OF_SAMPLE
    clock = office_clock(home)
    assert isinstance(clock, ShiftedClock)
    assert clock.now().astimezone(SHANGHAI).strftime("%Y-%m") == "2018-06"
    with open_office(home, clock) as office:
        with office.desk.uow("", writing=False) as uow:
            states = {item.state for item in uow.items.find()}
            reviewer = next(user for user in uow.users.find() if Role.REVIEWER in user.roles)
            key = current_key(uow, reviewer.id)
        assert {
            State.DRAFTING, State.SUBMITTED, State.AWAITING_SIGNATURE, State.DELIVERED, State.REGISTERED,
        } <= states
        assert not office.desk.keys.unlock(key, PASSWORD).locked
        assert verify_log(office.desk.log).ok

"""Every action of the window walked: text, icon, shortcut, permission, and somebody who does it."""

from collections import Counter

import pytest
import qtawesome
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.review import DispositionKind
from reviewer_app.text import LANGUAGES, catalogue
from ui.actions.table import ACTIONS, MENU, ActionId, spec_of
from ui.dialogs.shortcuts import native
from ui.pages import PAGES
from ui.pages.review.keys import decision_of, step_of_key
from window_office import open_window

pytestmark = pytest.mark.usefixtures("qapp")

ROLES = ("drafter", "reviewer", "signatory", "publisher", "auditor", "administrator")
DECISIONS = {
    ActionId.REVIEW_MASK: DispositionKind.MASK, ActionId.REVIEW_GENERALISE: DispositionKind.GENERALISE,
    ActionId.REVIEW_REMOVE: DispositionKind.REMOVE, ActionId.REVIEW_REPLACE: DispositionKind.REPLACE,
    ActionId.REVIEW_KEEP: DispositionKind.KEEP, ActionId.REVIEW_NOT_A_FINDING: DispositionKind.NOT_A_FINDING,
    ActionId.REVIEW_SEEN: DispositionKind.SEEN,
}


def key_event(keys):
    combination = QKeySequence(keys)[0]
    return QKeyEvent(QEvent.Type.KeyPress, combination.key(), combination.keyboardModifiers())


def test_every_action_stands_once():
    assert Counter(spec.id for spec in ACTIONS) == Counter(ActionId)


@pytest.mark.parametrize("spec", ACTIONS, ids=lambda spec: spec.id.value)
def test_every_action_has_a_text_an_icon_and_real_permissions(spec):
    for language in LANGUAGES:
        assert catalogue(language)[spec.text_key].strip()
    assert not qtawesome.icon(spec.icon).isNull()
    assert spec.permissions <= frozenset(Permission)


@pytest.mark.parametrize("spec", [spec for spec in ACTIONS if spec.shortcut not in {"", "Shift"}],
                         ids=lambda spec: spec.id.value)
def test_every_shortcut_is_one(spec):
    for keys in spec.keys:
        assert QKeySequence(keys)[0].key() is not Qt.Key.Key_unknown
        assert native(keys)


def test_no_two_actions_of_a_page_share_a_key():
    everywhere = [keys for spec in ACTIONS if not spec.page for keys in spec.keys]
    everywhere += [page.shortcut for page in PAGES]
    for page in PAGES:
        counted = Counter(everywhere + [keys for spec in ACTIONS if spec.page == page.id for keys in spec.keys])
        assert [keys for keys, number in counted.items() if number > 1] == []


def test_every_action_of_a_page_names_a_page_and_something_it_can_do():
    pages = {page.id: page for page in PAGES}
    for spec in ACTIONS:
        if spec.page:
            assert spec.page in pages
            if spec.method:
                assert callable(getattr(pages[spec.page].make, spec.method))


@pytest.mark.parametrize("action", DECISIONS, ids=lambda action: action.value)
def test_the_keys_listed_for_decisions_decide(action):
    for keys in spec_of(action).keys:
        assert decision_of(key_event(keys)) is DECISIONS[action]


def test_the_keys_listed_for_moving_move():
    for action, by in ((ActionId.REVIEW_NEXT, 1), (ActionId.REVIEW_PREVIOUS, -1)):
        for keys in spec_of(action).keys:
            assert step_of_key(key_event(keys)) == by


def test_the_menu_lists_only_actions_that_can_be_run():
    listed = [action for group in MENU for action in group]
    assert len(set(listed)) == len(listed)
    assert all(spec_of(action).runnable and not spec_of(action).page for action in listed)


@pytest.mark.parametrize("role", ROLES)
def test_a_person_has_the_actions_of_his_permissions_and_no_others(office, role):
    with open_window(office, role) as window:
        user = window.front.session.user
        for spec in ACTIONS:
            if spec.runnable:
                granted = not spec.permissions or bool(spec.permissions & user.grants())
                action = window.main.registry.action(spec.id)
                assert action.isVisible() == granted
                assert action.isEnabled() == (granted and spec.id is not ActionId.UNLOCK)


def test_without_a_person_nothing_can_be_done(office):
    with open_window(office, None) as window:
        assert window.main.registry.granted() == ()
        assert not any(window.main.registry.action(spec.id).isEnabled() for spec in ACTIONS if spec.runnable)


def test_an_action_of_a_page_can_be_run_by_name(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = window.main.page
        qtbot.waitUntil(lambda: page.model.rowCount() > 0)
        page.show_item(office.items["personnel"])
        window.main.show_page("settings")
        with qtbot.waitSignal(window.front.open_item) as opened:
            window.main.registry.run(ActionId.INBOX_OPEN.value)
        assert opened.args == [office.items["personnel"]]

"""Ctrl+K over actions, pages and items, by keys in the real window."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.states import State
from reviewer_app.text import catalogue
from ui.actions.table import ACTIONS
from ui.dialogs.shortcuts import ShortcutsDialog
from ui.models.palette_rows import Choice, ChoiceKind, begin_at, fitting, initials, score
from ui.pages import PAGES
from window_office import open_window

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def asked(window, qtbot, text=""):
    """The palette after Ctrl+K and some typing."""
    qtbot.waitUntil(lambda: not window.front.jobs.busy)
    window.gate.activateWindow()
    qtbot.keyClick(window.main, KEY.Key_K, CTRL)
    line = window.main.top.search
    assert line.hasFocus()
    if text.isascii():
        qtbot.keyClicks(line, text)
    else:  # as a Chinese input method hands it over
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(line, event)
    qtbot.waitUntil(window.main.palette_.isVisible)
    return window.main.palette_


def names(palette):
    return [one.text for one in palette.model.rows]


def test_every_character_of_an_action_or_page_has_its_letter():
    known = catalogue()
    texts = [known[spec.text_key] for spec in ACTIONS] + [known[page.title_key] for page in PAGES]
    texts.append(known["shortcuts.go_to"])
    for text in texts:
        for run in re.findall("[\u4e00-\u9fff]+", text):
            assert len(initials(run)) == len(run), run


@pytest.mark.parametrize(("query", "points"), [
    ("审查通过", 0), ("sctg", 1), ("通过", 2), ("tg", 3), ("审过", 4), ("过审", None), ("xyz", None),
])
def test_a_name_is_found_by_words_and_by_letters(query, points):
    assert score("审查通过，送签批", query) == points


def test_what_was_used_lately_comes_first_among_equals():
    lines = [Choice(ChoiceKind.ACTION, name, name) for name in ("锁定", "锁定二")]
    assert [one.key for one in fitting(lines, "锁", ["锁定二"])] == ["锁定二", "锁定"]
    assert begin_at([Choice(ChoiceKind.ACTION, "a", "a", weighty=True), lines[0]]) == 1
    assert begin_at([Choice(ChoiceKind.ITEM, "a", "a")]) == -1


def test_an_action_runs_by_its_letters_and_is_offered_first_the_next_time(office, qtbot):
    with open_window(office, "reviewer") as window:
        palette = asked(window, qtbot, "kjj")  # 快捷键
        assert palette.table.currentIndex().row() == 0
        assert palette.model.rows[0].beside == "F1"
        qtbot.keyClick(window.main.top.search, KEY.Key_Return)
        qtbot.waitUntil(lambda: any(one.isVisible() for one in window.main.findChildren(ShortcutsDialog)))
        window.main.findChildren(ShortcutsDialog)[0].reject()
        assert not palette.isVisible()
        assert asked(window, qtbot).model.rows[0].key == "shortcuts"
        qtbot.keyClick(window.main.top.search, KEY.Key_Escape)
        assert not palette.isVisible()


def test_a_page_and_an_item_open_from_the_list(office, qtbot):
    with open_window(office, "reviewer") as window:
        palette = asked(window, qtbot, "台账")
        assert palette.model.rows[0].kind is ChoiceKind.PAGE
        qtbot.keyClick(window.main.top.search, KEY.Key_Return)
        assert window.main.page is window.main._pages["ledger"]
        title = office.item("in_review").title
        palette = asked(window, qtbot, title[:8])
        qtbot.waitUntil(lambda: any(one.kind is ChoiceKind.ITEM for one in palette.model.rows))
        while palette.model.rows[palette.table.currentIndex().row()].kind is not ChoiceKind.ITEM:
            qtbot.keyClick(window.main.top.search, KEY.Key_Down)
        qtbot.keyClick(window.main.top.search, KEY.Key_Return)
        qtbot.waitUntil(lambda: getattr(window.main.page, "view", None) is not None)
        assert window.main.page.view.item.title == title


def test_enter_alone_never_ends_a_step(office, qtbot):
    with open_window(office, "reviewer") as window:
        window.main.show_item("review", office.items["ready"])
        qtbot.waitUntil(lambda: window.main.page.view is not None)
        palette = asked(window, qtbot, "审查通过")
        assert palette.model.rows[0].key == "review_pass"
        assert palette.table.currentIndex().row() != 0
        qtbot.keyClick(window.main.top.search, KEY.Key_Up)
        qtbot.keyClick(window.main.top.search, KEY.Key_Return)
        qtbot.waitUntil(lambda: office.item("ready").state is State.AWAITING_SIGNATURE)


@pytest.mark.parametrize("role", ["drafter", "reviewer", "signatory", "publisher", "auditor", "administrator"])
def test_nothing_is_offered_that_the_role_may_not_do(office, qtbot, role):
    with open_window(office, role) as window:
        granted = {page.id for page in window.main.granted}
        specs = {spec.id.value: spec for spec in ACTIONS}
        offered = window.main._choices()
        assert {one.key for one in offered if one.kind is ChoiceKind.PAGE} == granted
        for one in offered:
            if one.kind is ChoiceKind.ACTION:
                spec = specs[one.key]
                assert not spec.permissions or any(map(window.front.may, spec.permissions))
                assert not spec.page or window.main.page is window.main._pages[spec.page]
        assert ("open_files" in {one.key for one in offered}) is window.front.may(Permission.ITEM_DRAFT)
        if role == "administrator":
            palette = asked(window, qtbot, "公示")
            qtbot.waitUntil(lambda: not window.front.jobs.busy)
            assert all(one.kind is not ChoiceKind.ITEM for one in palette.model.rows)


def test_the_lines_keep_qts_rules(office, qtbot, qtmodeltester):
    with open_window(office, "reviewer") as window:
        qtmodeltester.check(asked(window, qtbot, "待").model)

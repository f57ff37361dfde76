"""Every control of every page and role: an accessible name, reachable by Tab, a tool tip where there is no text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QStackedWidget,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)

from ui.models.rows import RowsModel
from ui.pages import PAGES
from ui.widgets.empty_hint import EmptyHint
from window_office import open_window

pytestmark = pytest.mark.usefixtures("qapp")
ROLES = ("drafter", "reviewer", "signatory", "publisher", "auditor", "administrator")
CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QTabBar,
)
WHOLE = (QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QTabBar)
"""Controls whose inside is Qt's."""
SPOKEN_FOR = frozenset({"修改建议", "送审材料", "送审前可先改的地方", "待签批的送审稿", "办理过程", "发布记录",
                        "超过最迟公开日期", "规则版本", "策略内容", "人员", "本单位的词表", "各规则的误报"})
"""Hidden while empty, or a label of the page speaks for them, or they have rows from the start."""
SHOWS = {"review": "in_review", "signing": "awaiting", "drafting": "returned", "ledger": "online", "queue": "queued"}
"""An item that fills the page."""


def is_inside(widget):
    """A piece of Qt's own inside a control: the line of a spin box, the cross of a line, the header of a table."""
    above = widget.parent()
    while isinstance(above, QWidget):
        if isinstance(above, WHOLE):
            return True
        above = above.parent()
    return isinstance(widget, QScrollBar)


def controls(window):
    return [one for kind in CONTROLS for one in window.findChildren(kind) if not is_inside(one)]


def filled(window, qtbot, page):
    """A page with everything on it read."""
    window.main.show_page(page)
    if page in SHOWS:
        window.main.show_item(page, window.office.items[SHOWS[page]])
    qtbot.waitUntil(lambda: not window.front.jobs.busy)


def name_of(control):
    text = control.text() if isinstance(control, QAbstractButton) else ""
    above = control.parent().accessibleName() if isinstance(control, QTabBar) else ""  # a tab bar speaks for its pages
    return control.accessibleName() or text or above


def told(control):
    """Where a control stands, for the message."""
    above, path = control.parent(), []
    while above is not None and len(path) < 3:
        path.append(type(above).__name__)
        above = above.parent()
    return f"{type(control).__name__} in {'/'.join(path)} {control.objectName()}"


def silent_lists(page):
    """Names of lists that show an empty grid and no word; one in a stack gives its place to a label."""
    lists = [one for one in page.findChildren(QTableView) if isinstance(one.model(), RowsModel)]
    return {one.accessibleName() for one in lists
            if not one.findChildren(EmptyHint) and not isinstance(one.parent(), QStackedWidget)}


@pytest.mark.parametrize("role", ROLES)
def test_every_control_says_what_it_is_and_every_list_what_to_do(office, qtbot, role):
    with open_window(office, role) as window:
        for page in window.main.granted:
            filled(window, qtbot, page.id)
            # A hidden button may get its word only when it is needed; anything else has its name from the start.
            asked = [one for one in controls(window.gate) if one.isVisible() or not isinstance(one, QPushButton)]
            assert sorted({told(one) for one in asked if not name_of(one).strip()}) == [], page.id
            assert silent_lists(window.main.page) <= SPOKEN_FOR, page.id


@pytest.mark.parametrize("role", ROLES)
def test_every_button_without_words_has_a_tool_tip(office, qtbot, role):
    with open_window(office, role) as window:
        for page in window.main.granted:
            filled(window, qtbot, page.id)
            found = window.gate.findChildren(QAbstractButton)
            buttons = [one for one in found if one.isVisible() and not is_inside(one)]
            mute = sorted({told(one) for one in buttons if not one.text().strip() and not one.toolTip().strip()})
            assert mute == [], page.id


@pytest.mark.parametrize("role", ROLES)
def test_every_control_in_use_can_be_reached_by_tab(office, qtbot, role):
    with open_window(office, role) as window:
        for page in window.main.granted:
            filled(window, qtbot, page.id)
            shown = [one for one in controls(window.main.page) if one.isVisible() and one.isEnabled()]
            cut_off = sorted({told(one) for one in shown if not one.focusPolicy() & Qt.FocusPolicy.TabFocus})
            assert cut_off == [], page.id


def test_the_pages_stand_in_the_order_of_the_rail():
    assert [page.id for page in PAGES] == [
        "inbox", "drafting", "review", "signing", "queue", "ledger", "catalogue", "back_scan", "settings",
    ]
    assert [page.shortcut for page in PAGES] == [f"Alt+{number}" for number in range(1, 10)]

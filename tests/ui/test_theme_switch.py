"""Light turns to dark under any open page: nothing may be destroyed by it, and the signatory's card keeps its place."""

import pytest
from PySide6.QtWidgets import QApplication

from ui.pages import PAGES
from ui.widgets import theme
from window_office import open_window

ROLE_OF = {
    "inbox": ("reviewer", None), "drafting": ("drafter", "returned"), "review": ("reviewer", "in_review"),
    "signing": ("signatory", "awaiting"), "queue": ("publisher", None), "ledger": ("auditor", "online"),
    "catalogue": ("auditor", None), "settings": ("administrator", None),
    "back_scan": ("auditor", None),
}


def switch():
    application = QApplication.instance()
    for dark in (True, False):
        theme.apply(application, dark=dark)
        QApplication.processEvents()


def test_every_page_is_tried():
    assert {spec.id for spec in PAGES} == set(ROLE_OF)


@pytest.mark.parametrize("page_id", sorted(ROLE_OF))
def test_a_page_lives_through_another_theme(office, qtbot, page_id):
    role, item = ROLE_OF[page_id]
    with open_window(office, role) as window:
        if item is None:
            window.main.show_page(page_id)
        else:
            window.main.show_item(page_id, office.items[item])
        qtbot.waitUntil(lambda: not window.front.jobs.busy)
        page = window.main.page
        switch()
        qtbot.waitUntil(lambda: not window.front.jobs.busy)
        assert window.main.page is page
        assert not page.grab().isNull()


def test_the_signatorys_card_stays_the_card_that_was_read(office, qtbot):
    with open_window(office, "signatory", (1366, 600)) as window:
        window.main.show_page("signing")
        card = window.main.page.waiting.card
        qtbot.waitUntil(lambda: card.widget() is not None)
        inside, text = card.widget(), card.text
        card.verticalScrollBar().setValue(40)
        at = card.verticalScrollBar().value()
        switch()
        assert card.widget() is inside
        assert (card.text, card.verticalScrollBar().value()) == (text, at)

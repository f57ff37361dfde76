"""The row above the document: what is chosen in it, and what is offered."""

import pytest

from reviewer_app.domain.legal import Audience
from ui.pages.review.document_bar import PAGES, TEXT, DocumentBar
from ui.text import Words


@pytest.fixture
def bar(qtbot):
    made = DocumentBar(Words())
    qtbot.addWidget(made)
    made.show()
    return made


def test_tabs_are_named_anew_without_a_word(bar, qtbot):
    bar.name_tabs(["正文.docx", "附件1.xlsx"], at=1)
    assert (bar.tabs.count(), bar.tabs.currentIndex(), bar.tabs.tabToolTip(1)) == (2, 1, "附件1.xlsx")
    with qtbot.assertNotEmitted(bar.tabs.currentChanged):
        bar.name_tabs(["正文.docx"])
    assert bar.tabs.count() == 1


def test_audiences_are_offered_where_there_are_several_and_a_public_version_is_seen(bar):
    assert bar.audience is None
    bar.offer_audiences((Audience.ALL, Audience.GROUP))
    assert bar.audience is Audience.ALL
    bar.show_mode()
    assert not bar.audiences.button(0).isVisible()
    bar.modes.button(2).click()
    bar.show_mode()
    assert bar.mode == "both"
    assert bar.audiences.button(1).isVisible()
    bar.audiences.button(1).click()
    bar.offer_audiences((Audience.ALL, Audience.GROUP))
    assert bar.audience is Audience.GROUP, "the same offer leaves the choice alone"
    bar.offer_audiences((Audience.GROUP,))
    bar.show_mode()
    assert not bar.audiences.button(0).isVisible()


def test_pages_are_offered_where_there_are_any(bar):
    bar.offer_kinds(paged=True, first=TEXT)
    assert bar.kinds.button(PAGES).isVisible()
    assert not bar.as_pages
    bar.offer_kinds(paged=False, first=PAGES)
    assert not bar.kinds.button(PAGES).isVisible()
    assert bar.as_pages

"""⑦ 公开稿 of a PDF through the window: what is offered, made by a click, and looked at beside the original."""

from io import BytesIO

import pytest
from docx import Document
from PySide6.QtCore import Qt

from documents import text_document
from pdf_item import ROWS, add_pdf
from reviewer_app.domain.legal import Audience
from reviewer_app.services.approval_form import MakeApprovalForm, approval_form
from ui.models.review_state import Step
from ui.models.signing_card import card_lines
from ui.pages.review.beside import changed_marks
from ui.widgets.layouts import Mark, MarkSet
from window_office import open_window, opened_review, window_office

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    with window_office(tmp_path_factory.mktemp("office")) as made:
        add_pdf(made)
        yield made


def test_a_public_version_is_made_by_a_click_with_what_was_added(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "pdf")
        page.side.show_step(Step.PUBLIC.value)
        part = page.side.public.parts[Audience.GROUP]
        assert not page.side.public.parts[Audience.ALL].isVisible()
        assert part.policy.value == "village"
        assert {name for name, box in part.extras.items() if box.isVisible()} == {
            "bands", "counts", "pseudonyms", "decisions"}
        qtbot.keyClick(part.extras["bands"], Qt.Key.Key_Space)
        qtbot.mouseClick(part.button, LEFT)
        qtbot.waitUntil(lambda: bool(page.view.facts.public_versions))
        assert page.view.facts.public_versions[-1].policy == "village+bands"
        qtbot.waitUntil(lambda: part.line.property("level") == "green")
        # The board keeps the names of a list whatever was decided for everybody: each place says so.
        assert "姓名" in part.stays.text()
        card = {line.label: line.text for line in card_lines(page.front.words, page.view, str)}
        assert card["signing.label.spared"] == part.stays.text()
        page.show_finding(next(one for one in page.findings.findings if one.finding.value == ROWS[1][0]))
        assert "村公示栏" in page.findings.card.stays.text()
        page.show_finding(next(one for one in page.findings.findings if one.finding.value == ROWS[1][1]))
        assert not page.findings.card.stays.text()
        assert part.stays.text() in words_of(approval_form(office.desk, MakeApprovalForm(
            office.people.reviewer.id, page.view.item.id)).docx)


def words_of(docx):
    """Everything in the cells of the form."""
    return "\n".join(cell.text for table in Document(BytesIO(docx)).tables for row in table.rows for cell in row.cells)


def is_sharp(view):
    """The page on top has at least the pixels it is shown with."""
    shown = view._pages.get(view._visible().start)
    return shown is not None and shown[1].width() >= view._width() > 600


def marked(original, public, *values):
    """(state, text in the public version) of each mark, where these values were found."""
    marks = MarkSet.of(Mark(at, original.index(value), original.index(value) + len(value), "green")
                       for at, value in enumerate(values))
    made = changed_marks(text_document(original), text_document(public), marks)
    return [(mark.state, public[mark.start:mark.end]) for mark in made.marks]


def test_a_label_that_changed_with_its_number_belongs_to_it_and_another_change_does_not():
    original = "联系人：王香，手机：15926173869，办公电话：0797-8123456。经研究决定召开会议。"
    replaced = original.replace("手机：15926173869", "办公电话：0797-8100012")
    assert marked(original, replaced, "王香", "15926173869") == [("grey", "王香"), ("green", "办公电话：0797-8100012")]
    assert marked(original, replaced.replace("召开会议", "取消会议"), "15926173869") == [
        ("green", "办公电话：0797-8100012"), ("amber", "取消")]


def show_both(page, qtbot):
    """The public version, made if there is none yet, beside the original."""
    if not page.view.facts.public_versions:
        qtbot.mouseClick(page.side.public.parts[Audience.GROUP].button, LEFT)
        qtbot.waitUntil(lambda: bool(page.view.facts.public_versions))
    qtbot.mouseClick(page.pane.modes.button(2), LEFT)


def test_both_stand_side_by_side_as_pages_and_a_finding_leads_to_both(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "pdf")
        pane = page.pane
        show_both(page, qtbot)
        qtbot.waitUntil(lambda: {1} <= pane.public_pages._pages.keys() and {1} <= pane.pages._pages.keys())
        assert pane.public_pages.isVisible()
        assert not pane.public.isVisible()
        changed = [mark for mark in pane.public_pages._marks.marks if mark.state == "green"]
        assert {mark.number for mark in changed} >= {one.finding.number for one in page.findings.findings
                                                     if one.finding.value == ROWS[1][1]}
        last = max(page.findings.findings, key=lambda one: one.finding.start or 0)
        page.show_finding(last)
        qtbot.waitUntil(lambda: int(pane.public_pages.place) == int(pane.pages.place) > 1)
        pane.public_pages.go_to(1.0)
        assert pane.pages.place < 2
        pane.zoom(2.0)
        qtbot.waitUntil(lambda: is_sharp(pane.public_pages))
        qtbot.mouseClick(pane.kinds.button(1), LEFT)
        qtbot.waitUntil(pane.public.isVisible)
        assert pane.original.isVisible()
        assert any(mark.state == "green" for mark in pane.public._marks.marks)


def test_magnified_both_stay_at_the_finding_that_is_looked_at(office, qtbot):
    with open_window(office, "reviewer", (1440, 900)) as window:
        page = opened_review(window, qtbot, "pdf")
        pane = page.pane
        show_both(page, qtbot)
        page.show_finding(page.findings.findings[0])
        qtbot.waitUntil(lambda: {1} <= pane.public_pages._pages.keys() and {1} <= pane.pages._pages.keys())
        qtbot.waitUntil(lambda: not window.front.jobs.busy)
        pane.zoom(2.0)
        qtbot.waitUntil(lambda: is_sharp(pane.public_pages) and is_sharp(pane.pages))
        mark = next(one for one in pane.pages._marks.marks if one.number == pane.pages._current)
        box = pane.pages._on_screen(1, pane.pages._pages[1][0].boxes(mark.start, mark.end)[0])
        assert 0 <= box.top() <= box.bottom() <= pane.pages.viewport().height()
        assert pane.public_pages.place == pytest.approx(pane.pages.place, abs=0.01)

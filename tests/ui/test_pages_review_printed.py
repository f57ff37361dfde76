"""审查 of a PDF: its printed pages with the findings on them, a box that becomes a finding, and its text at hand."""

import pytest
from PySide6.QtCore import QPoint, Qt

from mouse import drag, mark_as
from reviewer_app.bootstrap.demo_steps import Walk
from reviewer_app.domain.document import Box
from reviewer_app.domain.errors import NoPicture
from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.items import Carrier
from reviewer_app.domain.legal import DisclosureAttribute
from reviewer_app.services.enter import EnterPackage, enter_package
from reviewer_app.services.part_names import IncomingFile
from ruled_pdfs import lists
from ui.widgets.page_view import KEPT_PAGES, KEPT_PIXELS
from window_office import open_window, opened_review, window_office

LEFT = Qt.MouseButton.LeftButton
INKED = Box(70.0, 90.0, 200.0, 150.0)
"""Where the shipped scan shows words, in points."""

ROWS = (
    ("姓名", "身份证号码", "地类"),
    ("张三丰", "11010519491231002X", "松岗坡地"),
    ("李小四", "110105194912310038", "水田"),
)


@pytest.fixture
def office(tmp_path):
    with window_office(tmp_path) as made:
        walk = Walk(made.desk, made.people, lambda _line: None)
        drafter = made.people.drafter.id
        file = IncomingFile("征地补偿名单.pdf", lists([ROWS], above="补偿登记结果公示"))
        item = enter_package(made.desk, EnterPackage(drafter, drafter, (file,), Carrier.NOT_OFFICIAL, column="A30"))
        made.items["pdf"] = walk.take_up(walk.submit(walk.propose(item, DisclosureAttribute.PROACTIVE))).id
        scan = walk.enter("scan.pdf", column="A30", carrier=Carrier.NOT_OFFICIAL)
        made.items["scan"] = walk.take_up(walk.submit(walk.propose(scan, DisclosureAttribute.PROACTIVE))).id
        yield made


def drawn(window, qtbot, item="pdf"):
    page = opened_review(window, qtbot, item)
    qtbot.waitUntil(lambda: 1 in page.pane.pages._pages)
    return page


def corner(view, offset, *, last=False):
    """A corner of a character on the screen."""
    (box,) = view._pages[1][0].boxes(offset, offset + 1)
    rect = view._on_screen(1, box)
    return (rect.bottomRight() + QPoint(1, 1) if last else rect.topLeft() - QPoint(1, 1)).toPoint()


def test_a_pdf_is_shown_as_it_is_printed_with_its_findings_on_it(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = drawn(window, qtbot)
        pane = page.pane
        assert pane.pages.isVisible()
        assert not pane.original.isVisible()
        number = next(one for one in page.findings.findings if one.finding.value == ROWS[1][1])
        with qtbot.waitSignal(pane.mark_clicked) as caught:
            at = (corner(pane.pages, number.finding.start) + corner(pane.pages, number.finding.end - 1, last=True)) / 2
            qtbot.mouseClick(pane.pages.viewport(), LEFT, pos=at)
        assert caught.args == [number.finding.number]
        assert page.findings.current.finding.number == number.finding.number
        qtbot.keyClick(pane.pages, Qt.Key.Key_3)
        qtbot.waitUntil(lambda: any(one.finding.number == number.finding.number and one.state == "green"
                                    for one in page.findings.findings))


def test_a_box_on_the_page_becomes_a_finding_by_hand(office, qtbot, monkeypatch):
    mark_as(monkeypatch, FindingType.ADDRESS)
    with open_window(office, "reviewer") as window:
        page = drawn(window, qtbot)
        view = page.pane.pages
        start = page.pane.part.document.text.index("松岗坡地")
        first, last = corner(view, start), corner(view, start + 3, last=True)
        drag(qtbot, view, first, last)
        assert page.pane.selection.isVisible()
        qtbot.mouseClick(page.pane.selection.mark, LEFT)
        qtbot.waitUntil(lambda: any(one.finding.value == "松岗坡地" for one in page.findings.findings))
        qtbot.waitUntil(lambda: not page.pane.selection.isVisible())


def test_a_box_on_a_scanned_page_becomes_a_finding_and_is_decided(office, qtbot, monkeypatch):
    mark_as(monkeypatch, FindingType.SIGNATURE)
    with open_window(office, "reviewer") as window:
        page = drawn(window, qtbot, "scan")
        pane, view = page.pane, page.pane.pages
        bare = view.viewport().grab().toImage()
        first = view._on_screen(1, INKED).topLeft().toPoint()
        last = view._on_screen(1, INKED).bottomRight().toPoint()
        drag(qtbot, view, first, last)
        row = pane.selection
        assert row.mark.isVisible()
        assert not row.amend.isVisible()
        assert not row.point.isVisible()
        qtbot.mouseClick(row.mark, LEFT)
        qtbot.waitUntil(lambda: any(one.finding.region and one.state == "red" for one in page.findings.findings))
        qtbot.waitUntil(lambda: not row.isVisible())
        made = next(one for one in page.findings.findings if one.finding.region).finding
        assert made.place.boxes[0] == pytest.approx(INKED, abs=2)
        edge = first + QPoint(3, 3)
        assert view.viewport().grab().toImage().pixelColor(edge) != bare.pixelColor(edge)
        qtbot.mouseClick(view.viewport(), LEFT, pos=(first + last) / 2)
        assert page.findings.current.finding.number == made.number
        assert "框选的区域" in page.findings.card.title.text()
        qtbot.keyClick(view, Qt.Key.Key_M)
        qtbot.waitUntil(lambda: any(one.finding.region and one.state == "green" for one in page.findings.findings))


def test_a_box_on_the_public_version_marks_nothing_and_the_text_is_at_hand(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = drawn(window, qtbot)
        view = page.pane.pages
        page.pane.public_pages.region_drawn.emit(1, INKED)
        assert "没有程序读出的文字" in window.main.messages.text
        assert not page.pane.selection.isVisible()
        qtbot.mouseClick(page.pane.kinds.button(1), LEFT)
        assert page.pane.original.isVisible()
        assert not view.isVisible()
        page.zoom_in()
        assert view.scale == page.pane.original.scale > 1.0


def test_other_files_have_no_pages_to_choose(office, qtbot):
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "in_review")
        assert not page.pane.kinds.button(0).isVisible()
        assert page.pane.original.isVisible()


def test_a_page_that_cannot_be_drawn_leaves_its_text(office, qtbot, monkeypatch):
    def broken(*_args):
        raise NoPicture(name="征地补偿名单.pdf")

    monkeypatch.setattr("ui.pages.review.beside.printed_page", broken)
    with open_window(office, "reviewer") as window:
        page = opened_review(window, qtbot, "pdf")
        qtbot.waitUntil(lambda: "画不出来" in window.main.messages.text)
        assert page.pane.pages._pages == {}


@pytest.mark.slow
def test_a_file_of_five_hundred_pages_is_looked_through_in_little_memory(office, qtbot):
    """The first page at once, page 400 by one jump or by dragging past all before it; no more than a few are held."""
    rows = tuple((f"第{number}户", "11010519491231002X", "松岗坡地") for number in range(14))
    walk = Walk(office.desk, office.people, lambda _line: None)
    drafter = office.people.drafter.id
    file = IncomingFile("长名单.pdf", lists([ROWS[:1] + rows] * 500, above="补偿登记结果公示"))
    item = enter_package(office.desk, EnterPackage(drafter, drafter, (file,), Carrier.NOT_OFFICIAL, column="A30"))
    office.items["long"] = walk.take_up(walk.submit(walk.propose(item, DisclosureAttribute.PROACTIVE))).id
    with open_window(office, "reviewer") as window:
        view = opened_review(window, qtbot, "long").pane.pages
        qtbot.waitUntil(lambda: 1 in view._pages, timeout=60_000)
        bar = view.verticalScrollBar()
        bar.setValue(int(view._tops[399]))
        qtbot.waitUntil(lambda: 400 in view._pages, timeout=60_000)
        bar.setValue(0)
        for step in range(200):
            bar.setValue(bar.maximum() * step // 220)
            view.viewport().repaint()
        wanted = set(view._visible())
        qtbot.waitUntil(lambda: wanted <= view._pages.keys(), timeout=60_000)
        assert len(view._pages) <= KEPT_PAGES
        assert sum(image.width() * image.height() for _, image in view._pages.values()) <= KEPT_PIXELS

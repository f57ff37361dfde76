"""The printed pages: asked for when they come into view, marked, chosen by a box, sharp at any scale."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QBuffer, QPoint, Qt
from PySide6.QtGui import QColor, QImage

from mouse import drag
from reviewer_app.domain.document import Box
from reviewer_app.domain.page_layout import PageBlocks, PageLayout, PlacedPiece, PrintedPage
from ui.pages.review.printed import AT_ONCE, PrintedPages
from ui.widgets.layouts import Mark, MarkSet, RegionMark
from ui.widgets.page_view import A4, KEPT_PAGES, PageView

LEFT = Qt.MouseButton.LeftButton
CHARACTERS = 10


def page(start, top=100.0):
    boxes = tuple(Box(60.0 + 20 * n, top, 80.0 + 20 * n, top + 20) for n in range(CHARACTERS))
    return PrintedPage(*A4, (PlacedPiece(start, boxes),))


def picture(width=595):
    image = QImage(width, int(width * 1.415), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    return image


@pytest.fixture
def view(qtbot):
    made = PageView()
    qtbot.addWidget(made)
    made.resize(700, 800)
    made.set_document(tuple((number * 11, number * 11 + CHARACTERS) for number in range(20)))
    made.wanted = []
    made.page_wanted.connect(lambda number, dpi: made.wanted.append((number, dpi)))
    made.show()
    qtbot.waitUntil(lambda: bool(made.wanted))
    return made


def at(view, number, x, y):
    """A point of a page, in points, on the screen."""
    rect, zoom = view._rect(number), view._zoom(number)
    return QPoint(round(rect.left() + x * zoom), round(rect.top() + y * zoom))


def test_only_pages_near_the_view_are_asked_for_and_each_once(view, qtbot):
    assert {number for number, _ in view.wanted} == {1, 2}
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    qtbot.waitUntil(lambda: max(number for number, _ in view.wanted) >= 10)
    view.viewport().repaint()
    assert len(view.wanted) == len(set(view.wanted))
    assert len({number for number, _ in view.wanted}) <= 6


def test_a_larger_scale_asks_for_finer_pictures(view, qtbot):
    view.set_page(1, page(0), picture())
    before = dict(view.wanted)[1]
    view.set_scale(2.0)
    qtbot.waitUntil(lambda: max(dpi for number, dpi in view.wanted if number == 1) > before)
    fine = picture(1600)
    view.set_page(1, page(0), fine)
    view.set_page(1, page(0), picture())
    assert view._pages[1][1].width() == fine.width()


def test_a_box_chooses_the_text_under_it_and_one_without_text_is_a_region(view, qtbot):
    view.set_page(1, page(0), picture())
    with qtbot.waitSignal(view.text_selected) as caught:
        drag(qtbot, view, at(view, 1, 95, 90), at(view, 1, 165, 130))
    assert caught.args == [2, 5]
    with qtbot.waitSignal(view.region_drawn) as caught:
        drag(qtbot, view, at(view, 1, 300, 300), at(view, 1, 400, 400))
    number, box = caught.args
    assert number == 1
    assert box == pytest.approx((300, 300, 400, 400), abs=2)


def test_a_region_is_drawn_chosen_by_a_click_and_brought_into_view(view, qtbot):
    view.set_page(1, page(0), picture())
    view.set_regions((RegionMark(4, 1, (Box(300, 300, 400, 400),), "red"), RegionMark(5, 9, (Box(0, 0, 9, 9),), "red")))
    inside = at(view, 1, 350, 350)
    assert view.viewport().grab().toImage().pixelColor(inside) != QColor("white")
    with qtbot.waitSignal(view.mark_clicked) as caught:
        qtbot.mouseClick(view.viewport(), LEFT, pos=inside)
    assert caught.args == [4]
    view.set_current(5)
    assert 9 in view._visible()


def test_a_mark_is_drawn_and_a_click_on_it_chooses_it(view, qtbot):
    view.set_page(1, page(0), picture())
    view.set_mark_set(MarkSet.of([Mark(7, 3, 6, "red")]))
    inside = at(view, 1, 145, 110)
    shown = view.viewport().grab().toImage()
    assert shown.pixelColor(inside) != QColor("white")
    assert shown.pixelColor(at(view, 1, 500, 500)) == QColor("white")
    with qtbot.waitSignal(view.mark_clicked) as caught:
        qtbot.mouseClick(view.viewport(), LEFT, pos=inside)
    assert caught.args == [7]


def test_the_current_mark_comes_into_view(view, qtbot):
    view.set_mark_set(MarkSet.of([Mark(1, 15 * 11 + 2, 15 * 11 + 4, "amber")]))
    view.set_current(1)
    qtbot.waitUntil(lambda: 16 in {number for number, _ in view.wanted})
    assert 16 in view._visible()


def test_few_pages_are_kept_and_the_shape_of_a_page_moves_nothing_on_screen(view):
    for number in range(1, 13):
        view.set_page(number, page(number * 11), picture())
    assert len(view._pages) == KEPT_PAGES
    view.verticalScrollBar().setValue(int(view._tops[9]) + 50)
    offset = view.verticalScrollBar().value() - view._tops[9]
    wide = PrintedPage(A4[1], A4[0], ())
    view.set_page(3, wide, picture())
    assert abs(view.verticalScrollBar().value() - view._tops[9] - offset) <= 1
    view.set_page(99, wide, picture())
    assert view.grab().isNull() is False


class LateJobs:
    """Jobs that run when the test says so."""

    def __init__(self):
        self.waiting = []

    def run(self, _owner, work, on_done, _on_failed, *, lane):
        assert lane
        self.waiting.append((work, on_done))

    def cancel_owned(self, _owner):
        self.waiting.clear()

    def finish_one(self):
        work, on_done = self.waiting.pop(0)
        on_done(work(SimpleNamespace(check=lambda: None)))


def test_who_drags_past_five_hundred_pages_gets_the_last_first_and_those_between_are_not_drawn(view, qtbot):
    stream = QBuffer()
    picture().save(stream, "PNG")
    drawn = []

    def draw(number, _dpi):
        drawn.append(number)
        return SimpleNamespace(picture=bytes(stream.data()), layout=PageLayout(*A4, ()))

    jobs = LateJobs()
    pages = PrintedPages(SimpleNamespace(jobs=jobs), view, view)
    view.set_document(tuple((number * 11, number * 11 + CHARACTERS) for number in range(500)))
    pages.show("long", {number: PageBlocks() for number in range(1, 501)}, draw)
    qtbot.waitUntil(lambda: len(jobs.waiting) == AT_ONCE)
    bar = view.verticalScrollBar()
    for step in range(1, 101):
        bar.setValue(bar.maximum() * step // 125)
        view.viewport().repaint()
    last = view._visible().start
    assert last > 390
    while jobs.waiting:
        assert len(jobs.waiting) <= AT_ONCE
        jobs.finish_one()
        view.viewport().repaint()
    assert {last, last + 1} <= view._pages.keys()
    assert len(drawn) <= AT_ONCE + 4
    assert drawn[:AT_ONCE] == [2, 1] or drawn[:AT_ONCE] == [1, 2]
    # A page that was passed by is asked for again once it is looked at.
    bar.setValue(int(view._tops[199]))
    view.viewport().repaint()
    while jobs.waiting:
        jobs.finish_one()
    assert 200 in view._pages
    assert len(view._pages) <= KEPT_PAGES


def test_a_page_in_view_is_never_let_go(view):
    for number in (1, 2, *range(9, 20)):
        view.set_page(number, page(number * 11), picture())
    assert {1, 2} <= view._pages.keys()
    assert len(view._pages) == KEPT_PAGES

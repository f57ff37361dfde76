"""The comparison's view: thousands of lines in batches, colours with signs, words for those who listen."""

import pytest

from reviewer_app.domain.shown_diff import shown_lines
from reviewer_app.domain.text_diff import compare_lines
from ui.models.compare_rows import CompareModel
from ui.models.rows import ROW_ROLE
from ui.text import Words
from ui.widgets.compare_view import CompareView


@pytest.fixture
def made(qtbot):
    model = CompareModel(Words())
    view = CompareView(ROW_ROLE)
    qtbot.addWidget(view)
    view.setModel(model)
    view.resize(600, 400)
    view.show()
    yield model, view
    view.setModel(None)


def test_lines_say_what_happened_to_them(made, qtmodeltester):
    model, _ = made
    before = ["甲说一句不短的话", "乙", "丙" * 9, "戊", "己"]
    model.show_lines(shown_lines(compare_lines(before, ["甲说一句不长的话", "乙", "戊", "己", "丙" * 9, "丁" * 9])))
    said = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert said[0].startswith("改动：")
    assert any(text.startswith("移走：") for text in said)
    assert any(text.startswith("移来：") for text in said)
    assert any(text.startswith("新增：") for text in said)
    qtmodeltester.check(model)


def test_thousands_of_changed_rows_are_laid_out_and_painted(made, qtbot):
    model, view = made
    before = [f"{row}\t王某\t{row * 3}" for row in range(3000)]
    after = [f"{row}\t王某\t{row * 4}" for row in range(3000)]
    model.show_lines(shown_lines(compare_lines(before, after)))
    last = model.index(model.rowCount() - 1, 0)
    qtbot.waitUntil(lambda: view.visualRect(last).top() > 3000 * 10, timeout=20_000)
    view.scrollTo(last)
    assert not view.grab().isNull()


def test_a_wider_window_lays_out_anew(made, qtbot):
    model, view = made
    model.show_lines(shown_lines(compare_lines(["长" * 200], ["长" * 200 + "尾"])))
    qtbot.waitUntil(lambda: view.visualRect(model.index(0, 0)).height() > 0)
    tall = view.visualRect(model.index(0, 0)).height()
    view.resize(1200, 400)
    qtbot.waitUntil(lambda: view.visualRect(model.index(0, 0)).height() < tall)

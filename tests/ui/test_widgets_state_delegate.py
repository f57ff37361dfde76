"""Cells of lists as they are painted: lines that fit, the icon of the state, a tick from the style."""

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from reviewer_app.ports.read_models import Rows
from ui.dialogs.rows_table import table_of
from ui.models.rows import Column, RowsModel
from ui.widgets import theme
from ui.widgets.state_delegate import ICON, MARGIN, StateDelegate, _lines, _Room, static_text
from ui.widgets.theme import LIGHT

WIDTH, HEIGHT = 120, 40
LONG = "关于青溪镇松岗村征地补偿登记结果的公告"


@pytest.fixture
def dressed(qapp):
    theme.apply(qapp, dark=False)
    return qapp.font("QTableView")


def room(font, width=WIDTH, height=HEIGHT, *, wraps=True):
    return _Room(width, height, wraps, font.key())


def test_two_lines_stand_below_each_other(dressed):
    assert _lines("标题\n赣市国资征〔2018〕21号", dressed, room(dressed, 400)) == ["标题", "赣市国资征〔2018〕21号"]
    one = static_text("标题", dressed, room(dressed)).size().height()
    assert static_text("标题\n文号", dressed, room(dressed)).size().height() == 2 * one


@pytest.mark.parametrize("text", [LONG * 3, "𠮷" * 60, "https://zrzy.example.gov.cn/a/very/long/address/without/a/break.html"])
@pytest.mark.parametrize("wraps", [True, False])
def test_what_does_not_fit_ends_in_dots_and_no_line_is_wider_than_the_cell(dressed, text, wraps):
    metrics = QFontMetricsF(dressed)
    rows = _lines(text, dressed, room(dressed, wraps=wraps))
    assert 1 <= len(rows) <= HEIGHT // metrics.lineSpacing()
    assert rows[-1].endswith("…")
    assert text.startswith("".join(rows)[:-1])
    assert all(metrics.horizontalAdvance(row) <= WIDTH + 1 for row in rows)


def test_a_text_that_wraps_loses_nothing(dressed):
    assert "".join(_lines(LONG, dressed, room(dressed, height=400))) == LONG


@pytest.fixture
def table(qtbot, qapp):
    theme.apply(qapp, dark=False)
    model = RowsModel((
        Column("状态", str, lambda _row: "red", width=WIDTH), Column("数", str, right=True, width=WIDTH),
        Column("末列", lambda _row: ""),
    ))
    model.restart(Rows((f"{LONG}\n第二行", "短"), None))
    made = table_of(model, "名单", None, 52)
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    return made


def colours(image, left, right):
    """The colours of a strip of the first row, as #rrggbb."""
    return {image.pixelColor(x, y).name().upper() for x in range(left, right) for y in range(50)}


def test_the_icon_of_a_selected_row_keeps_its_colour(table):
    table.selectRow(0)
    QApplication.processEvents()
    assert {LIGHT.selection.upper(), LIGHT.red.upper()} <= colours(table.viewport().grab().toImage(), 0, MARGIN + ICON)


def test_a_number_stands_at_the_right(table):
    image = table.viewport().grab().toImage()
    blank = {LIGHT.surface.upper()}
    assert colours(image, WIDTH + MARGIN, WIDTH + 30) != blank  # the first row is long and begins at the left
    image = image.copy(0, 52, image.width(), 50)
    assert colours(image, WIDTH, WIDTH + 60) == blank
    assert colours(image, 2 * WIDTH - 30, 2 * WIDTH) != blank


def test_a_text_is_laid_out_once(table, monkeypatch):
    delegate = table.itemDelegate()
    assert isinstance(delegate, StateDelegate)
    table.viewport().grab()
    monkeypatch.setattr("ui.widgets.state_delegate.static_text", None)
    table.viewport().grab()
    assert delegate._texts

"""The document view: marks by click, selection in code points, lazy layout, keys handed on."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPainter

from mouse import drag
from reviewer_app.domain.document import Block, BlockKind, Document, FileKind, Place
from ui.widgets.document_view import KEPT_PIECES, SHEET_MARGIN, DocumentView
from ui.widgets.layouts import Mark


@pytest.fixture
def view(qtbot):
    made = DocumentView()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


def text_document(*paragraphs):
    return Document.of(FileKind.TEXT, tuple(Block(text, BlockKind.PARAGRAPH) for text in paragraphs))


def big_table(rows):
    cells = (
        Block(f"{row}行{column}列", BlockKind.CELL, Place(table=1, row=row, column=column))
        for row in range(1, rows + 1)
        for column in range(1, 6)
    )
    return Document.of(FileKind.DOCX, tuple(cells))


def point_of(view, start, end):
    index = next(i for i, piece in enumerate(view._pieces) if piece.start <= start < piece.end)
    rect = view._piece(index).rects(start, end)[0]
    left = view._sheet().left() + SHEET_MARGIN + rect.center().x()
    return QPoint(int(left), int(view._tops[index] + rect.center().y() - view.verticalScrollBar().value()))


def test_a_click_on_a_mark_tells_its_number(view, qtbot):
    document = text_document("联系人：张三，电话 13800000000。", "请于月底前报送。")
    view.set_document(document)
    start = document.text.index("138")
    view.set_marks([Mark(7, start, start + 11, "red")])
    with qtbot.waitSignal(view.mark_clicked) as caught:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, start + 2, start + 4))
    assert caught.args == [7]


def test_a_drag_selects_in_code_points_even_after_rare_characters(view, qtbot):
    document = text_document("𠮷村张三住𡈽岗组")  # two characters beyond U+FFFF
    view.set_document(document)
    first, last = point_of(view, 2, 3), point_of(view, 4, 5)
    with qtbot.waitSignal(view.text_selected) as caught:
        drag(qtbot, view, first - QPoint(6, 0), last + QPoint(6, 0))
    start, end = caught.args
    assert document.text[start:end] == "张三住"


def test_a_long_table_is_laid_out_only_where_it_is_looked_at(view):
    view.set_document(big_table(5000))
    view.grab()
    assert 0 < len(view._laid) <= KEPT_PIECES
    view.show_span(*view._pieces[-1].lines or (view._pieces[-1].start, view._pieces[-1].end))
    view.grab()
    assert len(view._laid) <= KEPT_PIECES


def test_the_current_mark_comes_into_view(view):
    document = text_document(*(f"第{number}段，" + "正文" * 40 for number in range(200)))
    view.set_document(document)
    start = document.text.index("第150段")
    view.set_marks([Mark(1, start, start + 5, "amber")])
    view.set_current(1)
    low, high = view.visible_span()
    assert low <= start < high


def test_keys_go_to_the_page_first(view, qtbot):
    seen = []

    def take(event):
        seen.append(event.text())
        event.accept()

    view.set_document(text_document("正文"))
    view.key_pressed.connect(take)
    qtbot.keyClick(view, Qt.Key.Key_J)
    assert seen == ["j"]


def test_an_empty_document_shows_nothing_and_breaks_nothing(view):
    view.set_document(None)
    view.grab()
    assert view.visible_span() == (0, 0)


def test_what_a_tracked_change_deletes_is_drawn_struck_through(view):
    view.set_document(Document.of(FileKind.DOCX, (
        Block("请于月底前报送。", BlockKind.PARAGRAPH), Block("联系人张三", BlockKind.DELETION),
    )))
    deleted = view._piece(len(view._pieces) - 1)._laid[-1]
    assert deleted.line.block.kind is BlockKind.DELETION
    assert [one.format.fontStrikeOut() for one in deleted.layout.formats()] == [True]
    assert deleted.layout.lineCount() == 1
    assert deleted.layout.lineAt(0).naturalTextWidth() > 0


def drawn(piece, marks, shown):
    """A strip of a piece as it is painted."""
    image = QImage(900, 300, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    piece.draw(painter, QPointF(20, -60), marks, None, None, shown)
    painter.end()
    return image


def test_what_cannot_be_seen_is_left_out_and_the_rest_looks_the_same(view):
    document = big_table(40)
    view.set_document(document)
    piece = view._piece(0)
    over_two_cells = Mark(1, document.text.index("3行2列"), document.text.index("3行3列") + 2, "red")
    marks = [over_two_cells, Mark(2, document.text.index("4行1列"), document.text.index("4行1列") + 2, "green")]
    whole = drawn(piece, marks, (-1e9, 1e9))
    assert drawn(piece, marks, (0, 300)) == whole
    assert drawn(piece, [], (0, 300)) != whole
    assert drawn(piece, marks, (0, 40)) != whole


def test_a_mark_belongs_to_each_block_it_touches(view):
    document = big_table(5)
    view.set_document(document)
    piece = view._piece(0)
    lines = [laid.line for laid in piece._laid]
    marks = [Mark(n, start, start + size, "red") for n, (start, size) in enumerate(((0, 3), (2, 9), (30, 1), (31, 40)))]
    touched = {
        number: [mark for mark in marks if mark.start < line.start + len(line.block.text) and mark.end > line.start]
        for number, line in enumerate(lines)
    }
    found = piece._marks_of(marks)
    assert all([one for one in found.get(number, ()) if one in those] == those for number, those in touched.items())

"""Paints a comparison: insertions green, deletions red, moved lines blue, each with its sign; tables cell by cell.

A state never shows by colour alone: inserted text is underlined, deleted text struck through, and every line that
changed carries ＋, － or ⇅ in the margin. Lines are laid out in batches, so that thousands never stop the window.
"""

from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QResizeEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reviewer_app.domain.shown_diff import ShownLine
from reviewer_app.domain.text_diff import ChangeKind, Piece
from ui.widgets.theme import Tokens, tokens_now

Index = QModelIndex | QPersistentModelIndex
MARGIN = 36
PADDING = 6
GAP = 12
KEPT = 400
BATCH = 200
SIGNS = {
    ChangeKind.INSERTED: "＋", ChangeKind.DELETED: "－", ChangeKind.CHANGED: "±", ChangeKind.MOVED_FROM: "⇅",
    ChangeKind.MOVED_TO: "⇅", ChangeKind.SAME: "",
}


class _Laid(NamedTuple):
    """A line laid out at one width: a layout for each cell with its left edge, and the height of all."""

    layouts: tuple[tuple[int, int, QTextLayout], ...]
    height: int


class CompareDelegate(QStyledItemDelegate):
    """Lays out and paints one `ShownLine`, which the model gives by `role`."""

    def __init__(self, role: int, view: QListView) -> None:
        super().__init__(view)
        self._role = role
        self._view = view
        self._laid: OrderedDict[tuple[int, int, ShownLine], _Laid] = OrderedDict()

    def forget(self) -> None:
        """Another width or theme."""
        self._laid.clear()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """As tall as its tallest cell."""
        return QSize(self._view.viewport().width(), self._layout(index).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Margin with the sign, then the cells."""
        line: ShownLine = index.data(self._role)
        tokens = tokens_now()
        painter.save()
        rect: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.hover))
        ink, _ = _colours(line.kind, tokens)
        painter.setPen(QColor(tokens.muted) if line.folded else ink)
        margin = QRect(rect.left(), rect.top(), MARGIN, rect.height())
        sign = "⋯" if line.folded else SIGNS[line.kind]
        painter.drawText(margin, Qt.AlignmentFlag.AlignCenter, sign)
        if line.folded:
            text = rect.adjusted(MARGIN, 0, 0, 0)
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, str(index.data(Qt.ItemDataRole.DisplayRole)))
        else:
            self._paint_cells(painter, rect, self._layout(index), tokens)
        painter.restore()

    def _paint_cells(self, painter: QPainter, rect: QRect, laid: _Laid, tokens: Tokens) -> None:
        table = len(laid.layouts) > 1
        for left, width, layout in laid.layouts:
            painter.setPen(QColor(tokens.ink))
            layout.draw(painter, QPointF(rect.left() + left, rect.top() + PADDING))
            if table:
                painter.setPen(QColor(tokens.line_strong))
                painter.drawRect(rect.left() + left - PADDING, rect.top(), width + 2 * PADDING, rect.height())

    def _layout(self, index: Index) -> _Laid:
        line: ShownLine = index.data(self._role)
        width = self._view.viewport().width()
        key = (width, index.row(), line)
        found = self._laid.get(key)
        if found is None:
            found = self._lay(line, width)
            self._laid[key] = found
            if len(self._laid) > KEPT:
                self._laid.popitem(last=False)
        return found

    def _lay(self, line: ShownLine, width: int) -> _Laid:
        font = self._view.font()
        if line.folded:
            return _Laid((), self._view.fontMetrics().height() + 2 * PADDING)
        tokens = tokens_now()
        count = max(line.columns, len(line.cells))
        each = max((width - MARGIN - GAP) // count - (2 * PADDING if count > 1 else 0), 40)
        step = each + (2 * PADDING if count > 1 else 0)
        layouts = tuple(
            (MARGIN + PADDING + at * step, each, _laid_cell(cell, each, font, tokens))
            for at, cell in enumerate(line.cells)
        )
        tallest = max((layout.boundingRect().height() for _, _, layout in layouts), default=0.0)
        return _Laid(layouts, int(max(tallest, self._view.fontMetrics().height())) + 2 * PADDING)


class CompareView(QListView):
    """A list of lines that follows its width; batched, for a comparison can have thousands."""

    def __init__(self, role: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = CompareDelegate(role, self)
        self.setItemDelegate(self._delegate)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(BATCH)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width, other heights."""
        if event.size().width() != event.oldSize().width():
            self._delegate.forget()
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another theme."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._delegate.forget()
            self.viewport().update()


def _laid_cell(cell: Sequence[Piece], width: int, font: QFont, tokens: Tokens) -> QTextLayout:
    layout = QTextLayout("".join(piece.text for piece in cell).replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    formats: list[QTextLayout.FormatRange] = []
    at = 0
    for piece in cell:
        length = len(piece.text.encode("utf-16-le")) // 2
        if piece.kind is not ChangeKind.SAME:
            formats.append(_format(piece.kind, at, length, tokens))
        at += length
    layout.setFormats(formats)
    layout.beginLayout()
    height = 0.0
    while (row := layout.createLine()).isValid():
        row.setLineWidth(width)
        row.setPosition(QPointF(0, height))
        height += row.height()
    layout.endLayout()
    return layout


def _format(kind: ChangeKind, start: int, length: int, tokens: Tokens) -> QTextLayout.FormatRange:
    ink, ground = _colours(kind, tokens)
    style = QTextCharFormat()
    style.setForeground(ink)
    style.setBackground(ground)
    style.setFontStrikeOut(kind is ChangeKind.DELETED)
    style.setFontUnderline(kind is ChangeKind.INSERTED)
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, style
    return made


def _colours(kind: ChangeKind, tokens: Tokens) -> tuple[QColor, QColor]:
    """Ink and ground of a kind."""
    if kind is ChangeKind.INSERTED:
        return QColor(tokens.green), QColor(tokens.green_ground)
    if kind is ChangeKind.DELETED:
        return QColor(tokens.red), QColor(tokens.red_ground)
    if kind in {ChangeKind.MOVED_FROM, ChangeKind.MOVED_TO}:
        return QColor(tokens.accent), QColor(tokens.selection)
    return QColor(tokens.ink), QColor(tokens.surface)

"""Draws cells that carry a state: its icon, then its word; never colour alone (window.md, Look).

Painted here and not by the style: through it, a page of a list asks a model in Python eight questions a cell and lays
each text out anew, which took more than a frame of 16 ms.
"""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
    QStaticText,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.widgets.icons import state_colour, state_icon
from ui.widgets.theme import token

Index = QModelIndex | QPersistentModelIndex
ICON = 16
ROW_HEIGHT = 40
MARGIN = 4
"""As far in as the titles of the header (app.qss)."""

KEPT_TEXTS = 4096
LINE = "\u2028"
"""Where Qt begins a new line; a "\\n" it leaves out."""

_NO_FOCUS = ~QStyle.StateFlag.State_HasFocus


class _Room(NamedTuple):
    """What a text has to stand in, in pixels."""

    width: int
    height: int
    wraps: bool
    font: str


class StateDelegate(QStyledItemDelegate):
    """Reads the state from `role` of the model."""

    def __init__(self, role: int, parent: QObject | None = None, *, row_height: int = ROW_HEIGHT) -> None:
        super().__init__(parent)
        self._role = role
        self._row_height = row_height
        self._pictures: dict[tuple[str, str, float], QPixmap] = {}
        self._texts: dict[tuple[str, _Room], QStaticText] = {}

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        """Give the cell its icon and colour: for its size, and for cells with a tick, which the style draws."""
        super().initStyleOption(option, index)
        state = index.data(self._role)
        if not state:
            return
        option.icon = QIcon(self._picture(state, option.widget.devicePixelRatioF()))
        option.decorationSize = QSize(ICON, ICON)
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
            option.palette.setColor(role, QColor(token(state_colour(state))))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Rows tall enough for two lines of text."""
        size = super().sizeHint(option, index)
        return QSize(size.width(), max(size.height(), self._row_height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw without the dotted focus frame inside a row; the row itself shows the focus."""
        if index.column() == 0 and index.data(Qt.ItemDataRole.CheckStateRole) is not None:
            option.state &= _NO_FOCUS
            super().paint(painter, option, index)
            return
        place, state = QRect(option.rect), index.data(self._role)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, QColor(token("selection")))
        place.adjust(MARGIN, 0, -MARGIN, 0)
        if state:
            picture = self._picture(state, painter.device().devicePixelRatioF())
            painter.drawPixmap(place.left(), place.center().y() - ICON // 2, picture)
            place.setLeft(place.left() + ICON + MARGIN)
        text = index.data()
        if text:
            enabled = option.state & QStyle.StateFlag.State_Enabled
            painter.setPen(QColor(token((state_colour(state) if state else "ink") if enabled else "faint")))
            self._write(painter, place, text, option, index.data(Qt.ItemDataRole.TextAlignmentRole))

    def _write(self, painter: QPainter, place: QRect, text: str, option: QStyleOptionViewItem, align: object) -> None:
        wraps = bool(option.features & QStyleOptionViewItem.ViewItemFeature.WrapText)
        room = _Room(place.width(), place.height(), wraps, option.font.key())
        shown = self._texts.get((text, room))
        if shown is None:
            if len(self._texts) >= KEPT_TEXTS:
                self._texts.clear()
            shown = self._texts[text, room] = static_text(text, option.font, room)
        size = shown.size()
        right = isinstance(align, int) and align & Qt.AlignmentFlag.AlignRight.value
        left = place.right() + 1 - size.width() if right else place.left()
        painter.setFont(option.font)
        painter.drawStaticText(int(left), int(place.top() + (place.height() - size.height()) / 2), shown)

    def _picture(self, state: str, sharpness: float) -> QPixmap:
        """As a picture: drawn from its font at each painting, the icons of a page cost half a frame."""
        key = (state, token(state_colour(state)), sharpness)
        if key not in self._pictures:
            self._pictures[key] = state_icon(state).pixmap(QSize(ICON, ICON), sharpness)
        return self._pictures[key]


def static_text(text: str, font: QFont, room: _Room) -> QStaticText:
    """The text broken into the lines that fit, the last one ending in … where something is left out."""
    made = QStaticText(LINE.join(_lines(text, font, room)))
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    made.prepare(font=font)
    return made


def _lines(text: str, font: QFont, room: _Room) -> list[str]:
    metrics = QFontMetricsF(font)
    most = max(int(room.height // metrics.lineSpacing()), 1)
    rows = _broken(text, font, room.width) if room.wraps else text.split("\n")
    if len(rows) > most:
        rows[most - 1 :] = [f"{rows[most - 1]}…"]
    elided = Qt.TextElideMode.ElideRight
    return [metrics.elidedText(row, elided, room.width + 1) for row in rows]


def _broken(text: str, font: QFont, width: int) -> list[str]:
    """The lines of a text that wraps; Qt counts in UTF-16 units."""
    layout = QTextLayout(text.replace("\n", LINE), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units, rows = text.encode("utf-16-le", "surrogatepass"), []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        start = 2 * line.textStart()
        rows.append(units[start : start + 2 * line.textLength()].decode("utf-16-le", "replace").rstrip("\n"))
    layout.endLayout()
    return rows

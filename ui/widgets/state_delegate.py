"""Draws cells that carry a state: its icon, then its word; never colour alone (window.md, Look)."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.widgets.icons import state_colour, state_icon
from ui.widgets.theme import token

Index = QModelIndex | QPersistentModelIndex
ICON = 16
ROW_HEIGHT = 40
_NO_FOCUS = ~QStyle.StateFlag.State_HasFocus


class StateDelegate(QStyledItemDelegate):
    """Reads the state from `role` of the model."""

    def __init__(self, role: int, parent: QObject | None = None, *, row_height: int = ROW_HEIGHT) -> None:
        super().__init__(parent)
        self._role = role
        self._row_height = row_height
        self._icons: dict[tuple[str, str, float], QIcon] = {}

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        """Give the cell its icon and colour."""
        super().initStyleOption(option, index)
        state = index.data(self._role)
        if not state:
            return
        colour = token(state_colour(state))
        sharpness = option.widget.devicePixelRatioF()
        key = (state, colour, sharpness)
        if key not in self._icons:
            # As a picture: drawn from its font at each painting, the icons of a page cost half a frame.
            picture = state_icon(state).pixmap(QSize(ICON, ICON), sharpness)
            self._icons[key] = QIcon(picture)
            self._icons[key].addPixmap(picture, QIcon.Mode.Selected)  # Qt would dull it in a selected row
        option.icon = self._icons[key]
        option.decorationSize = QSize(ICON, ICON)
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
            option.palette.setColor(role, QColor(colour))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        """Rows tall enough for two lines of text."""
        size = super().sizeHint(option, index)
        return QSize(size.width(), max(size.height(), self._row_height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw without the dotted focus frame inside a row; the row itself shows the focus."""
        option.state &= _NO_FOCUS
        super().paint(painter, option, index)


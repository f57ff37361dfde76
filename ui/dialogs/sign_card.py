"""The card as it is seen, label and words in two columns, an icon where a line wants a look; alone, and to confirm."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.models.signing_card import CardLine
from ui.text import Words
from ui.widgets.icons import Sign, state_icon

ICON = 16
LABEL_WIDTH = 72
SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class SigningCard(QScrollArea):
    """Shows one card; each item has its own, made anew."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._title = ""
        self._lines: tuple[CardLine, ...] = ()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(words("signing.card"))

    @property
    def text(self) -> str:
        """Everything on the card, as it is read aloud."""
        return "\n".join([self._title, *(line.text for line in self._lines)])

    def show_lines(self, title: str, lines: Sequence[CardLine]) -> None:
        """Show another card from its top."""
        self._title, self._lines = title, tuple(lines)
        card = QFrame(self)
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 16, 16, 16)
        head = QLabel(title, card)
        head.setObjectName("title")
        head.setWordWrap(True)
        head.setTextInteractionFlags(SELECTABLE)
        column.addWidget(head)
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(8)
        grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        grid.setColumnStretch(2, 1)
        before = ""
        for row, line in enumerate(self._lines):
            self._add(card, grid, row, line, repeated=line.label == before)
            before = line.label
        column.addLayout(grid)
        column.addStretch(1)
        self.setWidget(card)
        self.verticalScrollBar().setValue(0)
        self.setAccessibleDescription(self.text)

    def _add(self, card: QWidget, grid: QGridLayout, row: int, line: CardLine, *, repeated: bool) -> None:
        top = Qt.AlignmentFlag.AlignTop
        if not repeated:
            label = QLabel(self._words(line.label), card)
            label.setProperty("hint", "true")
            grid.addWidget(label, row, 0, top)
        text = QLabel(line.text, card)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        text.setTextInteractionFlags(SELECTABLE)
        text.setAccessibleName(f"{self._words(line.label)}　{line.text}")
        if line.state is not None:
            sign = Sign(ICON, card)
            sign.show_icon(state_icon(line.state))
            grid.addWidget(sign, row, 1, top)
            text.setProperty("level", line.state)
        grid.addWidget(text, row, 2, top)


class SignCardDialog(QDialog):
    """Shows the card of what is signed by the next press, for who signs outside the signatory's own page."""

    def __init__(
        self, words: Words, title: str, lines: Sequence[CardLine], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(words("review.pass_and_sign"))
        hint = QLabel(words("review.pass_and_sign.hint"), self)
        hint.setWordWrap(True)
        hint.setProperty("hint", "true")
        self.card = SigningCard(words, self)
        self.card.show_lines(title, lines)
        self.buttons = QDialogButtonBox(self)
        self.ok = QPushButton(words("review.pass_and_sign"), self)
        self.ok.setProperty("kind", "primary")
        self.ok.setDefault(True)
        self.buttons.addButton(self.ok, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(words("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(hint)
        column.addWidget(self.card, 1)
        column.addWidget(self.buttons)
        self.resize(560, 640)
        self.ok.setFocus()

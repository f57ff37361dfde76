"""The row above the document: part tabs, previous and next finding, what is to be seen of the part and for whom."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QTabBar, QVBoxLayout, QWidget

from reviewer_app.domain.legal import Audience
from ui.text import Words
from ui.widgets.icons import icon

MODES: Final = ("original", "public", "both")
PAGES, TEXT = 0, 1
"""The chips that show a file as it is printed, and its text."""


class DocumentBar(QWidget):
    """Holds what is chosen; it shows nothing of the document itself."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._offered: tuple[Audience, ...] = ()
        self.tabs = self._tab_bar()
        self.previous = self._arrow("review.previous", "mdi6.chevron-left")
        self.position = QLabel(self)
        self.position.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.next = self._arrow("review.next", "mdi6.chevron-right")
        self.kinds, self._kind_row = self._choice([f"review.view.{kind}" for kind in ("pages", "text")])
        self.modes, self._mode_row = self._choice([f"review.view.{mode}" for mode in MODES])
        self.audiences, self._audience_row = self._choice(())
        self._kind_row.setContentsMargins(0, 0, 8, 0)
        self._kind_row.hide()
        self._audience_row.hide()
        self._lay_out()

    @property
    def mode(self) -> str:
        """original, public or both."""
        return MODES[max(self.modes.checkedId(), 0)]

    @property
    def audience(self) -> Audience | None:
        """Whose public version is to be seen."""
        at = self.audiences.checkedId()
        return self._offered[at] if 0 <= at < len(self._offered) else None

    @property
    def as_pages(self) -> bool:
        """Whether pages are asked for rather than text."""
        return self.kinds.checkedId() == PAGES

    def name_tabs(self, names: Sequence[str], at: int = 0) -> None:
        """One tab a part, number `at` in front, without saying so."""
        with QSignalBlocker(self.tabs):
            while self.tabs.count():
                self.tabs.removeTab(0)
            for name in names:
                self.tabs.setTabToolTip(self.tabs.addTab(name), name)
            self.tabs.setCurrentIndex(at)

    def offer_kinds(self, *, paged: bool, first: int) -> None:
        """Whether the part can be shown as pages, and the kind that is shown first."""
        self._kind_row.setVisible(paged)
        self.kinds.button(first).setChecked(True)

    def show_mode(self) -> None:
        """Audiences are chosen only where a public version is to be seen and there is more than one."""
        self._audience_row.setVisible(self.mode != "original" and len(self._offered) > 1)

    def offer_audiences(self, audiences: tuple[Audience, ...]) -> None:
        """One chip for each audience that has a public version or is to have one."""
        if audiences == self._offered:
            return
        for button in self.audiences.buttons():
            self.audiences.removeButton(button)
            button.deleteLater()
        self._offered = audiences
        self._add_chips(self.audiences, self._audience_row, [f"audience.{one.value}" for one in audiences])

    def _choice(self, keys: Sequence[str]) -> tuple[QButtonGroup, QWidget]:
        """Chips of which one is chosen, the first at the beginning."""
        group, row = QButtonGroup(self), QWidget(self)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(6)
        self._add_chips(group, row, keys)
        return group, row

    def _add_chips(self, group: QButtonGroup, row: QWidget, keys: Sequence[str]) -> None:
        across = row.layout()
        for number, key in enumerate(keys):
            button = QPushButton(self._words(key), self)
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setChecked(number == 0)
            group.addButton(button, number)
            if across is not None:
                across.addWidget(button)

    def _tab_bar(self) -> QTabBar:
        tabs = QTabBar(self)
        tabs.setAccessibleName(self._words("review.parts"))
        tabs.setExpanding(False)
        tabs.setElideMode(Qt.TextElideMode.ElideMiddle)
        tabs.setUsesScrollButtons(True)
        tabs.setDrawBase(False)
        return tabs

    def _arrow(self, key: str, name: str) -> QPushButton:
        button = QPushButton(self)
        button.setIcon(icon(name, "ink"))
        button.setIconSize(QSize(18, 18))
        button.setToolTip(self._words(key))
        button.setAccessibleName(self._words(key))
        button.setProperty("kind", "icon")
        button.setFixedWidth(32)
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        across = QHBoxLayout()
        across.setSpacing(6)
        across.addWidget(self.tabs, 1)
        for widget in (self.previous, self.position, self.next):
            across.addWidget(widget)
        across.addSpacing(8)
        across.addWidget(self._kind_row)
        across.addWidget(self._mode_row)
        column.addLayout(across)
        column.addWidget(self._audience_row, alignment=Qt.AlignmentFlag.AlignRight)

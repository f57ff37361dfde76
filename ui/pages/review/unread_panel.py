"""What no text was read from in the open part: looked at one by one by a named person (design §3)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from reviewer_app.domain.document import Unread, UnreadReason
from reviewer_app.services.ocr_pass import SEEABLE
from reviewer_app.services.open_item import ItemView, PartView
from ui.text import Words


class UnreadPanel(QWidget):
    """Says how many pieces wait and offers to look at them; hidden where none do."""

    look_asked = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.waiting: tuple[Unread, ...] = ()
        self.seen: tuple[Unread, ...] = ()
        """Pictures and pages that were looked at: they can be looked at, and boxes drawn on them, again."""

        self.text = QLabel(self)
        self.text.setWordWrap(True)
        self.text.setProperty("level", "red")
        self.look = QPushButton(words("unread.look"), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        column.addWidget(self.look)
        self.look.clicked.connect(self.look_asked)

    def show_part(self, view: ItemView, part: PartView, *, active: bool) -> None:
        """Show what is left of a part; a failed name pass is said, but looking does not make it good."""
        looked = {place for look in view.facts.looks if look.part == part.part.id for place in look.places}
        left = [one for one in part.report.unread if one.place not in looked]
        self.waiting = tuple(one for one in left if one.reason is not UnreadReason.NAME_PASS_FAILED)
        self.seen = tuple(one for one in part.report.unread if one.place in looked and one.reason in SEEABLE)
        failed = len(left) - len(self.waiting)
        lines = [self._words("unread.left", count=len(self.waiting))] if self.waiting else []
        lines += [self._words("unread.names_failed")] if failed else []
        self.text.setText("\n".join(lines))
        self.text.setVisible(bool(lines))
        self.look.setText(self._words("unread.look" if self.waiting else "unread.look_again"))
        self.look.setVisible(bool(self.waiting or self.seen))
        self.look.setEnabled(active)
        self.setVisible(self.wanted)

    @property
    def wanted(self) -> bool:
        """Whether there is anything to say or to look at."""
        return bool(self.text.text() or self.seen)

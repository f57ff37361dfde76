"""The line above: title, revision, parts, column, days left; comparing, the last return, claiming, taking up again."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from reviewer_app.domain.return_points import Answer
from reviewer_app.domain.states import UNDER_WAY, State
from reviewer_app.services.open_item import ItemView
from reviewer_app.services.reviewing import minute
from ui.actions.front import Front
from ui.models.clock_words import clock_text

NAMED_PARTS = 2


class ReviewHead(QWidget):
    """Shows what item this is and in what state; emits what is asked of it as a whole."""

    compare_asked = Signal()
    points_asked = Signal()
    claim_asked = Signal()
    resume_asked = Signal()

    def __init__(self, front: Front, heading: QLabel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = front.words
        self._words = words
        self._front = front
        self.heading = heading
        heading.setMinimumWidth(120)
        self.meta = QLabel(self)
        self.meta.setProperty("hint", "true")
        self.days = QLabel(self)
        self.owed = QLabel(self)
        self.owed.setProperty("level", "red")
        self.clock = QLabel(self)
        self.points = QPushButton(self)
        self.points.setProperty("kind", "link")
        self.compare = QPushButton(words("review.compare"), self)
        self.compare.setProperty("kind", "link")
        self.read_only = QLabel(self)
        self.read_only.setProperty("level", "amber")
        self.resume = QPushButton(words("aside.resume"), self)
        self.claim = QPushButton(words("review.claim"), self)
        for button in (self.resume, self.claim):
            button.setProperty("kind", "primary")
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        for widget in (heading, self.meta, self.days, self.clock, self.owed, self.compare, self.points):
            across.addWidget(widget)
        across.addStretch(1)
        for widget in (self.read_only, self.resume, self.claim):
            across.addWidget(widget)
        self.compare.clicked.connect(self.compare_asked)
        self.points.clicked.connect(self.points_asked)
        self.claim.clicked.connect(self.claim_asked)
        self.resume.clicked.connect(self.resume_asked)

    def show_item(self, view: ItemView, *, active: bool, me: str) -> None:
        """Show an item."""
        words, item = self._words, view.item
        self.heading.setText(item.title)
        self.heading.setToolTip(item.title)
        column = self._front.desk.toolbox.catalogue.column(item.column) if item.column else None
        self.meta.setText(
            words("review.meta", ordinal=item.revision_ordinal, parts=self._parts(view),
                  column=f"{column.id} {column.title}" if column else words("review.meta.no_column"))
        )
        self._show_days(view)
        self._show_urgent(view)
        self.compare.setVisible(item.revision_ordinal > 1)
        self._show_points(view)
        self.claim.setVisible(item.state is State.SUBMITTED and item.claimed_by in {None, me})
        self.resume.setVisible(item.state in {State.DEFERRED, State.REFERRED})
        self.read_only.setText(self._why_read_only(view))
        self.read_only.setVisible(not active and not self.claim.isVisibleTo(self))

    def _parts(self, view: ItemView) -> str:
        """Names while they are few, else how many."""
        if len(view.parts) > NAMED_PARTS:
            return self._words("review.meta.parts", count=len(view.parts))
        return self._words("missing.join").join(part.part.name for part in view.parts)

    def _why_read_only(self, view: ItemView) -> str:
        item = view.item
        if item.state in {State.IN_REVIEW, State.SUBMITTED} and item.claimed_by is not None:
            return self._words("review.claimed_by", name=view.names.get(item.claimed_by, item.claimed_by))
        return self._words("review.read_only", state=self._words(f"state.{item.state.value}"))

    def _show_days(self, view: ItemView) -> None:
        """Working days left, in words; red at two or less (window.md)."""
        due = date.fromisoformat(view.item.due) if view.item.due else None
        done = view.item.state not in {State.SUBMITTED, State.IN_REVIEW, State.DEFERRED, State.REFERRED}
        self.days.setVisible(due is not None and not done)
        if due is None:
            return
        days = self._front.days
        self.days.setText(self._words("review.days", days=days.text(due), due=f"{due:%m-%d}"))
        self.days.setProperty("level", days.level(due) or "")
        self.days.style().polish(self.days)

    def _show_urgent(self, view: ItemView) -> None:
        """待补签 in red, and the clock that runs out next (until the first delivery stops them)."""
        self.owed.setVisible(view.owed is not None)
        if view.owed is not None:
            name = view.names.get(view.owed.approver, view.owed.approver)
            self.owed.setText(self._words("urgent.owed", name=name, at=minute(view.owed.approved_at)))
        running = view.alarm is not None and view.item.state in UNDER_WAY
        self.clock.setVisible(running)
        if view.alarm is not None and running:
            text, level = clock_text(self._words, view.alarm, self._front.desk.clock.now())
            self.clock.setText(text)
            self.clock.setProperty("level", level)
            self.clock.style().polish(self.clock)

    def _show_points(self, view: ItemView) -> None:
        done = sum(one.answer is Answer.RESOLVED for one in view.points)
        self.points.setText(self._words("points.link", count=len(view.points), done=done))
        self.points.setVisible(bool(view.points) and view.item.state is not State.RETURNED)

"""The bar below: what is still missing, always; each word jumps to its step. Conclusion, return, pass."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from reviewer_app.domain.readiness import Shortfall
from reviewer_app.domain.release import SignOff
from reviewer_app.domain.review import Conclusion
from reviewer_app.domain.states import State
from reviewer_app.services.amended_check import waiting_condition
from ui.models.review_state import ReviewState, Step
from ui.text import Words
from ui.widgets.choice import ChoiceBox

PASSING = (Conclusion.PUBLISH, Conclusion.PUBLISH_AMENDED, Conclusion.PUBLISH_SEPARATED, Conclusion.ON_REQUEST,
           Conclusion.WITHHOLD)
OTHERS = ("alarm", "urgent", "defer", "refer", "unclaim", "void")


class DecisionBar(QFrame):
    """Emits what the person wants; whether it may be is the use case's."""

    jumped = Signal(str)
    return_asked = Signal()
    pass_asked = Signal()
    sign_asked = Signal()
    confirm_asked = Signal()
    other_asked = Signal(str)
    """One of `OTHERS`."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.condition: SignOff | None = None
        self._seen: tuple[str, Conclusion | None] = ("", None)
        self.setObjectName("status")
        self.lead = QLabel(self)
        self._words_layout = QHBoxLayout()
        self._words_layout.setSpacing(0)
        self.conclusion: ChoiceBox[Conclusion] = ChoiceBox(self)
        self.conclusion.setAccessibleName(words("review.conclusion"))
        self.conclusion.fill((words(f"conclusion.{one.value}"), one) for one in PASSING)
        self.others = QPushButton(words("review.others"), self)
        self.actions_: dict[str, QAction] = {}
        self.others.setMenu(self._menu())
        self.give_back = QPushButton(words("review.return"), self)
        self.pass_on = QPushButton(words("review.pass"), self)
        self.pass_on.setToolTip(words("review.pass.tip"))
        self.pass_on.setProperty("kind", "primary")
        self.sign = QPushButton(words("review.pass_and_sign"), self)
        self.sign.setToolTip(words("review.pass_and_sign.tip"))
        self.sign.hide()
        self.confirm = QPushButton(words("review.confirm_amended"), self)
        self.confirm.setToolTip(words("review.confirm_amended.tip"))
        self.confirm.setProperty("kind", "primary")
        self.confirm.hide()
        self._lay_out()
        self.give_back.clicked.connect(self.return_asked)
        self.pass_on.clicked.connect(self.pass_asked)
        self.sign.clicked.connect(self.sign_asked)
        self.confirm.clicked.connect(self.confirm_asked)
        self.missing: list[QPushButton] = []

    def show_item(self, state: ReviewState, *, active: bool, may_sign: bool) -> None:
        """Show what is missing; a new suggestion is followed, a choice of the person's own stays."""
        view = state.view
        self.condition = waiting_condition(view.signoffs) if view.item.state is State.IN_REVIEW else None
        self._show_missing(state, active=active)
        if (view.item.id, view.suggested) != self._seen:
            self._seen = (view.item.id, view.suggested)
            self.conclusion.choose(view.suggested)
        whole = active and not state.lacking
        for widget in (self.give_back, self.conclusion, self.others):
            widget.setEnabled(active)
        for button in (self.pass_on, self.sign, self.confirm):
            button.setEnabled(whole)
        self._show_ways(active=active, may_sign=may_sign)

    def _show_ways(self, *, active: bool, may_sign: bool) -> None:
        """Where the signatory signed with amendments, confirming them comes first; passing asks for a new signature."""
        conditional = self.condition is not None
        self.sign.setVisible(may_sign and not conditional)
        self.confirm.setVisible(active and conditional)
        self.pass_on.setText(self._words("review.pass_again" if conditional else "review.pass"))
        self.pass_on.setToolTip(self._words("review.pass_again.tip" if conditional else "review.pass.tip"))
        self.pass_on.setProperty("kind", "" if conditional else "primary")
        self.pass_on.style().polish(self.pass_on)

    def _show_missing(self, state: ReviewState, *, active: bool) -> None:
        for button in self.missing:
            self._words_layout.removeWidget(button)
            button.deleteLater()
        merged = _merged(state)
        item = state.view.item
        under_review = item.state is State.IN_REVIEW
        self.missing = [self._word(step, shortfalls) for step, shortfalls in merged.items()] if under_review else []
        for button in self.missing:
            self._words_layout.addWidget(button)
        if item.state is State.SUBMITTED:
            key, level = "review.missing.unclaimed", "amber"
        elif not under_review:
            key, level = "review.missing.elsewhere", ""
        elif merged:
            key, level = "review.missing.begin", "red"
        elif active and self.condition is not None:
            key, level = "review.missing.confirm", "amber"
        else:
            key, level = "review.missing.none" if active else "review.missing.others", "green"
        count = len(self.condition.amendments) if self.condition is not None else 0
        self.lead.setText(self._words(key, state=self._words(f"state.{item.state.value}"), count=count))
        self.lead.setProperty("level", level)
        self.lead.style().polish(self.lead)

    def _word(self, step: Step, shortfalls: list[Shortfall]) -> QPushButton:
        count = sum(one.count for one in shortfalls)
        words = self._words
        short = words(f"missing.short.{step.value}", count=count)
        button = QPushButton(short, self)
        button.setProperty("kind", "link")
        button.setProperty("step", step.value)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setToolTip("\n".join(dict.fromkeys(words(f"missing.{one.what.value}") for one in shortfalls)))
        button.setAccessibleName(short)
        button.clicked.connect(self._on_word)
        return button

    @Slot()
    def _on_word(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.jumped.emit(sender.property("step"))

    @Slot()
    def _on_other(self) -> None:
        sender = self.sender()
        self.other_asked.emit(next(name for name, action in self.actions_.items() if action is sender))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for name in OTHERS:
            action = QAction(self._words(f"aside.{name}"), menu)
            action.triggered.connect(self._on_other)
            menu.addAction(action)
            self.actions_[name] = action
        return menu

    def _lay_out(self) -> None:
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 8, 0, 0)
        across.addWidget(self.lead)
        across.addLayout(self._words_layout)
        across.addStretch(1)
        label = QLabel(self._words("review.conclusion"), self)
        label.setBuddy(self.conclusion)
        for widget in (self.others, label, self.conclusion, self.give_back, self.sign, self.pass_on, self.confirm):
            across.addWidget(widget)


def _merged(state: ReviewState) -> dict[Step, list[Shortfall]]:
    """Shortfalls by step, in order: one word a step is what fits in the bar."""
    merged: dict[Step, list[Shortfall]] = {}
    for step, shortfall in state.lacking:
        merged.setdefault(step, []).append(shortfall)
    return dict(sorted(merged.items(), key=lambda entry: list(Step).index(entry[0])))

"""The bar below: what is still missing, always; each word jumps to its step. Conclusion, return, pass."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from reviewer_app.domain.readiness import Shortfall
from reviewer_app.domain.review import Conclusion
from reviewer_app.services.open_item import ItemView
from ui.models.review_state import shortfall_step
from ui.text import Words
from ui.widgets.choice import ChoiceBox

PASSING = (Conclusion.PUBLISH, Conclusion.PUBLISH_AMENDED, Conclusion.PUBLISH_SEPARATED, Conclusion.ON_REQUEST,
           Conclusion.WITHHOLD)


class DecisionBar(QFrame):
    """Emits what the person wants; whether it may be is the use case's."""

    jumped = Signal(str)
    return_asked = Signal()
    pass_asked = Signal()
    sign_asked = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._item = ""
        self.setObjectName("status")
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 8, 0, 0)
        self.lead = QLabel(self)
        across.addWidget(self.lead)
        self._words_layout = QHBoxLayout()
        self._words_layout.setSpacing(0)
        across.addLayout(self._words_layout)
        across.addStretch(1)
        self.conclusion: ChoiceBox[Conclusion] = ChoiceBox(self)
        self.conclusion.setAccessibleName(words("review.conclusion"))
        self.conclusion.fill((words(f"conclusion.{one.value}"), one) for one in PASSING)
        self.give_back = QPushButton(words("review.return"), self)
        self.pass_on = QPushButton(words("review.pass"), self)
        self.pass_on.setProperty("kind", "primary")
        self.sign = QPushButton(words("review.pass_and_sign"), self)
        self.sign.hide()
        for widget in (QLabel(words("review.conclusion"), self), self.conclusion, self.give_back, self.sign,
                       self.pass_on):
            across.addWidget(widget)
        self.give_back.clicked.connect(self.return_asked)
        self.pass_on.clicked.connect(self.pass_asked)
        self.sign.clicked.connect(self.sign_asked)
        self.missing: list[QPushButton] = []

    def show_item(self, view: ItemView, *, active: bool, may_sign: bool) -> None:
        """Show what is missing; a changed suggestion is followed until the person chose otherwise."""
        for button in self.missing:
            self._words_layout.removeWidget(button)
            button.deleteLater()
        merged = _merged(view)
        self.missing = [self._word(step, text) for step, text in self._texts(merged)]
        for button in self.missing:
            self._words_layout.addWidget(button)
        self.lead.setText(self._words("review.missing.begin" if merged else "review.missing.none"))
        self.lead.setProperty("level", "red" if merged else "green")
        self.lead.style().polish(self.lead)
        self.conclusion.choose(view.suggested)
        for widget in (self.give_back, self.conclusion):
            widget.setEnabled(active)
        self.pass_on.setEnabled(active and not merged)
        self.sign.setVisible(may_sign)
        self.sign.setEnabled(active and not merged)

    def _texts(self, merged: dict[str, list[Shortfall]]) -> list[tuple[str, str]]:
        lines = []
        for step, shortfalls in merged.items():
            count = sum(one.count for one in shortfalls)
            text = self._words(f"missing.{shortfalls[0].what.value}")
            lines.append((step, self._words("review.missing.count", text=text, count=count) if count > 1 else text))
        return lines

    def _word(self, step: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("kind", "link")
        button.setProperty("step", step)
        button.setAccessibleName(text)
        button.clicked.connect(self._on_word)
        return button

    @Slot()
    def _on_word(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.jumped.emit(sender.property("step"))


def _merged(view: ItemView) -> dict[str, list[Shortfall]]:
    """Shortfalls by step, in order: one word a step is what fits in the bar."""
    merged: dict[str, list[Shortfall]] = {}
    for shortfall in view.missing:
        merged.setdefault(shortfall_step(view, shortfall).value, []).append(shortfall)
    return merged

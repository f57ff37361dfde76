"""③: the questions of the exemption tree in plain words, and the disclosure office's opinion; both are recorded."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from reviewer_app.domain.readiness import is_policy
from reviewer_app.services.answer_questions import questions
from reviewer_app.services.open_item import ItemView
from ui.text import Words
from ui.widgets.choice import ChoiceBox

CHOICE_WIDTH = 76


class QuestionsBox(QWidget):
    """Emits `answered` with ((key, yes), …) of the questions that were answered."""

    answered = Signal(object)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._asked: tuple[tuple[str, str], ...] = ()
        self.choices: dict[str, ChoiceBox[bool]] = {}
        self._form = QVBoxLayout()
        self._form.setSpacing(4)
        self.hint = QLabel(words("attribute.questions"), self)
        self.hint.setWordWrap(True)
        self.record = QPushButton(words("attribute.answer"), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.hint)
        column.addLayout(self._form)
        column.addWidget(self.record)
        self.record.clicked.connect(self.on_record)

    def show_item(self, view: ItemView) -> None:
        """Ask what is open about an item; given answers stand there already."""
        asked = questions(view.parts[0].report.attribute, view.facts.day)
        if asked != self._asked:
            self._ask(asked)
        for key, choice in self.choices.items():
            if key in view.facts.answers:
                choice.choose(view.facts.answers[key])
        self.setVisible(bool(asked))

    @Slot()
    def on_record(self) -> None:
        """Emit what was answered."""
        given = tuple((key, choice.value) for key, choice in self.choices.items() if choice.value is not None)
        self.answered.emit(given)

    def _ask(self, asked: tuple[tuple[str, str], ...]) -> None:
        while self._form.count():
            item = self._form.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        self._asked, self.choices = asked, {}
        for key, question in asked:
            label = QLabel(question, self)
            label.setWordWrap(True)
            choice: ChoiceBox[bool] = ChoiceBox(self, empty="—")
            choice.setAccessibleName(question)
            choice.fill(((self._words("attribute.yes"), True), (self._words("attribute.no"), False)))
            choice.setFixedWidth(CHOICE_WIDTH)
            row = QWidget(self)
            across = QHBoxLayout(row)
            across.setContentsMargins(0, 0, 0, 0)
            across.addWidget(label, 1)
            across.addWidget(choice)
            self._form.addWidget(row)
            self.choices[key] = choice


class OpinionBox(QWidget):
    """Emits `recorded` with (agrees, words); shown for policy documents only."""

    recorded = Signal(bool, str)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._item = ""
        self.hint = QLabel(words("attribute.opinion.hint"), self)
        self.hint.setWordWrap(True)
        self.done = QLabel(self)
        self.done.setWordWrap(True)
        self.done.setProperty("level", "green")
        self.agrees: ChoiceBox[bool] = ChoiceBox(self)
        self.agrees.setAccessibleName(words("attribute.opinion"))
        self.agrees.fill(((words("attribute.opinion.agrees"), True), (words("attribute.opinion.objects"), False)))
        self.text = QLineEdit(self)
        self.text.setAccessibleName(words("attribute.opinion.text"))
        self.text.setPlaceholderText(words("attribute.opinion.text"))
        self.record = QPushButton(words("attribute.opinion.record"), self)
        form = QFormLayout()
        form.addRow(words("attribute.opinion"), self.agrees)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.hint)
        column.addWidget(self.done)
        column.addLayout(form)
        column.addWidget(self.text)
        column.addWidget(self.record)
        self.record.clicked.connect(self.on_record)

    def show_item(self, view: ItemView) -> None:
        """Show the opinion on an item, or ask for it."""
        self.setVisible(is_policy(view.facts))
        opinion = view.facts.opinion
        self.done.setVisible(opinion is not None)
        if opinion is not None:
            key = "attribute.opinion.agrees" if opinion.agrees else "attribute.opinion.objects"
            self.done.setText(self._words("missing.named", name=self._words(key), value=opinion.opinion))
        if view.item.id != self._item:
            self._item = view.item.id
            self.text.clear()

    @Slot()
    def on_record(self) -> None:
        """Emit it; the use case says what is lacking."""
        self.recorded.emit(bool(self.agrees.value), self.text.text().strip())

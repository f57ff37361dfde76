"""③ 公开属性: what program and drafter propose, on which articles; what the reviewer decides."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFormLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from reviewer_app.domain.legal import DisclosureAttribute, LegalBasis
from reviewer_app.domain.review import Determination, Stage
from reviewer_app.services.answer_questions import informed
from reviewer_app.services.decision_words import basis_text
from reviewer_app.services.open_item import ItemView
from ui.pages.review.attribute_questions import OpinionBox, QuestionsBox
from ui.pages.review.attribute_way import AttributeWay
from ui.text import Words
from ui.widgets.choice import ChoiceBox

DECIDABLE = (DisclosureAttribute.PROACTIVE, DisclosureAttribute.ON_REQUEST, DisclosureAttribute.WITHHELD)


class AttributePanel(QWidget):
    """Emits `decided` with (attribute, basis, reason), and what its pieces emit."""

    decided = Signal(object, object, str)
    answered = Signal(object)
    opinion_given = Signal(bool, str)
    sentence_asked = Signal(int, int)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._basis: tuple[LegalBasis, ...] = ()
        self._item = ""
        self.proposals = QLabel(self)
        self.proposals.setWordWrap(True)
        self.way = AttributeWay(words, self)
        self.questions = QuestionsBox(words, self)
        self.opinion = OpinionBox(words, self)
        self.attribute: ChoiceBox[DisclosureAttribute] = ChoiceBox(self)
        self.attribute.setAccessibleName(words("attribute.decide"))
        self.attribute.fill((words(f"attribute.{one.value}"), one) for one in DECIDABLE)
        self.basis = QLabel(self)
        self.basis.setWordWrap(True)
        self.reason = QPlainTextEdit(self)
        self.reason.setAccessibleName(words("attribute.reason"))
        self.reason.setPlaceholderText(words("attribute.reason.wanted"))
        self.reason.setMaximumHeight(72)
        self.reason.setTabChangesFocus(True)
        self.record = QPushButton(words("attribute.record"), self)
        self.record.setProperty("kind", "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.way)
        column.addWidget(self.questions)
        column.addWidget(self.proposals)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow(words("attribute.decide"), self.attribute)
        form.addRow(words("attribute.basis"), self.basis)
        form.addRow(words("attribute.reason"), self.reason)
        column.addWidget(self.opinion)
        column.addLayout(form)
        column.addWidget(self.record)
        column.addStretch(1)
        self.record.clicked.connect(self.on_record)
        self.questions.answered.connect(self.answered)
        self.opinion.recorded.connect(self.opinion_given)
        self.way.sentence_asked.connect(self.sentence_asked)

    def show_item(self, view: ItemView) -> None:
        """Show an item; the choice starts at what the drafter proposed."""
        words = self._words
        said = [one for one in view.determinations if one.stage is not Stage.SYSTEM]
        self.proposals.setText("\n\n".join(self._line(one) for one in said[-4:]))
        first = view.parts[0]
        proposal = informed(first.report.attribute, view.facts.answers, view.facts.day)
        self.way.show_proposal(proposal, first.document, view.facts.day, first.report.header.date)
        self.questions.show_item(view)
        self.opinion.show_item(view)
        self._basis = proposal.basis
        self.basis.setText("\n".join(basis_text(words, one) for one in self._basis) or "—")
        if view.item.id != self._item:
            self._item = view.item.id
            self.attribute.choose(view.item.attribute)
            self.reason.clear()

    @Slot()
    def on_record(self) -> None:
        """Emit the decision; the use case says what is lacking."""
        self.decided.emit(self.attribute.value, self._basis, self.reason.toPlainText().strip())

    def _line(self, one: Determination) -> str:
        words = self._words
        stage, attribute = words(f"attribute.stage.{one.stage.value}"), words(f"attribute.{one.attribute.value}")
        head = words("missing.named", name=stage, value=attribute)
        articles = words("missing.join").join(basis_text(words, basis) for basis in one.basis)
        reason = words("attribute.reason_given", reason=one.reason) if one.reason else ""
        return "\n".join(line for line in (head, articles, reason) if line)

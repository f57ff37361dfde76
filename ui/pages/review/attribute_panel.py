"""③ 公开属性: what program and drafter propose, on which articles; what the reviewer decides."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFormLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from reviewer_app.domain.legal import DisclosureAttribute, LegalBasis
from reviewer_app.domain.review import Determination
from reviewer_app.services.decision_words import basis_text
from reviewer_app.services.open_item import ItemView
from ui.text import Words
from ui.widgets.choice import ChoiceBox

DECIDABLE = (DisclosureAttribute.PROACTIVE, DisclosureAttribute.ON_REQUEST, DisclosureAttribute.WITHHELD)


class AttributePanel(QWidget):
    """Emits `decided` with (attribute, basis, reason)."""

    decided = Signal(object, object, str)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._basis: tuple[LegalBasis, ...] = ()
        self._item = ""
        self.proposals = QLabel(self)
        self.proposals.setWordWrap(True)
        self.path = QLabel(self)
        self.path.setWordWrap(True)
        self.path.setProperty("hint", "true")
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
        column.addWidget(self.proposals)
        column.addWidget(self.path)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow(words("attribute.decide"), self.attribute)
        form.addRow(words("attribute.basis"), self.basis)
        form.addRow(words("attribute.reason"), self.reason)
        column.addLayout(form)
        column.addWidget(self.record)
        column.addStretch(1)
        self.record.clicked.connect(self.on_record)

    def show_item(self, view: ItemView) -> None:
        """Show an item; the choice starts at what the drafter proposed."""
        words = self._words
        self.proposals.setText("\n\n".join(self._line(one) for one in view.determinations[-4:]))
        proposal = view.parts[0].report.attribute
        self.path.setText("\n".join(f"· {reason}" for reason in proposal.reasons))
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
        head = f"{words(f'attribute.stage.{one.stage.value}')}：{words(f'attribute.{one.attribute.value}')}"
        articles = "、".join(basis_text(words, basis) for basis in one.basis)
        return f"{head}\n{articles}" if articles else head

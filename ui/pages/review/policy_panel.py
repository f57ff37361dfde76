"""政策解读三同步: the tick, the first interpreter, the linked item, and three lights (plan item 4, F30, F34)."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from reviewer_app.domain.items import Item, PartRole
from reviewer_app.domain.policy import PolicyKind
from reviewer_app.services.open_item import ItemView
from ui.text import Words
from ui.widgets.choice import ChoiceBox

LIGHTS = {
    PartRole.INTERPRETATION_PLAN: "interpret.light.plan",
    PartRole.INTERPRETATION: "interpret.light.text",
}


@dataclass(frozen=True, slots=True)
class Ticked:
    """What the person set."""

    kind: PolicyKind
    first_interpreter: str
    linked: str | None


class PolicyPanel(QWidget):
    """Emits `ticked` with `Ticked`."""

    ticked = Signal(object)
    links_wanted = Signal()
    """The interpretations that could be linked are asked for, once an item."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._shown = ""
        self._chosen: str | None = None
        self._asked = True
        self.kind: ChoiceBox[PolicyKind] = ChoiceBox(self)
        self.kind.setAccessibleName(words("interpret.tick"))
        self.kind.fill((words(f"interpret.{one.value}"), one) for one in PolicyKind)
        self.first = QLineEdit(self)
        self.first.setAccessibleName(words("interpret.first"))
        self.unit = QLabel(self)
        self.linked: ChoiceBox[str] = ChoiceBox(self)
        self.linked.setAccessibleName(words("interpret.linked"))
        self.lights = QLabel(self)
        self.lights.setWordWrap(True)
        self.record = QPushButton(words("interpret.record"), self)
        self.form = QFormLayout()
        self.form.addRow(words("interpret.tick"), self.kind)
        self.form.addRow(words("interpret.unit"), self.unit)
        self.form.addRow(words("interpret.first"), self.first)
        self.form.addRow(words("interpret.linked"), self.linked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addLayout(self.form)
        column.addWidget(self.lights)
        column.addWidget(self.record, 0, Qt.AlignmentFlag.AlignLeft)
        self.kind.currentIndexChanged.connect(self.on_kind)
        self.record.clicked.connect(self.on_record)
        self.on_kind()

    def show_item(self, view: ItemView) -> None:
        """Show what was ticked, and which of plan and interpretation is there."""
        mark = view.facts.policy
        self.unit.setText(view.item.unit)
        if self._shown != view.item.id:
            self._shown = view.item.id
            self.kind.choose(mark.kind if mark else PolicyKind.NONE)
            self.first.setText(mark.first_interpreter if mark else "")
            self._chosen = mark.linked if mark else None
            self._asked = False
        self._lights(view)
        self.on_kind()

    @Slot(object)
    def offer(self, items: Sequence[Item]) -> None:
        """Interpretations that could be linked."""
        none = (self._words("interpret.linked.none"), "")
        self.linked.replace([none, *((one.title, one.id) for one in items)])
        self.linked.choose(self._chosen or "")

    @Slot()
    def on_kind(self, *_args: object) -> None:
        """What is no policy needs no more."""
        is_policy = self.kind.value is not PolicyKind.NONE
        for widget in (self.unit, self.first, self.linked):
            self.form.setRowVisible(widget, is_policy)
        self.lights.setVisible(is_policy)
        if is_policy and not self._asked:
            self._asked = True
            self.links_wanted.emit()

    @Slot()
    def on_record(self) -> None:
        """Record the tick."""
        kind = self.kind.value or PolicyKind.NONE
        self.ticked.emit(Ticked(kind, self.first.text().strip(), self.linked.value or None))

    def _lights(self, view: ItemView) -> None:
        words, facts = self._words, view.facts
        there = {part.role for part in facts.revision.parts} | facts.linked_parts
        told = [words("interpret.there" if role in there else "interpret.lacks", what=words(key))
                for role, key in LIGHTS.items()]
        if facts.policy is not None and facts.policy.linked is not None:
            told.append(words("interpret.ready" if facts.linked_ready else "interpret.waits"))
        self.lights.setText("　".join(told))
        whole = set(LIGHTS) <= there and facts.linked_ready
        self.lights.setProperty("level", "green" if whole else "red")
        self.lights.style().polish(self.lights)

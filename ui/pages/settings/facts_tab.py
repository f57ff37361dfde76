"""待核实条文: facts of the law data known from memory; nothing prints them until somebody has read the text itself."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from reviewer_app.rules.law import cite_text
from reviewer_app.services.confirm_fact import ConfirmFact, FactLine, confirm_fact, fact_lines
from ui.actions.front import Front
from ui.models.rows import Column
from ui.pages.settings.tab import ListTab
from ui.text import Words


class FactsTab(ListTab[FactLine]):
    """The list; where it was read is typed below, and recorded with the person's name."""

    def __init__(self, front: Front, parent: QWidget | None = None) -> None:
        words = front.words
        columns: tuple[Column[FactLine], ...] = (
            Column(words("facts.place"), lambda line: cite_text(line.fact.place), width=330),
            Column(words("facts.says"), lambda line: line.fact.says, tip=lambda line: line.fact.says, width=330),
            Column(words("facts.state"), partial(_state, words), tip=partial(_state, words), width=360),
        )
        super().__init__(front, "facts.hint", "settings.facts", columns, parent, empty_key="empty.facts")
        self.source = QLineEdit(self)
        self.source.setAccessibleName(words("facts.source"))
        self.source.setPlaceholderText(words("facts.source"))
        self.body.addWidget(self.source)
        self.confirm_button = self.button("facts.confirm", "primary")
        self.add_buttons(self.confirm_button, needing_row=(self.confirm_button,))
        self.confirm_button.clicked.connect(self.confirm)

    def reload(self) -> None:
        """Read the facts and their confirmations."""
        front = self.front
        front.ask(self, partial(fact_lines, front.desk, front.actor), self.on_lines)

    @Slot(object)
    def on_lines(self, lines: tuple[FactLine, ...]) -> None:
        """Show what was read."""
        self.show_rows(lines)

    @Slot()
    def confirm(self) -> None:
        """Record that the selected fact was read; the use case says what is lacking."""
        line = self.selected()
        if line is not None:
            command = ConfirmFact(self.front.actor, line.fact.key, self.source.text())
            self.front.do(self, confirm_fact, command, self.on_confirmed)

    @Slot(object)
    def on_confirmed(self, _made: object) -> None:
        """Show it as confirmed."""
        self.source.clear()
        self.reload()


def _state(words: Words, line: FactLine) -> str:
    made = line.confirmed
    if made is None:
        return words("facts.unconfirmed")
    return words("facts.confirmed", at=f"{made.at.astimezone():%Y-%m-%d}", source=made.source)

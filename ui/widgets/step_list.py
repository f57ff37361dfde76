"""The seven steps as one column of choices: icon, name, word; the open one is marked."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QPushButton, QVBoxLayout, QWidget

from ui.widgets.icons import icon, state_colour
from ui.widgets.theme import STATE_ICONS


class StepLine(NamedTuple):
    """One line: id, state (green, half, red, open) and its finished text."""

    id: str
    state: str
    text: str


class StepList(QWidget):
    """Choosing a step opens its panel; nothing is decided here."""

    chosen = Signal(str)

    def __init__(self, ids: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        for number, id_ in enumerate(ids):
            button = QPushButton(self)
            button.setProperty("kind", "step")
            button.setCheckable(True)
            button.setProperty("step", id_)
            # Seven lines must leave room for the decisions below them on a 768-line screen.
            button.setStyleSheet("padding-top: 3px; padding-bottom: 3px;")
            self._group.addButton(button, number)
            self._buttons[id_] = button
            column.addWidget(button)
        self._group.buttonClicked.connect(self._on_clicked)

    def show_lines(self, lines: Sequence[StepLine]) -> None:
        """Show the state of every step."""
        for line in lines:
            button = self._buttons[line.id]
            button.setText(line.text)
            button.setAccessibleName(line.text)
            colour = "amber" if line.state == "half" else state_colour(line.state)
            button.setIcon(icon(STATE_ICONS[line.state], colour))

    def choose(self, id_: str) -> None:
        """Mark a step as the open one."""
        self._buttons[id_].setChecked(True)

    def button(self, id_: str) -> QPushButton:
        """The button of a step."""
        return self._buttons[id_]

    @Slot(QAbstractButton)
    def _on_clicked(self, button: QAbstractButton) -> None:
        self.chosen.emit(button.property("step"))
